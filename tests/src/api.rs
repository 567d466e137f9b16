//! Tests of the server's API over real HTTP.

mod devices;
mod events;
mod full_disk;
mod half_sent;
mod history;
mod outage;
mod pages;
mod passwords;
mod ranking;
mod session;
mod simulation;
mod statuses;
mod throttle;
