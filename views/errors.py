"""One sentence for each refusal, short enough for the line over a chat. Plain text: callers put it into HTML."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.errors import Refusal, Refused
from domain.moderation import Verdict
from views.i18n import N_, Translator
from views.screen import Screen, safe
from views.taxonomy import verdict_name

LIMIT = 200  # characters of an answer to a press

SENTENCES: Mapping[Refusal, str] = {
    Refusal.TOO_LONG: N_(
        "That is too long: {length} characters, at most {limit} fit here. Please send a shorter text."
    ),
    Refusal.EMPTY: N_("There is no text in it. Please write a few words."),
    Refusal.NO_WORDS: N_("I see only signs, no words. Please write a few words."),
    Refusal.ONLY_A_LINK: N_("A link alone does not say what it is. Please describe it in your own words."),
    Refusal.TEXT_WANTED: N_("I need a text here. Please write a few words as a message."),
    Refusal.BUTTON_WANTED: N_("Please press one of the buttons."),
    Refusal.PLACE_WANTED: N_("Please press a button, or send a location with the paperclip 📎."),
    Refusal.NUMBER_WANTED: N_("Please press a number or send one, from {low} to {high}."),
    Refusal.DAY_WANTED: N_("Please press a day, or send one like 24.12., from today on."),
    Refusal.NAME_WANTED: N_("Please send a first name only: letters, without numbers and other signs."),
    Refusal.PHOTO_WANTED: N_(
        "Please send a photo here, as a picture and not as a file, or go on with the button."
    ),
    Refusal.TOO_MANY: N_("More than {limit} do not fit here. Please go on with the button."),
    Refusal.TOO_FAR: N_("This place is far from {town}. Please choose one in or near {town}."),
    Refusal.UNKNOWN_OPTION: N_("This choice does not exist any more. Please press one of the buttons."),
    Refusal.NOT_SKIPPABLE: N_("This question needs an answer. Please answer it, or cancel."),
    Refusal.EDIT_NOT_USED: N_(
        "This message is not part of an open conversation, so the edit changes nothing. Please send a new message."
    ),
    Refusal.FORWARDED: N_("This message was forwarded. Please write it in your own words."),
    Refusal.ENOUGH_TODAY: N_(
        "That is enough for one day: {limit} at most. What you wrote is kept. Please press Submit tomorrow."
    ),
    Refusal.SLOW_DOWN: N_("That was a lot at once, so I skip some of it. Please go on in a minute."),
    Refusal.UNFINISHED: N_("A question is still open. Please answer it first."),
    Refusal.UNKNOWN_COMMAND: N_("I do not know this command here. /help shows what I can do."),
    Refusal.NOTHING_OPEN: N_("There is nothing to cancel. /start shows the menu."),
    Refusal.STALE_BUTTON: N_("This button is out of date. What counts is the newest message."),
    Refusal.LINK_USED: N_(
        "This link was used already or is older than 15 minutes. Please press the button in the group again."
    ),
    Refusal.NOT_YOURS: N_("This is meant for somebody else. In the group you can press the button yourself."),
    Refusal.WRONG_CHAT: N_("This button does not work in this chat. Please press it where it was sent."),
    Refusal.NOT_AGREED: N_("Please open a private chat with me and press Start first."),
    Refusal.NO_TOWN: N_("No town uses this bot yet. Please come back later."),
    Refusal.NO_TOWN_CHOSEN: N_("Please choose your town first, in the menu under Settings."),
    Refusal.ADMINISTRATORS_ONLY: N_("Only administrators of this group can do that. Please ask one of them."),
    Refusal.ANONYMOUS: N_(
        "You write in the group's name, so I cannot see who you are. Please turn that off and try again."
    ),
    Refusal.ALREADY_DECIDED: N_("This was decided before: {verdict}, by {name}, {time}."),
    Refusal.OWN_POST: N_("You wrote this yourself or applied for it. Please let another moderator decide."),
    Refusal.SECOND_MODERATOR_WANTED: N_(
        "You have approved this already. It needs a second moderator, because it asks for special care."
    ),
    Refusal.FILED_THERE: N_("It is in this category already."),
    Refusal.NOTHING_TO_FIND: N_(
        "What are you looking for? Please write a number or words behind it: /find A-7K3F, or: /find winter boots"
    ),
    Refusal.POST_WANTED: N_("Which post? Please write its number behind the command, like A-7K3F."),
    Refusal.POST_UNKNOWN: N_(
        "There is no post of this number in your town. /find looks for words, too: /find winter boots"
    ),
    Refusal.UNDO_NOT_YOURS: N_("Only {name} can undo this: whoever decided."),
    Refusal.UNDO_TOO_LATE: N_("It is too late to undo this: the time for it is over."),
    Refusal.CLAIMED_BY: N_("{name} looks after this and can give it back. You can decide all the same."),
    Refusal.NOT_A_MODERATOR: N_(
        "You are not a member of this moderation chat, so your press does not count."
    ),
    Refusal.NOBODY_TO_ASK: N_("Nobody can be asked: who wrote this never opened a chat with me."),
    Refusal.ASKED_ALREADY: N_("The author was asked already, and has not answered yet."),
    Refusal.QUESTION_OVER: N_("This question needs no answer any more. /my shows your offers."),
    Refusal.BAN_REASON_WANTED: N_(
        "Why? Please write the reason behind the number: /ban A-7K3F asks people for money. The author gets to read it."
    ),
    Refusal.NOBODY_TO_BAN: N_("Nobody can be banned: who wrote this never opened a chat with me."),
    Refusal.BANNED_ALREADY: N_("The author is banned here already, by {name}. /unban ends that."),
    Refusal.NOT_BANNED: N_("The author of this post is not banned here."),
    Refusal.OPERATORS_ONLY: N_("This ban holds in every town, so only an operator can change it."),
    Refusal.APPEAL_OVER: N_("There is nothing left to decide: this ban is over, or the appeal is answered."),
    Refusal.APPEALED_ALREADY: N_("You have appealed already. I tell you what comes of it."),
    Refusal.BANNED_UNTIL: N_(
        "You cannot post in {town} until {until}: the moderators decided that. My message about it says why."
    ),
    Refusal.BANNED: N_(
        "You cannot post in {town} any more: the moderators decided that. My message about it says why."
    ),
    Refusal.GROUP_NOT_REGISTERED: N_(
        "This group is not registered. An administrator can register it with the button in the group: /help."
    ),
    Refusal.GROUP_ALREADY_REGISTERED: N_(
        "This group is registered already. /settings in the group shows it."
    ),
    Refusal.GROUP_IS_MODERATION_CHAT: N_(
        "Moderators decide in this group. An organisation needs a group of its own."
    ),
    Refusal.GROUP_GONE: N_("I am not in this group any more. Please add me again, then register it there."),
    Refusal.CODE_UNKNOWN: N_(
        "This code was used already, is older than a day, or has a typing mistake. An administrator can get a new one."
    ),
    Refusal.NOT_VERIFIED_YET: N_(
        "The moderators of the town have not verified the organisation yet. Please try again when they have."
    ),
    Refusal.ORGANISATION_SUSPENDED: N_(
        "The town has suspended this organisation. Please talk to the town's moderators."
    ),
    Refusal.QUIET_HOUR: N_("This hour lies in the quiet hours. Please choose another one."),
    Refusal.QUIET_AT_DIGEST: N_(
        "The hour of your digest would be quiet then. Please choose another hour for the digest first."
    ),
    Refusal.LAST_WEEKDAY: N_("One day has to stay. Please choose another one first."),
    Refusal.NOT_A_MEMBER: N_("Only members of this group can do that."),
    Refusal.TAKEN_BY: N_("{name} has reserved this offer for your organisation already."),
    Refusal.TAKEN: N_("This offer is reserved for your organisation already."),
    Refusal.RESERVED: N_(
        "Another organisation has reserved this offer just now. You can try again if it becomes free."
    ),
    Refusal.VOLUNTEER_DECLINED: N_("The volunteer has said no to your organisation."),
    Refusal.VOLUNTEER_AWAY: N_(
        "I cannot reach the volunteer. Please talk to the town's moderators and name the number of the offer."
    ),
    Refusal.NOT_RESERVED: N_("This is not reserved for your organisation any more, so nothing was done."),
    Refusal.RESERVED_FOR: N_("Only {name} can do that: whoever pressed Contact."),
    Refusal.CONTACT_OVER: N_("This question needs no answer any more. Nothing of you was passed on."),
    Refusal.NOT_YOUR_NUMBER: N_("Please share your own number, with the button below the message field."),
    Refusal.TOWN_UNKNOWN: N_("There is no town with the short name {town}."),
    Refusal.CODE_WANTED: N_(
        "Please write the code behind the command: /bind K7QM-3XTA-9FHD. The operator makes it."
    ),
    Refusal.CODE_NOT_GOOD: N_(
        "This code is not good: mistyped, used already or older than 24 hours. Please ask the operator for a new one."
    ),
    Refusal.CHAT_IS_PUBLIC: N_(
        "This group is public: everybody could read what nobody has reviewed. Please make it private first."
    ),
    Refusal.GROUP_IS_ORGANISATIONS: N_(
        "This is the group of an organisation. Moderators need a group of their own."
    ),
    Refusal.BIND_IN_GROUP: N_("Please send this command in the group of the moderators."),
    Refusal.DECISIONS_REST: N_(
        "Decisions rest, because this group is or was public. The operator lets them go on with: handreich city"
        " confirm {town}"
    ),
    Refusal.NOTHING_TO_CONFIRM: N_("Decisions do not rest in {town}, so there is nothing to confirm."),
    Refusal.TOWN_EXISTS: N_("There is a town with the short name {town} already."),
    Refusal.CHAT_IS_TAKEN: N_("This chat is the moderation chat of {town} already."),
    Refusal.POST_GONE: N_("This post is not here any more."),
    Refusal.POST_CHANGED: N_("This has changed meanwhile, so nothing was done. Please look at it again."),
    Refusal.NOTHING_CHANGED: N_(
        "Nothing is different yet, so nothing was sent. Please change an answer, or cancel."
    ),
}


def sentence(tr: Translator, refused: Refused) -> str:
    """What to tell somebody, and what they can do next."""
    told = tr._(SENTENCES[refused.code]).format_map(_Facts(_words(tr, refused)))
    return told if len(told) <= LIMIT else told[: LIMIT - 1] + "…"


def refusal(tr: Translator, refused: Refused) -> Screen:
    """The same as a message."""
    return Screen(safe(sentence(tr, refused)))


class _Facts(dict[str, Any]):
    """A fact that the refusal did not give reads as a gap: a sentence with a gap beats none."""

    def __missing__(self, name: str) -> str:
        return "…"


def _words(tr: Translator, refused: Refused) -> dict[str, Any]:
    words: dict[str, Any] = {
        name: tr.number(value) if isinstance(value, int) else value for name, value in refused.facts.items()
    }
    if "verdict" in words:
        words["verdict"] = verdict_name(tr, Verdict(words["verdict"]))
    if "until" in words:
        words["until"] = tr.short_date(date.fromisoformat(words["until"]))
    return words
