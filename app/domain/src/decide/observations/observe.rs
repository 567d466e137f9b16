use serde::{Deserialize, Serialize};

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, own_customer};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::customer::{Observation, Observed};
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::{CustomerId, Key, ObservationId};
use crate::values::refusal::{Refusal, Refusals, check_day};
use crate::values::text;

/// Record an observation about a customer (C-17, C-19, C-23, AN-11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observe {
    pub id: ObservationId,
    pub customer: CustomerId,
    pub on: Day,
    pub what: Observed,
    #[serde(default)]
    pub content: String,
}

impl Decide for Observe {
    const VERB: &'static str = "observe";

    fn subject(&self) -> Key {
        self.customer.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.customer.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let customer = own_customer(self.customer, book, moment, &mut refusals);
        let exists = customer.is_some_and(|it| it.observations.iter().any(|observation| observation.id == self.id));
        refusals.refuse_if(exists, Field::Id, Refusal::Exists);
        check_day(&mut refusals, Field::On, self.on, moment.server_today);
        let what = self.what.checked(&mut refusals);
        // A satisfaction score needs no text.
        let checked = match self.what {
            Observed::Satisfaction { .. } => text::optional(&self.content, text::NOTE).map(Option::unwrap_or_default),
            _ => text::required(&self.content, text::NOTE),
        };
        let content = refusals.keep(Field::Content, checked);
        let (Some(customer), Some(content), true) = (customer, content, refusals.is_empty()) else { return Err(refusals) };

        let mut changed = customer.clone();
        let (by, at) = (moment.actor.person, moment.now);
        changed.observations.push(Observation { id: self.id, on: self.on, what, content, by, at });
        Ok(Decision::put(changed))
    }
}
