"""The first two days after a no: what can wait, and what may help."""

NOT_NOW: dict[str, str] = {
    "An angry mail": "Write it if it helps, and do not send it. It is read long after the anger.",
    "Big decisions": "Changing fields, moving, giving up: these look different in a few days.",
    "Panic applications": "Applications sent tonight are seldom fitted to the job.",
    "Complaints in public": "Posts about a company are found by the next one.",
    "Pulling away from people": "You need not explain anything. One message is enough.",
}
"""What not to do now, and why."""

COMFORTS: dict[str, str] = {
    "walk": "A walk without a destination",
    "person": "A word with somebody who is on your side",
    "sleep": "An early night",
    "food": "A proper meal",
    "hands": "Something with your hands: cooking, repairing, drawing",
    "nothing": "Nothing at all for an evening",
}
"""Small steps to choose from."""
