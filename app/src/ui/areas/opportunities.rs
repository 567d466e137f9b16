//! Opportunities by stage, and one opportunity with its history.

pub mod board;

mod new_opportunity_page;
mod opportunities_page;
mod opportunity_page;

mod board_card;
mod board_column;
mod case_review;
mod lose_sheet;
mod moves;
mod profile_form;
mod risk_sheet;
mod risks_section;
mod shift;
mod stage_actions;

pub use new_opportunity_page::NewOpportunityPage;
pub use opportunities_page::OpportunitiesPage;
pub use opportunity_page::OpportunityPage;
