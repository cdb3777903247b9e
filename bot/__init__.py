"""The room that runs: command line, configuration, and the one place where everything is put together."""

__version__ = "0.1.0"
