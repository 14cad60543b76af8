"""Fetching a speech model from the Hugging Face Hub: resumed, verified, and only when asked to."""

import hashlib
import http.client
import json
import os
import shutil
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from interview_practice.audio.speech_models import HASHES, models_folder, sha256
from interview_practice.core.errors import StorageFull, Unavailable
from interview_practice.core.speech_models import SpeechModel

WANTED = ("config.json", "preprocessor_config.json", "tokenizer.json", "vocabulary.txt",
          "vocabulary.json", "model.bin")  # fmt: skip
"""In this order: a folder is no model before its last file is there."""

TIMEOUT_SECONDS = 15
BLOCK = 1 << 18

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class File:
    """A file as the Hub lists it: `sha256` for large ones, Git's own hash for all."""

    name: str
    bytes: int
    git: str
    sha256: str | None


def fetch(model: SpeechModel, data: Path, progress: Progress) -> Path:
    """Bring a model into the data folder and return its folder.

    Files that are there and right are kept, and a broken off one is gone on with. Raises
    Unavailable when the Hub cannot be reached or sends something else than it lists.
    """
    revision, files = listing(model)
    folder = models_folder(data) / model.name
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    whole, done = sum(file.bytes for file in files), 0
    left = sum(file.bytes for file in files if not right(folder / file.name, file))
    if shutil.disk_usage(folder).free < left * 1.1:
        raise StorageFull(f"{model.name} needs {left / 1e6:.0f} MB more than the disk has free.")
    for file in files:
        target = folder / file.name
        if not right(target, file):
            address = f"{endpoint()}/{model.repository}/resolve/{revision}/{quote(file.name)}"
            _download(address, file, target, lambda held, done=done: progress(done + held, whole))
        done += file.bytes
        progress(done, whole)
    hashes = {file.name: sha256(folder / file.name) for file in files}
    (folder / HASHES).write_text(json.dumps(hashes, indent=1))
    return folder


def listing(model: SpeechModel) -> tuple[str, list[File]]:
    """The newest revision of a model and its files, the largest last."""
    with _open(f"{endpoint()}/api/models/{model.repository}/revision/main?blobs=true") as answer:
        try:
            listed = json.load(answer)
            files = {
                entry["rfilename"]: File(entry["rfilename"], entry["size"], entry["blobId"],
                                         (entry.get("lfs") or {}).get("sha256"))
                for entry in listed["siblings"]
                if entry["rfilename"] in WANTED
            }  # fmt: skip
            return listed["sha"], [files[name] for name in WANTED if name in files]
        except (ValueError, KeyError, TypeError):
            raise Unavailable(f"{endpoint()} did not answer as the Hub does. Try again later, or "
                              "copy a model's folder here by hand.") from None  # fmt: skip


def endpoint() -> str:
    """The Hub's address, which HF_ENDPOINT may set to a mirror."""
    return os.environ.get("HF_ENDPOINT", "https://huggingface.co").rstrip("/")


def right(path: Path, file: File) -> bool:
    """Whether a file on disk is what the Hub lists."""
    if not path.exists() or path.stat().st_size != file.bytes:
        return False
    if file.sha256:
        return sha256(path) == file.sha256
    content = path.read_bytes()
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest() == file.git


def _download(address: str, file: File, target: Path, progress: Callable[[int], None]) -> None:
    part = target.with_name(target.name + ".part")
    held = part.stat().st_size if part.exists() else 0
    if held >= file.bytes:
        held = 0
    with _open(address, {"Range": f"bytes={held}-"} if held else {}) as answer:
        goes_on = held and answer.status == 206
        with part.open("ab" if goes_on else "wb") as out:
            _copy(answer, out, held if goes_on else 0, file, progress)
    if not right(part, file):
        part.unlink()
        raise Unavailable(f"{file.name} arrived damaged, and was not kept. Fetch it again.")
    part.replace(target)


def _copy(answer, out, held: int, file: File, progress: Callable[[int], None]) -> None:
    try:
        while block := answer.read(BLOCK):
            out.write(block)
            held += len(block)
            progress(held)
            if held > file.bytes:
                break
    except (OSError, http.client.HTTPException) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        held = -1
    if held < file.bytes:
        raise Unavailable(f"The connection broke off at {file.name}. Run this again: it goes on "
                          "from there.")  # fmt: skip


def _open(address: str, headers: dict[str, str] | None = None):
    request = urllib.request.Request(address, headers=headers or {})
    host = urlsplit(address).hostname
    try:
        return urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS)
    except urllib.error.HTTPError as error:
        error.close()
        raise Unavailable(
            f"{host} answered {error.code} {error.reason}. Try again later."
        ) from None
    except (OSError, http.client.HTTPException):
        raise Unavailable(f"{host} cannot be reached: this machine seems to be offline. The models "
                          "that are here work without a network.") from None  # fmt: skip
