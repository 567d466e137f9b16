//! What raises an alert and what does not, rule by rule, at each boundary.

use super::*;
use crate::decide::apply;
use crate::decide::command::{Command, FileCustomer, HandleAlert, LogFollowUp, RecordPayment, Save, SetTarget, TakeOrder};
use crate::records::alert::{AlertKey, Occurrence};
use crate::records::customer::CustomerProfile;
use crate::records::order::{Line, OrderTerms, PaymentMethod};
use crate::records::organisation::Company;
use crate::rules::alert_rules::AlertRule;
use crate::rules::alert_rules::{AlertRules, Level, Operator, Setting};
use crate::sample::{SmallIds, small};
use crate::values::calendar::{Day, Period, Timestamp};
use crate::values::cause::Cause;
use crate::values::grade::Grade;
use crate::values::ids::{CustomerId, FollowUpId, OrderId, PaymentId, PersonId};
use crate::values::kpi_name::KpiName;
use crate::values::method::Method;
use crate::values::money::{Money, Quantity};
use crate::values::target_of::TargetOf;
use crate::values::working_days::Calendar;
use uuid::Uuid;

mod care;
mod entries;
mod kpis;
mod ladder;
mod money;
mod new_rules;
mod orders;
mod rates;

/// The small sample.
struct World {
    book: Book,
    ids: SmallIds,
}

fn world() -> World {
    let (book, ids) = small();
    World { book, ids }
}

fn fresh(of: u128) -> Uuid {
    Uuid::from_u128((7 << 76) | (0b10 << 62) | (1_000 + of))
}

#[track_caller]
fn day(text: &str) -> Day {
    Day::parse(text).expect("a day of the calendar")
}

impl World {
    #[track_caller]
    fn does(&mut self, on: Day, by: PersonId, command: &Command) {
        let moment = self.ids.moment_on(on, by, &self.book);
        apply(command, &mut self.book, &moment).unwrap_or_else(|it| panic!("{command:?} was refused: {it:?}"));
    }

    /// What a rule raises for this person on a day at ten in the morning, on the full book.
    fn raised(&self, rule: AlertRule, by: PersonId, on: Day) -> Vec<Raised> {
        let moment = self.ids.moment_on(on, by, &self.book);
        raise(&self.book, &moment).into_iter().filter(|it| it.key.rule == rule).collect()
    }

    /// The only alert of a rule on a day: level, measured value, first day.
    #[track_caller]
    fn one(&self, rule: AlertRule, on: Day) -> Option<(Level, i64, Day)> {
        let raised = self.raised(rule, self.ids.director, on);
        assert!(raised.len() <= 1, "{raised:?}");
        raised.first().map(|it| (it.level, it.measured, it.since))
    }

    /// Changes a rule from the beginning of time, which only tests may do.
    fn rules(&mut self, change: impl FnOnce(AlertRules) -> AlertRules) {
        let company = self.book.company().clone();
        let rules = change(company.alerts.on(Day::LAST));
        let alerts = company.alerts.since(Day::FIRST, rules);
        self.book.put(Company { alerts, ..company }.into());
    }

    /// Takes an order of so many thousand yuan.
    fn sells(&mut self, by: PersonId, on: Day, thousands: i64, id: u128) -> OrderId {
        let line = Line::of(self.ids.product, Quantity::whole(thousands), Money::whole(1_000));
        let terms = OrderTerms { deal_on: on, lines: vec![line], ..OrderTerms::default() };
        let id = OrderId(fresh(id));
        let customer = self.ids.acme;
        self.does(on, by, &Command::TakeOrder(TakeOrder { id, number: None, customer, owner: None, terms }));
        id
    }

    fn pays(&mut self, order: OrderId, on: Day, yuan: i64, id: u128) {
        let (id, amount, method) = (PaymentId(fresh(id)), Money::whole(yuan), PaymentMethod::Transfer);
        let by = self.ids.lin;
        self.does(on, by, &Command::RecordPayment(RecordPayment { id, order, on, amount, method, note: String::new() }));
    }

    fn visits(&mut self, on: Day, entered: Day, id: u128) {
        let log = LogFollowUp::of(FollowUpId(fresh(id)), self.ids.acme, on, Method::Visit, "谈了需求");
        self.does(entered, self.ids.lin, &Command::LogFollowUp(log));
    }

    fn target(&mut self, person: PersonId, period: Period, thousands: i64) {
        let set = Command::SetTarget(SetTarget {
            of: TargetOf::Person(person),
            metric: KpiName::SALES_AMOUNT,
            cut: None,
            period,
            was: None,
            now: Some(Money::whole(thousands * 1_000).0),
            levels: None,
            basis: "年度战略".to_owned(),
        });
        self.does(self.ids.today, self.ids.manager, &set);
    }
}

#[test]
fn the_alert_id_depends_only_on_its_key() {
    let world = world();
    let due = Occurrence::Day(Day(20_551));
    let key = AlertKey { rule: AlertRule::ReceivableOverdue, subject: world.ids.order.into(), occurrence: due };
    assert_eq!(key.id(), AlertKey { ..key }.id());
    for other in [
        AlertKey { rule: AlertRule::DeliveryLate, ..key },
        AlertKey { subject: world.ids.acme.into(), ..key },
        AlertKey { occurrence: Occurrence::Day(Day(20_552)), ..key },
    ] {
        assert_ne!(key.id(), other.id(), "{other:?}");
    }
    // Must never change: the next release must find alerts stored by this one.
    assert_eq!(key.id().to_string(), "590c4840-b6a1-5605-97a1-5ae62c147ce5");
}
