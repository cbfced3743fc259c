#!/usr/bin/env python3
"""How long a save takes to be acknowledged, judged by its text, and graded, in a real pseudo-terminal.

  grader/bench/watch.py [exercise] [saves]        default: exercise-3, 10 saves

Watches the reference solution in a scratch workspace. Each save changes a comment, so every build step comes
from the cache: what is left is what watching itself costs, and the container that is really run. Then twenty
saves in a row, of which two at most may be graded. Needs Python 3, a JDK, the built grader and an engine.
"""

import fcntl
import glob
import os
import pty
import re
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))


class Screen:
    """A program in a pseudo-terminal, and everything that it draws, with the time."""

    def __init__(self, command):
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.environ.update(
                TERM="xterm-256color",
                LC_ALL="C.UTF-8",
                TESTCONTAINERS_RYUK_DISABLED="true",
                TESTCONTAINERS_HOST_OVERRIDE=os.environ.get("TESTCONTAINERS_HOST_OVERRIDE", "localhost"),
            )
            os.execvp(command[0], command)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.text = ""

    def until(self, pattern, seconds):
        """Waits until something is drawn, and returns when that was; forgets what came before."""
        end = time.monotonic() + seconds
        while True:
            found = re.search(pattern, self.text)
            if found:
                self.text = self.text[found.end():]
                return time.monotonic()
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.master], [], [], left)[0]:
                raise SystemExit(f"nothing like {pattern!r} within {seconds} s; drawn at last:\n{self.text[-2000:]}")
            self.text += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", " ", os.read(self.master, 65536).decode(errors="replace"))

    def settle(self, seconds):
        """Reads until nothing was drawn for a while; returns what was drawn."""
        while select.select([self.master], [], [], seconds)[0]:
            self.text += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", " ", os.read(self.master, 65536).decode(errors="replace"))
        drawn, self.text = self.text, ""
        return drawn


def row(name, seconds):
    ordered = sorted(seconds)
    print(f"  {name:<22} median {statistics.median(ordered):5.2f} s   worst {ordered[-1]:5.2f} s")


def main():
    exercise = sys.argv[1] if len(sys.argv) > 1 else "exercise-3"
    saves = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    number = int(exercise.split("-")[1])
    jar = os.path.join(ROOT, "grader/target/grader.jar")
    if not os.path.exists(jar):
        raise SystemExit("grader/target/grader.jar is not there: run ./grade list first")
    folder = os.path.basename(glob.glob(f"{ROOT}/exercises/exercise-{number:02d}-*")[0])
    workspace = tempfile.mkdtemp(prefix="bench-watch-")
    app = f"{workspace}/exercises/{folder}/app"
    shutil.copytree(f"{ROOT}/exercises/{folder}/app", app)
    with open(f"{ROOT}/solutions/{folder}/app/Dockerfile", encoding="utf-8") as file:
        solution = file.read()

    def save(text):
        with open(f"{app}/Dockerfile", "w", encoding="utf-8") as file:
            file.write(text)
        return time.monotonic()

    save(solution)
    java = os.path.join(os.environ["JAVA_HOME"], "bin/java") if os.environ.get("JAVA_HOME") else "java"
    options = ["-XX:+UseSerialGC", "-Xmx128m", f"-Dworkbench.home={workspace}", "-cp", jar]
    screen = Screen([java, *options, "dev.multistage.grader.cli.Workbench", "watch", exercise])
    try:
        screen.until("Passed", 900)
        acknowledged, judged, graded = [], [], []
        for i in range(saves):
            screen.settle(1)
            begun = save(f"{solution}# save {i}\n")
            acknowledged.append(screen.until("Saved ", 30) - begun)
            judged.append(screen.until("Text judged|Grading", 30) - begun)
            graded.append(screen.until("Passed", 300) - begun)
        load = open("/proc/loadavg", encoding="ascii").read().split()[0] if os.path.exists("/proc/loadavg") else "?"
        print(f"{exercise}, watched, {saves} saves, load {load}")
        row("acknowledged", acknowledged)
        row("text judged", judged)
        row("graded, all cached", graded)

        screen.settle(1)
        for i in range(20):
            last = save(f"{solution}# burst {i}\n")
            time.sleep(0.05)
        drawn = screen.settle(4)
        phases = re.findall("Saved |Text judged|Grading|Passed", drawn)
        builds = sum(1 for a, b in zip([""] + phases, phases) if b == "Grading" and a != "Grading")
        print(f"  20 saves in {20 * 0.05:.0f} s          {builds} of them graded")
        os.write(screen.master, b"q")
        screen.settle(2)
    finally:
        try:
            os.kill(screen.pid, signal.SIGTERM)
        except ProcessLookupError:
            pass
        os.waitpid(screen.pid, 0)
        shutil.rmtree(workspace, ignore_errors=True)
    left = subprocess.run(
        ["docker", "ps", "-aq", "--filter", "label=dev.multistage.owner"], capture_output=True, text=True, check=False
    )
    mine = [c for c in left.stdout.split() if f"-{screen.pid}-" in subprocess.run(
        ["docker", "inspect", "-f", '{{index .Config.Labels "dev.multistage.owner"}}', c],
        capture_output=True, text=True, check=False).stdout]
    print(f"  left in the engine     {len(mine)} containers")


main()
