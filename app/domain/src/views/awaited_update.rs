//! Which contacts still wait for what came of them (C-10, AL-08).

use crate::book::Book;
use crate::records::follow_up::FollowUp;
use crate::rules::alert_rules::AlertRule;
use crate::values::calendar::Timestamp;
use crate::values::working_days::{HOUR, WorkingDays, elapsed};

impl FollowUp {
    /// Whether nobody said in time what came of it: no feedback, and no opportunity of the customer opened, moved or decided since. How long that
    /// may take is the administrator's rule for AL-08 (C-10); while that is off, nothing is awaited.
    pub fn awaits_update(&self, book: &Book, now: Timestamp) -> bool {
        let company = book.company();
        let setting = company.alerts.on(now.day(company.utc_offset_minutes)).of(AlertRule::CustomerNotUpdated);
        let gone = || elapsed(setting.calendar, self.made_at, now, company.utc_offset_minutes, &WorkingDays::of(company));
        let is_late = || setting.level(gone(), HOUR) == Some(setting.raises);
        let told = || !self.feedback.is_empty() || book.opportunities_of(self.customer).any(|it| self.on <= it.last_touched_on());
        setting.on && !told() && is_late()
    }
}
