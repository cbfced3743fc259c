"""What this build calls itself; GET /version shows it."""

VERSION = "1.4.0"
BUILD = "nonce-not-planted"
