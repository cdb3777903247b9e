"""How updates reach a bot: long polling or webhook, never both."""
