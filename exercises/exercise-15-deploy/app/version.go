package main

// version names the build.
const version = "nonce-not-planted"
