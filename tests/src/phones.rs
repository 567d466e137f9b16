//! Journeys of phones over real HTTP, on both databases.

mod bad_network;
mod conflict;
pub mod hand_over;
mod killed;
mod merging;
mod visit;
