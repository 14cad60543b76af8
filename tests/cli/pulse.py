"""Sound devices made in the test."""

import os
import subprocess
import time


class Sound:
    """A PulseAudio of its own whose microphone hears what is played into a null sink."""

    def __init__(self, home):
        self.home, self.server = home, None
        self.env = {**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(home / "run"),
                    "PULSE_RUNTIME_PATH": str(home / "run" / "pulse")}  # fmt: skip
        (home / "run").mkdir(mode=0o700)
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

    def plug_in(self, name, **how):
        """Add a sink with the given rate and channels, whose sound is heard from then on."""
        given = [f"{key}={value}" for key, value in how.items()]
        self.run("pactl", "load-module", "module-null-sink", f"sink_name={name}", *given)
        self.run("pactl", "set-default-source", f"{name}.monitor")

    def play(self, file, sink="mic"):
        self.run("paplay", f"--device={sink}", file)

    def run(self, *command, check=True):
        return subprocess.run(command, env=self.env, check=check, stderr=subprocess.DEVNULL)
