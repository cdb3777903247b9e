"""The gallery: every screen of every language on one page, drawn by the real views from example facts.

Each file of screens is a chapter's worth of `shot(title, view, facts …)`: one line adds a screen. A test fails when a view
has none.
"""
