use serde::{Deserialize, Serialize};

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::quota::{Quota, Wanted};
use crate::values::calendar::{Day, Week};
use crate::values::field::Field;
use crate::values::ids::{Key, QuotaId};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::target_of::TargetOf;
use crate::values::text;

/// How far ahead a quota may begin, in days.
const FURTHEST: i32 = 366;

/// Set a contact quota, per week or per day (FU-07, FU-08).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetQuota {
    pub id: QuotaId,
    /// One person, or everybody who sells in a team.
    pub of: TargetOf,
    pub wanted: Wanted,
    /// The first week.
    pub from: Week,
    /// The last day; `None` for an open-ended quota (持续, E-23).
    #[serde(default)]
    pub until: Option<Day>,
    #[serde(default)]
    pub reason: String,
}

impl Decide for SetQuota {
    const VERB: &'static str = "set_quota";

    fn subject(&self) -> Key {
        self.id.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.id.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        refusals.refuse_if(book.quota(self.id).is_some(), Field::Id, Refusal::Exists);
        let within_reach = moment.actor.may_ask_quota_of(self.of, book);
        refusals.refuse_if(!within_reach, Field::Of, Refusal::NotYours);
        let person = match self.of {
            TargetOf::Person(person) => book.person(person),
            _ => None,
        };
        refusals.refuse_if(within_reach && person.is_some_and(|it| !it.may_hold_customers()), Field::Of, Refusal::Inactive);
        self.wanted.check(&mut refusals);
        let (this_week, last) = (moment.server_today.week_from(self.from.start()), moment.server_today.plus(FURTHEST));
        refusals.refuse_if(self.from < this_week, Field::From, Refusal::TooEarly { first: this_week.first() });
        refusals.refuse_if(last < self.from.first(), Field::From, Refusal::TooLate { last });
        let first = self.from.first();
        refusals.refuse_if(self.until.is_some_and(|it| it < first), Field::Until, Refusal::TooEarly { first });
        refusals.refuse_if(self.until.is_some_and(|it| Day::LAST < it), Field::Until, Refusal::TooLate { last: Day::LAST });
        let reason = refusals.keep(Field::Reason, text::optional(&self.reason, text::NOTE)).flatten().unwrap_or_default();
        refusals.into_result()?;
        Ok(Decision::put(Quota {
            id: self.id,
            of: self.of,
            wanted: self.wanted,
            from: self.from,
            until: self.until,
            reason,
            made_by: moment.actor.person,
            made_at: moment.now,
            end: None,
        }))
    }
}
