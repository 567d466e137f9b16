use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{check_products, due_on, standing};
use crate::access::moment::Moment;
use crate::access::sight::Sight;
use crate::book::Book;
use crate::decide::decision::{Decision, amend, keep_all};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::order::{Line, Order, OrderTerms};
use crate::values::field::Field;
use crate::values::ids::{Key, OrderId, ProductId};
use crate::values::json;
use crate::values::money::Money;
use crate::values::refusal::{Refusal, Refusals};

/// Amend the terms of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmendOrder {
    pub order: OrderId,
    pub was: OrderTerms,
    pub now: OrderTerms,
}

impl Decide for AmendOrder {
    const VERB: &'static str = "amend_order";

    fn subject(&self) -> Key {
        self.order.into()
    }

    fn needs(&self) -> Needs {
        Needs::order_with_others(self.order)
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let order = standing(self.order, book, moment, &mut refusals);
        check_products(&self.now, order.map(|it| &it.terms), book, &mut refusals);
        let now = keep_all(self.now.checked(moment.server_today), &mut refusals);
        let (Some(order), Some(now), true) = (order, now, refusals.is_empty()) else { return Err(refusals) };

        let sees_costs = Sight::of(&moment.actor, book, moment.server_today).shows_costs();
        let whole = |it: &OrderTerms| if sees_costs { it.clone() } else { with_unseen_costs(it, &order.terms, book) };
        let (terms, mut conflicts) = amend(self.order.into(), &whole(&self.was), &whole(&now), &order.terms, &[], book, moment);
        if !sees_costs {
            conflicts.iter_mut().flat_map(|it| [&mut it.yours, &mut it.theirs]).for_each(|it| json::remove(it, &Field::Cost.text()));
        }
        let due_on = due_on(&terms, book);
        let amended = Order { terms, due_on, ..order.clone() };
        check_what_happened(&amended, order, &mut refusals);
        refusals.into_result()?;
        Ok(Decision::put(amended).with(conflicts))
    }
}

/// The terms as somebody would write them who sees costs: what was on the order keeps its cost, other goods have that of their product on the
/// day of the deal.
fn with_unseen_costs(terms: &OrderTerms, stands: &OrderTerms, book: &Book) -> OrderTerms {
    let mut terms = terms.clone();
    // Each line of the order gives its cost once, first to a line that is the same in all else.
    let mut known = stands.lines.clone();
    let mut is_kept = vec![false; terms.lines.len()];
    for is_same in
        [|one: &Line, other: &Line| Line { cost: None, ..one.clone() } == *other, |one: &Line, other: &Line| one.product == other.product]
    {
        for (line, is_kept) in terms.lines.iter_mut().zip(&mut is_kept).filter(|(line, is_kept)| line.cost.is_none() && !**is_kept) {
            if let Some(at) = known.iter().position(|it| is_same(it, line)) {
                (line.cost, *is_kept) = (known.remove(at).cost, true);
            }
        }
    }
    for (line, _) in terms.lines.iter_mut().zip(is_kept).filter(|(line, is_kept)| line.cost.is_none() && !is_kept) {
        line.cost = book.product(line.product).and_then(|it| it.cost_on(terms.deal_on));
    }
    terms
}

/// Refuses amendments below what was already paid, delivered or returned.
fn check_what_happened(order: &Order, before: &Order, refusals: &mut Refusals) {
    // More may have been paid than the order was worth before the amendment: the surplus does not count.
    let least = (order.collected() + order.returned_amount()).min(before.agreed());
    refusals.refuse_if(order.agreed() < least, Field::Lines, Refusal::TooLittle { least });
    let went = order.valid_deliveries().flat_map(|it| it.goods.iter().map(|goods| goods.product));
    let came = order.valid_returns().flat_map(|it| it.goods.iter().map(|goods| goods.product));
    let products: BTreeSet<ProductId> = went.chain(came).collect();
    for product in products {
        let (returned, worth) = order.returned(product);
        let sold: Money = order.terms.lines_of(product).map(Line::amount).sum();
        let least = order.delivered(product).max(returned);
        refusals.refuse_if(order.ordered(product) < least, Field::Lines, Refusal::TooFew { least });
        refusals.refuse_if(sold < worth, Field::Lines, Refusal::TooLittle { least: worth });
    }
}
