"""The control interface: JSON over HTTP with which tests and the web page act as people and look at chats."""

from simulator.control.base import Control, control_routes

__all__ = ["Control", "control_routes"]
