import pytest

from interview_practice.core.speech_models import MODELS, expected, recommended


@pytest.mark.parametrize(
    ("measured", "best"),
    [
        ({}, None),
        ({"tiny.en": 25.0}, "tiny.en"),
        ({"tiny.en": 12.0}, "tiny.en"),
        ({"tiny.en": 8.0}, "base.en"),
        ({"tiny.en": 3.0}, "small.en"),
        ({"tiny.en": 0.5}, "large-v3-turbo"),
        ({"tiny.en": 3.0, "small.en": 30.0}, "base.en"),
        ({"my-own": 3.0}, "tiny.en"),
    ],
)
def test_the_largest_model_that_keeps_up_is_recommended(measured, best):
    assert recommended(measured) == best


def test_a_measured_speed_is_told_as_it_was():
    assert expected("base.en", {"tiny.en": 3.0, "base.en": 9.0}) == 9.0


def test_a_speed_is_reckoned_from_the_nearest_model():
    assert expected("small.en", {"tiny.en": 1.0, "base.en": 7.4}) == pytest.approx(24.4)


def test_the_smallest_model_is_first():
    sizes = [model.parameters for model in MODELS.values()]
    assert sizes == sorted(sizes)
