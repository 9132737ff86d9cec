"""What the frame of every page needs to know."""

from django.conf import settings
from django.http import HttpRequest

from relief.web.navigation import address_of, entries, search_address

LARGE_TYPE_COOKIE = "relief_large_type"


def frame(request: HttpRequest) -> dict[str, object]:
    """Navigation, the size of type and the demonstration's mark; without a person there is no navigation."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "navigation": entries(role=getattr(user, "role", ""), path=request.path) if signed_in else [],
        "search_url": search_address(getattr(user, "role", "")) if signed_in else None,
        "sign_out_url": address_of("logout") if signed_in else None,
        "password_url": address_of("password_change") if signed_in else None,
        "recusal_url": address_of("recusal") if signed_in else None,
        "law_url": address_of("law"),
        "board_url": address_of("boards"),
        "large_type": LARGE_TYPE_COOKIE in request.COOKIES,
        "is_demonstration": settings.RELIEF_ENV == "demonstration",
    }
