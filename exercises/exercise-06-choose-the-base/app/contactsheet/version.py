"""What this build calls itself; GET /version shows it."""

VERSION = "2.1.0"
BUILD = "nonce-not-planted"
