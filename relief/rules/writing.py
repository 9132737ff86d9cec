"""Writing a case back as a document that `read_cases` reads."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import yaml

from relief.rules.cases import Case


class _Dumper(yaml.SafeDumper):
    """Decimals as plain numbers, days as written; no references, which readers of a case need not know."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _decimal(dumper: yaml.SafeDumper, value: Decimal) -> yaml.Node:
    text = f"{value:f}"
    return dumper.represent_scalar(
        "tag:yaml.org,2002:float" if "." in text else "tag:yaml.org,2002:int", text
    )


def _mapping(dumper: yaml.SafeDumper, value: dict[str, Any]) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value.items())


_Dumper.add_representer(Decimal, _decimal)
_Dumper.add_representer(dict, _mapping)


def write_case(case: Case) -> str:
    """The case as a YAML document without what it expects."""
    values: dict[str, Any] = {
        "case": case.name,
        "title": case.title,
        "source": case.source,
        "day": case.day,
        "place": case.place,
        "area": case.area,
        "household": case.household,
    }
    kept = {key: value for key, value in values.items() if value != ""}
    return yaml.dump(
        kept, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=110
    )
