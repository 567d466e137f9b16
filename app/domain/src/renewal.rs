//! 客户续约分析表 (C-18): of every customer with a contract, what a renewal is decided by. Computed, never kept.

use crate::agenda::last_follow_up;
use crate::book::Book;
use crate::calendar::Day;
use crate::customer::{Customer, RenewalIntention};
use crate::grading::stood;
use crate::ids::CustomerId;
use crate::money::Money;
use crate::order::Order;
use crate::segments::{Abc, abc};

/// Customer care begins so many months before a contract ends (C-14).
const CARE_MONTHS: i32 = 1;

/// One customer in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewal {
    /// Whose.
    pub customer: CustomerId,
    /// Its class by sales.
    pub abc: Abc,
    /// 合同到期日.
    pub ends_on: Day,
    /// The day from which the customer is to be cared for: a month before the end (C-14).
    pub care_on: Day,
    /// Sold in the twelve months up to today.
    pub sold_in_a_year: Money,
    /// How many orders there were, ever.
    pub n_orders: usize,
    /// 客单价: what an order was worth, rounded half up; nothing without orders.
    pub average_order: Option<Money>,
    /// The last order.
    pub last_order_on: Option<Day>,
    /// 复购: they ordered more than once.
    pub has_repurchased: bool,
    /// 续约意向.
    pub intention: Option<RenewalIntention>,
    /// 流失风险.
    pub churn_risk: String,
    /// The step agreed last.
    pub next_step: String,
}

impl Renewal {
    /// Whether it is time to care: the end is near or past.
    pub fn is_due(&self, today: Day) -> bool {
        self.care_on <= today
    }
}

/// The day from which a customer is to be cared for (C-14).
pub fn care_on(customer: &Customer) -> Option<Day> {
    customer.profile.contract_ends_on.map(|it| it.plus_months(-CARE_MONTHS))
}

/// The table: whoever has a contract end, the nearest first.
pub fn renewals(book: &Book, today: Day) -> Vec<Renewal> {
    let classes = abc(book, today, &book.company().grade_rules.on(today));
    let mut all: Vec<Renewal> =
        book.customers().filter_map(|it| of(it, classes.get(&it.id).copied().unwrap_or(Abc::C), book, today)).collect();
    all.sort_by_key(|it| (it.ends_on, it.abc, it.customer));
    all
}

fn of(customer: &Customer, abc: Abc, book: &Book, today: Day) -> Option<Renewal> {
    let ends_on = customer.profile.contract_ends_on?;
    let orders = || book.orders_of(customer.id).filter(|it| stood(it, today));
    let n_orders = orders().count();
    let total: Money = orders().map(Order::amount).sum();
    let n = i64::try_from(n_orders).unwrap_or(i64::MAX);
    let since = today.plus_months(-12);
    Some(Renewal {
        customer: customer.id,
        abc,
        ends_on,
        care_on: care_on(customer)?,
        sold_in_a_year: orders().filter(|it| since < it.terms.deal_on).map(Order::amount).sum(),
        n_orders,
        average_order: (0 < n).then(|| Money((total.0 + n / 2) / n)),
        last_order_on: orders().map(|it| it.terms.deal_on).max(),
        has_repurchased: 1 < n_orders,
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
    fn a_contract_that_ends_is_cared_for_a_month_before() {
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
    fn the_row_tells_what_a_renewal_is_decided_by() {
        // C-18.
        let (mut book, ids) = small();
        let mut acme = book.customer(ids.acme).expect("Acme").clone();
        acme.profile.contract_ends_on = Some(ids.today.plus(10));
        acme.profile.renewal = Some(RenewalIntention::Undecided);
        acme.profile.churn_risk = "竞品报价更低".to_owned();
        book.put(acme.into());
        let table = renewals(&book, ids.today);
        let [row] = table.as_slice() else { panic!("one row") };
        assert_eq!((row.abc, row.n_orders, row.has_repurchased), (Abc::A, 1, false));
        assert_eq!((row.sold_in_a_year, row.average_order), (Money::whole(10_000), Some(Money::whole(10_000))));
        assert_eq!(row.last_order_on, Some(ids.today.plus(-70)));
        assert_eq!((row.intention, row.churn_risk.as_str()), (Some(RenewalIntention::Undecided), "竞品报价更低"));
    }
}
