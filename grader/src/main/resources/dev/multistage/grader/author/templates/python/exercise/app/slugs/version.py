"""Says which sources this program was built from; the release process sets it."""

BUILD = "nonce-not-planted"
