//! Sums of facts, stored beside the records and updated in the transaction that writes them. The rollup must always equal a full recount.

use std::collections::BTreeMap;

use crate::book::record::Record;
use crate::figures::fact::{Fact, FactKey};
use crate::figures::facts::facts;

/// The changes to the rollup when one record replaces another (`None` for no record). Without zeros.
pub fn deltas(before: Option<&Record>, after: Option<&Record>) -> BTreeMap<FactKey, i64> {
    let mut deltas = BTreeMap::new();
    // Wrapping arithmetic, so that adding and subtracting the same value cancels out even after an overflow.
    let mut add = |fact: Fact, sign: i64| {
        let sum: &mut i64 = deltas.entry(fact.key).or_insert(0);
        *sum = sum.wrapping_add(fact.value.wrapping_mul(sign));
    };
    before.map(facts).into_iter().flatten().for_each(|it| add(it, -1));
    after.map(facts).into_iter().flatten().for_each(|it| add(it, 1));
    deltas.retain(|_, value| *value != 0);
    deltas
}

/// The rollup recomputed from all records.
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
