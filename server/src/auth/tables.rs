//! Entities of the sign-in tables.

pub(super) mod attempt;
pub(super) mod credential;
pub(super) mod device;
pub(super) mod session;
