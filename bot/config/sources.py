"""Where values come from: the file, the secret files and the environment, each read without judging values."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_settings import EnvSettingsSource

from bot.config.problems import ConfigError, Problem
from bot.config.settings import Settings

PREFIX = "HANDREICH_"
CONFIG, SECRETS_DIR, TEST_PREFIX = PREFIX + "CONFIG", PREFIX + "SECRETS_DIR", PREFIX + "TEST_"
DEFAULT_FILE, DEFAULT_SECRETS = Path("config.toml"), Path("/run/secrets")


def read_file(path: Path) -> dict[str, Any]:
    """The content of config.toml, or a ConfigError with the one problem of this file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        what = "is not there; copy config.example.toml to this name, or name another file with --config"
    except UnicodeDecodeError:
        what = "is not text in UTF-8; save it in this encoding"
    except tomllib.TOMLDecodeError as error:
        what = f"is not valid TOML; look here: {error}"
    except OSError as error:
        what = f"cannot be read ({error.strerror}); make it a file that this user may read"
    raise ConfigError([Problem(str(path), what)])


def read_secrets(environ: Mapping[str, str]) -> dict[str, str]:
    """One value per file, named like the variable: handreich_telegram__token."""
    folder = Path(environ.get(SECRETS_DIR, DEFAULT_SECRETS))
    try:
        return {file.name: file.read_text(encoding="utf-8").strip() for file in _secret_files(folder)}
    except FileNotFoundError:
        if SECRETS_DIR not in environ:
            return {}
        what = "names a folder that is not there; create it or take the variable away"
    except (OSError, UnicodeDecodeError):
        what = f"the secret files in {folder} cannot be read; make them text that this user may read"
    raise ConfigError([Problem(SECRETS_DIR, what)])


def _secret_files(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.iterdir()):
        if file.name.upper().startswith(PREFIX) and file.is_file():
            yield file


def variables(environ: Mapping[str, str]) -> dict[str, str]:
    """The variables that are ours to judge: not those that say where to look, nor those of the tests."""
    return {
        name: value
        for name, value in environ.items()
        if name.upper().startswith(PREFIX)
        and name.upper() not in (CONFIG, SECRETS_DIR)
        and not name.upper().startswith(TEST_PREFIX)
    }


def location(name: str) -> tuple[str, ...]:
    """HANDREICH_TELEGRAM__TOKEN -> telegram, token."""
    return tuple(name[len(PREFIX) :].lower().split("__"))


class NamedValues(EnvSettingsSource):
    """Turns variables into nested tables; a value that should be JSON and is not stays as it is, to be judged later."""

    def __init__(self, values: Mapping[str, str]) -> None:
        super().__init__(Settings)
        self.env_vars = {name.lower(): value for name, value in values.items()}

    def decode_complex_value(self, field_name: str, field: FieldInfo, value: Any) -> Any:
        try:
            return super().decode_complex_value(field_name, field, value)
        except ValueError:
            return value


def merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Both, table by table; where both have a value, the one of `over`."""
    result = dict(base)
    for key, value in over.items():
        below = result.get(key)
        if isinstance(value, dict) and isinstance(below, dict):
            value = merged(below, value)
        result[key] = value
    return result
