//! 待处理: what was refused, what gave way to somebody else's words, and what cannot be delivered. Nothing passes silently.

mod attention_page;
mod merged_card;
mod refused_card;
mod stuck_card;

pub use attention_page::AttentionPage;
