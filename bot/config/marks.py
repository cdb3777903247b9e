"""The rules of marks: those that come with the program, or the file that the operator named."""

from collections.abc import Callable

from bot.config.problems import ConfigError, Problem
from bot.config.settings import Settings
from domain.marks import Rules
from domain.rulebook import RulebookError, read_rules, shipped_rules

KEY = "moderation.marks_file"


def marks(settings: Settings) -> Callable[[], Rules]:
    """Gives the rules. Raises `ConfigError` that names the line when the operator's file cannot be used; those that come
    with the program are known to be right, and read when they are first needed."""
    file = settings.moderation.marks_file
    if file is None:
        return shipped_rules
    try:
        rules = read_rules(file.read_text(encoding="utf-8"))
    except RulebookError as error:
        raise ConfigError([Problem(KEY, f"{file}, {error}")]) from error
    except (OSError, UnicodeDecodeError) as error:
        what = (
            "is no text in UTF-8"
            if isinstance(error, ValueError)
            else (error.strerror or "cannot be read").lower()
        )
        raise ConfigError([Problem(KEY, f"{file}: {what}; name a file, or take the key away")]) from error
    return lambda: rules
