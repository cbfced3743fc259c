"""Calls the program that turns text into numbers."""

import json
import os
import subprocess

BUCKETS = 1 << 14


class NoTerms(Exception):
    """The program did not run, or said something else than numbers."""


def terms(lines: list[str]) -> list[list[int]]:
    program = os.environ.get("TERMS", "/usr/local/bin/terms")
    text = "".join(" ".join(line.split()) + "\n" for line in lines)
    try:
        ended = subprocess.run(
            [program], input=text, capture_output=True, text=True, timeout=5, check=True
        )
        return [json.loads(line) for line in ended.stdout.splitlines()]
    except FileNotFoundError as error:
        # The kernel says so of a program whose loader is missing as well.
        raise NoTerms(f"{error.strerror}: {program}") from None
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise NoTerms(f"{program}: {error}") from None
