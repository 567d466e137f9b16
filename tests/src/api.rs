//! What the server answers, asked over real HTTP.

mod events;
mod pages;
mod passwords;
mod session;
mod throttle;
