//! The server half.

pub mod db;
