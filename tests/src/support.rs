//! Test support: a fresh database of either kind, a real server on it, and a browser that talks to the server.

pub mod bad_network;
pub mod browser;
pub mod company;
pub mod database;
pub mod gate;
pub mod phone;
pub mod receivers;
pub mod server;

pub use browser::Browser;
pub use database::Db;
pub use server::TestServer;
