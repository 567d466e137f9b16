//! What a supervisor, manager or director must look at (R-02, DQ-01).

mod review_page;
mod selection;
mod send_back_many;
mod waiting_row;

pub use review_page::ReviewPage;
