"""Two unchanged libraries against the simulator, polling and by webhook: what works here works at Telegram."""

import pytest

from simulator.driver import Simulator
from tests.simulator.echo_bots import Running, aiogram_polling, aiogram_webhook, ptb_polling, ptb_webhook

ALL = [aiogram_polling, aiogram_webhook, ptb_polling, ptb_webhook]


@pytest.mark.parametrize("running", ALL, ids=lambda one: one.__name__)
async def test_echo_and_button(sim: Simulator, running: Running) -> None:
    anna = await sim.person("Anna")
    async with running(sim):
        await anna.starts("gera")
        await anna.sees("Echo: /start gera")
        answer = await anna.taps("Thanks")
        assert answer.text == "Pressed"
        await anna.sees("You are welcome")
