"""Sound: recordings on disk, the voice detector, the speech model and the microphone.

Only this package knows numpy, av, faster_whisper, ctranslate2 and sounddevice, and imports them
inside functions, so that starting the server and showing a page loads none of them.
"""

import os

# numpy multiplies only small matrices here: a second thread would wait, spinning, most of the time
# (a tenth of all CPU while somebody speaks). It reads this when it is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
