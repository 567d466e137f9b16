//! The grade a customer has earned, with the reasons, and the proposals of the review after each quarter (C-05…C-11, A20–A25, AL-11). Computed
//! from the orders, the customer's profile and the rules of the day; the stored grade changes only by an explicit decision.

use crate::book::Book;
use crate::records::customer::{Customer, GradeCause, GradeStep};
use crate::records::order::{Order, stood};
use crate::rules::{Dated, FiscalCalendar, GradeRules, RuleVersion, Window};
use crate::values::calendar::{Day, Quarter};
use crate::values::field::Field;
use crate::values::grade::Grade;
use crate::values::ids::CustomerId;
use crate::values::money::Money;

/// The input of the grade rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CustomerStanding {
    /// 年采购额: closed orders within the rules' year (A22).
    pub annual: Money,
    /// 合作起始 as recorded, else the day of the first closed order (A23). `None` if neither exists by that day.
    pub since: Option<Day>,
    /// 需求明确.
    pub is_explicit: bool,
}

/// A condition that is not met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The annual amount is too low.
    Amount { least: Money },
    /// The cooperation is too short.
    Tenure {
        /// Required whole months.
        months: i32,
    },
    /// The demand must be explicit.
    Demand,
}

/// The earned grade, and why it is not better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    pub grade: Grade,
    pub standing: CustomerStanding,
    /// 合作时长 in whole months.
    pub months: i32,
    /// The unmet conditions of every better grade, best grade first.
    pub misses: Vec<(Grade, Need)>,
    /// 高额新客户: buys as much as a key customer, but is too new for that grade and has no explicit demand (A20). Must not be neglected.
    pub is_big_and_new: bool,
}

impl CustomerStanding {
    /// The state at the end of a day. Orders cancelled or returned later still count (A13).
    pub fn of(customer: &Customer, book: &Book, day: Day, rules: &GradeRules) -> CustomerStanding {
        let after = match rules.window {
            Window::Rolling => day.plus_months(-12),
            Window::CalendarYear => Day::from_ymd(day.year(), 1, 1).unwrap_or(day).plus(-1),
        };
        let closed = || book.orders_of(customer.id).filter(|it| stood(it, day));
        CustomerStanding {
            annual: closed().filter(|it| after < it.terms.deal_on).map(|it| it.amount_on(day)).sum(),
            since: customer.profile.cooperation_since.or_else(|| closed().map(|it| it.terms.deal_on).min()).filter(|it| *it <= day),
            is_explicit: customer.profile.demand_explicit,
        }
    }
}

/// The grade earned on a day: the best one whose conditions are all met (A20). Amounts are half-open intervals (A21).
pub fn assess(standing: CustomerStanding, day: Day, rules: &GradeRules) -> Assessment {
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

/// Whether the cooperation has lasted this many months.
fn lasts(since: Option<Day>, months: i32, day: Day) -> bool {
    since.is_some_and(|it| it.plus_months(months) <= day)
}

/// The whole months from `since` to `day`; 0 if there are none.
fn whole_months(since: Option<Day>, day: Day) -> i32 {
    let Some(since) = since.filter(|it| *it <= day) else { return 0 };
    let months = day.month().0 - since.month().0;
    if since.plus_months(months) <= day { months } else { months - 1 }
}

/// 预计等级: the grade a customer has earned as of today (A25).
pub fn expected(customer: &Customer, book: &Book, today: Day) -> Assessment {
    let rules = book.company().grade_rules.on(today);
    assess(CustomerStanding::of(customer, book, today, &rules), today, &rules)
}

/// A proposed change of grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub customer: CustomerId,
    /// The current grade; once decided, the grade before the decision.
    pub from: Grade,
    pub to: Grade,
    /// The grade earned at the end of the reviewed quarter.
    pub earned: Assessment,
    /// The decision, if there is one.
    pub decided: Option<GradeStep>,
}

impl Proposal {
    pub fn is_upgrade(&self) -> bool {
        self.to < self.from
    }
}

/// The quarter under review on a day: the last one of the company's calendar that is over.
pub fn quarter_under_review(today: Day, calendar: FiscalCalendar) -> Quarter {
    calendar.quarter_of(today).shift(-1)
}

/// The proposal of a quarter's review for one customer. The grade goes up if the required number of consecutive quarter-ends all earned a better
/// one (A24), and down likewise; the new grade is the earned one closest to the current grade. A customer filed after the first of these
/// quarter-ends is not downgraded.
pub fn proposal(customer: &Customer, book: &Book, quarter: Quarter) -> Option<Proposal> {
    proposal_by(&book.company().grade_rules, customer, book, quarter)
}

/// The same by other rules than the company's.
fn proposal_by(dated: &Dated<GradeRules>, customer: &Customer, book: &Book, quarter: Quarter) -> Option<Proposal> {
    let is_of = |it: &GradeCause| matches!(it, GradeCause::Review { quarter: of } if of.canonical() == quarter.canonical());
    let decided = customer.grade_steps.iter().rev().find(|it| is_of(&it.cause));
    let from = decided.map_or(customer.profile.grade, |it| it.from);
    let n_quarters = dated.on(quarter.last()).quarters.clamp(1, 8);
    let earned_at = |back: i32| {
        let end = quarter.shift(-back).last();
        let rules = dated.on(end);
        assess(CustomerStanding::of(customer, book, end, &rules), end, &rules)
    };
    let earned = earned_at(0);
    let grades = || (1..n_quarters).map(|it| earned_at(it).grade).chain([earned.grade]);
    // Better grades compare as smaller.
    let (best, worst) = (grades().min()?, grades().max()?);
    let was_there = customer.filed_on <= quarter.shift(1 - n_quarters).last();
    let to = match from {
        from if worst < from => worst,
        from if from < best && was_there => best,
        _ => return None,
    };
    Some(Proposal { customer: customer.id, from, to, earned, decided: decided.cloned() })
}

/// The proposals of a quarter's review: upgrades first, then by customer number.
pub fn review(book: &Book, quarter: Quarter) -> Vec<Proposal> {
    let mut all: Vec<(bool, &str, Proposal)> = book
        .customers()
        .filter_map(|it| proposal(it, book, quarter).map(|proposal| (!proposal.is_upgrade(), it.number.as_str(), proposal)))
        .collect();
    all.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    all.into_iter().map(|it| it.2).collect()
}

/// The version of the grade rules that made the difference to a quarter's review of one customer, and what the rules before it would propose
/// instead. `None` if that is the same.
pub fn ruling_version(customer: &Customer, book: &Book, quarter: Quarter) -> Option<(RuleVersion, Option<Grade>)> {
    let company = book.company();
    let version = company.rule_version_on(Field::GradeRules, quarter.last())?;
    let to = |rules: &Dated<GradeRules>| proposal_by(rules, customer, book, quarter).map(|it| it.to);
    let before = to(&company.grade_rules.skipping(version.from));
    (before != to(&company.grade_rules)).then_some((version, before))
}

/// The grades earned as of a day by two sets of rules.
pub fn earned_by([now, then]: [&GradeRules; 2], customer: &Customer, book: &Book, today: Day) -> [Grade; 2] {
    let standing = CustomerStanding::of(customer, book, today, now);
    // The standing depends on the rules only through their window.
    let other = if now.window == then.window { standing } else { CustomerStanding::of(customer, book, today, then) };
    [assess(standing, today, now).grade, assess(other, today, then).grade]
}

/// Whether a customer was new on a day: the first standing deal or 合作起始 is less than `new_for_months` before it, or there is none (A11). A book
/// without the customer has only some of its orders; these carry what was known when they were taken.
pub fn is_new(customer: CustomerId, book: &Book, on: Day, rules: &GradeRules) -> bool {
    let known = match book.customer(customer) {
        Some(customer) => customer.profile.cooperation_since,
        None => book.orders_of(customer).filter_map(|it| it.customer_then?.dealt_since()).min(),
    };
    let first = book.orders_of(customer).filter(|it| !it.is_undone_by(Day::LAST)).map(|it| it.terms.deal_on).min();
    is_new_since(known.into_iter().chain(first).min(), on, rules)
}

/// Whether the customer of an order was new on its day, as settled with the order: the same on every device that holds the order (A11).
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
