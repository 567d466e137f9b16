//! Authentication: passwords, sessions, devices, and throttling of password guesses.

pub mod cookie;
mod credential;
mod device;
pub mod devices;
mod password;
mod session;
mod sign_in;
pub mod sign_ins;
mod software;
mod throttle;

pub use credential::{Chosen, give, has_credential, must_change, well_known};
pub use device::claim;
pub use session::{Session, close, close_all, close_others};
pub use sign_in::{Known, SignInAttempt, admitted, change_password, known, refuse_password_due, reset_password, sign_in};
pub use throttle::forgive;
