"""What can go wrong, each with the sentence a person reads."""

import errno

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the system says when the disk, the share of it or the file may not grow."""

DISK_FULL = (
    "The disk is full. What was saved before is safe; free some space, and the rest is sent "
    "again by itself."
)


class PracticeError(Exception):
    """The base of every error whose message is meant for the user."""


class NotFound(PracticeError):
    """What was asked for is not there."""


class Invalid(PracticeError):
    """A value that cannot be used; the message names it and the remedy."""


class Conflict(PracticeError):
    """The request does not fit the present state; nothing was changed."""


class TooLarge(PracticeError):
    """More than an answer or a file may hold."""


class Unsupported(PracticeError):
    """A file of a kind that cannot be read as sound."""


class StorageFull(PracticeError):
    """The disk took nothing more; what was saved before is safe."""


class Busy(PracticeError):
    """Somebody else is writing; the same again works in a moment."""


BUSY = "Another program is using the database. Try again in a moment."


class Unavailable(PracticeError):
    """Something this needs is missing just now; the message says what to do."""
