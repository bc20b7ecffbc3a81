"""Going through the years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.ui.growth.player import Player

STOPS = [date(2018, 10, 11), date(2019, 2, 14), date(2020, 5, 28)]


def test_it_opens_on_the_last_day() -> None:
    player = Player(STOPS)
    assert player.day == STOPS[-1]
    assert not player.playing


def test_playing_at_the_end_begins_anew() -> None:
    player = Player(STOPS)
    player.play()
    assert player.day == STOPS[0]


def test_a_second_is_a_year_and_the_end_pauses() -> None:
    player = Player(STOPS, STOPS[0])
    player.play()
    player.advance(1.0)
    assert player.day == STOPS[0] + timedelta(days=365)
    assert player.playing
    player.advance(1.0)
    assert player.day == STOPS[-1]
    assert not player.playing


def test_the_speed_multiplies_the_years() -> None:
    player = Player(STOPS, STOPS[0])
    player.speed = 0.5
    player.play()
    player.advance(1.0)
    assert player.position == pytest.approx(STOPS[0].toordinal() + 365.25 / 2)


def test_a_paused_player_stands_still() -> None:
    player = Player(STOPS, STOPS[0])
    player.play()
    player.pause()
    player.advance(1.0)
    assert player.day == STOPS[0]


def test_steps_go_from_one_model_to_the_next_and_back_and_pause() -> None:
    player = Player(STOPS, STOPS[0])
    player.play()
    player.step(1)
    assert (player.day, player.playing) == (STOPS[1], False)
    player.go(STOPS[1].toordinal() + 10)
    player.step(1)
    assert player.day == STOPS[2]
    player.step(1)
    assert player.day == STOPS[2]
    player.step(-1)
    player.step(-1)
    player.step(-1)
    assert player.day == STOPS[0]


def test_without_motion_it_jumps_from_stop_to_stop() -> None:
    player = Player(STOPS, STOPS[0])
    player.motion = False
    player.play()
    player.advance(0.5)
    assert player.day == STOPS[0]
    player.advance(0.6)
    assert player.day == STOPS[1]
    assert player.playing
    player.advance(1.1)
    assert player.day == STOPS[2]
    assert not player.playing


@given(st.lists(st.floats(0, 5), max_size=20), st.floats(-1e7, 1e7))
def test_the_day_never_leaves_the_years(moments: list[float], position: float) -> None:
    player = Player(STOPS)
    player.go(position)
    assert player.first <= player.position <= player.last
    player.play()
    for seconds in moments:
        player.advance(seconds)
        assert player.first <= player.position <= player.last
