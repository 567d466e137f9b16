//! Records that a supervisor, manager or director must review (R-02, DQ-01).

mod review_page;
mod selection;
mod send_back_many;
mod waiting_row;

pub use review_page::ReviewPage;
