"""Files as bots see them: the same file has a different file_id for every bot, and photos come in several sizes."""

import base64
import itertools
import struct
import zlib
from typing import Any
from uuid import uuid4

from simulator.errors import bad_request
from simulator.world import StoredFile, World

PHOTO_SIDES = (90, 320, 800, 1280)
MAX_DOWNLOAD = 20 * 1024 * 1024


def file_id(bot_id: int, unique_id: str) -> str:
    return base64.urlsafe_b64encode(f"{bot_id}/{unique_id}".encode()).decode().rstrip("=")


def stored_file(world: World, bot_id: int, identifier: str) -> StoredFile | None:
    """The file behind a file_id; None when it was made for another bot or never."""
    try:
        owner, _, unique_id = (
            base64.urlsafe_b64decode(identifier + "=" * (-len(identifier) % 4)).decode().partition("/")
        )
    except ValueError:
        return None
    return world.memory.files.get(unique_id) if owner == str(bot_id) else None


def with_file_ids(content: Any, bot_id: int) -> Any:
    """A copy in which every stored file carries this bot's file_id."""
    if isinstance(content, dict):
        shown = {key: with_file_ids(value, bot_id) for key, value in content.items()}
        return (
            {"file_id": file_id(bot_id, content["file_unique_id"])} | shown
            if "file_unique_id" in shown
            else shown
        )
    if isinstance(content, list):
        return [with_file_ids(value, bot_id) for value in content]
    return content


def keep_file(
    world: World, kind: str, data: bytes, name: str, mime: str, size: tuple[int, int] = (0, 0)
) -> StoredFile:
    stored = StoredFile(uuid4().hex[:15], kind, data, name, mime, *size)
    world.memory.files[stored.unique_id] = stored
    return stored


def photo_content(world: World, data: bytes) -> list[dict[str, Any]]:
    """The sizes Telegram makes of a picture, smallest first."""
    width, height = picture_size(data)
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    sizes = []
    for side in (*(side for side in PHOTO_SIDES if side < max(width, height)), min(max(width, height), 1280)):
        scale = side / max(width, height)
        shape = max(round(width * scale), 1), max(round(height * scale), 1)
        stored = keep_file(
            world, "photo", data, f"photos/file_{len(world.memory.files)}.jpg", "image/jpeg", shape
        )
        sizes.append(described(stored) | {"width": shape[0], "height": shape[1]})
    return sizes if len(sizes) < 2 or sizes[-1]["width"] != sizes[-2]["width"] else sizes[:-1]


def described(stored: StoredFile) -> dict[str, Any]:
    return {"file_unique_id": stored.unique_id, "file_size": stored.size}


def picture_size(data: bytes) -> tuple[int, int]:
    """Width and height from a PNG, GIF or JPEG; anything else is what Telegram cannot process."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) > 24:
        width, height = struct.unpack(">II", data[16:24])
    elif data[:3] == b"GIF" and len(data) > 10:
        width, height = struct.unpack("<HH", data[6:10])
    elif data.startswith(b"\xff\xd8"):
        width, height = _jpeg_size(data)
    else:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if not width or not height:
        raise bad_request("IMAGE_PROCESS_FAILED")
    return width, height


def _jpeg_size(data: bytes) -> tuple[int, int]:
    position = 2
    while position + 9 < len(data):
        marker, length = data[position + 1], int.from_bytes(data[position + 2 : position + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return width, height
        position += 2 + length
    return 0, 0


_shades = itertools.count(40)


def sample_picture(width: int = 1280, height: int = 960) -> bytes:
    """A plain grey PNG, each time another shade, for people who send "a photo"."""
    row = b"\0" + bytes([next(_shades) % 200 + 20]) * width
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    blocks = ((b"IHDR", header), (b"IDAT", zlib.compress(row * height)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in blocks
    )
