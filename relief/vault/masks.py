"""What of a hidden value may stand on a page: enough to tell two apart, not enough to use."""

STAR = "*"


def masked_number(number: str | None) -> str:
    """证件号码: the area code's first three signs and the last four."""
    return _masked(number, first=3, last=4)


def masked_telephone(number: str | None) -> str:
    """电话: 138****1234; a short one shows its last two figures only."""
    return _masked(number, first=3, last=4)


def masked_account(number: str | None) -> str:
    """账号: the last four figures."""
    return _masked(number, first=0, last=4)


def _masked(text: str | None, *, first: int, last: int) -> str:
    if not text:
        return ""
    if len(text) < first + last + 4:
        first, last = 0, 2 if len(text) > 4 else 0
    hidden = len(text) - first - last
    return text[:first] + STAR * hidden + text[len(text) - last :]
