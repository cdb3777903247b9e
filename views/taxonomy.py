"""Names of all codes: categories, sub-categories, states and reasons. A test compares them with the domain.

Every category has a sign that stands before its name in lists and on buttons, never instead of it.
"""

from collections.abc import Mapping

from domain.moderation import Reason, Verdict
from domain.organisations import OrganisationState
from domain.posts import Closing, Kind, Post, PostState, RevisionState, Version
from domain.taxonomy import OTHER
from views.i18n import N_, Translator

SIGNS: Mapping[str, str] = {
    "goods": "📦",
    "transport": "🚗",
    "housing": "🏠",
    "language": "💬",
    "escort": "🧭",
    "family": "🧸",
    "education": "📚",
    "leisure": "⚽",
    "work": "💼",
    "skills": "🔧",
    "space": "🚪",
}
CATEGORIES: Mapping[str, str] = {
    "goods": N_("Goods"),
    "transport": N_("Lifts, transport"),
    "housing": N_("Housing"),
    "language": N_("Languages"),
    "escort": N_("Company, advice"),
    "family": N_("Family, children"),
    "education": N_("Education"),
    "leisure": N_("Leisure, sport"),
    "work": N_("Work"),
    "skills": N_("Skills, hands"),
    "space": N_("Rooms, projects"),
}
SUBCATEGORIES: Mapping[str, Mapping[str, str]] = {
    "goods": {
        "clothing_women": N_("Clothing for women"),
        "clothing_men": N_("Clothing for men"),
        "clothing_children": N_("Clothing for children"),
        "shoes": N_("Shoes"),
        "bedding": N_("Bedding, towels"),
        "furniture": N_("Furniture"),
        "appliance": N_("Household appliances"),
        "kitchen": N_("Kitchen things"),
        "baby": N_("Things for babies"),
        "toys": N_("Toys, games"),
        "school": N_("Things for school"),
        "bicycle": N_("Bicycles"),
        "electronics": N_("Phones, computers"),
        "sport": N_("Sports equipment"),
        "hygiene": N_("Soap, hygiene"),
    },
    "transport": {
        "person": N_("Driving people"),
        "goods_van": N_("Carrying things by van"),
        "moving_help": N_("Help with moving house"),
    },
    "housing": {
        "emergency_night": N_("A bed for a night"),
        "room": N_("A room"),
        "flat": N_("A flat"),
        "storage": N_("Storing furniture"),
        "flat_search_help": N_("Help with finding a flat"),
    },
    "language": {
        "interpreting": N_("Interpreting"),
        "translation": N_("Written translation"),
        "german_lessons": N_("German lessons"),
        "tandem": N_("Language tandem"),
        "literacy": N_("Reading and writing"),
    },
    "escort": {
        "office": N_("Going to an office"),
        "doctor": N_("Going to the doctor"),
        "school": N_("Going to school or nursery"),
        "forms": N_("Forms and letters"),
        "mentoring": N_("Mentoring"),
        "legal": N_("Legal advice"),
    },
    "family": {
        "childcare": N_("Looking after children"),
        "homework": N_("Help with homework"),
        "play_group": N_("Play group"),
        "parents": N_("Parents' group"),
    },
    "education": {
        "tutoring": N_("Private lessons"),
        "computer": N_("Computer course"),
        "library": N_("Books, library"),
        "study_advice": N_("Advice on studying"),
    },
    "leisure": {
        "sport": N_("Sport"),
        "music": N_("Music"),
        "cooking": N_("Cooking together"),
        "garden": N_("Gardening"),
        "outing": N_("Outings"),
        "tickets": N_("Tickets"),
    },
    "work": {
        "job": N_("A job"),
        "internship": N_("An internship"),
        "apprenticeship": N_("An apprenticeship"),
        "application_help": N_("Help with applications"),
    },
    "skills": {
        "repair": N_("Repairs"),
        "bike_repair": N_("Repairing bicycles"),
        "painting": N_("Painting, renovating"),
        "sewing": N_("Sewing"),
        "it_help": N_("Help with computers"),
        "medical": N_("Medical help"),
        "psychological": N_("Psychological help"),
        "event_help": N_("Help at events"),
    },
    "space": {
        "course_room": N_("A room for courses"),
        "storage_room": N_("A storage room"),
        "kitchen": N_("A kitchen"),
        "project_idea": N_("An idea for a project"),
    },
}
_OTHER = N_("Other")
_WHOLE = N_("Everything of this kind")
KINDS: Mapping[Kind, str] = {Kind.OFFER: N_("Offer"), Kind.REQUEST: N_("Request")}
STATES: Mapping[PostState, str] = {
    PostState.PENDING: N_("waits for the moderators"),
    PostState.LIVE: N_("is shown"),
    PostState.PAUSED: N_("paused"),
    PostState.CLOSED: N_("closed"),
}
CLOSINGS: Mapping[Closing, str] = {
    Closing.FULFILLED: N_("done"),
    Closing.EXPIRED: N_("expired"),
    Closing.WITHDRAWN: N_("withdrawn"),
    Closing.REJECTED: N_("not released"),
}
REVISIONS: Mapping[RevisionState, str] = {
    RevisionState.PENDING: N_("waits for the moderators"),
    RevisionState.ASKED_BACK: N_("the moderators have a question"),
    RevisionState.RELEASED: N_("released"),
    RevisionState.REJECTED: N_("not released"),
    RevisionState.WITHDRAWN: N_("withdrawn"),
}
ORGANISATIONS: Mapping[OrganisationState, str] = {
    OrganisationState.APPLIED: N_("waits to be verified"),
    OrganisationState.VERIFIED: N_("verified"),
    OrganisationState.SUSPENDED: N_("suspended"),
    OrganisationState.REFUSED: N_("refused"),
}
REASONS: Mapping[Reason, str] = {
    Reason.PERSONAL_DATA: N_("Personal data"),
    Reason.NOT_FREE: N_("Not free of charge"),
    Reason.UNSAFE: N_("Unsafe"),
    Reason.DUPLICATE: N_("Duplicate"),
    Reason.NOT_NEEDED: N_("Not needed now"),
    Reason.OTHER: _OTHER,
}
VERDICTS: Mapping[Verdict, str] = {
    Verdict.APPROVED: N_("approved"),
    Verdict.SECONDED: N_("approved for the first time"),
    Verdict.REJECTED: N_("rejected"),
    Verdict.ASKED: N_("asked"),
    Verdict.MOVED: N_("moved to another category"),
    Verdict.RAISED: N_("raised to red"),
    Verdict.VERIFIED: N_("verified"),
    Verdict.REFUSED: N_("refused"),
    Verdict.CLEARED: N_("cleared for red"),
    Verdict.SUSPENDED: N_("suspended"),
    Verdict.LIFTED: N_("suspension lifted"),
    Verdict.UNDONE: N_("undone"),
}


def category_name(tr: Translator, category: str) -> str:
    """Goods"""
    return tr._(CATEGORIES[category])


def category_label(tr: Translator, category: str) -> str:
    """📦 Goods"""
    return f"{SIGNS[category]} {category_name(tr, category)}"


def subcategory_name(tr: Translator, category: str, subcategory: str | None) -> str:
    """Shoes; without a sub-category the words for the whole category"""
    if subcategory is None:
        return tr._(_WHOLE)
    return tr._(_OTHER if subcategory == OTHER else SUBCATEGORIES[category][subcategory])


def kind_label(tr: Translator, category: str, subcategory: str | None) -> str:
    """📦 Goods: Shoes; without a sub-category the category alone"""
    if subcategory is None:
        return category_label(tr, category)
    return tr._("{category}: {subcategory}").format(
        category=category_label(tr, category), subcategory=subcategory_name(tr, category, subcategory)
    )


def kind_name(tr: Translator, kind: Kind) -> str:
    """Offer"""
    return tr._(KINDS[kind])


def state_name(tr: Translator, post: Post) -> str:
    """What became of a post: for a closed one, why."""
    return tr._(CLOSINGS[post.closing] if post.closing else STATES[post.state])


def standing(tr: Translator, version: Version) -> str:
    """How a post stands for its author; a question of the moderators comes first."""
    asked = version.revision.state is RevisionState.ASKED_BACK
    return tr._(REVISIONS[RevisionState.ASKED_BACK]) if asked else state_name(tr, version.post)


def reason_name(tr: Translator, reason: Reason) -> str:
    """Not free of charge"""
    return tr._(REASONS[reason])


def verdict_name(tr: Translator, verdict: Verdict) -> str:
    """approved"""
    return tr._(VERDICTS[verdict])
