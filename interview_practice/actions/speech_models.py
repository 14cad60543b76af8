"""The speech model of an installation: choose another one."""

from interview_practice.config import Settings


def use(settings: Settings, name: str) -> None:
    """Choose a model, which the caller has found on this machine, from the next start on."""
    part = settings.speech_model_file.with_suffix(".part")
    part.write_text(f"{name}\n")
    part.replace(settings.speech_model_file)
