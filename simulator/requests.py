"""A bot's HTTP request as Telegram reads it: query, form, multipart and JSON all become named strings and files."""

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from simulator.errors import bad_request
from simulator.people import Bot


@dataclass
class Upload:
    name: str
    data: bytes
    mime: str


@dataclass
class Request:
    """One call of a method by a bot."""

    bot: Bot
    method: str
    params: dict[str, str]
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.params.get(name, "")

    def has(self, name: str) -> bool:
        return self.params.get(name, "") != ""

    def integer(self, name: str, default: int = 0) -> int:
        """Telegram reads the digits it finds and takes nonsense as the default."""
        try:
            return int(self.params.get(name, ""))
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        return self.params.get(name, "").strip().lower() in ("true", "yes", "1")

    def json(self, name: str) -> Any:
        """The decoded value, None when absent."""
        raw = self.params.get(name, "")
        if not raw:
            return None
        try:
            return json.loads(raw)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def json_list(self, name: str) -> list[Any]:
        value = self.json(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise bad_request(f"can't parse {name}: expected an Array")
        return value


async def read_parameters(request: web.Request) -> tuple[dict[str, str], dict[str, Upload]]:
    """Parameters of the body win over those of the query."""
    params: dict[str, str] = dict(request.query)
    files: dict[str, Upload] = {}
    kind = request.content_type
    if kind == "application/json":
        params |= _json_parameters(await request.text())
    elif kind == "multipart/form-data":
        await _read_multipart(request, params, files)
    elif kind == "application/x-www-form-urlencoded":
        params |= {name: str(value) for name, value in (await request.post()).items()}
    return params, files


def _json_parameters(body: str) -> dict[str, str]:
    if not body.strip():
        return {}
    try:
        values = json.loads(body)
    except ValueError:
        raise bad_request("can't parse request body as a JSON object") from None
    if not isinstance(values, dict):
        raise bad_request("can't parse request body as a JSON object")
    return {name: _as_text(value) for name, value in values.items() if value is not None}


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


async def _read_multipart(request: web.Request, params: dict[str, str], files: dict[str, Upload]) -> None:
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = Upload(value.filename, value.file.read(), value.content_type)
        elif isinstance(value, bytes | bytearray):
            params[name] = bytes(value).decode()
        else:
            params[name] = value
