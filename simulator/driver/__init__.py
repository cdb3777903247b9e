"""Driving the simulator from tests, so that they read like people: `await anna.taps("Offer help")`."""

from simulator.driver.chat import Chat, Group
from simulator.driver.person import Answer, Person
from simulator.driver.process import Process
from simulator.driver.simulator import Simulator
from simulator.driver.view import Button, Message

__all__ = ["Answer", "Button", "Chat", "Group", "Message", "Person", "Process", "Simulator"]
