//! Receivables of an order (应收): instalments, the allocation of payments to them, and the age of arrears (SA-04, SA-09, A6, A7). Everything is
//! computed from lines, payments and returns; nothing is marked as paid by hand.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Order;
use super::instalment::Instalment;
use super::terms::OrderTerms;
use crate::values::calendar::Day;
use crate::values::field::{Field, InstalmentPart};
use crate::values::money::{Money, Share};
use crate::values::ratio::ratio;
use crate::values::refusal::{Refusal, Refusals, check_planned};

/// The amount due on a day and how much of it is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    pub on: Day,
    /// Amount due, net of returns.
    pub amount: Money,
    /// Paid part; payments are allocated to the oldest due first.
    pub paid: Money,
    /// 预付款.
    pub prepaid: bool,
}

impl Due {
    /// The part still owed.
    pub fn unpaid(&self) -> Money {
        self.amount - self.paid
    }
}

/// Whether the balance is overdue (A7, second axis).
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

/// Age of a receivable (账龄), in days past due.
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

    /// The age for this many days past due.
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

/// The balance of these orders by age. Contains every age.
pub fn ageing<'a>(orders: impl IntoIterator<Item = &'a Order>, today: Day) -> BTreeMap<Age, Money> {
    let mut owed: BTreeMap<Age, Money> = Age::ALL.into_iter().map(|it| (it, Money::ZERO)).collect();
    for due in orders.into_iter().flat_map(Order::dues) {
        let sum = owed.entry(Age::of(today.0.saturating_sub(due.on.0))).or_default();
        *sum = *sum + due.unpaid();
    }
    owed
}

impl Order {
    /// The dues with their paid parts, oldest first; empty for a cancelled order.
    pub fn dues(&self) -> Vec<Due> {
        self.dues_by(&self.schedule(), Day(i32::MAX))
    }

    /// The agreed instalments, oldest first, plus the remainder on the due day. The sum always equals that of the lines, even if lines and
    /// instalments were changed independently.
    pub(crate) fn schedule(&self) -> Vec<Instalment> {
        let mut instalments = self.terms.instalments.clone();
        instalments.sort_by_key(|it| it.due_on);
        let mut left = self.agreed();
        for instalment in &mut instalments {
            instalment.amount = instalment.amount.max(Money::ZERO).min(left);
            left = left - instalment.amount;
        }
        instalments.push(Instalment { due_on: self.due_on, amount: left, prepaid: false });
        instalments.retain(|it| Money::ZERO < it.amount);
        instalments.sort_by_key(|it| it.due_on);
        instalments
    }

    pub fn last_due(&self) -> Day {
        self.schedule().last().map_or(self.due_on, |it| it.due_on)
    }

    /// Due day of the oldest unpaid part.
    pub fn oldest_unpaid_due(&self) -> Option<Day> {
        self.dues().into_iter().find(|it| Money::ZERO < it.unpaid()).map(|it| it.on)
    }

    /// Days past due of the oldest unpaid part; 0 if nothing is overdue (A6, A7 second axis).
    pub fn days_overdue(&self, today: Day) -> i32 {
        self.oldest_unpaid_due().map_or(0, |it| today.0.saturating_sub(it.0).max(0))
    }

    /// The overdue amount.
    pub fn overdue(&self, today: Day) -> Money {
        self.dues().iter().filter(|it| it.on < today).map(Due::unpaid).sum()
    }

    /// Whether the balance is overdue (A7).
    pub fn timing(&self, today: Day) -> Timing {
        match self.oldest_unpaid_due() {
            None => Timing::Settled,
            Some(on) if on < today => Timing::Overdue,
            Some(_) => Timing::NotDue,
        }
    }

    /// The day it was fully paid (A31).
    pub fn collected_on(&self) -> Option<Day> {
        let standing = self.cancelled.is_none() && self.collection() == super::Collection::Full;
        let paid = self.valid_payments().map(|it| it.on);
        // The return of unpaid goods can also settle the account.
        let returned = self.valid_returns().filter(|it| it.refund < it.amount()).map(|it| it.on);
        paid.chain(returned).max().filter(|_| standing)
    }
}

impl OrderTerms {
    /// Sets a prepayment of this share on the day of the deal; the rest is due on the due day (SA-09).
    pub fn prepay(&mut self, part: Share) {
        let amount = self.part(part);
        let instalment = Instalment { due_on: self.deal_on, amount, prepaid: true };
        self.instalments = if Money::ZERO < amount { vec![instalment] } else { Vec::new() };
    }

    /// The prepaid share; `None` if the instalments are anything other than a single prepayment.
    pub fn prepayment(&self) -> Option<Share> {
        let Some(first) = self.instalments.first() else { return Some(Share::NONE) };
        let part = Share(ratio(first.amount.0, self.agreed().0)?.in_parts(Share::WHOLE.0));
        let mut same = self.clone();
        same.prepay(part);
        (same == *self).then_some(part)
    }

    /// This share of the agreed amount, rounded half up to the smallest currency unit.
    fn part(&self, part: Share) -> Money {
        let exact = i128::from(self.agreed().0) * i128::from(part.0);
        i64::try_from((exact + 5_000).div_euclid(10_000)).map_or(Money::ZERO, Money)
    }

    pub(super) fn check_instalments(&self, refusals: &mut Refusals) {
        let longest = OrderTerms::MOST_INSTALMENTS;
        refusals.refuse_if(longest < self.instalments.len(), Field::Instalments, Refusal::TooLong { longest: longest as u32 });
        for (index, instalment) in self.instalments.iter().enumerate() {
            check_planned(refusals, Field::InstalmentOf(index, InstalmentPart::DueOn), instalment.due_on, Day::FIRST);
            refusals.refuse_if(instalment.amount <= Money::ZERO, Field::InstalmentOf(index, InstalmentPart::Amount), Refusal::NotPositive);
        }
        if self.instalments.is_empty() || self.instalments.iter().any(|it| it.amount <= Money::ZERO) {
            return;
        }
        let (sum, agreed): (Money, Money) = (self.instalments.iter().map(|it| it.amount).sum(), self.agreed());
        refusals.refuse_if(agreed < sum, Field::Instalments, Refusal::TooMuch { most: agreed });
    }
}
