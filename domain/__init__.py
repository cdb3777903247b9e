"""What Handreich knows: rules and values. Pure, standard library only; nothing here reads a clock, a chat or a table."""
