"""Every programme this version knows, in the order they are shown."""

from relief.rules.programmes.base import Programme
from relief.rules.programmes.dibao import dibao
from relief.rules.programmes.dibao_individual import dibao_individual
from relief.rules.programmes.dibao_margin import dibao_margin
from relief.rules.programmes.emergency_relief import emergency_relief
from relief.rules.programmes.nonresident_relief import nonresident_relief
from relief.rules.programmes.tekun import tekun
from relief.rules.programmes.uninsured_unemployed import uninsured_unemployed

PROGRAMMES: tuple[Programme, ...] = (
    dibao,
    dibao_margin,
    dibao_individual,
    tekun,
    emergency_relief,
    nonresident_relief,
    uninsured_unemployed,
)
BY_CODE = {programme.code: programme for programme in PROGRAMMES}
