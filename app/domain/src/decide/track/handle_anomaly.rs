use serde::{Deserialize, Serialize};

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::orders::answered_by;
use crate::decide::verb::Decide;
use crate::records::order::AnomalyHandling;
use crate::values::field::Field;
use crate::values::ids::{AnomalyId, Key, OrderId};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// Record what was done about an anomaly (O-06).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandleAnomaly {
    pub order: OrderId,
    pub anomaly: AnomalyId,
    pub text: String,
    pub solves: bool,
}

impl Decide for HandleAnomaly {
    const VERB: &'static str = "handle_anomaly";

    fn subject(&self) -> Key {
        self.order.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.order.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let actor = moment.actor;
        let order = answered_by(self.order, book, &mut refusals, |order| {
            let anomaly = order.anomalies.iter().find(|it| it.id == self.anomaly);
            actor.may_work_on_order(order, book) || anomaly.is_some_and(|it| actor.may_handle_anomaly(order, it, book))
        });
        let index = order.and_then(|it| it.anomalies.iter().position(|anomaly| anomaly.id == self.anomaly));
        refusals.refuse_if(order.is_some() && index.is_none(), Field::Anomaly, Refusal::NotYours);
        let text = refusals.keep(Field::Text, text::required(&self.text, text::NOTE));
        let (Some(order), Some(index), Some(text), true) = (order, index, text, refusals.is_empty()) else { return Err(refusals) };

        let mut changed = order.clone();
        changed.anomalies[index].handling.push(AnomalyHandling { at: moment.now, by: moment.actor.person, text, solves: self.solves });
        Ok(Decision::put(changed))
    }
}
