//! The server's half of Dabiao: database, sign-in, sync, live events, and the files of the app. In reading order:

// What somebody who runs a server decides, and the machine it runs on.
pub mod address;
pub mod clock;
pub mod config;
pub mod site;
// What is kept, and what comes of it.
pub mod attachments;
pub mod db;
pub mod rollup;
pub mod seed;
pub mod sync;
// What it looks for by itself.
pub mod alerts;
// Who asks.
pub mod auth;
// How they are answered.
pub mod desk;
pub mod http;
pub mod live;
pub mod pwa;
// What leaves the house.
pub mod notify;
// What comes from elsewhere.
pub mod import;
// How it is run.
pub mod run;

pub use run::Server;
