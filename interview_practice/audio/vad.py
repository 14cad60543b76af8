"""The voice detector: Silero VAD, one probability for each 32 ms, remembering what it heard."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

CONTEXT = 64
"""Samples of the frame before that the network also looks at."""


class VoiceDetector:
    """Hears frames of 512 samples at 16 kHz one after the other, on one thread."""

    def __init__(self) -> None:
        import numpy as np

        self._np = np
        self._session = _session()
        self._h = self._c = np.zeros((1, 1, 128), np.float32)
        self._context = np.zeros(CONTEXT, np.float32)

    def probability(self, frame) -> float:
        """How likely it is, 0 to 1, that `frame` (float32, 512 samples) holds a voice."""
        sound = self._np.concatenate([self._context, frame])[None, :]
        # One frame at a time, always: the result then cannot depend on how sound arrives.
        heard, self._h, self._c = self._session.run(
            None, {"input": sound, "h": self._h, "c": self._c}
        )
        self._context = frame[-CONTEXT:]
        return float(heard.reshape(-1)[0])


@cache
def _session():
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.inter_op_num_threads = options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(
        str(_network()), options, providers=["CPUExecutionProvider"]
    )


def _network() -> Path:
    """The file that faster-whisper brings along, found without importing it."""
    package = Path(find_spec("faster_whisper").origin).parent
    return max((package / "assets").glob("silero_vad*.onnx"))
