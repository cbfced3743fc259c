/** Names this exact build. The release pipeline replaces it before the image is built. */
export const nonce = "nonce-not-planted";
