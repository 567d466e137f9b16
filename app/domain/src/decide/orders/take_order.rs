use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{check_products, due_on, with_costs};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::book::numbers::order_prefix;
use crate::decide::decision::{Decision, keep_all, settle_number, wanted_number};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::opportunity::Opportunity;
use crate::records::order::{CustomerThen, FromOpportunity, Order, OrderTerms};
use crate::values::field::Field;
use crate::values::ids::{CustomerId, Key, OrderId, PersonId};
use crate::values::refusal::{Refusal, Refusals};

/// Record a sale (SA-01, A30).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeOrder {
    pub id: OrderId,
    /// The proposed 销售单号. If left out or taken, the next free one is given and the person is told (SA-02).
    #[serde(default)]
    pub number: Option<String>,
    pub customer: CustomerId,
    /// Who is credited; defaults to the owner of the opportunity or of the customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    pub terms: OrderTerms,
}

impl Decide for TakeOrder {
    const VERB: &'static str = "take_order";

    fn subject(&self) -> Key {
        self.id.into()
    }

    fn needs(&self) -> Needs {
        Needs {
            orders_of: vec![self.customer],
            numbers: self.number.iter().cloned().collect(),
            prefixes: vec![order_prefix(self.terms.deal_on)],
            ..Needs::records([self.id.into(), self.customer.into()])
        }
    }

    fn makes(&self) -> Option<Uuid> {
        Some(self.id.0)
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        self.decide_from(None, book, moment)
    }
}

impl TakeOrder {
    /// Takes the order, of a won opportunity if there is one.
    pub(in crate::decide) fn decide_from(&self, from: Option<&Opportunity>, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        refusals.refuse_if(book.order(self.id).is_some(), Field::Id, Refusal::Exists);
        // The owner of the opportunity may take its order, even if the customer is somebody else's.
        let named = book.customer(self.customer);
        let customer = named.map(|it| book.standing(it));
        let credit = self.owner.or(from.map(|it| it.owner)).or(customer.map(|it| it.owner));
        let reached = match from {
            Some(opportunity) => moment.actor.may_work_on_opportunity(opportunity, book),
            None => named.is_some_and(|it| moment.actor.may_work_with_customer(it, book)),
        };
        refusals.refuse_if(!reached, Field::Customer, Refusal::NotYours);
        refusals.refuse_if(self.owner.is_some_and(|it| !moment.actor.may_write_for(it, book)), Field::Owner, Refusal::NotYours);
        let number = wanted_number(self.number.as_deref(), &mut refusals);
        check_products(&self.terms, None, book, &mut refusals);
        let terms = keep_all(with_costs(&self.terms, book).checked(moment.server_today), &mut refusals);
        let (Some(owner), Some(terms), true) = (credit, terms, refusals.is_empty()) else { return Err(refusals) };

        let name = customer.map(|it| &it.profile.name).or(from.map(|it| &it.customer_name));
        let (number, conflict) = settle_number(number.as_deref(), &order_prefix(terms.deal_on), self.id.into(), book, moment);
        let order = Order {
            id: self.id,
            number,
            customer: customer.map_or(self.customer, |it| it.id),
            customer_name: name.cloned().unwrap_or_default(),
            owner,
            team: book.team_on(owner, moment.today),
            from: from.map(|it| FromOpportunity { id: it.id, opened_on: it.opened_on, product: it.profile.product }),
            customer_then: customer.map(|it| CustomerThen { since: it.profile.cooperation_since, ..CustomerThen::default() }),
            made_by: Some(moment.author(owner)),
            made_at: moment.now,
            due_on: due_on(&terms, book),
            terms,
            ..Order::default()
        };
        Ok(Decision::put(order).with(conflict.into_iter().collect()))
    }
}
