"""Callback data: small frozen values packed into at most 64 bytes. What comes back is a claim, checked by the services.

A value packs as `<prefix>:<field>:<field>…`; the prefix names the class, so that one table finds it again.
"""

from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self

LIMIT_BYTES = 64
SEPARATOR = ":"


class Callback:
    """Base of all callback values; sub-classes are frozen dataclasses whose fields are `str` or `int`."""

    prefix: ClassVar[str]
    known: ClassVar[dict[str, type["Callback"]]] = {}

    def __init_subclass__(cls) -> None:
        assert cls.prefix not in Callback.known, cls.prefix
        Callback.known[cls.prefix] = cls

    def pack(self) -> str:
        """The text behind a button. Raises `ValueError` when it is too long or a field holds the separator."""
        values = [str(getattr(self, field.name)) for field in fields(self)]  # type: ignore[arg-type]
        packed = SEPARATOR.join((self.prefix, *values))
        if len(packed.encode()) > LIMIT_BYTES or any(SEPARATOR in value for value in values):
            raise ValueError(f"callback data cannot carry {packed!r}")
        return packed

    @classmethod
    def _from(cls, values: list[str]) -> Self | None:
        wanted = fields(cls)  # type: ignore[arg-type]
        if len(wanted) != len(values):
            return None
        try:
            read: list[Any] = [
                int(value) if field.type in (int, "int") else value
                for field, value in zip(wanted, values, strict=True)
            ]
        except ValueError:
            return None
        return cls(*read)


def unpack(data: str | None) -> Callback | None:
    """The value behind a pressed button, or `None` for anything that we never packed."""
    prefix, *values = (data or "").split(SEPARATOR)
    found = Callback.known.get(prefix)
    return found._from(values) if found else None


@dataclass(frozen=True)
class MenuPress(Callback):
    """An item of the main menu; `page` counts from 0 where the item is a list."""

    prefix: ClassVar[str] = "m"
    item: str
    page: int = 0


@dataclass(frozen=True)
class ConsentPress(Callback):
    """*Agree* to this version of the privacy notice."""

    prefix: ClassVar[str] = "y"
    version: str


@dataclass(frozen=True)
class LocalePress(Callback):
    """A language, for the chat that is pressed in."""

    prefix: ClassVar[str] = "l"
    code: str


@dataclass(frozen=True)
class TownPress(Callback):
    """The person's town."""

    prefix: ClassVar[str] = "t"
    slug: str


@dataclass(frozen=True)
class PreferencePress(Callback):
    """Something a person sets for themselves: `name`, `keep` it, or `follow` and `unfollow` a category."""

    prefix: ClassVar[str] = "e"
    action: str
    value: str = ""


@dataclass(frozen=True)
class NeedPress(Callback):
    """*What is needed*: a `list` of these kinds, the `kinds` to choose from, `show` one request, or `help` with it."""

    prefix: ClassVar[str] = "n"
    action: str
    kinds: str = ""
    page: int = 0
    request_id: int = 0


@dataclass(frozen=True)
class DraftPress(Callback):
    """A button of the guided conversation. `nonce` belongs to what was shown: an older one is stale."""

    prefix: ClassVar[str] = "d"
    nonce: str
    action: str
    value: str = ""


@dataclass(frozen=True)
class OwnPress(Callback):
    """Something with an own post; `version` is the post's when the button was drawn."""

    prefix: ClassVar[str] = "o"
    action: str
    post_id: int
    version: int


@dataclass(frozen=True)
class RequestPress(Callback):
    """Something with a request of the group's own organisation; `version` is the post's when the button was drawn. `show`
    opens it, `list` a page of all of them (then `post_id` is the page)."""

    prefix: ClassVar[str] = "rq"
    action: str
    post_id: int
    version: int


@dataclass(frozen=True)
class StopPress(Callback):
    """`stop` or `lift`: the group's organisation needs no more of a kind for a while."""

    prefix: ClassVar[str] = "z"
    action: str
    category: str
    subcategory: str


@dataclass(frozen=True)
class PostCardPress(Callback):
    """A moderator's press on a post's card. `version` is the revision's; `value` is a reason for a rejection."""

    prefix: ClassVar[str] = "r"
    action: str
    revision_id: int
    version: int
    value: str = ""


@dataclass(frozen=True)
class SeatPress(Callback):
    """`yes` or `no`: shall this group replace a town's moderation chat? The code says which town's."""

    prefix: ClassVar[str] = "b"
    action: str
    code: str


@dataclass(frozen=True)
class BanPress(Callback):
    """A moderator's press about a ban (a term, `cancel`, `lift` or `keep`), or `appeal` by who is banned."""

    prefix: ClassVar[str] = "x"
    action: str
    ban_id: int


@dataclass(frozen=True)
class QueuePress(Callback):
    """Another page of what waits for moderators."""

    prefix: ClassVar[str] = "q"
    page: int


@dataclass(frozen=True)
class AnswerPress(Callback):
    """*Answer* below a question of moderators, or *Back* from it."""

    prefix: ClassVar[str] = "w"
    action: str
    decision_id: int


@dataclass(frozen=True)
class OrganisationCardPress(Callback):
    """A moderator's press on an organisation's card. `version` is the verification's."""

    prefix: ClassVar[str] = "v"
    action: str
    verification_id: int
    version: int


@dataclass(frozen=True)
class GroupPress(Callback):
    """A button in an organisation's group that leads into the private chat: `register`, `code` or `request`."""

    prefix: ClassVar[str] = "g"
    action: str


@dataclass(frozen=True)
class ReconnectPress(Callback):
    """The former registration of this group shall hold again."""

    prefix: ClassVar[str] = "gr"


@dataclass(frozen=True)
class SettingsPress(Callback):
    """A setting of a group; its binding is found by the chat, not by the button."""

    prefix: ClassVar[str] = "s"
    action: str
    value: str = ""


@dataclass(frozen=True)
class DigestPress(Callback):
    """Another page of a digest."""

    prefix: ClassVar[str] = "p"
    digest_id: int
    page: int


@dataclass(frozen=True)
class ContactPress(Callback):
    """About an offer that a group was alerted of, from its card or from a digest: `want` (*Contact*), `give_back`,
    `take_over`, `open` (the chat in which the contact waits)."""

    prefix: ClassVar[str] = "c"
    action: str
    alert_id: int


@dataclass(frozen=True)
class ObjectionPress(Callback):
    """*Not for us* on an offer's card: `why`, `because` (with a reason as `value`) or `back`."""

    prefix: ClassVar[str] = "no"
    action: str
    alert_id: int
    value: str = ""


@dataclass(frozen=True)
class ProposalPress(Callback):
    """A change of settings that was proposed, see `domain.objections.Proposal`; `value` is a radius, or 1 for weekly."""

    prefix: ClassVar[str] = "np"
    change: str
    category: str
    subcategory: str
    value: int


@dataclass(frozen=True)
class PhotosPress(Callback):
    """The photos of an offer that a group was alerted of."""

    prefix: ClassVar[str] = "f"
    alert_id: int


@dataclass(frozen=True)
class VolunteerPress(Callback):
    """A volunteer's answer to an organisation that wants the offer: `share` or `decline`."""

    prefix: ClassVar[str] = "cv"
    action: str
    reservation_id: int


@dataclass(frozen=True)
class AlertPress(Callback):
    """One post of a digest, as a card of its own in the group that got it."""

    prefix: ClassVar[str] = "a"
    alert_id: int
