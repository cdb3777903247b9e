"""The webhook: Telegram's call is answered with 200 only when the update is stored; its secret is checked first."""

import hmac
from http import HTTPStatus
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from bot.config.settings import Telegram
from bot.receiver import Receiver

log = structlog.get_logger()

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
LARGEST_UPDATE = 1_000_000
SHUTDOWN_SECONDS = 1.0  # for calls under way; what is not stored by then comes again


class Webhook:
    """A small server behind the town's own TLS proxy."""

    def __init__(self, settings: Telegram, receiver: Receiver) -> None:
        self._settings = settings
        self._receiver = receiver
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listens. Raises `OSError` when the address is taken."""
        app = web.Application(client_max_size=LARGEST_UPDATE)
        app.router.add_post(urlsplit(self._settings.webhook_url or "").path or "/", self._take)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._settings.listen_host, self._settings.listen_port).start()

    async def stop(self) -> None:
        """Stops listening; a call under way is answered first."""
        if self._runner:
            await self._runner.cleanup()

    async def _take(self, request: web.Request) -> web.Response:
        secret = self._settings.webhook_secret
        given = request.headers.get(SECRET_HEADER, "")
        if secret is None or not hmac.compare_digest(given.encode(), secret.get_secret_value().encode()):
            log.warning("webhook_forbidden")
            return web.Response(status=HTTPStatus.FORBIDDEN)
        try:
            update = await request.json()
            update["update_id"] + 0
        except (ValueError, TypeError, KeyError):
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        try:
            await self._receiver.store([update])
        except Exception as error:
            log.error("update_not_stored", update_id=update["update_id"], error=type(error).__name__)
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)  # Telegram brings it again
        return web.Response()
