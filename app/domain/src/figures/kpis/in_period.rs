//! The facts that exist only within a period: how its orders were fulfilled, who was new in it, who of the best customers came back.

use std::collections::BTreeSet;

use super::event::KpiEvent;
use crate::book::Book;
use crate::figures::analytics::{Filter, new_customers};
use crate::figures::fact::{Fact, FactKey, Measure};
use crate::figures::fulfilment::{Aspect, ProductMargin, each_part, margins};
use crate::figures::segments::{Abc, abc};
use crate::records::customer::Customer;
use crate::records::kpi::Counted;
use crate::records::order::Order;
use crate::values::calendar::{Day, Stretch};
use crate::values::ids::CustomerId;

/// The facts of a kind in these days, with those of other kinds that are found on the way.
pub(super) fn events(kind: Counted, days: Stretch, book: &Book, today: Day) -> Vec<(Counted, Vec<KpiEvent>)> {
    match kind {
        Counted::NewCustomers => vec![(kind, newly_won(days, book))],
        Counted::HighValue => vec![(kind, high_value(days, book))],
        Counted::SalesPeople => vec![(kind, sellers(days, book, today))],
        _ => fulfilled(days, book, today),
    }
}

fn newly_won(days: Stretch, book: &Book) -> Vec<KpiEvent> {
    let orders = new_customers(days, &Filter::default(), book).into_iter().filter_map(|it| book.order(it.order));
    orders.map(|it| of_order(it, it.terms.deal_on, 1, 1)).collect()
}

/// By their postings at the end of the period, or today's while it runs (A36).
fn sellers(days: Stretch, book: &Book, today: Day) -> Vec<KpiEvent> {
    let day = days.last.min(today.max(days.first));
    let key =
        |person, team| FactKey { measure: Measure::Deals, on: days.first, person, team, product: None, customer: CustomerId::default() };
    let sellers = book.people().filter(|it| it.sold_on(day));
    sellers.map(|it| KpiEvent::of(Fact::of(key(it.id, it.posted_on(day).team), 1), it.id)).collect()
}

/// Every figure of fulfilment, because one reading of the orders gives them all.
fn fulfilled(days: Stretch, book: &Book, today: Day) -> Vec<(Counted, Vec<KpiEvent>)> {
    let mut kinds: Vec<(Counted, Vec<KpiEvent>)> = Aspect::ALL.into_iter().map(|it| (counted(it), Vec::new())).collect();
    each_part(book.orders(), days, today, book, |aspect, order, part| {
        let on = if aspect.is_by_due_day() { order.deliver_by() } else { None }.unwrap_or(order.terms.deal_on);
        let Some((_, events)) = kinds.iter_mut().find(|it| it.0 == counted(aspect)) else { return };
        let whole = of_order(order, on, part.of, part.to);
        match aspect {
            // By product, so that the margin of a product or a line can be asked for.
            Aspect::GrossMargin => events.extend(margins(order, days.last).into_iter().map(|it| of_product(whole, it))),
            _ => events.push(whole),
        }
    });
    kinds
}

fn counted(aspect: Aspect) -> Counted {
    match aspect {
        Aspect::OnTime => Counted::OnTime,
        Aspect::Fill => Counted::Fill,
        Aspect::InFull => Counted::InFull,
        Aspect::SalesCycle => Counted::SalesCycle,
        Aspect::FirstContact => Counted::FirstContact,
        Aspect::GrossMargin => Counted::GrossMargin,
    }
}

fn of_order(order: &Order, on: Day, value: i64, base: i64) -> KpiEvent {
    let key = FactKey {
        measure: Measure::Deals,
        on,
        person: order.owner,
        team: order.team,
        product: order.main_product(),
        customer: order.customer,
    };
    KpiEvent { base, ..KpiEvent::of(Fact { origin: order.terms.origin, ..Fact::of(key, value) }, order.id) }
}

fn of_product(order: KpiEvent, margin: ProductMargin) -> KpiEvent {
    let key = FactKey { product: Some(margin.product), ..order.fact.key };
    KpiEvent { fact: Fact { key, value: margin.profit.0, ..order.fact }, base: margin.amount.0, ..order }
}

/// The A customers by the rules of the day before the period (C-13), with 1 for those with a closed order in it.
fn high_value(days: Stretch, book: &Book) -> Vec<KpiEvent> {
    let before = days.first.plus(-1);
    let classes = abc(book, before, &book.company().grade_rules.on(before));
    let bought: BTreeSet<CustomerId> =
        book.orders().filter(|it| days.contains(it.terms.deal_on) && it.was_closed_by(days.last)).map(|it| it.customer).collect();
    let best = classes.into_iter().filter(|it| it.1 == Abc::A).filter_map(|it| book.customer(it.0));
    let event = |customer: &Customer| {
        let team = book.person(customer.owner).and_then(|it| it.team);
        let key = FactKey { measure: Measure::Deals, on: days.first, person: customer.owner, team, product: None, customer: customer.id };
        KpiEvent::of(Fact::of(key, i64::from(bought.contains(&customer.id))), customer.id)
    };
    best.map(event).collect()
}
