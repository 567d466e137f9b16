//! What stories stand on: a fresh database of either kind, a real server in front of it, a browser that talks to it.

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
