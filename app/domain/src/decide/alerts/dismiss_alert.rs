use serde::{Deserialize, Serialize};

use super::within_reach;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::alert::{AlertKey, Dismissal};
use crate::rules::alert_rules::Level;
use crate::values::field::Field;
use crate::values::ids::Key;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// Dismiss an alert with a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DismissAlert {
    pub alert: AlertKey,
    /// Its level when that was decided.
    pub level: Level,
    pub reason: String,
}

impl Decide for DismissAlert {
    const VERB: &'static str = "dismiss_alert";

    fn subject(&self) -> Key {
        self.alert.id().into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.subject(), self.alert.subject])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let alert = within_reach(self.alert, book, moment, &mut refusals);
        let setting = book.company().alerts.on(moment.today).of(self.alert.rule);
        let may = alert.as_ref().is_none_or(|it| moment.actor.may_dismiss_alert(&setting, it.person));
        refusals.refuse_if(!may, Field::Role, Refusal::NotAllowed);
        let reason = refusals.keep(Field::Reason, text::required(&self.reason, text::NOTE));
        let (Some(mut alert), Some(reason), true) = (alert, reason, refusals.is_empty()) else { return Err(refusals) };

        alert.dismissals.push(Dismissal { by: moment.actor.person, at: moment.now, level: self.level, reason });
        Ok(Decision::put(alert))
    }
}
