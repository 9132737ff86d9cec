"""Many households as arrays: the questions asked of one, answered a column at a time. Only here is numpy."""

from relief.rules.columns.arithmetic import CAP, TooLarge
from relief.rules.columns.frame import Columns
from relief.rules.columns.tables import UNDECLARED, Table, Tables
from relief.rules.columns.verdicts import VERDICTS, verdicts

__all__ = ["CAP", "UNDECLARED", "VERDICTS", "Columns", "Table", "Tables", "TooLarge", "verdicts"]
