"""Sound: recordings on disk, the voice detector, the speech model and the microphone.

Only this package knows numpy, av, faster_whisper, ctranslate2 and sounddevice, and imports them
inside functions, so that starting the server and showing a page loads none of them.
"""
