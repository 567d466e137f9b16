//! What is owed for an order and when (应收): instalments, the payments shared out among them, and how old the arrears are (SA-04, SA-09, A6,
//! A7). All of it follows from the lines, the payments and the returns; nothing is ticked off by hand.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Order, OrderTerms};
use crate::values::calendar::Day;
use crate::values::money::{Money, Share};
use crate::values::ratio::ratio;
use crate::values::refusal::{Refusal, Refusals, check_planned};

/// A part of the amount and the day it is due (分期).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instalment {
    /// 应收日期.
    pub due_on: Day,
    /// How much.
    pub amount: Money,
    /// 预付款: to be paid before the work begins (SA-09).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub prepaid: bool,
}

/// What is due on a day, and what of it is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The day.
    pub on: Day,
    /// How much, less what was returned.
    pub amount: Money,
    /// What of it is paid: the oldest due is paid first.
    pub paid: Money,
    /// 预付款.
    pub prepaid: bool,
}

impl Due {
    /// What of it is still owed.
    pub fn unpaid(&self) -> Money {
        self.amount - self.paid
    }
}

/// Whether what is owed is late (A7, second axis).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Timing {
    /// Nothing is owed.
    Settled,
    /// 未到期.
    NotDue,
    /// 逾期.
    Overdue,
}

/// How old an arrear is (账龄), in days past due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Age {
    /// Not yet due, or due today.
    NotDue,
    /// 1–30 days.
    UpTo30,
    /// 31–60 days.
    UpTo60,
    /// 61–90 days.
    UpTo90,
    /// More than 90 days.
    Over90,
}

impl Age {
    /// Every age, youngest first.
    pub const ALL: [Age; 5] = [Age::NotDue, Age::UpTo30, Age::UpTo60, Age::UpTo90, Age::Over90];

    /// The age of what is so many days past due.
    pub fn of(days: i32) -> Age {
        match days {
            ..=0 => Age::NotDue,
            1..=30 => Age::UpTo30,
            31..=60 => Age::UpTo60,
            61..=90 => Age::UpTo90,
            _ => Age::Over90,
        }
    }
}

/// What these orders still owe, by age; every age is there.
pub fn ageing<'a>(orders: impl IntoIterator<Item = &'a Order>, today: Day) -> BTreeMap<Age, Money> {
    let mut owed: BTreeMap<Age, Money> = Age::ALL.into_iter().map(|it| (it, Money::ZERO)).collect();
    for due in orders.into_iter().flat_map(Order::dues) {
        let sum = owed.entry(Age::of(today.0.saturating_sub(due.on.0))).or_default();
        *sum = *sum + due.unpaid();
    }
    owed
}

impl Order {
    /// What is due and when, oldest first, with what is paid of it; nothing for a cancelled order.
    pub fn dues(&self) -> Vec<Due> {
        self.dues_by(&self.schedule(), Day(i32::MAX))
    }

    /// The instalments as they were agreed, oldest first, and what they leave open on the due day. They always add up to the lines, whoever
    /// changed the lines and whoever the instalments.
    pub(crate) fn schedule(&self) -> Vec<Instalment> {
        let mut instalments = self.terms.instalments.clone();
        instalments.sort_by_key(|it| it.due_on);
        let mut left = self.agreed();
        for it in &mut instalments {
            it.amount = it.amount.max(Money::ZERO).min(left);
            left = left - it.amount;
        }
        instalments.push(Instalment { due_on: self.due_on, amount: left, prepaid: false });
        instalments.retain(|it| Money::ZERO < it.amount);
        instalments.sort_by_key(|it| it.due_on);
        instalments
    }

    /// The day the last part is due.
    pub fn last_due(&self) -> Day {
        self.schedule().last().map_or(self.due_on, |it| it.due_on)
    }

    /// The day the oldest unpaid part was or is due.
    pub fn oldest_unpaid_due(&self) -> Option<Day> {
        self.dues().into_iter().find(|it| Money::ZERO < it.unpaid()).map(|it| it.on)
    }

    /// Days past due of the oldest unpaid part; 0 when nothing is overdue (A6, A7 second axis).
    pub fn days_overdue(&self, today: Day) -> i32 {
        self.oldest_unpaid_due().map_or(0, |it| today.0.saturating_sub(it.0).max(0))
    }

    /// What is past due and unpaid.
    pub fn overdue(&self, today: Day) -> Money {
        self.dues().iter().filter(|it| it.on < today).map(Due::unpaid).sum()
    }

    /// Whether what is owed is late (A7).
    pub fn timing(&self, today: Day) -> Timing {
        match self.oldest_unpaid_due() {
            None => Timing::Settled,
            Some(on) if on < today => Timing::Overdue,
            Some(_) => Timing::NotDue,
        }
    }

    /// The day it was paid in full (A31).
    pub fn collected_on(&self) -> Option<Day> {
        let standing = self.cancelled.is_none() && self.collection() == super::Collection::Full;
        let paid = self.valid_payments().map(|it| it.on);
        // What was returned unpaid can be what closed the account.
        let returned = self.valid_returns().filter(|it| it.refund < it.amount()).map(|it| it.on);
        paid.chain(returned).max().filter(|_| standing)
    }
}

impl OrderTerms {
    /// Agrees that so much is paid in advance, on the day of the deal; the rest is due on the due day (SA-09).
    pub fn prepay(&mut self, part: Share) {
        let amount = self.part(part);
        let instalment = Instalment { due_on: self.deal_on, amount, prepaid: true };
        self.instalments = if Money::ZERO < amount { vec![instalment] } else { Vec::new() };
    }

    /// The part that is paid in advance, when nothing else was agreed; nothing when more was agreed than that can say.
    pub fn prepayment(&self) -> Option<Share> {
        let Some(first) = self.instalments.first() else { return Some(Share::NONE) };
        let part = Share(ratio(first.amount.0, self.agreed().0)?.in_parts(Share::WHOLE.0));
        let mut same = self.clone();
        same.prepay(part);
        (same == *self).then_some(part)
    }

    /// So much of what was agreed, half a fen up.
    fn part(&self, part: Share) -> Money {
        let exact = i128::from(self.agreed().0) * i128::from(part.0);
        i64::try_from((exact + 5_000).div_euclid(10_000)).map_or(Money::ZERO, Money)
    }

    pub(super) fn check_instalments(&self, refusals: &mut Refusals) {
        let longest = OrderTerms::MOST_INSTALMENTS;
        refusals.refuse_if(longest < self.instalments.len(), "instalments", Refusal::TooLong { longest: longest as u32 });
        for (index, it) in self.instalments.iter().enumerate() {
            check_planned(refusals, &format!("instalments.{index}.due_on"), it.due_on, Day::FIRST);
            refusals.refuse_if(it.amount <= Money::ZERO, &format!("instalments.{index}.amount"), Refusal::NotPositive);
        }
        if self.instalments.is_empty() || self.instalments.iter().any(|it| it.amount <= Money::ZERO) {
            return;
        }
        let (sum, agreed): (Money, Money) = (self.instalments.iter().map(|it| it.amount).sum(), self.agreed());
        refusals.refuse_if(agreed < sum, "instalments", Refusal::TooMuch { most: agreed });
    }
}
