//! What this build calls itself; GET /version shows it.

pub const VERSION: &str = env!("CARGO_PKG_VERSION");
pub const BUILD: &str = "nonce-not-planted";
