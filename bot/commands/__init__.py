"""One module per command of `handreich`, imported only when it was chosen; each has `main(args) -> exit status`."""
