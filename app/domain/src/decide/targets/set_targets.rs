use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::change::{Reasoned, TargetChange};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::values::field::{Field, TargetPart};
use crate::values::ids::{Key, Kind, TargetId};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;
use uuid::Uuid;

/// Set several targets in one act, on one basis: all of them or none (T-02, T-04, T-06).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetTargets {
    /// No target twice.
    pub targets: Vec<TargetChange>,
    /// What the values are based on.
    pub basis: String,
}

impl SetTargets {
    /// The most targets of one act: fifty people, a year with its quarters.
    pub const MOST: usize = 1_000;

    /// The targets that it sets.
    pub fn ids(&self) -> impl Iterator<Item = TargetId> {
        self.targets.iter().map(|it| it.line().id(it.period))
    }
}

impl Decide for SetTargets {
    const VERB: &'static str = "set_targets";

    /// The first target stands for the act.
    fn subject(&self) -> Key {
        self.ids().next().map_or(Key { kind: Kind::Target, id: Uuid::nil() }, Into::into)
    }

    fn needs(&self) -> Needs {
        Needs::default().and(self.ids().take(SetTargets::MOST))
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let most = i64::try_from(SetTargets::MOST).unwrap_or(i64::MAX);
        refusals.refuse_if(self.targets.is_empty(), Field::Targets, Refusal::Missing);
        refusals.refuse_if(SetTargets::MOST < self.targets.len(), Field::Targets, Refusal::OutOfRange { least: 1, most });
        let basis = refusals.keep(Field::Basis, text::required(&self.basis, text::NOTE)).unwrap_or_default();
        let mut seen = BTreeSet::new();
        for (at, change) in self.targets.iter().enumerate().take(SetTargets::MOST) {
            let field = |part: TargetPart| Field::TargetAt(at, part);
            refusals.refuse_all(change.check(None, field, book, moment));
            let is_new = seen.insert(change.line().id(change.period));
            refusals.refuse_if(!is_new, field(TargetPart::Period), Refusal::Taken);
            let levels = book.target(change.line().id(change.period)).map(|it| it.levels).unwrap_or_default();
            let is_in_order = change.now.is_none_or(|it| levels.is_in_order(it, change.better(book)));
            refusals.refuse_if(!is_in_order, field(TargetPart::Value), Refusal::OutOfOrder);
        }
        refusals.into_result()?;

        // The version that the person saw is that of the first target only, so what they saw of each decides instead.
        let moment = Moment { base: 0, ..*moment };
        let mut decision = Decision::default();
        for change in &self.targets {
            let (target, conflicts) = change.apply(&Reasoned { levels: None, basis: &basis }, book, &moment);
            decision = decision.and(target).with(conflicts);
        }
        Ok(decision)
    }
}
