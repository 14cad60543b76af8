"""The cores of the machine that runs the tests."""

import os

from interview_practice.audio.cores import physical_cores


def test_there_is_a_core():
    assert 1 <= physical_cores() <= (os.cpu_count() or 1)
