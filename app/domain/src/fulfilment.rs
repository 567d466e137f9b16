//! How well orders are carried out: on time (A14), in full (A15), how long they took to win (A16) and what is left of them (F-16). Each is a
//! function of the orders alone; `None` means that there is nothing to measure.

use crate::book::Book;
use crate::calendar::{Day, Period};
use crate::customer::Customer;
use crate::grading::stood;
use crate::money::{Money, Share, ratio};
use crate::order::{Line, Order};

/// How well the orders of a period are carried out: each figure of it, `None` where there is nothing to measure (F-15, F-16).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fulfilment {
    /// 交付及时率 (A14), of what is due for delivery in the period.
    pub on_time: Option<Share>,
    /// 订单满足率 (A15), of the same.
    pub fill: Option<Share>,
    /// 下单时长 in days (A16), of the orders of the period.
    pub lead_days: Option<i64>,
    /// 毛利率 (F-16), of the same.
    pub gross_margin: Option<Share>,
}

impl Fulfilment {
    /// Of these orders, in a period.
    pub fn of(orders: &[&Order], period: Period, today: Day, book: &Book) -> Fulfilment {
        let all = || orders.iter().copied();
        Fulfilment {
            on_time: on_time_rate(all(), period, today),
            fill: fill_rate(all(), period),
            lead_days: lead_days(all(), period, book),
            gross_margin: gross_margin(all(), period),
        }
    }
}

/// 交付及时率: of the orders due for delivery in the period, those delivered on or before their day; what is not delivered and past its day is
/// late, what is not yet due does not count (A14).
pub fn on_time_rate<'a>(orders: impl IntoIterator<Item = &'a Order>, period: Period, today: Day) -> Option<Share> {
    let (mut in_time, mut all) = (0, 0);
    for order in due_in(orders, period) {
        let Some(by) = order.deliver_by() else { continue };
        match (order.delivered_on(), order.given_up_on()) {
            (Some(on), _) => (in_time, all) = (in_time + i64::from(on <= by), all + 1),
            // What was given up in time was not to be delivered any more; after its day it had been late.
            (None, Some(on)) => all += i64::from(by < on),
            (None, None) => all += i64::from(by < today),
        }
    }
    ratio(in_time, all)
}

/// 订单满足率: of the quantities due for delivery in the period, what is delivered (A15). What was given up before it went out need not be delivered.
pub fn fill_rate<'a>(orders: impl IntoIterator<Item = &'a Order>, period: Period) -> Option<Share> {
    let (mut delivered, mut wanted) = (0_i64, 0_i64);
    for order in due_in(orders, period) {
        for product in order.products() {
            let most = order.wanted(product);
            let went = if order.is_fully_delivered() { most } else { order.delivered(product).min(most) };
            (delivered, wanted) = (delivered.saturating_add(went.0), wanted.saturating_add(most.0));
        }
    }
    ratio(delivered, wanted)
}

/// The same by orders: of those due for delivery in the period, the ones that are there in full (A15, variant).
pub fn full_delivery_rate<'a>(orders: impl IntoIterator<Item = &'a Order>, period: Period) -> Option<Share> {
    let (mut full, mut all) = (0, 0);
    for order in due_in(orders, period).filter(|it| it.given_up_on().is_none()) {
        (full, all) = (full + i64::from(order.is_fully_delivered()), all + 1);
    }
    ratio(full, all)
}

/// 下单时长: days from the first contact with the customer to the order, on average over the orders of the period, rounded half up (A16).
pub fn lead_days<'a>(orders: impl IntoIterator<Item = &'a Order>, period: Period, book: &Book) -> Option<i64> {
    let standing = orders.into_iter().filter(|it| it.cancelled.is_none() && period.contains(it.terms.deal_on));
    let days: Vec<i64> = standing
        .filter_map(|it| {
            let first = first_contact(book.customer(it.customer)?, book);
            Some(i64::from(it.terms.deal_on.0.saturating_sub(first.0).max(0)))
        })
        .collect();
    let n = i64::try_from(days.len()).ok().filter(|it| 0 < *it)?;
    Some((2 * days.iter().sum::<i64>() + n).div_euclid(2 * n))
}

fn first_contact(customer: &Customer, book: &Book) -> Day {
    let talked = book.follow_ups_of(customer.id).map(|it| it.on).min().unwrap_or(customer.filed_on);
    customer.profile.first_contact_on.unwrap_or(talked.min(customer.filed_on))
}

/// 毛利率 = (amount − cost) ÷ amount over the orders of the period as they stood at its end, so that what comes back later does not change it
/// (A13); only lines whose cost is known count (F-16).
pub fn gross_margin<'a>(orders: impl IntoIterator<Item = &'a Order>, period: Period) -> Option<Share> {
    let (mut amount, mut cost) = (0_i64, 0_i64);
    let end = period.last();
    for order in orders.into_iter().filter(|it| stood(it, end) && period.contains(it.terms.deal_on)) {
        for product in order.products() {
            let Some((sold, spent)) = known(order.terms.lines_of(product)) else { continue };
            let (returned, worth) = order.returned_by(product, end);
            let kept = (order.ordered(product) - returned).0.max(0);
            let ordered = order.ordered(product).0.max(1);
            let spent = i64::try_from(i128::from(spent.0) * i128::from(kept) / i128::from(ordered)).unwrap_or(i64::MAX);
            amount = amount.saturating_add((sold - worth).0);
            cost = cost.saturating_add(spent);
        }
    }
    ratio(amount.saturating_sub(cost), amount).filter(|_| 0 < amount)
}

/// What lines were sold for and what they cost, when the cost of each is known.
fn known<'a>(lines: impl Iterator<Item = &'a Line>) -> Option<(Money, Money)> {
    let each: Option<Vec<(Money, Money)>> = lines.map(|it| Some((it.amount(), it.cost_amount()?))).collect();
    each.map(|it| (it.iter().map(|it| it.0).sum(), it.iter().map(|it| it.1).sum()))
}

fn due_in<'a>(orders: impl IntoIterator<Item = &'a Order>, period: Period) -> impl Iterator<Item = &'a Order> {
    orders.into_iter().filter(move |it| it.cancelled.is_none() && it.deliver_by().is_some_and(|it| period.contains(it)))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::calendar::Timestamp;
    use crate::ids::{DeliveryId, PersonId, ProductId, ReturnId};
    use crate::money::Quantity;
    use crate::order::{Delivery, Goods, OrderTerms, Return, ReturnedGoods, Voided};
    use crate::sample::small;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    /// Ten pieces sold on 2 March, to be delivered by a day; so many of them delivered on another.
    fn order(by: &str, delivered: Option<(&str, i64)>) -> Order {
        let product = ProductId(Uuid::from_u128(1));
        let lines = vec![Line { cost: Some(Money::whole(600)), ..Line::of(product, Quantity::whole(10), Money::whole(1_000)) }];
        let terms = OrderTerms { deal_on: day("2026-03-02"), deliver_by: Some(day(by)), lines, ..OrderTerms::default() };
        let mut order = Order { terms, ..Order::default() };
        order.deliveries.extend(delivered.map(|(on, pieces)| Delivery {
            id: DeliveryId::default(),
            on: day(on),
            goods: vec![Goods { product, quantity: Quantity::whole(pieces) }],
            logistics: String::new(),
            by: PersonId::default(),
            made_at: Timestamp(0),
            voided: None,
        }));
        order
    }

    #[test]
    fn delivered_on_the_day_is_in_time_and_past_it_is_late() {
        // A14, on 20 March, for what is due in March.
        let march = Period::parse("2026-03").expect("a period");
        let early = order("2026-03-10", Some(("2026-03-09", 10)));
        let on_the_day = order("2026-03-10", Some(("2026-03-10", 10)));
        let late = order("2026-03-10", Some(("2026-03-11", 10)));
        let in_part = order("2026-03-10", Some(("2026-03-09", 9)));
        let open = order("2026-03-20", None);
        let other = order("2026-04-01", Some(("2026-03-09", 10)));
        for (orders, expected) in [
            (vec![&early, &on_the_day], Some(10_000)),
            (vec![&early, &late], Some(5_000)),
            (vec![&early, &on_the_day, &in_part], Some(6_667)),
            (vec![&early, &open], Some(10_000)),
            (vec![&open], None),
            (vec![&other], None),
        ] {
            assert_eq!(on_time_rate(orders.iter().copied(), march, day("2026-03-20")), expected.map(Share));
        }
        assert_eq!(on_time_rate([&open], march, day("2026-03-21")), Some(Share(0)), "the day after it is late");
    }

    fn returned(on: &str, pieces: i64, delivered: i64) -> Return {
        let (product, quantity, delivered) = (ProductId(Uuid::from_u128(1)), Quantity::whole(pieces), Quantity::whole(delivered));
        let goods = vec![ReturnedGoods { product, quantity, amount: Money::whole(pieces * 1_000), delivered }];
        let (refund, reason) = (Money::ZERO, String::new());
        let (id, by, made_at) = (ReturnId::default(), PersonId::default(), Timestamp(0));
        Return { id, on: day(on), goods, refund, reason, by, made_at, voided: None }
    }

    #[test]
    fn a_later_return_does_not_change_whether_it_was_in_time() {
        // A13, A14: what was late stays late, what was in time stays in time.
        let march = Period::parse("2026-03").expect("a period");
        let late = order("2026-03-10", Some(("2026-03-11", 10)));
        let in_part = order("2026-03-10", Some(("2026-03-09", 6)));
        let open = order("2026-03-10", None);
        for (order, back, expected) in [
            (&late, returned("2026-03-15", 4, 4), Some(0)),
            (&in_part, returned("2026-03-15", 4, 0), Some(0)),
            (&in_part, returned("2026-03-10", 4, 0), Some(10_000)),
            // Given up by its day it was not to be delivered any more; later it had been late.
            (&open, returned("2026-03-10", 10, 0), None),
            (&open, returned("2026-03-11", 10, 0), Some(0)),
        ] {
            let mut order = order.clone();
            order.returns.push(back);
            assert_eq!(on_time_rate([&order], march, day("2026-03-20")), expected.map(Share), "{:?}", order.returns);
        }
        let mut given_up = open;
        given_up.returns.push(returned("2026-03-10", 10, 0));
        assert_eq!(full_delivery_rate([&given_up], march), None);
    }

    #[test]
    fn the_fill_rate_is_delivered_of_ordered() {
        // A15: by quantity, and by orders.
        let march = Period::parse("2026-03").expect("a period");
        let (full, half, none) =
            (order("2026-03-10", Some(("2026-03-30", 10))), order("2026-03-10", Some(("2026-03-09", 5))), order("2026-03-10", None));
        for (orders, by_quantity, by_order) in [
            (vec![&full], Some(10_000), Some(10_000)),
            (vec![&full, &half], Some(7_500), Some(5_000)),
            (vec![&half, &none], Some(2_500), Some(0)),
            (vec![], None, None),
        ] {
            assert_eq!(fill_rate(orders.iter().copied(), march), by_quantity.map(Share));
            assert_eq!(full_delivery_rate(orders.iter().copied(), march), by_order.map(Share));
        }
    }

    #[test]
    fn the_lead_time_begins_with_the_first_contact() {
        // A16: Acme was filed on the day of the deal; contact twelve days before makes twelve.
        let (mut book, ids) = small();
        let order = book.order(ids.order).expect("the order").clone();
        let period = Period::Month(order.terms.deal_on.month());
        assert_eq!(lead_days([&order], period, &book), Some(0));
        let mut acme = book.customer(ids.acme).expect("Acme").clone();
        acme.profile.first_contact_on = Some(order.terms.deal_on.plus(-12));
        book.put(acme.into());
        assert_eq!(lead_days([&order], period, &book), Some(12));
        assert_eq!(lead_days([&order], period.next(), &book), None);
    }

    impl Order {
        fn worth_of(&self, pieces: i64) -> Vec<ReturnedGoods> {
            let goods = Goods { product: self.products()[0], quantity: Quantity::whole(pieces) };
            vec![self.worth(&goods, None)]
        }
    }

    #[test]
    fn the_margin_is_what_is_left_of_the_amount() {
        // F-16: 1,000 sold, 600 spent; a line without a cost says nothing.
        let march = Period::parse("2026-03").expect("a period");
        let plain = order("2026-03-10", None);
        assert_eq!(gross_margin([&plain], march), Some(Share(4_000)));
        let mut discounted = plain.clone();
        discounted.terms.lines[0].discount = Share(2_500);
        assert_eq!(gross_margin([&discounted], march), Some(Share(2_000)));
        assert_eq!(gross_margin([&plain, &discounted], march), Some(Share(3_143)), "5,500 of 17,500");
        let mut unknown = plain.clone();
        unknown.terms.lines[0].cost = None;
        assert_eq!(gross_margin([&plain, &unknown], march), Some(Share(4_000)));
        assert_eq!(gross_margin([&unknown], march), None);
        // Half of the discounted one came back: within March it takes part of the weight, in April March is over (A13).
        for (on, expected) in [("2026-03-31", 3_455), ("2026-04-01", 3_143)] {
            let mut back = discounted.clone();
            back.returns.push(Return { goods: back.worth_of(5), ..returned(on, 5, 0) });
            assert_eq!(gross_margin([&plain, &back], march), Some(Share(expected)), "{on}");
        }
        let mut cancelled = discounted.clone();
        cancelled.cancelled = Some(Voided { on: day("2026-04-01"), by: PersonId::default(), reason: String::new() });
        assert_eq!(gross_margin([&plain, &cancelled], march), Some(Share(3_143)));
    }
}
