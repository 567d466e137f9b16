//! Follow-ups whose outcome has not been recorded yet (C-10, AL-08).

use crate::book::Book;
use crate::records::follow_up::FollowUp;
use crate::rules::alert_rules::AlertRule;
use crate::values::calendar::Timestamp;
use crate::values::working_days::{HOUR, WorkingDays, elapsed};

impl FollowUp {
    /// Whether the outcome is overdue: no feedback, and no opportunity of the customer opened, moved or decided since. The allowed time is the
    /// administrator's rule for AL-08 (C-10); while that rule is off, nothing is overdue.
    pub fn awaits_update(&self, book: &Book, now: Timestamp) -> bool {
        let company = book.company();
        let setting = company.alerts.on(now.day(company.utc_offset_minutes)).of(AlertRule::CustomerNotUpdated);
        let gone = || elapsed(setting.calendar, self.made_at, now, company.utc_offset_minutes, &WorkingDays::of(company));
        let is_late = || setting.level(gone(), HOUR) == Some(setting.raises);
        let told = || !self.feedback.is_empty() || book.opportunities_of(self.customer).any(|it| self.on <= it.last_touched_on());
        setting.on && !told() && is_late()
    }
}
