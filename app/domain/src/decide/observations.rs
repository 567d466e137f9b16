//! Records observations about a customer and changes of its demand.

mod observe;

pub use observe::Observe;

use uuid::Uuid;

use crate::access::moment::Moment;
use crate::records::customer::{Customer, Observation, Observed};
use crate::values::ids::ObservationId;

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
