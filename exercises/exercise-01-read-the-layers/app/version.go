package main

// version is stamped by the release job before it builds the image.
const version = "nonce-not-planted"
