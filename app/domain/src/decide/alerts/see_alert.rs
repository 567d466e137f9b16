use serde::{Deserialize, Serialize};

use super::within_reach;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::alert::{AlertKey, Seen};
use crate::values::ids::Key;
use crate::values::refusal::Refusals;

/// Mark an alert as seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeeAlert {
    pub alert: AlertKey,
}

impl Decide for SeeAlert {
    const VERB: &'static str = "see_alert";

    fn subject(&self) -> Key {
        self.alert.id().into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.subject(), self.alert.subject])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let alert = within_reach(self.alert, book, moment, &mut refusals);
        let (Some(mut alert), true) = (alert, refusals.is_empty()) else { return Err(refusals) };
        if !alert.is_seen_by(moment.actor.person) {
            alert.seen.push(Seen { by: moment.actor.person, at: moment.now });
        }
        Ok(Decision::put(alert))
    }
}
