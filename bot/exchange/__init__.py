"""Files with which towns come and leave: JSON and tables (docs/exchange.md), read strictly, all problems told at once."""
