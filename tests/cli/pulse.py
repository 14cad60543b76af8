"""Sound devices made in the test."""

import os
import signal
import subprocess
import time
from contextlib import contextmanager
from threading import Thread


class Sound:
    """A PulseAudio of its own whose microphone hears what is played into a null sink."""

    def __init__(self, home):
        self.home, self.server = home, None
        self.env = {**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(home / "run"),
                    "PULSE_RUNTIME_PATH": str(home / "run" / "pulse")}  # fmt: skip
        (home / "run").mkdir(mode=0o700)
        (home / ".config" / "pulse").mkdir(parents=True)
        (home / ".config" / "pulse" / "client.conf").write_text("autospawn = no\n")
        (home / ".asoundrc").write_text(
            "pcm.!default { type pulse }\nctl.!default { type pulse }\n"
        )

    def start(self):
        command = ["pulseaudio", "--daemonize=no", "--exit-idle-time=-1", "-n",
                   "--use-pid-file=no", "--load=module-native-protocol-unix",
                   "--load=module-null-sink sink_name=mic"]  # fmt: skip
        self.server = subprocess.Popen(command, env=self.env, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 20
        while self.run("pactl", "set-default-source", "mic.monitor", check=False).returncode:
            assert time.monotonic() < until, "pulseaudio did not start"
            time.sleep(0.2)

    def stop(self):
        if self.server:
            self.server.kill()
            self.server.wait()
            self.server = None

    def freeze(self):
        """Let it hang: it takes calls and answers none."""
        self.server.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.server.send_signal(signal.SIGCONT)

    def plug_in(self, name, **how):
        """Add a sink with the given rate and channels, whose sound is heard from then on."""
        given = [f"{key}={value}" for key, value in how.items()]
        self.run("pactl", "load-module", "module-null-sink", f"sink_name={name}", *given)
        self.choose(name)

    def choose(self, name):
        """Make it the default; PulseAudio moves what is recorded to it, too."""
        self.run("pactl", "set-default-source", f"{name}.monitor")

    def unplug(self, name):
        listed = self.run("pactl", "list", "short", "modules", stdout=subprocess.PIPE, text=True)
        (number,) = [line.split()[0] for line in listed.stdout.splitlines()
                     if f"sink_name={name}" in line.split()]  # fmt: skip
        self.run("pactl", "unload-module", number)

    def unplug_all(self):
        """Take every device away: from one of several, PulseAudio moves a stream to another."""
        self.run("pactl", "unload-module", "module-null-sink")

    def play(self, file, sink="mic"):
        self.run("paplay", f"--device={sink}", file)

    @contextmanager
    def awake(self, name):
        """Somebody listens to it: otherwise a null sink rests for two seconds at a time."""
        command = ["parec", f"--device={name}.monitor", "--latency-msec=50"]
        listener = subprocess.Popen(command, env=self.env, stdout=subprocess.PIPE,
                                    stderr=subprocess.DEVNULL)  # fmt: skip
        listener.stdout.read(1)
        drain = Thread(target=listener.stdout.read)
        drain.start()
        try:
            yield
        finally:
            listener.kill()
            drain.join()
            listener.communicate()

    def run(self, *command, check=True, **more):
        return subprocess.run(command, env=self.env, check=check, stderr=subprocess.DEVNULL, **more)
