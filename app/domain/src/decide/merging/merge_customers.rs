use serde::{Deserialize, Serialize};

use crate::access::moment::Moment;
use crate::book::Book;
use crate::book::record::Record;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::attachment::Attachment;
use crate::records::customer::{Customer, Merged, MergedInto};
use crate::records::opportunity::Opportunity;
use crate::records::task::Task;
use crate::values::field::Field;
use crate::values::ids::{CustomerId, Key};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// Merge two records of the same customer: everything of `gone` moves to `keep`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeCustomers {
    pub keep: CustomerId,
    pub gone: CustomerId,
    #[serde(default)]
    pub reason: String,
}

impl Decide for MergeCustomers {
    const VERB: &'static str = "merge_customers";

    fn subject(&self) -> Key {
        self.keep.into()
    }

    fn needs(&self) -> Needs {
        Needs::families([self.keep, self.gone])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let mut reached = |field: Field, id: CustomerId| {
            let customer = book.customer(id).filter(|it| moment.actor.may_hand_over_customer(it, book));
            refusals.refuse_if(customer.is_none(), field, Refusal::NotYours);
            refusals.refuse_if(customer.is_some_and(|it| !it.stands()), field, Refusal::MergedAway);
            customer
        };
        let (kept, went) = (reached(Field::Keep, self.keep), reached(Field::Gone, self.gone));
        refusals.refuse_if(self.keep == self.gone, Field::Gone, Refusal::Unchanged);
        // Open requests concern the customer they were made for: they are answered first, neither dropped nor moved to the kept customer.
        let n_waiting = went.filter(|it| it.stands()).map_or(0, |it| it.open_requests().count());
        refusals.refuse_if(0 < n_waiting, Field::Requests, Refusal::InUse { count: u32::try_from(n_waiting).unwrap_or(u32::MAX) });
        let reason = refusals.keep(Field::Reason, text::optional(&self.reason, text::NOTE)).flatten().unwrap_or_default();
        let (Some(kept), Some(went), true) = (kept, went, refusals.is_empty()) else { return Err(refusals) };

        let (by, at) = (moment.actor.person, moment.now);
        let mut one = kept.clone();
        one.profile = kept.profile.completed_by(&went.profile, went.id);
        one.merged.extend(went.merged.iter().cloned());
        let (customer, number, name, owner) = (went.id, went.number.clone(), went.profile.name.clone(), went.owner);
        one.merged.push(Merged { customer, number, name, owner, by, at, reason });
        one.observations.extend(went.observations.iter().cloned());
        one.observations.sort_by_key(|it| (it.at, it.id));
        if one.strategy.is_empty() {
            one.strategy.clone_from(&went.strategy);
        }
        let mut decision =
            Decision::put(one).and(Customer { merged_into: Some(MergedInto { customer: self.keep, by, at }), ..went.clone() });

        let receiver = book.person(kept.owner);
        let goes_on = |it: &Opportunity| it.is_open() && it.owner == went.owner;
        let proves_open =
            |it: &Attachment| book.opportunities_of(self.gone).any(|opportunity| goes_on(opportunity) && it.of == opportunity.id.into());
        for record in book.family_of(self.gone) {
            match record {
                // Customers that were merged into this one earlier now redirect to the kept one.
                Record::Customer(customer) if customer.id != self.gone => {
                    let merged_into = customer.merged_into.map(|it| MergedInto { customer: self.keep, ..it });
                    decision.puts.push(Customer { merged_into, ..customer }.into());
                }
                // Open opportunities and tasks of the old owner go to the owner of the kept customer; closed ones stay credited (A36).
                Record::Opportunity(opportunity) if goes_on(&opportunity) => {
                    let team = receiver.and_then(|it| it.team);
                    let moved = Record::Opportunity(Opportunity { owner: kept.owner, team, ..opportunity });
                    decision.puts.extend(moved.in_family(self.keep));
                }
                Record::Task(task) if task.is_open() && task.owner == went.owner => {
                    let moved = Record::Task(Task { owner: kept.owner, team: receiver.and_then(|it| it.team), ..task });
                    decision.puts.extend(moved.in_family(self.keep));
                }
                Record::Attachment(attachment) if proves_open(&attachment) => {
                    decision.puts.extend(Record::Attachment(Attachment { owner: Some(kept.owner), ..attachment }).in_family(self.keep));
                }
                other => decision.puts.extend(other.in_family(self.keep)),
            }
        }
        Ok(decision)
    }
}
