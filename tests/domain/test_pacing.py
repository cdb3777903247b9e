"""The sending limits hold in every span, whenever Telegram counts a message between its sending and the answer."""

from math import inf

from hypothesis import given
from hypothesis import strategies as st

from domain.pacing import MARGIN, Pace, Pacer, Window

Sent = tuple[float, float]
traffic = st.lists(st.tuples(st.floats(0, 2), st.floats(0, 0.4), st.booleans()), max_size=60)
limits = st.integers(1, 5)


def play(window: Window, wishes: list[tuple[float, float, bool]]) -> list[Sent]:
    """Sends as soon as the window allows; each wish waits, then takes a while. Gives begin and answer of each."""
    now, running, sent = 0.0, list[Sent](), list[Sent]()
    for wait, takes, _ in wishes:
        now += wait
        while True:
            for begun, ends in sorted(running, key=lambda one: one[1]):
                if ends <= now:
                    window.end(ends)
                    running.remove((begun, ends))
            free = window.free_at(now)
            if free <= now:
                break
            now = min([free, *(ends for _, ends in running)]) if running else free
        window.begin()
        running.append((now, now + takes))
        sent.append((now, now + takes))
    return sent


def most_in_any_span(times: list[float], span: float) -> int:
    """Brute force: the fullest half-open span begins at one of the events."""
    return max((sum(start <= other < start + span for other in times) for start in times), default=0)


@given(limits, st.sampled_from([1.0, 3.0]), traffic)
def test_never_more_than_the_limit_in_any_span(
    limit: int, span: float, wishes: list[tuple[float, float, bool]]
) -> None:
    sent = play(Window(limit, span), wishes)
    counted = [ends if late else begun for (begun, ends), (_, _, late) in zip(sent, wishes, strict=True)]
    assert most_in_any_span(counted, span) <= limit


@given(limits, traffic)
def test_nobody_waits_longer_than_needed(limit: int, wishes: list[tuple[float, float, bool]]) -> None:
    """With answers at once, a message waits only while the span before it is full."""
    sent = play(Window(limit, 1), [(wait, 0.0, late) for wait, _, late in wishes])
    wanted = 0.0
    for index, ((begun, _), (wait, _, _)) in enumerate(zip(sent, wishes, strict=True)):
        wanted = max(wanted + wait, sent[index - 1][0] + wait if index else 0.0)
        if begun > wanted + 1e-9:
            assert index >= limit
            assert begun <= sent[index - limit][0] + 1 * MARGIN + 1e-9


def test_while_all_places_are_under_way_nothing_can_be_foretold() -> None:
    window = Window(2, 1)
    window.begin()
    window.begin()
    assert window.free_at(0) == inf
    window.drop()
    assert window.free_at(0) == 0


def test_a_limit_of_zero_is_none() -> None:
    window = Window(0, 1)
    for _ in range(100):
        window.begin()
        assert window.free_at(0) == 0
        window.end(0)
    assert window.idle


def test_a_group_keeps_to_its_minute_a_person_does_not() -> None:
    pacer = Pacer(Pace(per_second=0, per_chat_per_second=0, per_group_per_minute=20))
    for chat_id in (-1, 1):
        for _ in range(20):
            pacer.begin(chat_id)
            pacer.end(chat_id, 0.0)
    assert pacer.chat_free_at(-1, 1.0) == 60 * MARGIN
    assert pacer.chat_free_at(1, 1.0) == 1.0


def test_an_answer_follows_at_once_but_obeys_what_telegram_asked_for() -> None:
    pacer = Pacer(Pace())
    pacer.begin(5)
    pacer.end(5, 0.0)
    assert pacer.chat_free_at(5, 0.5) == MARGIN
    assert pacer.chat_free_at(5, 0.5, answer=True) == 0.5
    pacer.hold(5, 0.5, 9.0)
    assert pacer.chat_free_at(5, 0.5, answer=True) == 9.0
    assert pacer.overall_free_at(0.5) == 0.5


def test_two_chats_held_at_once_hold_everything() -> None:
    pacer = Pacer(Pace())
    pacer.hold(1, 0.0, 5.0)
    pacer.hold(2, 1.0, 7.0)
    assert pacer.overall_free_at(2.0) == 7.0


def test_what_no_longer_matters_is_forgotten() -> None:
    pacer = Pacer(Pace())
    for chat_id in range(-50, 50):
        pacer.begin(chat_id)
        pacer.end(chat_id, 0.0)
    pacer.forget_idle(61.0)
    assert not pacer._chats
