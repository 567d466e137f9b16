use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{answered_by, still_standing};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, amend};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::order::{CreditPart, CreditShare, CreditSplit, Order};
use crate::values::field::{Field, SplitPart};
use crate::values::ids::{Key, OrderId, PersonId};
use crate::values::money::Share;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// Credit the amounts of an order to several people, or to its owner alone again (A37).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SplitCredit {
    pub order: OrderId,
    pub was: Vec<CreditShare>,
    /// Empty for the owner alone.
    pub now: Vec<CreditShare>,
    pub reason: String,
}

impl Decide for SplitCredit {
    const VERB: &'static str = "split_credit";

    fn subject(&self) -> Key {
        self.order.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.order.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let order = answered_by(self.order, book, &mut refusals, |it| moment.actor.may_split_credit(it, book));
        let order = order.and_then(|it| still_standing(it, &mut refusals));
        check_shares(&self.now, &mut refusals);
        let reason = refusals.keep(Field::Reason, text::required(&self.reason, text::NOTE));
        if let Some(order) = order {
            check_people(order, &self.now, moment.actor.person, book, &mut refusals);
        }
        let (Some(order), Some(reason), true) = (order, reason, refusals.is_empty()) else { return Err(refusals) };

        let stands = order.shared().map(CreditSplit::shares).unwrap_or_default();
        // The order in which people are named means nothing.
        if sorted(&self.now) == sorted(&stands) {
            return Ok(Decision::default());
        }
        let wanted = |credit_split: &[CreditShare]| WantedSplit { credit_split: credit_split.to_vec() };
        let (merged, conflicts) = amend(self.subject(), &wanted(&self.was), &wanted(&self.now), &wanted(&stands), &[], book, moment);
        if merged.credit_split == stands {
            return Ok(Decision::default().with(conflicts));
        }
        let on = order.terms.deal_on;
        let part = |it: &CreditShare| CreditPart { person: it.person, team: book.team_on(it.person, on), share: it.share };
        let alone = CreditPart { person: order.owner, team: order.team, share: Share::WHOLE };
        let parts: Vec<CreditPart> = merged.credit_split.iter().map(part).collect();
        let parts = if parts.is_empty() { vec![alone] } else { parts };
        let split = CreditSplit { parts, reason, by: moment.actor.person, at: moment.now };
        Ok(Decision::put(Order { credit_split: Some(Box::new(split)), ..order.clone() }).with(conflicts))
    }
}

/// What is merged, under the name of the order's field.
#[derive(Clone, Serialize, Deserialize)]
struct WantedSplit {
    credit_split: Vec<CreditShare>,
}

fn sorted(shares: &[CreditShare]) -> Vec<CreditShare> {
    let mut sorted = shares.to_vec();
    sorted.sort_by_key(|it| it.person);
    sorted
}

/// Refuses shares that do not make exactly 100 %, and people named twice.
fn check_shares(shares: &[CreditShare], refusals: &mut Refusals) {
    if shares.is_empty() {
        return;
    }
    let is_a_few = (2..=CreditSplit::MOST).contains(&shares.len());
    refusals.refuse_if(!is_a_few, Field::CreditSplit, Refusal::OutOfRange { least: 2, most: CreditSplit::MOST as i64 });
    let mut named = BTreeSet::new();
    for (at, asked) in shares.iter().enumerate() {
        refusals.refuse_if(!named.insert(asked.person), Field::SplitOf(at, SplitPart::Person), Refusal::Taken);
        let field = Field::SplitOf(at, SplitPart::Share);
        refusals.refuse_if(asked.share <= Share(0), field, Refusal::NotPositive);
        refusals.refuse_if(Share::WHOLE < asked.share, field, Refusal::OutOfRange { least: 0, most: 100 });
    }
    let sum = Share(shares.iter().fold(0, |sum, it| sum.saturating_add(it.share.0)));
    refusals.refuse_if(sum != Share::WHOLE, Field::CreditSplit, Refusal::NotWhole { sum });
}

/// Only people who sold on the day of the deal are credited. Nobody credits themselves: their superior does.
fn check_people(order: &Order, shares: &[CreditShare], by: PersonId, book: &Book, refusals: &mut Refusals) {
    for (at, asked) in shares.iter().enumerate() {
        let field = Field::SplitOf(at, SplitPart::Person);
        match book.person(asked.person) {
            None => refusals.refuse(field, Refusal::Missing),
            Some(person) => refusals.refuse_if(!person.sold_on(order.terms.deal_on), field, Refusal::NotAllowed),
        }
        refusals.refuse_if(asked.person == by, field, Refusal::NotAllowed);
    }
}
