"""Every refusal of Telegram that the simulator words, one row each: what is asked and what comes back."""

from typing import Any

import pytest

from simulator.driver import Group, Person, Simulator
from simulator.files import sample_picture
from simulator.methods.editing import NOT_MODIFIED

LONG = "x" * 4097
URL_BUTTON = {"inline_keyboard": [[{"text": "a", "url": "localhost"}]]}


class Scene:
    """People and groups in every state a bot can meet; values in the table refer to them as "{name}"."""

    def __init__(self, sim: Simulator, api: Any) -> None:
        self.sim, self.api = sim, api
        self.ids: dict[str, int] = {"bot": 1000001}
        self.people: dict[str, Person] = {}
        self.groups: dict[str, Group] = {}
        self.file_id = ""

    async def prepare(self) -> None:
        await self._people()
        await self._groups()
        await self._messages()

    async def _people(self) -> None:
        for name in ("anna", "ben", "carl", "dora"):
            person = await self.sim.person(name)
            self.ids[name] = person.id
            self.people[name] = person
        for person in (self.people["anna"], self.people["carl"], self.people["dora"]):
            await person.starts()
        await self.people["carl"].blocks_bot()
        await self.people["dora"].changes(deactivated=True)

    async def _groups(self) -> None:
        members: dict[str, Any] = {
            "creator": self.people["anna"],
            "admins": [self.people["carl"]],
            "members": [self.people["ben"]],
        }
        plain = (("basic", "group"), ("super", "supergroup"), ("kicked", "supergroup"), ("out", "group"))
        more = (("gone", "group"), ("moved", "group"), ("muted", "supergroup"), ("forum", "forum"))
        for title, kind in plain + more:
            group = await self.sim.group(title, kind, **members)
            await group.adds_bot()
            self.ids[title] = group.id
            self.groups[title] = group
        admin = await self.sim.group("admin", **members)
        await admin.adds_bot(as_admin=True)
        secret = await self.sim.group("secret", hidden_members=True, **members)
        await secret.adds_bot()
        self.ids |= {"admin": admin.id, "secret": secret.id}
        await self.groups["kicked"].removes_bot()
        await self.groups["gone"].is_deleted()
        await self.groups["muted"].permits(
            can_send_messages=False, can_send_photos=False, can_send_polls=False
        )
        self.ids["new"] = (await self.groups["moved"].upgrades()).id
        await self.api.ok("leaveChat", chat_id=self.ids["out"])

    async def _messages(self) -> None:
        anna, ok = self.ids["anna"], self.api.ok
        sent = await ok("sendMessage", chat_id=anna, text="hello")
        keyboard = {"keyboard": [["Yes"]]}
        asked = await ok("sendMessage", chat_id=anna, text="?", reply_markup=keyboard)
        own = await self.people["anna"].says("mine")
        photo = await self.people["anna"].sends_photo()
        updates = await self.api.updates()
        self.file_id = updates[-1]["message"]["photo"][-1]["file_id"]
        picture = await ok("sendPhoto", chat_id=anna, photo=self.file_id)
        secret = await ok("sendMessage", chat_id=anna, text="secret", protect_content=True)
        in_group = await self.people["anna"].says("/hello", chat=self.groups["super"])
        self.ids |= {
            "sent": sent["message_id"], "asked": asked["message_id"], "own": own.id, "photo": photo.id,
            "picture": picture["message_id"], "protected": secret["message_id"], "in_group": in_group.id,
        }  # fmt: skip

    def fill(self, value: Any) -> Any:
        if (
            isinstance(value, str)
            and value.startswith("{")
            and value.endswith("}")
            and value[1:-1] in self.ids
        ):
            return self.ids[value[1:-1]]
        return self.file_id if value == "{file}" else value


def inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button]]}


def send(chat: str, text: str = "hi", **more: Any) -> tuple[str, dict[str, Any]]:
    return "sendMessage", {"chat_id": f"{{{chat}}}", "text": text} | more


def html(text: str) -> tuple[str, dict[str, Any]]:
    return send("anna", text, parse_mode="HTML")


def edit(message: str, **more: Any) -> tuple[str, dict[str, Any]]:
    return "editMessageText", {"chat_id": "{anna}", "message_id": f"{{{message}}}", "text": "new"} | more


def call(method: str, **params: Any) -> tuple[str, dict[str, Any]]:
    return method, params


def album(*kinds: str) -> tuple[str, dict[str, Any]]:
    return call("sendMediaGroup", chat_id="{anna}", media=[{"type": kind, "media": "x"} for kind in kinds])


def member(method: str, chat: str, user: Any, **more: Any) -> tuple[str, dict[str, Any]]:
    return call(method, chat_id=f"{{{chat}}}", user_id=user, **more)


BAD = "400 Bad Request: "
PARSE = BAD + "can't parse entities: "
BUTTON = BAD + "can't parse inline keyboard button: "
ROWS = [
    (2, call("sendRocket"), "404 Not Found: method not found"),
    (10, call("sendMessage", text="hi"), BAD + "chat_id is empty"),
    (11, call("sendMessage", chat_id=77, text="hi"), BAD + "chat not found"),
    (11, call("sendMessage", chat_id="@nobody", text="hi"), BAD + "chat not found"),
    (12, send("moved"), BAD + "group chat was upgraded to a supergroup chat"),
    (13, send("gone"), "403 Forbidden: the group chat was deleted"),
    (14, send("kicked"), "403 Forbidden: bot was kicked from the supergroup chat"),
    (15, send("out"), "403 Forbidden: bot is not a member of the group chat"),
    (16, send("carl"), "403 Forbidden: bot was blocked by the user"),
    (17, send("dora"), "403 Forbidden: user is deactivated"),
    (18, send("ben"), "403 Forbidden: bot can't initiate conversation with a user"),
    (19, send("bot"), "403 Forbidden: the bot can't send messages to the bot"),
    (20, send("muted"), BAD + "not enough rights to send text messages to the chat"),
    (20, call("sendPhoto", chat_id="{muted}", photo="{file}"), BAD + "not enough rights to send photos to the chat"),
    (20, call("sendPoll", chat_id="{muted}", question="?", options=["a"]),
     BAD + "not enough rights to send polls to the chat"),
    (22, send("anna", ""), BAD + "message text is empty"),
    (23, send("anna", "  \n "), BAD + "text must be non-empty"),
    (23, html("<b></b>"), BAD + "text must be non-empty"),
    (24, send("anna", LONG), BAD + "message is too long"),
    (25, send("anna", "x" * 32769), BAD + "text is too long"),
    (26, call("sendPhoto", chat_id="{anna}", photo="{file}", caption="x" * 1025),
     BAD + "message caption is too long"),
    (27, send("anna", "x", parse_mode="BBCode"), BAD + "unsupported parse_mode"),
    (28, html("<b>x"), PARSE + "Can't find end tag corresponding to start tag \"b\""),
    (29, html("<div>x</div>"), PARSE + 'Unsupported start tag "div" at byte offset 0'),
    (29, html("a < b"), PARSE + 'Unsupported start tag "" at byte offset 2'),
    (30, html("<b>x</i>"), PARSE + 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    (31, html("</b>"), PARSE + "Unexpected end tag at byte offset 0"),
    (31, html("<b"), PARSE + "Unclosed start tag at byte offset 0"),
    (31, html("<span>x</span>"), PARSE + 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    (32, send("anna", reply_parameters={"message_id": 9999}), BAD + "message to be replied not found"),
    (33, send("forum", message_thread_id=777), BAD + "message thread not found"),
    (34, edit("none", message_id=9999), BAD + "message to edit not found"),
    (35, edit("own"), BAD + "message can't be edited"),
    (35, edit("asked"), BAD + "message can't be edited"),
    (36, edit("sent", text="hello"), BAD + NOT_MODIFIED),
    (37, edit("picture"), BAD + "there is no text in the message to edit"),
    (38, call("deleteMessage", chat_id="{anna}", message_id=9999), BAD + "message to delete not found"),
    (39, call("deleteMessage", chat_id="{super}", message_id="{in_group}"), BAD + "message can't be deleted"),
    (40, call("answerCallbackQuery", callback_query_id="1"),
     BAD + "query is too old and response timeout expired or query ID is invalid"),
    (41, send("anna", reply_markup=inline(text="a", callback_data="ж" * 33)), BAD + "BUTTON_DATA_INVALID"),
    (42, send("anna", reply_markup=inline(text="a")), BUTTON + "Text buttons are unallowed in the inline keyboard"),
    (42, send("anna", reply_markup=inline(text="a", callback_data="")),
     BUTTON + "Text buttons are unallowed in the inline keyboard"),
    (43, send("anna", reply_markup=inline(text="", callback_data="x")),
     BAD + "inline keyboard button text must be non-empty"),
    (44, send("anna", reply_markup=URL_BUTTON),
     BAD + "inline keyboard button URL 'localhost' is invalid: Wrong HTTP URL"),
    (45, send("anna", reply_markup="[1]"), BAD + "object expected as reply markup"),
    (45, send("anna", reply_markup="{x"), BAD + "can't parse reply keyboard markup JSON object"),
    (45, send("anna", reply_markup={"inline_keyboard": [{"text": "a"}]}),
     BAD + 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
    (45, send("anna", reply_markup={"inline_keyboard": [[{"text": "a", "callback_data": "b"}] * 101]}),
     BAD + "reply markup is too long"),
    (46, send("super", reply_markup={"keyboard": [[{"text": "p", "request_contact": True}]]}),
     BAD + "phone number can be requested in private chats only"),
    (46, send("super", reply_markup={"keyboard": [[{"text": "p", "request_location": True}]]}),
     BAD + "location can be requested in private chats only"),
    (47, call("sendPhoto", chat_id="{anna}"), BAD + "there is no photo in the request"),
    (48, call("sendPhoto", chat_id="{anna}", photo="x"), BAD + "wrong file identifier/HTTP URL specified"),
    (48, call("sendPhoto", chat_id="{anna}", photo="A" * 40),
     BAD + "wrong remote file identifier specified: can't unserialize it"),
    (48, call("sendPhoto", chat_id="{anna}", photo="https://example.org/a.jpg"),
     BAD + "failed to get HTTP URL content"),
    (50, album(*["photo"] * 11), BAD + "too many messages to send as an album"),
    (50, album(), BAD + "there are no messages to send"),
    (50, album("animation"), BAD + "can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup"),
    (51, call("copyMessage", chat_id="{anna}", from_chat_id="{anna}", message_id=9999),
     BAD + "message to copy not found"),
    (51, call("forwardMessage", chat_id="{anna}", from_chat_id="{anna}", message_id=9999),
     BAD + "message to forward not found"),
    (51, call("forwardMessage", chat_id="{anna}", from_chat_id="{anna}", message_id="{protected}"),
     BAD + "message has protected content and can't be forwarded"),
    (53, member("getChatMember", "super", 77), BAD + "user not found"),
    (53, member("getChatMember", "basic", "{dora}"), BAD + "member not found"),
    (53, member("getChatMember", "secret", "{ben}"), BAD + "CHAT_ADMIN_REQUIRED"),
    (53, member("getChatMember", "super", "zero"), BAD + "invalid user_id specified"),
    (54, member("banChatMember", "super", "{ben}"), BAD + "not enough rights to restrict/unrestrict chat member"),
    (54, member("banChatMember", "admin", "{carl}"), BAD + "user is an administrator of the chat"),
    (54, member("banChatMember", "admin", "{anna}"), BAD + "can't remove chat owner"),
    (54, member("banChatMember", "admin", "{bot}"), BAD + "can't restrict self"),
    (55, call("pinChatMessage", chat_id="{super}", message_id=1),
     BAD + "not enough rights to manage pinned messages in the chat"),
    (55, call("pinChatMessage", chat_id="{admin}", message_id=9999), BAD + "message to pin not found"),
    (56, member("approveChatJoinRequest", "super", "{dora}"), BAD + "not enough rights to manage chat join requests"),
    (56, member("approveChatJoinRequest", "admin", "{dora}"), BAD + "HIDE_REQUESTER_MISSING"),
    (56, member("approveChatJoinRequest", "admin", "{ben}"), BAD + "USER_ALREADY_PARTICIPANT"),
    (57, call("setWebhook", url="http://example.org/"),
     BAD + "bad webhook: An HTTPS URL must be provided for webhook"),
    (57, call("setWebhook", url="https://example.org:8081/"),
     BAD + "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
    (57, call("setWebhook", url="https://10.0.0.1/"), BAD + "bad webhook: IP address 10.0.0.1 is reserved"),
    (58, call("setWebhook", url="https://example.org/", secret_token="x" * 257), BAD + "secret token is too long"),
    (58, call("setWebhook", url="https://example.org/", secret_token="ä"),
     BAD + "secret token contains unallowed characters"),
    (59, call("deleteMessage", chat_id="{anna}"), BAD + "message identifier is not specified"),
    (59, call("deleteMessages", chat_id="{anna}"), BAD + "message identifiers are not specified"),
    (59, call("deleteMessages", chat_id="{anna}", message_ids=list(range(1, 102))),
     BAD + "too many message identifiers specified"),
]  # fmt: skip


@pytest.fixture
async def scene(sim: Simulator, api: Any) -> Scene:
    made = Scene(sim, api)
    await made.prepare()
    return made


NAMES = [f"{row}-{request[0]}-{number}" for number, (row, request, _) in enumerate(ROWS)]


@pytest.mark.parametrize(("row", "request_", "refusal"), ROWS, ids=NAMES)
async def test_refusal(scene: Scene, row: int, request_: tuple[str, dict[str, Any]], refusal: str) -> None:
    method, params = request_
    filled = {name: scene.fill(value) for name, value in params.items()}
    assert await scene.api.refusal(method, **filled) == refusal


async def test_tokens(sim: Simulator) -> None:
    for token, description in (
        ("1000001:WRONG", "Unauthorized"),
        ("nonsense", "Unauthorized: invalid token specified"),
        ("01:x", "Unauthorized: invalid token specified"),
        ("1:" + "x" * 80, "Unauthorized: invalid token specified"),
    ):
        async with sim.client.session.get(f"{sim.url}/bot{token}/getMe") as response:
            assert (response.status, (await response.json())["description"]) == (401, description)
    async with sim.client.session.get(f"{sim.url}/nothing/here") as response:
        assert (response.status, (await response.json())["description"]) == (404, "Not Found")


async def test_a_webhook_set_twice_within_a_second(api: Any) -> None:
    await api.ok("setWebhook", url="https://example.org/one")
    assert (
        await api.refusal("setWebhook", url="https://example.org/two")
        == "429 Too Many Requests: retry after 1"
    )


async def test_a_file_too_big_to_download(sim: Simulator, api: Any) -> None:
    anna = await sim.person("Anna")
    await anna.starts()
    await anna.sends_document(file_size=20 * 1024 * 1024 + 1)
    file_id = (await api.updates())[-1]["message"]["document"]["file_id"]
    assert await api.refusal("getFile", file_id=file_id) == BAD + "file is too big"


@pytest.mark.parametrize(
    ("filename", "data", "description"),
    [
        (
            "a.pdf",
            b"%PDF",
            "photo has unsupported extension. Use one of .jpg, .jpeg, .gif, .png, .tif or .bmp",
        ),
        ("a.jpg", b"no picture", "IMAGE_PROCESS_FAILED"),
        ("a.png", sample_picture(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
    ],
)
async def test_pictures_that_telegram_cannot_use(
    sim: Simulator, api: Any, filename: str, data: bytes, description: str
) -> None:
    anna = await sim.person("Anna")
    await anna.starts()
    status, body = await api.upload("sendPhoto", "photo", filename, data, chat_id=anna.id)
    assert (status, body["description"]) == (400, f"Bad Request: {description}")
