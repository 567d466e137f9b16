//! Which grade a customer has earned, with the reason, and what the review at the end of a quarter proposes (C-05…C-11, A20–A25, AL-11). Follows
//! from the orders, what is written about the customer, and the rules of the day; a grade itself changes only when somebody decides it.

use crate::book::Book;
use crate::records::customer::{Customer, GradeCause, GradeStep};
use crate::records::order::{Order, stood};
use crate::rules::{GradeRules, Window};
use crate::values::calendar::{Day, Quarter};
use crate::values::grade::Grade;
use crate::values::ids::CustomerId;
use crate::values::money::Money;

/// What the rules look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// 年采购额: closed orders of the year meant by the rules (A22).
    pub annual: Money,
    /// 合作起始: as written, else the first closed order (A23); nothing before either.
    pub since: Option<Day>,
    /// 需求明确.
    pub is_explicit: bool,
}

/// A condition that does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// More must be bought in a year.
    Amount {
        /// At least.
        least: Money,
    },
    /// Cooperation must last longer.
    Tenure {
        /// Whole months, at least.
        months: i32,
    },
    /// The demand must be explicit.
    Demand,
}

/// The grade earned, and why it is no better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The grade earned.
    pub grade: Grade,
    /// What the rules looked at.
    pub standing: Standing,
    /// 合作时长 in whole months.
    pub months: i32,
    /// For every better grade, the conditions that do not hold; best grade first.
    pub misses: Vec<(Grade, Need)>,
    /// 高额新客户: buys like a key customer, but is too new for it and without an explicit demand (A20): not to be neglected.
    pub is_big_and_new: bool,
}

impl Standing {
    /// How a customer stood at the end of a day. What was cancelled or returned later still stood then (A13).
    pub fn of(customer: &Customer, book: &Book, day: Day, rules: &GradeRules) -> Standing {
        let after = match rules.window {
            Window::Rolling => day.plus_months(-12),
            Window::CalendarYear => Day::from_ymd(day.year(), 1, 1).unwrap_or(day).plus(-1),
        };
        let closed = || book.orders_of(customer.id).filter(|it| stood(it, day));
        Standing {
            annual: closed().filter(|it| after < it.terms.deal_on).map(|it| it.amount_on(day)).sum(),
            since: customer.profile.cooperation_since.or_else(|| closed().map(|it| it.terms.deal_on).min()).filter(|it| *it <= day),
            is_explicit: customer.profile.demand_explicit,
        }
    }
}

/// The grade earned on a day: from the top, the first whose conditions all hold (A20); amounts are half-open intervals (A21).
pub fn assess(standing: Standing, day: Day, rules: &GradeRules) -> Assessment {
    let mut misses = Vec::new();
    for (grade, bar) in [(Grade::Strategic, rules.strategic), (Grade::Key, rules.key)] {
        if standing.annual < bar.amount {
            misses.push((grade, Need::Amount { least: bar.amount }));
        }
        if !lasts(standing.since, bar.months, day) {
            misses.push((grade, Need::Tenure { months: bar.months }));
        }
    }
    if standing.annual < rules.potential {
        misses.push((Grade::Potential, Need::Amount { least: rules.potential }));
    }
    if !standing.is_explicit {
        misses.push((Grade::Potential, Need::Demand));
    }
    let missed = |grade: Grade| misses.iter().any(|it| it.0 == grade);
    let grade = Grade::ALL.into_iter().find(|it| !missed(*it)).unwrap_or_default();
    misses.retain(|it| it.0 < grade);
    let is_big_and_new = grade == Grade::Normal && rules.key.amount <= standing.annual;
    Assessment { grade, standing, months: whole_months(standing.since, day), misses, is_big_and_new }
}

/// Whether cooperation has lasted so many months.
fn lasts(since: Option<Day>, months: i32, day: Day) -> bool {
    since.is_some_and(|it| it.plus_months(months) <= day)
}

/// How many whole months lie between two days; none before the first.
fn whole_months(since: Option<Day>, day: Day) -> i32 {
    let Some(since) = since.filter(|it| *it <= day) else { return 0 };
    let months = day.month().0 - since.month().0;
    if since.plus_months(months) <= day { months } else { months - 1 }
}

/// The grade a customer has earned by today: 预计等级 (A25).
pub fn expected(customer: &Customer, book: &Book, today: Day) -> Assessment {
    let rules = book.company().grade_rules.on(today);
    assess(Standing::of(customer, book, today, &rules), today, &rules)
}

/// A change of grade that a review proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Whose.
    pub customer: CustomerId,
    /// What it is.
    pub from: Grade,
    /// What it should be.
    pub to: Grade,
    /// The grade earned at the end of the quarter reviewed, and why.
    pub earned: Assessment,
    /// What was decided about it, if it was.
    pub decided: Option<GradeStep>,
}

impl Proposal {
    /// Whether it goes up.
    pub fn is_upgrade(&self) -> bool {
        self.to < self.from
    }
}

/// The quarter whose review is due on a day: the last one that is over.
pub fn quarter_under_review(today: Day) -> Quarter {
    today.quarter().shift(-1)
}

/// What the review of a quarter proposes for one customer. A grade goes up when so many quarter-ends in a row have earned a better one (A24),
/// down likewise; to the one that all of them have earned. A customer that was filed later is not judged by a time before it.
pub fn proposal(customer: &Customer, book: &Book, quarter: Quarter) -> Option<Proposal> {
    let company = book.company();
    let decided = customer.grade_steps.iter().rev().find(|it| it.cause == GradeCause::Review { quarter });
    let from = decided.map_or(customer.profile.grade, |it| it.from);
    let n_quarters = company.grade_rules.on(quarter.last()).quarters.clamp(1, 8);
    let earned_at = |back: i32| {
        let end = quarter.shift(-back).last();
        let rules = company.grade_rules.on(end);
        assess(Standing::of(customer, book, end, &rules), end, &rules)
    };
    let earned = earned_at(0);
    let grades = || (1..n_quarters).map(|it| earned_at(it).grade).chain([earned.grade]);
    // Grades are in order of importance: the greatest is the least important.
    let (best, worst) = (grades().min()?, grades().max()?);
    let was_there = customer.filed_on <= quarter.shift(1 - n_quarters).last();
    let to = match from {
        from if worst < from => worst,
        from if from < best && was_there => best,
        _ => return None,
    };
    Some(Proposal { customer: customer.id, from, to, earned, decided: decided.cloned() })
}

/// What the review of a quarter proposes: upgrades first, then by number.
pub fn review(book: &Book, quarter: Quarter) -> Vec<Proposal> {
    let mut all: Vec<(bool, &str, Proposal)> = book
        .customers()
        .filter_map(|it| proposal(it, book, quarter).map(|proposal| (!proposal.is_upgrade(), it.number.as_str(), proposal)))
        .collect();
    all.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    all.into_iter().map(|it| it.2).collect()
}

/// How many customers would earn another grade by other rules, and how many there are: the preview of a change of the rules (C-09).
pub fn preview(book: &Book, today: Day, rules: &GradeRules) -> (usize, usize) {
    let now = book.company().grade_rules.on(today);
    let changes = |customer: &&Customer| {
        let stands = Standing::of(customer, book, today, &now);
        // How a customer stands depends on the rules by the year they mean alone.
        let would_stand = if now.window == rules.window { stands } else { Standing::of(customer, book, today, rules) };
        assess(stands, today, &now).grade != assess(would_stand, today, rules).grade
    };
    (book.customers().filter(changes).count(), book.customers().count())
}

/// Whether a customer was new on a day: no closed order so many months before it (A11). Follows from the first deal that stands. Who no longer
/// holds the customer has only some of its orders; those say what was known when they were taken.
pub fn is_new(customer: CustomerId, book: &Book, on: Day, rules: &GradeRules) -> bool {
    let known = match book.customer(customer) {
        Some(it) => it.profile.cooperation_since,
        None => book.orders_of(customer).filter_map(|it| it.customer_then?.dealt_since()).min(),
    };
    let first = book.orders_of(customer).filter(|it| !it.is_undone_by(Day::LAST)).map(|it| it.terms.deal_on).min();
    is_new_since(known.into_iter().chain(first).min(), on, rules)
}

/// Whether the customer of an order was new on its day, as was settled with the order: the same for whoever holds the order (A11).
pub fn was_new(order: &Order, book: &Book, rules: &GradeRules) -> bool {
    let on = order.terms.deal_on;
    match order.customer_then {
        Some(then) => is_new_since(then.dealt_since(), on, rules),
        None => is_new(order.customer, book, on, rules),
    }
}

fn is_new_since(since: Option<Day>, on: Day, rules: &GradeRules) -> bool {
    since.is_none_or(|it| on < it.plus_months(rules.new_for_months))
}

#[cfg(test)]
mod tests;
