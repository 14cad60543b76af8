"""The microphone of this machine, through PortAudio."""

import queue
import sys
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event
from typing import Any

from interview_practice.audio import portaudio
from interview_practice.audio.portaudio import caller
from interview_practice.core.errors import Unavailable

SILENCE_SECONDS = 2.0
"""A microphone gives sound all the time, if only noise: without any for so long, it is gone."""

START_SECONDS = 6.0
"""The first sound takes longer: a device that was just plugged in or rested gave it after two
seconds, and Bluetooth changes its profile first."""

BLOCK_SECONDS = 0.1
MOST_WAITING = 600
"""Blocks that wait to be read, a minute of sound; what comes on top is counted as lost."""

USUAL_RATES = (48_000, 44_100, 16_000)

STOPPED = "The microphone stopped."
NO_SOUND = "{} gives no sound. Plug it in anew, or choose another one with --device."
NO_DEVICE = "No microphone was found. Plug one in, or allow this terminal to use it."

_trouble = Event()
"""Set when PortAudio's list of devices may be old."""


@dataclass(frozen=True, slots=True)
class Device:
    """A microphone as PortAudio lists it."""

    index: int
    name: str
    sample_rate: int
    channels: int
    default: bool


class Microphone:
    """An open microphone. `sample_rate` is its own, in Hz; `lost` counts blocks that were lost
    because the machine was too busy to take them."""

    def __init__(self, sample_rate: int, channels: int, name: str):
        self.sample_rate, self.channels, self.name = sample_rate, channels, name
        self.lost = 0
        self._blocks: queue.Queue[bytes] = queue.Queue(MOST_WAITING)
        self._started = self._ended = False

    def blocks(self) -> Iterator[bytes]:
        """16-bit little-endian mono PCM, in pieces of a tenth of a second, as it comes in.

        Raises Unavailable when no more comes, as when it was unplugged.
        """
        while True:
            yield self.read()

    def read(self) -> bytes:
        """The next piece; see `blocks`."""
        # Waits are counted, not seconds: while a machine sleeps, its clock goes on.
        patience = SILENCE_SECONDS if self._started else START_SECONDS
        for _ in range(round(patience / BLOCK_SECONDS)):
            try:
                block = self._blocks.get(timeout=BLOCK_SECONDS)
                self._started = True
                return block
            except queue.Empty:
                if self._ended:
                    break
        raise Unavailable(STOPPED if self._started else NO_SOUND.format(self.name))

    def rest(self) -> bytes:
        """What came in and was not read yet."""
        waiting = []
        while not self._blocks.empty():
            waiting.append(self._blocks.get_nowait())
        return b"".join(waiting)

    def heard(self, block: Any, frames: int, when: Any, status: Any) -> None:
        """PortAudio's callback: nothing here may wait."""
        if status.input_overflow:
            self.lost += 1
        try:
            self._blocks.put_nowait(first_channel(bytes(block), self.channels))
        except queue.Full:
            self.lost += 1

    def ended(self) -> None:
        self._ended = True


def first_channel(pcm: bytes, channels: int) -> bytes:
    """The first channel of interleaved 16-bit PCM, in little-endian."""
    samples = array("h", pcm)[::channels]
    if sys.byteorder == "big":
        samples.byteswap()
    return samples.tobytes()


def level(pcm: bytes) -> float:
    """The loudest sample of 16-bit PCM, 0 to 1."""
    samples = array("h", pcm)
    return max(map(abs, samples), default=0) / 32768


def devices() -> list[Device]:
    """Every microphone, the default one marked. Raises Unavailable without PortAudio."""
    return caller.call(_devices)


def chosen(device: str | None) -> Device:
    """The microphone with this number or part of a name; None: the default one.

    Raises Unavailable when there is none, or more than one.
    """
    found = devices()
    if not found:
        raise Unavailable(NO_DEVICE)
    if device is None:
        return next((item for item in found if item.default), found[0])
    exact = [item for item in found if device in (str(item.index), item.name)]
    fitting = exact or [item for item in found if device.casefold() in item.name.casefold()]
    if len(fitting) != 1:
        names = "; ".join(f"{item.index}: {item.name}" for item in fitting or found)
        kind = "Several microphones fit" if fitting else "No microphone fits"
        raise Unavailable(f"{kind} {device!r}. Choose one by its number: {names}.")
    return fitting[0]


@contextmanager
def opened(device: str | None = None, rate: int | None = None) -> Iterator[Microphone]:
    """An open microphone, at this sample rate if it can; None: its own.

    Raises Unavailable when there is none or it cannot be opened. Devices are looked for anew after
    any trouble with one.
    """
    streams: list[Any] = []
    try:
        with portaudio.hushed():
            try:
                found = chosen(device)
                yield caller.call(lambda: _start(found, rate, streams))
            finally:
                caller.close(lambda: _close(streams))
    except Unavailable:
        _trouble.set()
        raise


def library_version() -> str:
    """PortAudio's own version text. Raises Unavailable without it."""
    return caller.call(portaudio.load).get_portaudio_version()[1]


def _devices() -> list[Device]:
    sound = portaudio.load()
    if _trouble.is_set():
        portaudio.look_again(sound)
        _trouble.clear()
    try:
        usual = sound.query_devices(kind="input")["index"]
    except (sound.PortAudioError, ValueError):
        usual = -1
    return [
        Device(found["index"], found["name"], round(found["default_samplerate"]),
               found["max_input_channels"], found["index"] == usual)
        for found in sound.query_devices()
        if found["max_input_channels"]
    ]  # fmt: skip


def _start(device: Device, rate: int | None, streams: list[Any]) -> Microphone:
    """Start a stream, which is in `streams` even when the caller waits no longer."""
    sound = portaudio.load()
    stream, microphone = _stream(sound, device, rate)
    streams.append(stream)
    try:
        stream.start()
    except sound.PortAudioError as error:
        raise Unavailable(_refused(device, error)) from error
    return microphone


def _stream(sound: Any, device: Device, rate: int | None) -> tuple[Any, Microphone]:
    """The first way of opening it that the device allows: mono first, at its own rate first."""
    refusal = None
    rates = dict.fromkeys((rate or device.sample_rate, device.sample_rate, *USUAL_RATES))
    for channels in dict.fromkeys((1, min(2, device.channels), device.channels)):
        for rate in rates:
            microphone = Microphone(rate, channels, device.name)
            try:
                return sound.RawInputStream(
                    device=device.index,
                    samplerate=rate,
                    channels=channels,
                    dtype="int16",
                    blocksize=round(rate * BLOCK_SECONDS),
                    callback=microphone.heard,
                    finished_callback=microphone.ended,
                ), microphone
            except sound.PortAudioError as error:
                refusal = refusal or error
    raise Unavailable(_refused(device, refusal))


def _close(streams: list[Any]) -> None:
    for stream in streams:
        try:
            stream.abort(ignore_errors=True)
            stream.close(ignore_errors=True)
        except portaudio.load().PortAudioError:
            pass  # it is gone already


def _refused(device: Device, error: Exception) -> str:
    reason = str(error.args[0]).rstrip(".") if error.args else "no reason given"
    return (f"{device.name} cannot be opened: {reason}. Close other programs that use it, or "
            "choose another one with --device.")  # fmt: skip
