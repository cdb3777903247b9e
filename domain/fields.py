"""Which questions each category asks beside kind, text and place, as data. What is not named here is not asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from domain.widgets import Answers


@dataclass(frozen=True)
class Fields:
    """`asked` one by one, `details` together on one screen; whether `times` and `photos` are asked for, and whether it can
    be done `online`."""

    asked: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    times: bool = True
    photos: bool = False
    online: bool = False

    @cached_property
    def named(self) -> frozenset[str]:
        """All own fields, wherever they are asked."""
        return frozenset(chain(self.asked, self.details))


def _fields(
    asked: str, details: str, *, times: bool = True, photos: bool = False, online: bool = False
) -> Fields:
    return Fields(tuple(asked.split()), tuple(details.split()), times, photos, online)


NOTHING_ASKED = Fields()
OFFERED: Mapping[str, Fields] = {
    "goods": _fields("", "quantity splittable condition handover", times=False, photos=True),
    "transport": _fields("", "quantity child_seats radius languages period"),
    "housing": _fields("persons step_free pets", "beds period languages", times=False, photos=True),
    "language": _fields("languages", "ways quantity radius period", online=True),
    "escort": _fields("languages alone", "regular radius period", online=True),
    "family": _fields("alone", "ages languages period"),
    "education": _fields("alone", "level subject quantity languages period", online=True),
    "leisure": _fields("alone", "dates quantity ages languages"),
    "work": _fields("", "hours language_level languages period"),
    "skills": _fields("", "tools hours languages radius period", online=True),
    "space": _fields("", "size barrier_free quantity period", photos=True),
}
# A request asks the same kinds of things; what only a giver knows (condition, photos) is left out.
_ALSO = "needed_by radius"
_SPOKEN = "demanded languages period"
WANTED: Mapping[str, Fields] = {
    "goods": _fields("", f"quantity splittable handover {_ALSO}", times=False),
    "transport": _fields("", f"quantity splittable child_seats {_SPOKEN} {_ALSO}"),
    "housing": _fields("persons step_free pets", f"{_SPOKEN} {_ALSO}", times=False),
    "language": _fields("", f"ways quantity splittable {_SPOKEN} {_ALSO}", online=True),
    "escort": _fields("alone", f"regular {_SPOKEN} {_ALSO}", online=True),
    "family": _fields("alone", f"ages quantity splittable {_SPOKEN} {_ALSO}"),
    "education": _fields("alone", f"level subject quantity splittable {_SPOKEN} {_ALSO}", online=True),
    "leisure": _fields("alone", f"dates quantity splittable ages {_SPOKEN} {_ALSO}"),
    "work": _fields("", f"hours quantity splittable {_SPOKEN} {_ALSO}"),
    "skills": _fields("", f"tools hours {_SPOKEN} {_ALSO}", online=True),
    "space": _fields("", f"size barrier_free quantity splittable period {_ALSO}"),
}


def fields_of(table: Mapping[str, Fields], answers: Answers) -> Fields:
    """What the chosen category asks; nothing before one is chosen."""
    return table.get(str(answers.get("category")), NOTHING_ASKED)
