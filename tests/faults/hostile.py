"""Makes damaged and hostile files of sound from a seed: `python -m tests.faults.hostile FOLDER`."""

import io
import random
import struct
import sys
import wave
import zlib
from collections.abc import Iterator
from pathlib import Path

from tests.files import KINDS, picture, refused_files, sound_file

COUNT = 300
CANARY = "http://127.0.0.1:{port}/canary"
EBML = b"\x1a\x45\xdf\xa3"
FULL = b"\xff\xff\xff\xff"
HEADS = (b"", b"fLaC", b"OggS", EBML, b"RIFF\x00\x10\x00\x00WAVE",
         b"\0\0\0\x18ftypM4A ", b"ID3")  # fmt: skip


def files(seed: int, count: int = COUNT, port: int = 9, secret: str = "/etc/passwd") -> Iterator:
    """(name, bytes), the same for the same seed; the links lead to a port and a file that are
    watched."""
    rng = random.Random(seed)
    made = [*fixed(), *linked(port, secret), *refused_files().items()]
    makers = (truncated, flipped, lying, spliced, noisy)
    while len(made) < count:
        maker = makers[len(made) % len(makers)]
        kind = rng.choice([*KINDS, "mp3"])
        made.append((f"{maker.__name__} {kind} {len(made)}", maker(kind, rng)))
    # Every kind is in each part of the list.
    return iter(rng.sample(made, len(made))[:count])


def fixed() -> list[tuple[str, bytes]]:
    whole = sound_file("wav")
    archive = b"PK\x03\x04" + bytes(26) + b"sound.wav" + whole[:4000]
    return [
        ("36 hours of silent FLAC", silent_flac(36 * 3600)),
        ("192 channels", many_channels(192)),
        ("255 channels", many_channels(255)),
        ("65535 channels", many_channels(65535)),
        ("png as wav", picture()),
        ("zip as wav", archive),
        ("html as wav", b"<!doctype html><title>x</title><script>alert(1)</script>" * 99),
        ("wav that says 4 GB", whole[:4] + FULL + whole[8:40] + FULL + whole[44:]),
        ("wav at 4 GHz", whole[:24] + FULL + whole[28:]),
        ("wav of 0 channels", whole[:22] + b"\0\0" + whole[24:]),
        ("wav of 0 bits", whole[:34] + b"\0\0" + whole[36:]),
        ("mp4 of boxes in boxes", b"\0\0\0\x18ftypM4A \0\0\0\0" + nested(2000)),
        ("ebml that never ends", EBML + b"\x01" + b"\xff" * 7 + b"\x18\x53\x80\x67" * 5000),
        ("ogg of empty pages", (b"OggS" + bytes(23)) * 20_000),
        ("id3 of 256 MB", b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + bytes(1000)),
        ("zeros after fLaC", b"fLaC" + bytes(1 << 20)),
    ]  # fmt: skip


def linked(port: int, secret: str) -> list[tuple[str, bytes]]:
    link = CANARY.format(port=port)
    texts = {
        "ffconcat": f"ffconcat version 1.0\nfile '{secret}'\nfile '{link}'\n",
        "m3u8": f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{link}\n#EXTINF:9,\nfile://{secret}\n",
        "sdp": f"v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=audio {port} RTP/AVP 0\n",
        "pls": f"[playlist]\nFile1={link}\nFile2=file://{secret}\n",
        "mpd": f'<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>{link}</BaseURL></MPD>',
    }
    return [(f"{name} after {head!r}", head + text.encode())
            for name, text in texts.items() for head in HEADS]  # fmt: skip


def truncated(kind: str, rng: random.Random) -> bytes:
    whole = sound_file(kind, noisy=True)
    return whole[: rng.randrange(len(whole))]


def flipped(kind: str, rng: random.Random) -> bytes:
    damaged = bytearray(sound_file(kind, noisy=True))
    for _ in range(rng.choice([1, 10, 1000])):
        damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
    return bytes(damaged)


def lying(kind: str, rng: random.Random) -> bytes:
    """Lengths, rates and durations in the first bytes that are not true."""
    damaged = bytearray(sound_file(kind, noisy=True))
    for _ in range(4):
        place = rng.randrange(12, 200)
        damaged[place : place + 4] = rng.choice(
            [b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", bytes(4)]
        )
    return bytes(damaged)


def spliced(kind: str, rng: random.Random) -> bytes:
    one, other = sound_file(kind, noisy=True), sound_file(rng.choice(KINDS), noisy=True)
    return one[: rng.randrange(len(one))] + other[rng.randrange(len(other)) :]


def noisy(kind: str, rng: random.Random) -> bytes:
    return sound_file(kind, noisy=True)[:64] + rng.randbytes(20_000)


def nested(depth: int) -> bytes:
    return b"".join(struct.pack(">I4s", 8 * (depth - n) + 8, b"moov") for n in range(depth))


def many_channels(count: int) -> bytes:
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setparams((min(count, 255), 2, 48_000, 0, "NONE", ""))
        file.writeframes(bytes(2 * min(count, 255) * 4800))
    whole = bytearray(target.getvalue())
    whole[22:24] = struct.pack("<H", count)
    return bytes(whole)


def silent_flac(seconds: int) -> bytes:
    """A few bytes for each 4.6 s: constant frames, 65535 samples at 8 kHz, numbered by frame."""
    rate, size = 8_000, 65_535
    samples = seconds * rate
    info = struct.pack(">HH", size, size) + bytes(6)
    info += ((rate << 44) | (0 << 41) | (15 << 36) | samples).to_bytes(8, "big") + bytes(16)
    frames = (silent_frame(number) for number in range(samples // size))
    return b"fLaC\x80\0\0\x22" + info + b"".join(frames)


def silent_frame(number: int) -> bytes:
    head = b"\xff\xf8\x74\x08" + as_utf8(number) + struct.pack(">H", 65_534)
    head += bytes([crc8(head)])
    frame = head + b"\x00\x00\x00"  # one constant subframe: zero
    return frame + struct.pack(">H", crc16(frame))


def as_utf8(number: int) -> bytes:
    return chr(number).encode("utf-8", "surrogatepass")


def crc8(data: bytes) -> int:
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc << 1 ^ 0x07) & 0xFF if crc & 0x80 else crc << 1
    return crc


def crc16(data: bytes) -> int:
    crc = 0
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x8005) & 0xFFFF if crc & 0x8000 else crc << 1
    return crc


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for number, (name, content) in enumerate(files(seed=1)):
        (folder / f"{number:03}-{zlib.crc32(name.encode()):08x}.bin").write_bytes(content)
        print(f"{number:03}", name, len(content))
