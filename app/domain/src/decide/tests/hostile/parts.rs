//! Generators for the parts of arbitrary commands: ids (some of them existing), texts, numbers, days.

use super::*;
use crate::values::calendar::Day;

/// One of a few ids, some of existing records, so that commands hit the same records.
pub(super) fn uuids() -> impl Strategy<Value = Uuid> {
    let known: Vec<Uuid> = small().0.records().map(|it| it.key().id).collect();
    prop_oneof![8 => proptest::sample::select(known), 3 => (0..6_u128).prop_map(fresh), 1 => any::<u128>().prop_map(Uuid::from_u128)]
}

pub(super) fn customers() -> impl Strategy<Value = CustomerId> {
    prop_oneof![6 => Just(small().1.acme), 4 => (0..4_u128).prop_map(|it| CustomerId(fresh(it))), 1 => uuids().prop_map(CustomerId)]
}

pub(super) fn orders() -> impl Strategy<Value = OrderId> {
    prop_oneof![5 => Just(small().1.order), 5 => (10..14_u128).prop_map(|it| OrderId(fresh(it))), 1 => uuids().prop_map(OrderId)]
}

pub(super) fn opportunities() -> impl Strategy<Value = OpportunityId> {
    (20..24_u128).prop_map(|it| OpportunityId(fresh(it)))
}

pub(super) fn products() -> impl Strategy<Value = ProductId> {
    prop_oneof![9 => Just(small().1.product), 1 => uuids().prop_map(ProductId)]
}

pub(super) fn people() -> impl Strategy<Value = PersonId> {
    let known: Vec<PersonId> = small().0.people().map(|it| it.id).collect();
    prop_oneof![9 => proptest::sample::select(known), 1 => uuids().prop_map(PersonId)]
}

/// A built-in entry of a list, or the company's own.
pub(super) fn own_or<T: OpenList + std::fmt::Debug + Sync>(usual: impl Into<Vec<T>>) -> impl Strategy<Value = T> {
    let own = "[ a甲乙😀]{1,12}".prop_filter_map("a word", |it| T::read(&it));
    prop_oneof![4 => proptest::sample::select(usual.into()), 1 => own]
}

pub(super) fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[a-zA-Z0-9甲乙丙]{1,6}",
        1 => Just(String::new()),
        1 => Just("C999999999999".to_owned()),
        1 => any::<String>(),
        1 => (0..2_100_u32).prop_map(long),
    ]
}

pub(super) fn numbers() -> impl Strategy<Value = i64> {
    prop_oneof![8 => 1..20_000_000_i64, 1 => Just(i64::MAX), 1 => Just(i64::MIN), 1 => Just(0_i64), 1 => any::<i64>(), 1 => Just(Money::LARGEST.0)]
}

pub(super) fn days() -> impl Strategy<Value = Day> {
    let today = small().1.today;
    prop_oneof![10 => (0..80_i32).prop_map(move |it| today.plus(-it)), 1 => Just(Day(i32::MAX)), 1 => Just(Day(i32::MIN)), 1 => any::<i32>().prop_map(Day)]
}

pub(super) fn periods() -> impl Strategy<Value = Period> {
    let count = || prop_oneof![1 => any::<i32>(), 1 => Just(i32::MAX), 1 => Just(i32::MIN)];
    prop_oneof![
        6 => (0..12_i32).prop_map(|it| Period::Month(Month(2026 * 12 + it))),
        4 => (0..4_i32).prop_map(|it| Period::Quarter(Quarter(2026 * 4 + it))),
        2 => (2..=12_u8, 0..12_i32).prop_map(|(first, it)| Period::Quarter(Month(2026 * 12 + it).quarter_from(first))),
        1 => (2..=12_u8).prop_map(|first| Period::Year(Month(2026 * 12).year_from(first))),
        1 => count().prop_map(|it| Period::Week(Week(it))),
        1 => count().prop_map(|it| Period::Month(Month(it))),
        1 => count().prop_map(|it| Period::Quarter(Quarter(it))),
        1 => count().prop_map(Period::natural_year),
    ]
}

pub(super) fn stages() -> impl Strategy<Value = Stage> {
    proptest::sample::select(Stage::ALL.to_vec())
}

pub(super) fn owners() -> impl Strategy<Value = TargetOf> {
    prop_oneof![
        Just(TargetOf::Company),
        uuids().prop_map(|it| TargetOf::Department(DepartmentId(it))),
        uuids().prop_map(|it| TargetOf::Team(TeamId(it))),
        people().prop_map(TargetOf::Person),
    ]
}

pub(super) fn saved<T: Clone + std::fmt::Debug>(of: impl Strategy<Value = T> + Clone) -> impl Strategy<Value = Save<T>> {
    (proptest::option::of(of.clone()), of).prop_map(|(was, now)| Save { was, now })
}
