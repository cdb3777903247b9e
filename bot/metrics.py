"""The numbers of a running bot in the form that Prometheus reads. docs/operating.md has the list."""

from collections.abc import Iterable, Iterator
from itertools import accumulate

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.counts import BOUNDS, Counts, Spans
from db.operations import Backlog, Leftovers


class Metrics(Collector):
    """One bot's numbers in a registry of their own."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self, counts: Counts) -> None:
        self._counts = counts
        self._gauges: list[tuple[str, str, float]] = []
        self._registry = CollectorRegistry(auto_describe=False)
        self._registry.register(self)
        ProcessCollector(registry=self._registry)

    def draw(self, backlog: Backlog, left: Leftovers, oldest_due: float, poll_age: float | None) -> bytes:
        """The text that is answered. Ages are in seconds; without polling there is none of the last poll."""
        self._gauges = [
            ("updates_waiting", "Updates stored and not yet answered", backlog.unhandled),
            ("dead_letters", "Updates kept because they could not be handled", left.dead),
            ("outbox_queued", "Messages in the outbox that wait", backlog.queued),
            ("outbox_given_up", "Messages that could not be delivered", left.given_up),
            ("outbox_oldest_due_seconds", "How long the oldest due message has waited", oldest_due),
        ]
        if poll_age is not None:
            self._gauges.append(("poll_age_seconds", "Since Telegram last answered a poll", poll_age))
        return generate_latest(self._registry)

    def collect(self) -> Iterator[Metric]:
        """Called by the registry."""
        counts = self._counts
        updates = (("received", counts.received), ("handled", counts.handled), ("failed", counts.failed))
        yield _counter(
            "updates", "Updates by what became of them", "stage", (*updates, ("dead", counts.dead))
        )
        yield _counter(
            "outbox", "Outbox rows taken, by what became of them", "outcome", counts.settled.items()
        )
        yield _counter(
            "transactions", "Database transactions by their end", "end", counts.transactions.items()
        )
        missed = [("sweep", counts.missed)]
        yield _counter("alerts_missed", "Alerts that were found late, by what found them", "by", missed)
        yield _histogram(
            "answer_seconds", "From the arrival of an update until it is answered", counts.answers
        )
        for name, words, value in self._gauges:
            yield GaugeMetricFamily(f"handreich_{name}", words, value)


def _counter(name: str, words: str, label: str, values: Iterable[tuple[str, int]]) -> CounterMetricFamily:
    family = CounterMetricFamily(f"handreich_{name}", words, labels=[label])
    for value, count in values:
        family.add_metric([value], count)
    return family


def _histogram(name: str, words: str, spans: Spans) -> HistogramMetricFamily:
    bounds = (*(str(bound) for bound in BOUNDS), "+Inf")
    buckets = list(zip(bounds, accumulate(spans.places), strict=True))
    return HistogramMetricFamily(f"handreich_{name}", words, buckets=buckets, sum_value=spans.total)
