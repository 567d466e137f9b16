//! What administrators maintain: people, teams, departments, regions, products and the company's rules.

mod add_people;
mod person_checks;
mod plan_move;
mod save_company;
mod save_department;
mod save_kpi;
mod save_person;
mod save_product;
mod save_region;
mod save_team;

pub use add_people::AddPeople;
pub use plan_move::PlanMove;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::access::moment::Moment;
use crate::book::Book;
use crate::book::record::Record;
use crate::decide::decision::{Decision, amend};
use crate::values::field::Field;
use crate::values::ids::Key;
use crate::values::refusal::{Refusal, Refusals};

/// A new or changed catalogue record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Save<T> {
    /// `None` for a new record.
    pub was: Option<T>,
    pub now: T,
}

/// Refuses everybody but administrators.
fn begin(moment: &Moment) -> Refusals {
    let mut refusals = Refusals::default();
    refusals.refuse_if(!moment.actor.may_administer(), Field::Role, Refusal::NotAllowed);
    refusals
}

/// Adds a new record as it is; merges a changed one into the current one.
fn save<T>(was: &Option<T>, now: T, current: Option<&T>, book: &Book, moment: &Moment) -> Result<Decision, Refusals>
where
    T: Serialize + DeserializeOwned + Clone,
    Record: From<T>,
{
    let key: Key = Record::from(now.clone()).key();
    match (was, current) {
        (None, None) => Ok(Decision::put(now)),
        (None, Some(_)) => Err(Refusals::of(Field::Id, Refusal::Exists)),
        (Some(_), None) => Err(Refusals::of(Field::Id, Refusal::NotYours)),
        (Some(was), Some(current)) => {
            let (merged, conflicts) = amend(key, was, &now, current, &[], book, moment);
            Ok(Decision::put(merged).with(conflicts))
        }
    }
}
