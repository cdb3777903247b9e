"""The comparison with the Bot API's description finds what is wrong: else it would prove nothing."""

from typing import Any

import pytest

from tests.e2e.api_description import Description


def field(name: str, *types: str, required: bool = False) -> dict[str, Any]:
    return {"name": name, "types": list(types), "required": required}


DESCRIPTION = Description(
    {
        "version": "of this test",
        "methods": {
            "sendMessage": {
                "fields": [
                    field("chat_id", "Integer", "String", required=True),
                    field("text", "String", required=True),
                    field("silent", "Boolean"),
                    field("reply_markup", "Keyboard"),
                ]
            },
            "sendPhoto": {"fields": [field("photo", "InputFile", "String", required=True)]},
            "getMe": {},
        },
        "types": {
            "Keyboard": {"fields": [field("rows", "Array of Array of Button", required=True)]},
            "Button": {"fields": [field("text", "String", required=True), field("number", "Integer")]},
        },
    }
)


def problems(method: str, *files: str, **params: str) -> list[str]:
    return list(
        DESCRIPTION.problems({"method": method, "params": params, "files": dict.fromkeys(files, "x")})
    )


def test_what_fits_has_no_problems() -> None:
    keyboard = '{"rows": [[{"text": "12", "number": 3}], []]}'
    assert not problems("sendMessage", chat_id="-100", text="5", silent="true", reply_markup=keyboard)
    assert not problems("sendmessage", chat_id="@town", text="[1]")
    assert not problems("sendPhoto", "photo")
    assert not problems("sendPhoto", "file-1", photo="attach://file-1")
    assert not problems("getMe")


@pytest.mark.parametrize(
    ("params", "problem"),
    [
        ({"text": "a"}, "sendMessage: chat_id is missing"),
        ({"chat_id": "1", "text": "a", "colour": "red"}, "sendMessage: colour is unknown"),
        ({"chat_id": "1", "text": "a", "silent": "1"}, "sendMessage: silent is no Boolean: 1"),
        ({"chat_id": "1", "text": "a", "reply_markup": "[]"}, "sendMessage: reply_markup is no Keyboard: []"),
        ({"chat_id": "1", "text": "a", "reply_markup": "{}"}, "sendMessage: reply_markup: rows is missing"),
    ],
)
def test_each_problem_is_named(params: dict[str, str], problem: str) -> None:
    assert problems("sendMessage", **params) == [problem]


def test_problems_deep_inside_are_seen() -> None:
    assert problems("sendMessage", chat_id="1", text="a", reply_markup='{"rows": [[{"txt": "a"}]]}')
    assert problems(
        "sendMessage", chat_id="1", text="a", reply_markup='{"rows": [[{"text": "a", "number": "3"}]]}'
    )


def test_an_unknown_method_is_a_problem() -> None:
    assert problems("sendTelepathy") == ["sendTelepathy is no method"]
