"""What Handreich does: one function is one thing that people do. Session and clock are arguments; nothing is sent here."""
