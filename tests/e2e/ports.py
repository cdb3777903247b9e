"""An address on this machine that nobody listens on."""

import socket


def free_address() -> str:
    """host:port"""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{listening.getsockname()[1]}"
