"""The languages to choose from: ISO 639 codes, exact (Dari is not Farsi, Kurmanji is not Sorani), the likeliest first."""

_CODES = "de en uk ar ru fa prs tr kmr ckb ps fr ti so ro sq es pl sr rom hy ka az am ur bg it pt bn vi zh el"
LANGUAGES = tuple(_CODES.split())
LEVELS = ("native", "C", "B", "A")
