//! Photos and files on their way and in the store (T14, DQ-02): the real phone's sender, the real server, both databases.

mod arriving;
mod bucket;
mod reading;
mod receipts;
mod upkeep;
mod world;
