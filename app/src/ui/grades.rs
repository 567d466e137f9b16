//! What waits for a supervisor or manager about customers: requests of their people, and the review of grades after each quarter.

mod grade_review_page;
mod proposal_card;

pub use grade_review_page::GradeReviewPage;
