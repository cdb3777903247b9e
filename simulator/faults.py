"""Faults on order: errors, delays, cut connections and malformed answers for requests that match."""

from dataclasses import dataclass, fields
from typing import Any

from simulator.errors import ApiError, ControlError


@dataclass
class Fault:
    """Which requests are hit (method, chat, contains, times) and what happens to them."""

    method: str | None = None
    chat: str | None = None
    contains: str | None = None
    times: int | None = 1
    code: int | None = None
    description: str | None = None
    retry_after: int | None = None
    migrate_to_chat_id: int | None = None
    delay: float = 0.0
    late: float = 0.0
    drop: str | None = None
    body: str | None = None
    hits: int = 0

    def matches(self, method: str, params: dict[str, str]) -> bool:
        if self.method and self.method.lower() != method.lower():
            return False
        if self.chat is not None and str(self.chat) != params.get("chat_id"):
            return False
        return self.contains is None or any(self.contains in value for value in params.values())

    def error(self) -> ApiError | None:
        code = self.code
        if code is None and (self.retry_after or self.migrate_to_chat_id):
            code = 429 if self.retry_after else 400
        if code is None or self.body is not None:
            return None
        parameters: dict[str, Any] = {}
        if self.retry_after:
            parameters["retry_after"] = self.retry_after
        if self.migrate_to_chat_id:
            parameters["migrate_to_chat_id"] = self.migrate_to_chat_id
        return ApiError(code, self.description or self._usual_description(code), parameters)

    def _usual_description(self, code: int) -> str:
        if self.retry_after:
            return f"Too Many Requests: retry after {self.retry_after}"
        if self.migrate_to_chat_id:
            return "Bad Request: group chat was upgraded to a supergroup chat"
        return {500: "Internal Server Error: restart", 401: "Unauthorized"}.get(
            code, "Bad Request: simulated fault"
        )


class Faults:
    def __init__(self) -> None:
        self.ordered: list[Fault] = []

    def order(self, wish: dict[str, Any]) -> Fault:
        known = {field.name for field in fields(Fault)} - {"hits"}
        if unknown := set(wish) - known:
            raise ControlError(f"unknown fault settings: {', '.join(sorted(unknown))}", 400)
        if wish.get("drop") not in (None, "before", "after"):
            raise ControlError('drop is "before" or "after"', 400)
        if wish.get("chat") is not None:
            wish = wish | {"chat": str(wish["chat"])}
        fault = Fault(**wish)
        self.ordered.append(fault)
        return fault

    def take(self, method: str, params: dict[str, str]) -> Fault | None:
        """The first fault that matches, counted down; one that is used up is forgotten."""
        for fault in self.ordered:
            if fault.matches(method, params):
                fault.hits += 1
                if fault.times is not None and fault.hits >= fault.times:
                    self.ordered.remove(fault)
                return fault
        return None
