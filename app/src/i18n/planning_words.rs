//! The texts of notes for those who set targets.

use domain::book::Book;
use domain::records::planning_note::{PlanningNote, PlanningTopic};
use domain::rules::FiscalCalendar;

use super::locale;
use crate::t;

/// 战略, 竞争对手.
pub fn topic(topic: PlanningTopic) -> &'static str {
    match topic {
        PlanningTopic::Strategy => t!("planning.topic.strategy"),
        PlanningTopic::Competitors => t!("planning.topic.competitors"),
        PlanningTopic::Demand => t!("planning.topic.demand"),
        PlanningTopic::Policy => t!("planning.topic.policy"),
        PlanningTopic::Other => t!("planning.topic.other"),
    }
}

/// 2026年 · 华东, or 2026年 for all regions; a quarter by the company's name for it.
pub fn about(note: &PlanningNote, calendar: FiscalCalendar, book: &Book) -> String {
    let region = note.region.and_then(|it| book.region(it)).map(|it| it.name.clone());
    std::iter::once(locale().period(calendar.named(note.period))).chain(region).collect::<Vec<_>>().join(" · ")
}
