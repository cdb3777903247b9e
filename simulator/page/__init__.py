"""The web page on which one plays all roles: its files, its pictures, and what it shows around the chats.

It acts through the documented control interface like any test, and knows nothing of the bot behind it.
"""

from simulator.page.routes import page_routes

__all__ = ["page_routes"]
