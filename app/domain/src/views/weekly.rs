//! 每周客户跟进与业绩表: the weekly table of follow-ups and sales, with exactly the ten fields of FU-01. Every field is derived from the records,
//! including the cumulative count (FU-02).

use std::collections::BTreeMap;

use crate::book::Book;
use crate::figures::fact::Measure;
use crate::figures::facts;
use crate::records::follow_up::FollowUp;
use crate::records::opportunity::{Opportunity, Outcome};
use crate::records::order::stood;
use crate::values::calendar::{Day, Period, Stretch, Week};
use crate::values::ids::{CustomerId, PersonId};
use crate::values::method::Method;
use crate::values::money::Money;
use crate::values::short_stage::ShortStage;
use crate::values::target_of::TargetOf;
use crate::views::grading;

/// A customer's stage: that of the most advanced open opportunity, else the outcome of the last one, else won if there is an order, else
/// prospect (A29).
pub fn stage_of(customer: CustomerId, book: &Book) -> ShortStage {
    let open = book.opportunities_of(customer).filter(|it| it.is_open()).map(|it| it.stage).max();
    let ended = |it: &Opportunity| it.outcome.as_ref().map(|outcome| (outcome.on(), it.id, matches!(outcome, Outcome::Won { .. })));
    let last = book.opportunities_of(customer).filter_map(ended).max();
    let has_bought = || book.orders_of(customer).any(|it| it.cancelled.is_none());
    match (open, last) {
        (Some(stage), _) => stage.into(),
        (None, Some((_, _, true))) => ShortStage::Won,
        (None, Some(_)) => ShortStage::Lost,
        (None, None) if has_bought() => ShortStage::Won,
        (None, None) => ShortStage::Prospect,
    }
}

/// A customer's stage at the end of a day, by the days of the records in the book.
pub fn stage_on(customer: CustomerId, day: Day, book: &Book) -> ShortStage {
    let ended_on = |it: &Opportunity| it.outcome.as_ref().map(Outcome::on).filter(|ended| *ended <= day);
    let open = book.opportunities_of(customer).filter(|it| it.opened_on <= day && ended_on(it).is_none());
    let ended = |it: &Opportunity| ended_on(it).map(|on| (on, it.id, matches!(it.outcome, Some(Outcome::Won { .. }))));
    let last = book.opportunities_of(customer).filter_map(ended).max();
    let has_bought = || book.orders_of(customer).any(|it| stood(it, day));
    match (open.map(|it| it.stage_on(day)).max(), last) {
        (Some(stage), _) => stage.into(),
        (None, Some((_, _, true))) => ShortStage::Won,
        (None, Some(_)) => ShortStage::Lost,
        (None, None) if has_bought() => ShortStage::Won,
        (None, None) => ShortStage::Prospect,
    }
}

/// One line of the table: a follow-up of the week, or the sales to a customer without a follow-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeeklyRow {
    /// 1 日期.
    pub on: Day,
    /// 2 客户名称.
    pub customer: CustomerId,
    /// 3 负责人: who made the contact or is credited with the sale.
    pub owner: PersonId,
    /// 4 客户类型: 新 (true) or 老 on that day (A11).
    pub is_new: bool,
    /// 5 沟通内容, with the channel; `None` for sales without a contact.
    pub contact: Option<(Method, String)>,
    /// 6 阶段.
    pub stage: ShortStage,
    /// 7 本周关联销售额: the owner's sales to the customer in the week, on the last line of the two, so that the column adds up.
    pub sales: Money,
    /// 8 累计跟进次数 with the customer, including this one.
    pub n_follow_ups: u32,
    /// 9 下一步计划 and its day.
    pub next: Option<(String, Option<Day>)>,
    /// 10 预计成交时间: as entered in the follow-up, else the earliest of the open opportunities.
    pub expected_close: Option<Day>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weekly {
    /// By day.
    pub rows: Vec<WeeklyRow>,
    /// The sum of the sales column.
    pub sales: Money,
    /// Contacts by channel (FU-10).
    pub by_method: BTreeMap<Method, u32>,
}

impl Weekly {
    /// The table of an owner: the follow-ups and sales credited to it, by the team at the time (A36).
    pub fn of(book: &Book, week: Week, of: TargetOf) -> Weekly {
        let period = Period::Week(week);
        let days = Stretch::from(period);
        let rules = book.company().grade_rules.on(period.last());
        let is_new = |customer, on| grading::is_new(customer, book, on, &rules);
        let mut sales = sales_of(book, days, of);
        let total = Money(sales.values().sum());

        let mut contacts: Vec<&FollowUp> = book.follow_ups().filter(|it| days.contains(it.on) && of.counts(it.by, it.team, book)).collect();
        contacts.sort_by_key(|it| (it.on, it.made_at, it.id));
        let mut by_method: BTreeMap<Method, u32> = BTreeMap::new();
        contacts.iter().for_each(|it| *by_method.entry(it.method).or_default() += 1);

        // In reverse, so that the last line with a customer takes the sales.
        let mut rows: Vec<WeeklyRow> = contacts
            .iter()
            .rev()
            .map(|follow_up| WeeklyRow {
                on: follow_up.on,
                customer: follow_up.customer,
                owner: follow_up.by,
                is_new: is_new(follow_up.customer, follow_up.on),
                contact: Some((follow_up.method, follow_up.content.clone())),
                stage: stage_of(follow_up.customer, book),
                sales: Money(sales.remove(&(follow_up.customer, follow_up.by)).unwrap_or(0)),
                n_follow_ups: count_up_to(follow_up, book),
                next: (!follow_up.next_step.is_empty() || follow_up.next_on.is_some())
                    .then(|| (follow_up.next_step.clone(), follow_up.next_on)),
                expected_close: follow_up.expected_close.or_else(|| nearest_close(follow_up.customer, book)),
            })
            .collect();
        rows.reverse();
        rows.extend(sales.into_iter().filter(|(_, amount)| *amount != 0).map(|((customer, owner), amount)| {
            // Use only this owner's orders: the owner's device may lack the orders credited to others. If the week only has a return or
            // cancellation, use the owner's latest order.
            let theirs = || book.orders_of(customer).filter(|it| it.is_work_of(owner));
            let of_week = theirs().filter(|it| days.contains(it.terms.deal_on)).max_by_key(|it| it.place());
            let on = of_week.map_or(period.last(), |it| it.terms.deal_on);
            let last = of_week.or_else(|| theirs().filter(|it| it.terms.deal_on <= on).max_by_key(|it| it.place()));
            WeeklyRow {
                on,
                customer,
                owner,
                is_new: last.map_or_else(|| is_new(customer, on), |it| grading::was_new(it, book, &rules)),
                contact: None,
                stage: stage_of(customer, book),
                sales: Money(amount),
                n_follow_ups: u32::try_from(book.follow_ups_of(customer).filter(|it| it.on <= on).count()).unwrap_or(u32::MAX),
                next: None,
                expected_close: nearest_close(customer, book),
            }
        }));
        rows.sort_by_key(|it| it.on);
        Weekly { rows, sales: total, by_method }
    }
}

/// The sales of these days, by customer and person credited.
fn sales_of(book: &Book, days: Stretch, of: TargetOf) -> BTreeMap<(CustomerId, PersonId), i64> {
    let mut sales: BTreeMap<(CustomerId, PersonId), i64> = BTreeMap::new();
    for fact in book.orders().flat_map(facts::of_order) {
        if fact.key.measure == Measure::SalesAmount && days.contains(fact.key.on) && of.counts(fact.key.person, fact.key.team, book) {
            *sales.entry((fact.key.customer, fact.key.person)).or_default() += fact.value;
        }
    }
    sales
}

/// FU-02.
fn count_up_to(follow_up: &FollowUp, book: &Book) -> u32 {
    let place = |it: &FollowUp| (it.on, it.made_at, it.id);
    let n = book.follow_ups_of(follow_up.customer).filter(|it| place(it) <= place(follow_up)).count();
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn nearest_close(customer: CustomerId, book: &Book) -> Option<Day> {
    book.opportunities_of(customer).filter(|it| it.is_open()).filter_map(|it| it.profile.expected_close).min()
}

#[cfg(test)]
mod tests;
