"""Photos, documents and other files that a bot sends: uploaded, by file_id, or several as an album."""

from pathlib import PurePath
from typing import Any
from uuid import uuid4

from simulator.access import chat_to_write, require_sending_right
from simulator.errors import bad_request
from simulator.files import MAX_DOWNLOAD, described, file_id, keep_file, photo_content, stored_file
from simulator.keyboards import check_markup, read_markup
from simulator.methods import api_method
from simulator.methods.sending import caption_content, caption_fields, check_lengths, post, reply_target, send
from simulator.rendering import message_json
from simulator.requests import Request, Upload
from simulator.world import World

PHOTO_ENDINGS = (".jpg", ".jpeg", ".gif", ".png", ".tif", ".bmp")
MAX_PHOTO = 10 * 1024 * 1024
MAX_UPLOAD = 50 * 1024 * 1024
FOLDERS = {"document": "documents", "voice": "voice", "sticker": "stickers"}


@api_method("sendPhoto")
def send_photo(world: World, request: Request) -> Any:
    return send(
        world, request, photo(world, request, request.text("photo"), "photo") | caption_content(request)
    )


@api_method("sendDocument")
def send_document(world: World, request: Request) -> Any:
    content = document(world, request, request.text("document"), "document")
    return send(world, request, content | caption_content(request))


def uploaded(request: Request, reference: str, name: str) -> Upload | None:
    """The file attached to the request under this name or as attach://name."""
    if reference.startswith("attach://"):
        return request.files.get(reference.removeprefix("attach://"))
    return request.files.get(name)


def photo(world: World, request: Request, reference: str, name: str) -> dict[str, Any]:
    upload = uploaded(request, reference, name)
    if upload is None:
        return {"photo": known_file(world, request, reference, "photo")}
    if len(upload.data) > MAX_PHOTO:
        raise bad_request("file is too big")
    ending = PurePath(upload.name).suffix.lower()
    if ending and ending not in PHOTO_ENDINGS:
        raise bad_request("photo has unsupported extension. Use one of .jpg, .jpeg, .gif, .png, .tif or .bmp")
    return {"photo": photo_content(world, upload.data)}


def document(world: World, request: Request, reference: str, name: str) -> dict[str, Any]:
    upload = uploaded(request, reference, name)
    if upload is None:
        return {"document": known_file(world, request, reference, "document")}
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > MAX_UPLOAD:
        raise bad_request("file is too big")
    path = f"documents/file_{len(world.memory.files)}{PurePath(upload.name).suffix}"
    stored = keep_file(world, "document", upload.data, path, upload.mime)
    return {"document": described(stored) | {"file_name": upload.name, "mime_type": upload.mime}}


def known_file(world: World, request: Request, reference: str, kind: str) -> Any:
    """The content of an earlier message with this file; only the bot's own file_ids are understood."""
    if not reference:
        raise bad_request(f"there is no {kind} in the request")
    if reference.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    stored = stored_file(world, request.bot.id, reference)
    if stored is None:
        if len(reference) < 10 or "/" in reference:
            raise bad_request("wrong file identifier/HTTP URL specified")
        raise bad_request("wrong remote file identifier specified: can't unserialize it")
    for chat in world.memory.chats.values():
        for message in chat.messages.values():
            content = message.content.get(kind)
            sizes = content if isinstance(content, list) else [content] if content else []
            if any(size.get("file_unique_id") == stored.unique_id for size in sizes):
                return content
    raise bad_request("wrong file identifier/HTTP URL specified")


@api_method("sendMediaGroup")
def send_media_group(world: World, request: Request) -> Any:
    items = request.json_list("media")
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > 10:
        raise bad_request("too many messages to send as an album")
    contents = [album_item(world, request, item) for item in items]
    if len({"document" in content for content in contents}) > 1:
        raise bad_request("can't use the media of the specified type in the album")
    chat = chat_to_write(world, request)
    reply_to = reply_target(request, chat)
    for content in contents:
        require_sending_right(chat, request.bot, content)
        check_lengths(content)
    group_id = uuid4().int % 10**17
    messages = [
        post(world, request, chat, content, reply_to=reply_to, media_group_id=str(group_id))
        for content in contents
    ]
    return [message_json(world, message, request.bot) for message in messages]


def album_item(world: World, request: Request, item: Any) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    if item.get("type") not in ("photo", "document"):
        raise bad_request(
            f"can't parse InputMedia: type \"{item.get('type')}\" can't be used in sendMediaGroup"
        )
    return media_content(world, request, item)


def media_content(world: World, request: Request, item: dict[str, Any]) -> dict[str, Any]:
    """InputMediaPhoto or InputMediaDocument with its caption."""
    read = photo if item["type"] == "photo" else document
    content = read(world, request, str(item.get("media", "")), "")
    given = item.get("caption_entities") or []
    return content | caption_fields(item.get("caption") or "", item.get("parse_mode") or "", given)


@api_method("editMessageMedia")
def edit_message_media(world: World, request: Request) -> Any:
    from simulator.methods.editing import apply_edit, editable

    item = request.json("media")
    if not isinstance(item, dict) or item.get("type") not in ("photo", "document"):
        raise bad_request("can't parse InputMedia: media not found")
    content = media_content(world, request, item)
    markup = read_markup(request)
    chat, message = editable(world, request)
    check_markup(chat, markup)
    check_lengths(content)
    return apply_edit(world, request, chat, message, content, markup)


@api_method("getFile")
def get_file(world: World, request: Request) -> dict[str, Any]:
    if not request.has("file_id"):
        raise bad_request("file_id not specified")
    stored = stored_file(world, request.bot.id, request.text("file_id"))
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if stored.size > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return described(stored) | {
        "file_id": file_id(request.bot.id, stored.unique_id),
        "file_path": stored.name,
    }
