use serde::{Deserialize, Serialize};

use super::check_after_deal;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::orders::standing;
use crate::decide::verb::Decide;
use crate::records::order::Acceptance;
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::{AcceptanceId, Key, OrderId};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// Record the result of an acceptance by the customer (O-04).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordAcceptance {
    pub order: OrderId,
    pub id: AcceptanceId,
    pub on: Day,
    pub passed: bool,
    /// Who accepted and what was found.
    #[serde(default)]
    pub note: String,
}

impl Decide for RecordAcceptance {
    const VERB: &'static str = "record_acceptance";

    fn subject(&self) -> Key {
        self.order.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.order.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let order = standing(self.order, book, moment, &mut refusals);
        refusals.refuse_if(
            order.is_some_and(|it| it.acceptances.iter().any(|acceptance| acceptance.id == self.id)),
            Field::Id,
            Refusal::Exists,
        );
        check_after_deal(order, self.on, moment, &mut refusals);
        // A failed acceptance needs a note.
        let words = if self.passed { text::optional(&self.note, text::NOTE) } else { text::required(&self.note, text::NOTE).map(Some) };
        let note = refusals.keep(Field::Note, words).flatten();
        let (Some(order), true) = (order, refusals.is_empty()) else { return Err(refusals) };

        let (by, made_at) = (moment.actor.person, moment.now);
        let mut changed = order.clone();
        changed.acceptances.push(Acceptance { id: self.id, on: self.on, passed: self.passed, note: note.unwrap_or_default(), by, made_at });
        Ok(Decision::put(changed))
    }
}
