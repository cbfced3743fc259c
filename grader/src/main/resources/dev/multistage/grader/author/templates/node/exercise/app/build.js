// Says which sources this program was built from; the release process sets it.
export const build = 'nonce-not-planted';
