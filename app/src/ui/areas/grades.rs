//! Customer matters that wait for a supervisor or manager: requests of their people, and the grade review after each quarter.

mod grade_review_page;
mod proposal_card;

pub use grade_review_page::GradeReviewPage;
