"""Every programme this version knows, in the order they are shown."""

from relief.rules.programmes.base import Programme
from relief.rules.programmes.dibao import dibao
from relief.rules.programmes.dibao_grace import dibao_grace
from relief.rules.programmes.dibao_individual import dibao_individual
from relief.rules.programmes.dibao_margin import dibao_margin
from relief.rules.programmes.emergency_relief import emergency_relief
from relief.rules.programmes.epidemic_family_relief import epidemic_family_relief
from relief.rules.programmes.expenditure_relief import expenditure_relief
from relief.rules.programmes.fast_relief import fast_relief
from relief.rules.programmes.jobless_graduate import jobless_graduate
from relief.rules.programmes.nonresident_relief import nonresident_relief
from relief.rules.programmes.one_time_supplement import one_time_supplement
from relief.rules.programmes.price_subsidy import price_subsidy
from relief.rules.programmes.rigid_expenditure import rigid_expenditure
from relief.rules.programmes.tekun import tekun
from relief.rules.programmes.uninsured_unemployed import uninsured_unemployed

PROGRAMMES: tuple[Programme, ...] = (
    dibao,
    dibao_margin,
    dibao_individual,
    tekun,
    rigid_expenditure,
    emergency_relief,
    fast_relief,
    expenditure_relief,
    nonresident_relief,
    uninsured_unemployed,
    jobless_graduate,
    epidemic_family_relief,
    dibao_grace,
    one_time_supplement,
    price_subsidy,
)
BY_CODE = {programme.code: programme for programme in PROGRAMMES}
