"""The tutorial shows what figtag does now."""

from __future__ import annotations

from tests.notebook import outputs, run, stored


def test_the_tutorial_runs_and_shows_what_it_says() -> None:
    assert outputs(run()) == outputs(stored()), "`python -m tests.notebook` writes it anew"
