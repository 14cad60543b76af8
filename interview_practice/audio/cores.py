"""The cores of this machine."""

import os
import sys
from pathlib import Path


def physical_cores() -> int:
    """Cores that this process may use, counting two hyperthreads as one."""
    if sys.platform == "darwin":
        return _mac_cores() or os.cpu_count() or 1
    usable = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else ()
    siblings = {_siblings(cpu) for cpu in usable}
    return len(siblings) or max(1, (os.cpu_count() or 2) // 2)


def _siblings(cpu: int) -> str:
    path = Path(f"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list")
    return path.read_text().strip() if path.exists() else str(cpu)


def _mac_cores() -> int:
    import subprocess

    answer = subprocess.run(
        ["/usr/sbin/sysctl", "-n", "hw.physicalcpu"], capture_output=True, text=True, check=False
    )
    return int(answer.stdout or 0)
