"""The demo: the real bot on a pretended Telegram, with a town, its people and what happens there as data beside this file.

The simulator is another process, reached over HTTP only. It plays the people, prints what everybody says, shows the page on
which one plays oneself, and its clock is the bot's, so that the story happens on a Tuesday at ten whenever it is watched.
First a week of the town's life goes by in seconds (`furnishing`), then story.json is played and printed, then the
page offers tour.json.
"""
