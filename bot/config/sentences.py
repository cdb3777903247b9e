"""Turns what pydantic found into sentences that say what is wrong and what to write instead.

Values are not repeated, they may be secret; the few sentences that do repeat one come from our own checks.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.config.problems import Location

_WHAT: Mapping[str, str] = {
    "missing": "is missing",
    "enum": "is not one of the possible words",
    "literal_error": "is not one of the possible words",
    "int_from_float": "is not a whole number",
    "int_parsing": "is not a whole number",
    "int_type": "is not a whole number",
    "float_parsing": "is not a number",
    "float_type": "is not a number",
    "finite_number": "is not a number",
    "greater_than": "is too small",
    "greater_than_equal": "is too small",
    "less_than_equal": "is too large",
    "string_type": "is not text",
    "string_too_short": "is too short",
    "string_too_long": "is too long",
    "string_pattern_mismatch": "does not have the right form",
    "tuple_type": "is not a list",
    "dict_type": "is not a table",
    "model_type": "is not a table",
    "time_parsing": "is not a time of day",
    "time_type": "is not a time of day",
}


def sentences(error: ValidationError, model: type[BaseModel]) -> list[tuple[Location, str]]:
    """Where and what, for every finding of pydantic in data for `model`."""
    return [(details["loc"], _sentence(details, model)) for details in error.errors(include_url=False)]


def _sentence(details: ErrorDetails, model: type[BaseModel]) -> str:
    if details["type"] == "extra_forbidden":
        return _unknown_key(details["loc"], model)
    what = _WHAT.get(details["type"], "is not right")
    if details["type"] == "value_error":
        what = str(details["ctx"]["error"])
    hint = _hint(details["loc"], model)
    return f"{what}; write {hint}" if hint else what


def _unknown_key(at: Location, model: type[BaseModel]) -> str:
    parent = _model_in(_annotation(at[:-1], model))
    keys = list(parent.model_fields) if parent else []
    near = get_close_matches(str(at[-1]), keys, n=1)
    instead = near[0] if near else "one of " + ", ".join(keys)
    return f"is not a known key; write {instead}, or take it away"


def _hint(at: Location, model: type[BaseModel]) -> str | None:
    """The description of the innermost field on the way that has one."""
    for end in range(len(at), 0, -1):
        parent = _model_in(_annotation(at[: end - 1], model))
        field = parent.model_fields.get(str(at[end - 1])) if parent else None
        if field is not None:
            return field.description
    return None


def _annotation(at: Location, model: type[BaseModel]) -> Any:
    """The type of what stands at a location; an index or a free key leads into a list or dictionary."""
    found: Any = model
    for step in at:
        parent = _model_in(found)
        field = parent.model_fields.get(str(step)) if parent and isinstance(step, str) else None
        found = field.annotation if field else found
    return found


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The table inside `Table`, `tuple[Table, ...]` or `Table | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, Union, UnionType):
        return next((model for model in map(_model_in, get_args(annotation)) if model), None)
    return None
