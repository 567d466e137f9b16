use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{check_products, due_on, standing};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, amend, keep_all};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::order::{Line, Order, OrderTerms};
use crate::values::field::Field;
use crate::values::ids::{Key, OrderId, ProductId};
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

        let (terms, conflicts) = amend(self.order.into(), &self.was, &now, &order.terms, &[], book, moment);
        let due_on = due_on(&terms, book);
        let amended = Order { terms, due_on, ..order.clone() };
        check_what_happened(&amended, order, &mut refusals);
        refusals.into_result()?;
        Ok(Decision::put(amended).with(conflicts))
    }
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
