/** Names this exact build. The release pipeline replaces it before the image is built. */
export const build = "nonce-not-planted";
