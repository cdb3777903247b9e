"""Which change of settings a reason proposes, and that it would have helped."""

from hypothesis import given
from hypothesis import strategies as st

from domain.objections import Hearing, Objection, proposal
from domain.organisations import RADII_KM, Mode

KIND = ("goods", "shoes")


def hearing(mode: Mode = Mode.AT_ONCE, *, follows: tuple[tuple[str, str | None], ...] = ()) -> Hearing:
    return Hearing(mode, None, follows, None)


@given(
    radius=st.none() | st.sampled_from(RADII_KM),
    nearest=st.none() | st.floats(0, 60, allow_nan=False),
)
def test_a_radius_is_proposed_that_would_have_spared_all_of_them(
    radius: int | None, nearest: float | None
) -> None:
    found = proposal(Objection.TOO_FAR, KIND, Hearing(Mode.DAILY, radius, (), nearest))
    if found is None:
        assert nearest is None or not [km for km in RADII_KM if km < nearest and (not radius or km < radius)]
    else:
        assert nearest is not None
        assert found.km < nearest
        assert radius is None or found.km < radius


def test_what_comes_too_often_comes_less_often_until_it_is_weekly() -> None:
    modes = [proposal(Objection.NOT_NOW, KIND, hearing(mode)) for mode in Mode]
    assert [one and one.mode for one in modes] == [Mode.DAILY, Mode.WEEKLY, None]


def test_only_what_is_followed_can_be_unfollowed_and_every_kind_can_be_stopped() -> None:
    assert proposal(Objection.WRONG_KIND, KIND, hearing()) is None
    for followed in (KIND, ("goods", None)):
        found = proposal(Objection.WRONG_KIND, KIND, hearing(follows=(followed,)))
        assert found is not None
        assert (found.change, found.kind) == ("unfollow", KIND)
    stop = proposal(Objection.COVERED, KIND, hearing())
    assert stop is not None
    assert stop.change == "stop"
    assert proposal(Objection.LANGUAGE, KIND, hearing()) is None
