//! The server part of Dabiao: database, sign-in, sync, live events, and the files of the app. In reading order:

// Configuration, and the machine the server runs on.
pub mod address;
pub mod clock;
pub mod config;
pub mod site;
// Storage, and what is derived from it.
pub mod attachments;
pub mod db;
pub mod rollup;
pub mod seed;
pub mod sync;
// Background checks.
pub mod alerts;
pub mod simulation;
// Authentication.
pub mod auth;
// Answering requests.
pub mod desk;
pub mod http;
pub mod live;
pub mod pwa;
// Outbound notices.
pub mod notify;
// Import.
pub mod import;
// Starting and stopping.
pub mod run;

pub use run::Server;
