"""getMe, getUpdates and the webhook's settings."""

import ipaddress
import re
from typing import Any
from urllib.parse import urlsplit

from simulator.errors import bad_request, conflict, too_many_requests
from simulator.methods import api_method
from simulator.requests import Request
from simulator.world import World

WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
PORTS = (80, 88, 443, 8443)
MAX_HOLD = 50


@api_method("getMe")
def get_me(world: World, request: Request) -> dict[str, Any]:
    return request.bot.as_me()


@api_method("getUpdates")
async def get_updates(world: World, request: Request) -> Any:
    mailbox = world.mailbox(request.bot.id)
    if mailbox.webhook.get("url"):
        raise conflict(WEBHOOK_ACTIVE)
    remember_allowed(world, request)
    offset = request.integer("offset")
    limit = request.integer("limit", 100)
    timeout = max(0, min(request.integer("timeout"), MAX_HOLD))
    return await world.polls.poll(request.bot.id, offset, limit if 1 <= limit <= 100 else 100, timeout)


def remember_allowed(world: World, request: Request) -> None:
    if request.has("allowed_updates"):
        kinds = request.json_list("allowed_updates")
        world.mailbox(request.bot.id).allow([str(kind).lower() for kind in kinds])


@api_method("setWebhook")
async def set_webhook(world: World, request: Request) -> bool:
    url = request.text("url")
    secret = request.text("secret_token")
    check_secret(secret)
    if url:
        check_webhook_url(world, url)
    mailbox = world.mailbox(request.bot.id)
    if url and url != mailbox.webhook.get("url") and not world.webhooks.may_set(request.bot.id):
        raise too_many_requests(1)
    remember_allowed(world, request)
    if request.flag("drop_pending_updates"):
        mailbox.pending = []
    world.polls.end(request.bot.id, "terminated by setWebhook request")
    mailbox.webhook = {}
    if url:
        connections = min(max(request.integer("max_connections", 40), 1), 100)
        mailbox.webhook = {"url": url, "secret": secret, "max_connections": connections}
    await world.webhooks.settle(request.bot.id)
    return True


@api_method("deleteWebhook")
async def delete_webhook(world: World, request: Request) -> bool:
    mailbox = world.mailbox(request.bot.id)
    if request.flag("drop_pending_updates"):
        mailbox.pending = []
    mailbox.webhook = {}
    await world.webhooks.settle(request.bot.id)
    return True


@api_method("getWebhookInfo")
def get_webhook_info(world: World, request: Request) -> dict[str, Any]:
    mailbox = world.mailbox(request.bot.id)
    hook = mailbox.webhook
    info = {
        "url": hook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(mailbox.pending),
    }
    names = ("max_connections", "last_error_date", "last_error_message", "ip_address")
    info |= {name: hook[name] for name in names if name in hook}
    if mailbox.allowed:
        info["allowed_updates"] = mailbox.allowed
    return info


def check_secret(secret: str) -> None:
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")


def check_webhook_url(world: World, url: str) -> None:
    parts = urlsplit(url)
    host = parts.hostname or ""
    if world.loopback_webhooks and parts.scheme == "http" and host in ("127.0.0.1", "localhost", "::1"):
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return
    if not address.is_global:
        raise bad_request(f"bad webhook: IP address {host} is reserved")
