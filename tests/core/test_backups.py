from datetime import datetime, timedelta

import pytest

from interview_practice.core.backups import allowed, automatic, kept, made_at

NOW = datetime(2026, 3, 3, 10)
RECORDING = "recordings/0b0f2d6e-8f4e-4b0e-9c7e-1d1f5f0a9d3c"


@pytest.mark.parametrize(
    "path",
    ["practice.db", "speech-model", f"{RECORDING}.pcm", f"{RECORDING}.flac",
     "questions/own.toml", "questions/my field/nursing (2).toml"],
)  # fmt: skip
def test_a_backup_may_write_the_folders_own_parts(path):
    assert allowed(path)


@pytest.mark.parametrize(
    "path",
    ["", "token", "/etc/passwd", "../practice.db", "questions/../token", "questions/..",
     "questions/.hidden/../../x", "questions\\..\\token", "recordings/x.flac", "C:/practice.db",
     f"{RECORDING}.sh", "practice.db\n", "questions//own.toml"],
)  # fmt: skip
def test_a_backup_may_write_nothing_else(path):
    assert not allowed(path)


def test_an_automatic_backup_knows_its_time_by_its_name():
    assert made_at(automatic(NOW)) == NOW
    assert made_at("auto-of-the-user.db") is None


def test_a_years_daily_backups_are_thinned():
    daily = [NOW - timedelta(days=days) for days in range(365)]
    stay = kept(daily)
    assert {NOW - timedelta(days=days) for days in range(7)} <= stay
    assert len(stay) <= 7 + 4 + 12
    assert min(stay) < NOW - timedelta(days=300)


def test_of_one_day_the_newest_stays():
    morning, evening = NOW.replace(hour=8), NOW.replace(hour=20)
    assert kept([morning, evening]) == {evening}


def test_thinning_twice_takes_nothing_more():
    daily = [NOW - timedelta(days=days) for days in range(365)]
    assert kept(kept(daily)) == kept(daily)


def test_thinning_day_by_day_keeps_days_weeks_and_months():
    held = set()
    for day in range(400):
        held = kept({*held, NOW + timedelta(days=day)})
    ages = sorted((NOW + timedelta(days=399) - moment).days for moment in held)
    assert ages[:7] == list(range(7))
    assert sum(7 <= age <= 28 for age in ages) >= 2
    assert sum(age > 31 for age in ages) >= 10
