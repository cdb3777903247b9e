"""The rules of marks: those that come with the program, or the file that the operator named."""

from bot.config.problems import ConfigError, Problem
from bot.config.settings import Settings
from domain.marks import Rules
from domain.rulebook import RulebookError, read_rules, shipped_rules

KEY = "moderation.marks_file"


def marks(settings: Settings) -> Rules:
    """The rules. Raises `ConfigError` that names the line when the file cannot be used."""
    file = settings.moderation.marks_file
    if file is None:
        return shipped_rules()
    try:
        return read_rules(file.read_text(encoding="utf-8"))
    except RulebookError as error:
        raise ConfigError([Problem(KEY, f"{file}, {error}")]) from error
    except (OSError, UnicodeDecodeError) as error:
        what = (
            "is no text in UTF-8"
            if isinstance(error, ValueError)
            else (error.strerror or "cannot be read").lower()
        )
        raise ConfigError([Problem(KEY, f"{file}: {what}; name a file, or take the key away")]) from error
