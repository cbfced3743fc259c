"""What this build calls itself; GET /version shows it."""

VERSION = "0.9.2"
BUILD = "nonce-not-planted"
