//! Notices outside the app, received by somebody: push, e-mail and chat robots, on both databases.

mod house;
mod mail;
mod push;
mod quiet;
mod robots;
