//! Records observations about a customer and changes of its demand.

use uuid::Uuid;

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::command::Observe;
use crate::decide::decision::{Decision, own_customer};
use crate::records::customer::{Customer, Observation, Observed};
use crate::values::ids::ObservationId;
use crate::values::refusal::{Refusal, Refusals, check_day};
use crate::values::text;

pub(super) fn observe(asked: &Observe, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let customer = own_customer(asked.customer, book, moment, &mut refusals);
    let exists = customer.is_some_and(|it| it.observations.iter().any(|it| it.id == asked.id));
    refusals.refuse_if(exists, "id", Refusal::Exists);
    check_day(&mut refusals, "on", asked.on, moment.server_today);
    let what = asked.what.checked(&mut refusals);
    // A satisfaction score needs no text.
    let checked = match asked.what {
        Observed::Satisfaction { .. } => text::optional(&asked.content, text::NOTE).map(Option::unwrap_or_default),
        _ => text::required(&asked.content, text::NOTE),
    };
    let content = refusals.keep("content", checked);
    let (Some(customer), Some(content), true) = (customer, content, refusals.is_empty()) else { return Err(refusals) };

    let mut changed = customer.clone();
    let (by, at) = (moment.actor.person, moment.now);
    changed.observations.push(Observation { id: asked.id, on: asked.on, what, content, by, at });
    Ok(Decision::put(changed))
}

/// UUIDv5 namespace of the observations that the rules add: the same ids on the client and the server.
const BY_THE_RULES: Uuid = Uuid::from_u128(0x6461_6269_616f_2e6f_6273_6572_7665_0001);

/// Records a change of the demand as an observation (需求变化, C-10). The first demand is no change.
pub(super) fn note_demand(customer: &mut Customer, was: &str, moment: &Moment) {
    let (from, to) = (was.to_owned(), customer.profile.demand.clone());
    if from == to || from.is_empty() {
        return;
    }
    let name = format!("{}/{}/{}", customer.id, moment.now.0, customer.observations.len());
    let (id, by, at) = (ObservationId(Uuid::new_v5(&BY_THE_RULES, name.as_bytes())), moment.actor.person, moment.now);
    let what = Observed::DemandChange { from, to };
    customer.observations.push(Observation { id, on: moment.today, what, content: String::new(), by, at });
}
