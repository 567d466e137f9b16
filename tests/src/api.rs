//! Tests of the server's API over real HTTP.

mod devices;
mod events;
mod full_disk;
mod half_sent;
mod history;
mod outage;
mod pages;
mod passwords;
mod session;
mod statuses;
mod throttle;
