use serde::{Deserialize, Serialize};

use super::within_reach;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::alert::{AlertHandling, AlertKey};
use crate::values::calendar::Day;
use crate::values::cause::Cause;
use crate::values::field::Field;
use crate::values::ids::{Key, PersonId};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// The longest a plan may take, in days.
const LONGEST_PLAN: i32 = 366;

/// Handle an alert: cause, plan, person and deadline (S1:L102, AC-01).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandleAlert {
    pub alert: AlertKey,
    pub who: PersonId,
    /// The cause of the alert (E-17).
    #[serde(default)]
    pub cause: Option<Cause>,
    pub plan: String,
    /// The last day for the plan.
    pub until: Day,
}

impl Decide for HandleAlert {
    const VERB: &'static str = "handle_alert";

    fn subject(&self) -> Key {
        self.alert.id().into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.subject(), self.alert.subject])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let alert = within_reach(self.alert, book, moment, &mut refusals);
        let rule = self.alert.rule;
        // An alarm that needs an analysis is handled by a superior. A rep only sees it; what the rep does about it shows in the facts.
        let may = alert.as_ref().is_none_or(|it| moment.actor.may_handle_alert(rule, it.person));
        refusals.refuse_if(!may, Field::Role, Refusal::NotAllowed);
        refusals.refuse_if(rule.asks_for_analysis() && self.cause.is_none(), Field::Cause, Refusal::Missing);
        let who = book.person(self.who).filter(|it| moment.actor.may_charge_with_alert(it, book));
        refusals.refuse_if(who.is_none(), Field::Who, Refusal::NotYours);
        refusals.refuse_if(who.is_some_and(|it| !it.active), Field::Who, Refusal::Inactive);
        let plan = refusals.keep(Field::Plan, text::required(&self.plan, text::NOTE));
        let last = moment.today.plus(LONGEST_PLAN);
        refusals.refuse_if(self.until < moment.today, Field::Until, Refusal::TooEarly { first: moment.today });
        refusals.refuse_if(last < self.until, Field::Until, Refusal::TooLate { last });
        let (Some(mut alert), Some(plan), true) = (alert, plan, refusals.is_empty()) else { return Err(refusals) };

        let (by, at) = (moment.actor.person, moment.now);
        alert.handlings.push(AlertHandling { by, at, who: self.who, cause: self.cause, plan, until: self.until });
        Ok(Decision::put(alert))
    }
}
