use serde::{Deserialize, Serialize};

use super::settle;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::orders::within_reach;
use crate::decide::verb::Decide;
use crate::records::order::{Order, Rating};
use crate::values::field::Field;
use crate::values::ids::{Key, OrderId};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// Record how satisfied the customer is (E-15).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateOrder {
    pub order: OrderId,
    pub was: Option<Rating>,
    pub now: Option<Rating>,
}

impl Decide for RateOrder {
    const VERB: &'static str = "rate_order";

    fn subject(&self) -> Key {
        self.order.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.order.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let order = within_reach(self.order, book, moment, &mut refusals);
        let now = self.now.as_ref().map(|rating| {
            refusals.refuse_if(!(1..=5).contains(&rating.score), Field::Score, Refusal::OutOfRange { least: 1, most: 5 });
            Rating {
                score: rating.score,
                note: refusals.keep(Field::Note, text::optional(&rating.note, text::NOTE)).flatten().unwrap_or_default(),
            }
        });
        let (Some(order), true) = (order, refusals.is_empty()) else { return Err(refusals) };
        settle(order, Field::Rating, self.was.as_ref(), now, order.rating.as_ref(), book, |order, now| Order {
            rating: now,
            ..order.clone()
        })
    }
}
