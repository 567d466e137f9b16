//! The server's half of sync, on both databases. The phones here are minimal implementations of the protocol.

mod bench;
mod charged;
mod crossing;
mod device_claims;
mod field_policy;
mod figures;
mod fiscal_calendar;
mod hand_over;
mod history;
mod kpi_entries;
mod merging;
mod moves;
mod opening;
mod pages;
mod phone;
mod poison;
mod receipts;
mod restore;
mod split_credit;
mod support;
mod sweep;
mod visibility;
mod world;
mod writers;
