"""The lots of the county over what waits to be confirmed, by the services that the pages use."""

from relief.casework import services
from relief.casework.draws import entry_of, is_drawn
from relief.casework.models import Application
from relief.offices.access import acting
from tests.world import acting_everywhere


def draw_lots(place):
    """A list of whatever waits, closed and drawn over by 高建国."""
    with acting(place.gao_jianguo):
        return services.draw_lots(by=place.gao_jianguo, draw=services.close_list(by=place.gao_jianguo)).draw


def check(place, application: Application) -> None:
    with acting(place.gao_jianguo):
        services.spot_check(by=place.gao_jianguo, application=application, text="去看过，属实。")


def draw_and_check(place) -> None:
    """As above, and what the lots fell on is checked."""
    draw = draw_lots(place)
    with acting_everywhere():
        listed = [each.application for each in draw.entries.select_related("application")]
        drawn = [each for each in listed if is_drawn(entry_of(each))]
    for each in drawn:
        check(place, each)
