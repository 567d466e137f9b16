//! 客户续约分析表 (C-18): the data for renewal decisions, for every customer with a contract. Computed, never stored.

use crate::book::Book;
use crate::figures::segments::{Abc, abc};
use crate::records::customer::{Customer, RenewalIntention};
use crate::records::order::{Order, stood};
use crate::rules::alert_rules::{AlertRule, Operator, Setting};
use crate::values::calendar::Day;
use crate::values::ids::CustomerId;
use crate::values::money::Money;
use crate::values::working_days::Calendar;
use crate::views::last_contact::last_follow_up;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewal {
    pub customer: CustomerId,
    pub abc: Abc,
    /// 合同到期日.
    pub ends_on: Day,
    /// The day from which the customer needs attention (C-14): as long before the end as the rule for AL-09 says.
    pub care_on: Day,
    /// Sales in the twelve months up to today.
    pub sold_in_a_year: Money,
    /// The number of orders in those twelve months.
    pub n_in_a_year: usize,
    /// The average order of those twelve months, rounded half up. `None` without orders.
    pub average_order: Option<Money>,
    /// The last order ever.
    pub last_order_on: Option<Day>,
    /// 复购: more than one order ever.
    pub has_repurchased: bool,
    /// 续约意向.
    pub intention: Option<RenewalIntention>,
    /// 流失风险.
    pub churn_risk: String,
    /// The next step agreed last.
    pub next_step: String,
}

impl Renewal {
    /// Whether the customer needs attention: the end is near or past.
    pub fn is_due(&self, today: Day) -> bool {
        self.care_on <= today
    }
}

/// The day from which a contract needs attention, by the administrator's rule for AL-09.
pub fn care_on(ends_on: Day, setting: &Setting) -> Day {
    let before = i32::try_from(setting.threshold).unwrap_or(i32::MAX);
    let before = if setting.operator == Operator::Under { before.saturating_sub(1) } else { before };
    match setting.calendar {
        Calendar::Months => ends_on.plus_months(before.saturating_neg()),
        _ => ends_on.plus(before.saturating_neg()),
    }
}

/// The time left until a contract ends, as AL-09 counts it: days, or started months.
pub(crate) fn left(calendar: Calendar, today: Day, ends_on: Day) -> i64 {
    match calendar {
        Calendar::Months => (0..=24).find(|it| ends_on.plus_months(-*it) <= today).map_or(i64::MAX / 4, i64::from),
        _ => i64::from(ends_on.0.saturating_sub(today.0)),
    }
}

/// All customers with a contract end, nearest end first.
pub fn renewals(book: &Book, today: Day) -> Vec<Renewal> {
    let classes = abc(book, today, &book.company().grade_rules.on(today));
    let setting = book.company().alerts.on(today).of(AlertRule::ContractEnding);
    let of = |it: &Customer| of(it, classes.get(&it.id).copied().unwrap_or(Abc::C), &setting, book, today);
    let mut all: Vec<Renewal> = book.customers().filter_map(of).collect();
    all.sort_by_key(|it| (it.ends_on, it.abc, it.customer));
    all
}

fn of(customer: &Customer, abc: Abc, setting: &Setting, book: &Book, today: Day) -> Option<Renewal> {
    let ends_on = customer.profile.contract_ends_on?;
    let orders = || book.orders_of(customer.id).filter(|it| stood(it, today));
    let since = today.plus_months(-12);
    let in_a_year = || orders().filter(|it| since < it.terms.deal_on);
    let (sold_in_a_year, n_in_a_year): (Money, usize) = (in_a_year().map(Order::amount).sum(), in_a_year().count());
    let n = i64::try_from(n_in_a_year).unwrap_or(i64::MAX);
    Some(Renewal {
        customer: customer.id,
        abc,
        ends_on,
        care_on: care_on(ends_on, setting),
        sold_in_a_year,
        n_in_a_year,
        average_order: (0 < n).then(|| Money((sold_in_a_year.0 + n / 2) / n)),
        last_order_on: orders().map(|it| it.terms.deal_on).max(),
        has_repurchased: 1 < orders().count(),
        intention: customer.profile.renewal,
        churn_risk: customer.profile.churn_risk.clone(),
        next_step: last_follow_up(customer.id, book).map(|it| it.next_step.clone()).unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::small;

    #[test]
    fn a_contract_is_due_for_renewal_a_month_before_its_end() {
        // C-14, AL-09: the boundary day itself counts.
        let (mut book, ids) = small();
        assert!(renewals(&book, ids.today).is_empty(), "no contract, no row");
        let mut acme = book.customer(ids.acme).expect("Acme").clone();
        acme.profile.contract_ends_on = Day::parse("2026-06-18");
        book.put(acme.into());
        for (today, due) in [("2026-05-17", false), ("2026-05-18", true), ("2026-07-01", true)] {
            let today = Day::parse(today).expect("a day");
            let table = renewals(&book, today);
            assert_eq!(table.iter().map(|it| it.is_due(today)).collect::<Vec<_>>(), [due], "{today}");
        }
    }

    #[test]
    fn the_renewal_period_follows_the_companys_rules() {
        // C-09, AL-09: the table and the alert begin on the same day, for every calendar and operator.
        use crate::rules::alert_rules::AlertRules;
        let ends_on = Day::parse("2026-08-31").expect("a day");
        for (threshold, calendar, operator, expected) in [
            (1, Calendar::Months, Operator::AtMost, "2026-07-31"),
            (3, Calendar::Months, Operator::AtMost, "2026-05-31"),
            (3, Calendar::Months, Operator::Under, "2026-06-30"),
            (45, Calendar::NaturalDays, Operator::AtMost, "2026-07-17"),
            (45, Calendar::NaturalDays, Operator::Under, "2026-07-18"),
        ] {
            let setting = Setting { threshold, calendar, operator, ..AlertRules::default_of(AlertRule::ContractEnding) };
            let on = care_on(ends_on, &setting);
            assert_eq!(on.to_string(), expected, "{threshold} {calendar:?} {operator:?}");
            let is_raised = |day| setting.level(left(calendar, day, ends_on), 1).is_some();
            assert_eq!((is_raised(on.plus(-1)), is_raised(on)), (false, true), "{threshold} {calendar:?} {operator:?}");
        }
        let (mut book, ids) = small();
        let mut company = book.company().clone();
        let rules = AlertRules::default();
        let three = Setting { threshold: 3, ..rules.of(AlertRule::ContractEnding) };
        company.alerts = company.alerts.since(ids.today, rules.with(AlertRule::ContractEnding, three));
        book.put(company.into());
        let mut acme = book.customer(ids.acme).expect("Acme").clone();
        acme.profile.contract_ends_on = Some(ends_on);
        book.put(acme.into());
        let care_on = |today| renewals(&book, today).first().map(|it| it.care_on.to_string());
        assert_eq!(care_on(ids.today).as_deref(), Some("2026-05-31"));
        assert_eq!(care_on(ids.today.plus(-1)).as_deref(), Some("2026-07-31"), "the day before, the rule was another");
    }

    #[test]
    fn a_renewal_row_shows_the_facts_for_the_decision() {
        // C-18.
        let (mut book, ids) = small();
        let mut acme = book.customer(ids.acme).expect("Acme").clone();
        acme.profile.contract_ends_on = Some(ids.today.plus(10));
        acme.profile.renewal = Some(RenewalIntention::Undecided);
        acme.profile.churn_risk = "竞品报价更低".to_owned();
        book.put(acme.into());
        let table = renewals(&book, ids.today);
        let [row] = table.as_slice() else { panic!("one row") };
        assert_eq!((row.abc, row.n_in_a_year, row.has_repurchased), (Abc::A, 1, false));
        assert_eq!((row.sold_in_a_year, row.average_order), (Money::whole(10_000), Some(Money::whole(10_000))));
        assert_eq!(row.last_order_on, Some(ids.today.plus(-70)));
        // A year later no order lies within the twelve months, but the last order is still known.
        let later = ids.today.plus(366);
        let row = renewals(&book, later).pop().expect("a row");
        assert_eq!((row.sold_in_a_year, row.n_in_a_year, row.average_order), (Money::ZERO, 0, None));
        assert_eq!(row.last_order_on, Some(ids.today.plus(-70)));
        let row = &table[0];
        assert_eq!((row.intention, row.churn_risk.as_str()), (Some(RenewalIntention::Undecided), "竞品报价更低"));
    }
}
