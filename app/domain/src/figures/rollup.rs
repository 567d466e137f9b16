//! Sums of facts, kept beside the records by the transaction that writes them. The rollup must always equal a recount from nothing.

use std::collections::BTreeMap;

use crate::book::record::Record;
use crate::figures::fact::{Fact, FactKey, facts};

/// What the rollup gains and loses when one record takes the place of another (`None` where there was or is none). No zeros.
pub fn deltas(before: Option<&Record>, after: Option<&Record>) -> BTreeMap<FactKey, i64> {
    let mut deltas = BTreeMap::new();
    // Wrapping, so that what is added and taken away again leaves nothing, whatever stood in between.
    let mut add = |fact: Fact, sign: i64| {
        let sum: &mut i64 = deltas.entry(fact.key).or_insert(0);
        *sum = sum.wrapping_add(fact.value.wrapping_mul(sign));
    };
    before.map(facts).into_iter().flatten().for_each(|it| add(it, -1));
    after.map(facts).into_iter().flatten().for_each(|it| add(it, 1));
    deltas.retain(|_, value| *value != 0);
    deltas
}

/// The rollup of these records from nothing.
pub fn recount(records: impl Iterator<Item = Record>) -> BTreeMap<FactKey, i64> {
    let mut rollup = BTreeMap::new();
    for record in records {
        for fact in facts(&record) {
            let sum: &mut i64 = rollup.entry(fact.key).or_insert(0);
            *sum = sum.wrapping_add(fact.value);
        }
    }
    rollup.retain(|_, value| *value != 0);
    rollup
}
