use serde::{Deserialize, Serialize};

use super::check_responsible;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::orders::within_reach;
use crate::decide::verb::Decide;
use crate::records::order::Anomaly;
use crate::values::field::Field;
use crate::values::ids::{AnomalyId, Key, OrderId};
use crate::values::node::Responsible;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// Record an anomaly (O-01).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordAnomaly {
    pub order: OrderId,
    pub id: AnomalyId,
    pub problem: String,
    /// Who is to handle it.
    #[serde(default)]
    pub responsible: Option<Responsible>,
}

impl Decide for RecordAnomaly {
    const VERB: &'static str = "record_anomaly";

    fn subject(&self) -> Key {
        self.order.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.order.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let order = within_reach(self.order, book, moment, &mut refusals);
        refusals.refuse_if(order.is_some_and(|it| it.anomalies.iter().any(|anomaly| anomaly.id == self.id)), Field::Id, Refusal::Exists);
        let problem = refusals.keep(Field::Problem, text::required(&self.problem, text::NOTE));
        let responsible = self.responsible.as_ref().and_then(|it| check_responsible(it, Field::Responsible, book, &mut refusals));
        let (Some(order), Some(problem), true) = (order, problem, refusals.is_empty()) else { return Err(refusals) };

        let mut changed = order.clone();
        let (made_at, by) = (moment.now, moment.actor.person);
        changed.anomalies.push(Anomaly { id: self.id, made_at, by, problem, responsible, handling: Vec::new() });
        Ok(Decision::put(changed))
    }
}
