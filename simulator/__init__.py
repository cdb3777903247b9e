"""A Telegram Bot API server for one machine, so that a bot can be tried against something as strict as Telegram.

It knows nothing of any particular bot. `python -m simulator --port 8081` starts it; docs/simulator.md explains it.
"""
