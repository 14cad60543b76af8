"""What a recording may be."""

LONGEST_SECONDS = 30 * 60
SAMPLE_RATES = range(8_000, 192_001)
"""Hz that a microphone may send."""

SAMPLE_BYTES = 2
"""16-bit little-endian, mono."""
