"""Bots that only reply: what Handreich is compared with."""
