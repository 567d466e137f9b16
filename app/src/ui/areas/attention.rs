//! 同步异常: commands that were refused, merged in part, or cannot be delivered. Nothing fails silently.

mod attention_page;
mod merged_card;
mod refused_card;
mod stuck_card;

pub use attention_page::AttentionPage;
