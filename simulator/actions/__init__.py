"""What people do: everything here is a person's act in Telegram's app, with its updates for the bots."""
