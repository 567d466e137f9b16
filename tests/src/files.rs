//! Upload and storage of photos and files (T14, DQ-02): the phone's real sender, the real server, both databases.

mod arriving;
mod bucket;
mod reading;
mod receipts;
mod upkeep;
mod world;
