//! Logging follow-ups, with the tasks they complete and the one they promise, and adding the customer's feedback.

mod add_feedback;
mod log_follow_up;

pub use add_feedback::AddFeedback;
pub use log_follow_up::LogFollowUp;
