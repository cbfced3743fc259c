package main

// build says which sources this program was built from; the release process sets it.
const build = "nonce-not-planted"
