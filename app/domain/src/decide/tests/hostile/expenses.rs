//! Generators for selling expenses.

use super::*;
use crate::decide::command::{AmendExpense, AttributeExpense, VoidExpense};

pub(super) fn expense_profiles() -> impl Strategy<Value = ExpenseProfile> {
    let channel = proptest::option::of(own_or(Source::ALL));
    (days(), numbers(), own_or(ExpenseKind::ALL), any::<bool>(), channel, texts())
        .prop_map(|(on, amount, kind, wins_new, channel, note)| ExpenseProfile { on, amount: Money(amount), kind, wins_new, channel, note })
}

pub(super) fn attributions() -> impl Strategy<Value = Attribution> {
    (people(), proptest::option::of(customers())).prop_map(|(owner, customer)| Attribution { owner, customer })
}

pub(super) fn expenses() -> impl Strategy<Value = Command> {
    let ids = || (70..73_u128).prop_map(|it| ExpenseId(fresh(it)));
    prop_oneof![
        2 => (ids(), proptest::option::of(people()), proptest::option::of(customers()), expense_profiles()).prop_map(
            |(id, owner, customer, profile)| Command::RecordExpense(RecordExpense { id, owner, customer, profile })
        ),
        1 => (ids(), expense_profiles(), expense_profiles()).prop_map(|(expense, was, now)| Command::AmendExpense(AmendExpense { expense, was, now })),
        1 => (ids(), attributions(), attributions()).prop_map(|(expense, was, now)| Command::AttributeExpense(AttributeExpense { expense, was, now })),
        1 => (ids(), texts()).prop_map(|(expense, reason)| Command::VoidExpense(VoidExpense { expense, reason, corrects: false })),
    ]
}
