"""The chapters of the gallery, in the order in which people meet the bot."""

from bot.gallery import banning, contacting, forms, moderating, organising, promising, volunteering
from bot.gallery.shots import Chapter

CHAPTERS = (
    Chapter("Before the first press", volunteering.outside),
    Chapter("Start, menu and settings", volunteering.first_steps),
    *forms.offers(),
    Chapter("Changing, cancelling and submitting", forms.around),
    Chapter("What becomes of an offer", volunteering.news),
    Chapter("My offers", volunteering.own_offers),
    Chapter("What is needed", volunteering.needed),
    Chapter("A sentence for everything that goes wrong", volunteering.refusals),
    Chapter("It takes longer", promising.author),
    Chapter("Banned", banning.author),
    Chapter("Moderators: the chat", moderating.chat),
    Chapter("Moderators: cards of posts", moderating.cards),
    Chapter("Moderators: the red class", moderating.red),
    Chapter("Moderators: cards of organisations", moderating.organisations_),
    Chapter("Moderators: looking things up", moderating.looking_up),
    Chapter("Moderators: overdue", promising.moderators),
    Chapter("Moderators: bans", banning.moderators),
    Chapter("Organisations: registering a group", organising.registering),
    Chapter("Organisations: settings of a group", organising.settings_of_group),
    Chapter("Organisations: what fits", organising.pushes),
    Chapter("Organisations and volunteers: contact", contacting.contact),
    Chapter("Organisations: their requests", organising.requests),
    *forms.requests(),
)
