//! The shape of the tables behind sign-in.

pub(super) mod attempt;
pub(super) mod credential;
pub(super) mod device;
pub(super) mod session;
