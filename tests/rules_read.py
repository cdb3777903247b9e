"""Imported once by the server from which bots are forked: the rules of marks are read then, and not by every bot."""

from domain.rulebook import shipped_rules

shipped_rules()
