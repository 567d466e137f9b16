//! Notices outside the app, with real receivers: push, e-mail and chat robots, on both databases.

mod house;
mod mail;
mod push;
mod quiet;
mod robots;
