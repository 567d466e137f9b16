//! Order fulfilment: on time (A14), in full (A15), time to win (A16) and gross margin (F-16). Each figure is the quotient of two sums over
//! orders and drills down to every order's part in both; `None` means there is nothing to measure. An order counts as of the end of the period,
//! so that later events do not change closed periods (A13).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::book::Book;
use crate::figures::first_orders::FirstOrders;
use crate::records::customer::Customer;
use crate::records::order::{Line, Order, stood};
use crate::values::calendar::{Day, Stretch};
use crate::values::ids::{OrderId, ProductId};
use crate::values::money::Money;
use crate::values::ratio::{Ratio, ratio};

/// A fulfilment figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// 交付及时率 (A14), of the orders due for delivery in the period. Undelivered past its day counts as late; not yet due does not count.
    OnTime,
    /// 订单满足率 by quantity (A15), of the same orders. Quantities given up before delivery need not be delivered.
    Fill,
    /// 整单交付率: the share of the same orders that are delivered in full (A15).
    InFull,
    /// 成交周期 in days (A16): from opening the opportunity to the order, for the period's orders that came from an opportunity.
    SalesCycle,
    /// 首次接触至下单 in days (A16): from the first contact to the first order, for the period's orders that are a customer's first.
    FirstContact,
    /// 毛利率 (F-16): (amount − cost) ÷ amount of the period's orders, less what was returned by the end of the period (A13). Only goods with a
    /// known cost count.
    GrossMargin,
}

impl Aspect {
    /// Every figure, in the order of the cards.
    pub const ALL: [Aspect; 6] =
        [Aspect::OnTime, Aspect::Fill, Aspect::InFull, Aspect::SalesCycle, Aspect::FirstContact, Aspect::GrossMargin];

    /// Whether the figure is a number of days rather than a share.
    pub fn is_days(self) -> bool {
        matches!(self, Aspect::SalesCycle | Aspect::FirstContact)
    }

    /// Whether the figure covers orders due for delivery in the period rather than orders taken in it.
    pub fn is_by_due_day(self) -> bool {
        matches!(self, Aspect::OnTime | Aspect::Fill | Aspect::InFull)
    }

    /// What each order contributes in a period. Orders outside the figure's scope are left out.
    pub fn parts<'a>(
        self,
        orders: impl IntoIterator<Item = &'a Order>,
        period: impl Into<Stretch>,
        today: Day,
        book: &Book,
    ) -> Vec<FulfilmentPart> {
        let mut parts = Vec::new();
        each_of(&[self], orders, period.into(), today, book, |_, _, part| parts.push(part));
        parts
    }

    /// Whether an order is in the scope of the figure.
    fn asks_for(self, order: &Order, period: Stretch) -> bool {
        let day = if self.is_by_due_day() { order.deliver_by() } else { Some(order.terms.deal_on) };
        day.is_some_and(|it| period.contains(it))
    }
}

/// Calls `add` with what each order contributes to each figure in a period.
pub fn each_part<'a>(
    orders: impl IntoIterator<Item = &'a Order>,
    period: Stretch,
    today: Day,
    book: &Book,
    add: impl FnMut(Aspect, &'a Order, FulfilmentPart),
) {
    each_of(&Aspect::ALL, orders, period, today, book, add);
}

fn each_of<'a>(
    aspects: &[Aspect],
    orders: impl IntoIterator<Item = &'a Order>,
    period: Stretch,
    today: Day,
    book: &Book,
    mut add: impl FnMut(Aspect, &'a Order, FulfilmentPart),
) {
    let end = period.last;
    let first_orders = FirstOrders::at(end, book);
    for order in orders {
        let mut asked = aspects.iter().filter(|it| it.asks_for(order, period)).peekable();
        if asked.peek().is_none() || !stood(order, end) {
            continue;
        }
        let then = order.as_of(end);
        for aspect in asked {
            let part = match aspect {
                Aspect::OnTime => on_time(&then, today.min(end.plus(1))),
                Aspect::Fill => fill(&then),
                Aspect::InFull => in_full(&then),
                Aspect::SalesCycle => sales_cycle(order),
                Aspect::FirstContact => first_orders.hold(order).then(|| first_contact(order, book)).flatten(),
                Aspect::GrossMargin => margin(order, end),
            };
            if let Some(part) = part {
                add(*aspect, order, part);
            }
        }
    }
}

/// What one order contributes to a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FulfilmentPart {
    pub order: OrderId,
    /// The numerator: 1 when on time or in full, thousandths delivered, days, or fen of profit.
    pub of: i64,
    /// The denominator: 1, thousandths ordered, 1, or fen of amount.
    pub to: i64,
    /// The start day: the agreed delivery day, the opening of the opportunity, the first contact, or the deal day.
    pub from: Day,
    /// The end day: of delivery or of the deal. `None` while the order is undelivered.
    pub until: Option<Day>,
}

impl FulfilmentPart {
    fn sums(parts: &[FulfilmentPart]) -> (i64, i64) {
        parts.iter().fold((0, 0), |(of, to): (i64, i64), it| (of.saturating_add(it.of), to.saturating_add(it.to)))
    }

    /// The sum of the numerators ÷ the sum of the denominators.
    pub fn share(parts: &[FulfilmentPart]) -> Option<Ratio> {
        let (of, to) = FulfilmentPart::sums(parts);
        ratio(of, to)
    }

    /// The same quotient, rounded half up.
    pub fn average(parts: &[FulfilmentPart]) -> Option<i64> {
        FulfilmentPart::share(parts).map(Ratio::rounded)
    }
}

/// The fulfilment figures of a period; `None` where there is nothing to measure (F-15, F-16).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fulfilment {
    /// [`Aspect::OnTime`].
    pub on_time: Option<Ratio>,
    /// [`Aspect::Fill`].
    pub fill: Option<Ratio>,
    /// [`Aspect::InFull`].
    pub in_full: Option<Ratio>,
    /// [`Aspect::SalesCycle`].
    pub sales_cycle: Option<i64>,
    /// [`Aspect::FirstContact`].
    pub first_contact: Option<i64>,
    /// [`Aspect::GrossMargin`].
    pub gross_margin: Option<Ratio>,
}

impl Fulfilment {
    /// The figures of these orders in a period.
    pub fn of(orders: &[&Order], period: impl Into<Stretch>, today: Day, book: &Book) -> Fulfilment {
        let mut parts: BTreeMap<Aspect, Vec<FulfilmentPart>> = BTreeMap::new();
        each_part(orders.iter().copied(), period.into(), today, book, |aspect, _, part| parts.entry(aspect).or_default().push(part));
        let of = |aspect: Aspect| parts.get(&aspect).map_or(&[][..], Vec::as_slice);
        Fulfilment {
            on_time: FulfilmentPart::share(of(Aspect::OnTime)),
            fill: FulfilmentPart::share(of(Aspect::Fill)),
            in_full: FulfilmentPart::share(of(Aspect::InFull)),
            sales_cycle: FulfilmentPart::average(of(Aspect::SalesCycle)),
            first_contact: FulfilmentPart::average(of(Aspect::FirstContact)),
            gross_margin: FulfilmentPart::share(of(Aspect::GrossMargin)),
        }
    }
}

fn on_time(order: &Order, today: Day) -> Option<FulfilmentPart> {
    let by = order.deliver_by()?;
    let until = order.delivered_on();
    let is_in_time = match (until, order.given_up_on()) {
        (Some(on), _) => on <= by,
        // Given up by the agreed day, the order no longer had to be delivered. Given up later, it was already late.
        (None, Some(on)) if on <= by => return None,
        (None, None) if today <= by => return None,
        (None, _) => false,
    };
    Some(FulfilmentPart { order: order.id, of: i64::from(is_in_time), to: 1, from: by, until })
}

fn fill(order: &Order) -> Option<FulfilmentPart> {
    let (mut delivered, mut wanted) = (0_i64, 0_i64);
    for product in order.products() {
        let most = order.wanted(product);
        let went = if order.is_fully_delivered() { most } else { order.delivered(product).min(most) };
        (delivered, wanted) = (delivered.saturating_add(went.0), wanted.saturating_add(most.0));
    }
    (0 < wanted).then_some(FulfilmentPart {
        order: order.id,
        of: delivered,
        to: wanted,
        from: order.deliver_by()?,
        until: order.delivered_on(),
    })
}

fn in_full(order: &Order) -> Option<FulfilmentPart> {
    let is_full = order.is_fully_delivered();
    let part = FulfilmentPart { order: order.id, of: i64::from(is_full), to: 1, from: order.deliver_by()?, until: order.delivered_on() };
    order.given_up_on().is_none().then_some(part)
}

fn sales_cycle(order: &Order) -> Option<FulfilmentPart> {
    let opened = order.from?.opened_on;
    Some(days_between(order, opened))
}

fn first_contact(order: &Order, book: &Book) -> Option<FulfilmentPart> {
    Some(days_between(order, first_contact_with(book.customer(order.customer)?, book)))
}

fn days_between(order: &Order, from: Day) -> FulfilmentPart {
    let until = order.terms.deal_on;
    FulfilmentPart { order: order.id, of: i64::from(until.0.saturating_sub(from.0).max(0)), to: 1, from, until: Some(until) }
}

fn first_contact_with(customer: &Customer, book: &Book) -> Day {
    let talked = book.follow_ups_of(customer.id).map(|it| it.on).min().unwrap_or(customer.filed_on);
    customer.profile.first_contact_on.unwrap_or(talked.min(customer.filed_on))
}

fn margin(order: &Order, end: Day) -> Option<FulfilmentPart> {
    let all = margins(order, end);
    let amount = all.iter().fold(0_i64, |sum, it| sum.saturating_add(it.amount.0));
    let profit = all.iter().fold(0_i64, |sum, it| sum.saturating_add(it.profit.0));
    let on = order.terms.deal_on;
    (0 < amount).then_some(FulfilmentPart { order: order.id, of: profit, to: amount, from: on, until: Some(on) })
}

/// What one product of an order contributes to the margin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProductMargin {
    pub product: ProductId,
    /// Amount less cost.
    pub profit: Money,
    pub amount: Money,
}

/// The margin of an order by product (F-16), less what was returned by `end`: of those products only whose cost is known. Together they are what the
/// order contributes to [`Aspect::GrossMargin`].
pub fn margins(order: &Order, end: Day) -> Vec<ProductMargin> {
    let of = |product: ProductId| {
        let (sold, cost) = known(order.terms.lines_of(product))?;
        let (returned, worth) = order.returned_by(product, end);
        let kept = (order.ordered(product) - returned).0.max(0);
        let ordered = order.ordered(product).0.max(1);
        let spent = i64::try_from(i128::from(cost.0) * i128::from(kept) / i128::from(ordered)).unwrap_or(i64::MAX);
        let amount = sold - worth;
        Some(ProductMargin { product, profit: Money(amount.0.saturating_sub(spent)), amount })
    };
    order.products().into_iter().filter_map(of).collect()
}

/// The sale amount and cost of these lines, or `None` if the cost of any line is not known.
fn known<'a>(lines: impl Iterator<Item = &'a Line>) -> Option<(Money, Money)> {
    let each: Option<Vec<(Money, Money)>> = lines.map(|it| Some((it.amount(), it.cost_amount()?))).collect();
    each.map(|it| (it.iter().map(|amounts| amounts.0).sum(), it.iter().map(|amounts| amounts.1).sum()))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::records::order::{CustomerThen, Delivery, FirstOrder, FromOpportunity, Goods, OrderTerms, Return, ReturnedGoods, Voided};
    use crate::sample::{self, small};
    use crate::values::calendar::{Period, Timestamp};
    use crate::values::ids::{DeliveryId, OpportunityId, PersonId, ProductId, ReturnId};
    use crate::values::money::{Quantity, Share};

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    /// The figure in 1/10,000.
    fn share(aspect: Aspect, orders: &[&Order], period: Period, today: &str) -> Option<i64> {
        FulfilmentPart::share(&aspect.parts(orders.iter().copied(), period, day(today), &Book::default())).map(|it| it.in_parts(10_000))
    }

    /// Ten pieces sold on 2 March, to be delivered by a day; optionally some of them delivered on another.
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
    fn delivery_on_the_agreed_day_is_in_time() {
        // A14: as of 20 March, for orders due in March.
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
            assert_eq!(share(Aspect::OnTime, &orders, march, "2026-03-20"), expected);
        }
        assert_eq!(share(Aspect::OnTime, &[&open], march, "2026-03-21"), Some(0), "the day after it is late");
    }

    fn returned(on: &str, pieces: i64, delivered: i64) -> Return {
        let (product, quantity, delivered) = (ProductId(Uuid::from_u128(1)), Quantity::whole(pieces), Quantity::whole(delivered));
        let goods = vec![ReturnedGoods { product, quantity, amount: Money::whole(pieces * 1_000), delivered, sold_at: None }];
        let (refund, reason) = (Money::ZERO, String::new());
        let (id, by, made_at) = (ReturnId::default(), PersonId::default(), Timestamp(0));
        Return { id, on: day(on), goods, refund, reason, by, made_at, voided: None }
    }

    #[test]
    fn a_later_return_does_not_change_whether_it_was_in_time() {
        // A13, A14: late stays late, on time stays on time.
        let march = Period::parse("2026-03").expect("a period");
        let late = order("2026-03-10", Some(("2026-03-11", 10)));
        let in_part = order("2026-03-10", Some(("2026-03-09", 6)));
        let open = order("2026-03-10", None);
        for (order, back, expected) in [
            (&late, returned("2026-03-15", 4, 4), Some(0)),
            (&in_part, returned("2026-03-15", 4, 0), Some(0)),
            (&in_part, returned("2026-03-10", 4, 0), Some(10_000)),
            // Given up by its day, it no longer had to be delivered. Given up later, it was already late.
            (&open, returned("2026-03-10", 10, 0), None),
            (&open, returned("2026-03-11", 10, 0), Some(0)),
        ] {
            let mut order = order.clone();
            order.returns.push(back);
            assert_eq!(share(Aspect::OnTime, &[&order], march, "2026-03-20"), expected, "{:?}", order.returns);
        }
        let mut given_up = open;
        given_up.returns.push(returned("2026-03-10", 10, 0));
        assert_eq!(share(Aspect::InFull, &[&given_up], march, "2026-03-20"), None);
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
            assert_eq!(share(Aspect::Fill, &orders, march, "2026-03-31"), by_quantity);
            assert_eq!(share(Aspect::InFull, &orders, march, "2026-03-31"), by_order);
        }
    }

    #[test]
    fn a_sales_cycle_begins_with_the_opportunity_and_only_a_first_order_with_the_first_contact() {
        // A16: Acme was first contacted twelve days before its first order. The second order came from an opportunity opened five days before.
        let (mut book, ids) = small();
        let first = book.order(ids.order).expect("the order").clone();
        let period = Period::Month(first.terms.deal_on.month());
        let mut acme = book.customer(ids.acme).expect("Acme").clone();
        acme.profile.first_contact_on = Some(first.terms.deal_on.plus(-12));
        book.put(acme.into());
        let days = |book: &Book, period: Period| {
            let orders: Vec<&Order> = book.orders().collect();
            let fulfilment = Fulfilment::of(&orders, period, ids.today, book);
            (fulfilment.sales_cycle, fulfilment.first_contact)
        };
        assert_eq!(days(&book, period), (None, Some(12)));
        assert_eq!(days(&book, period.next()), (None, None), "no order, no days");
        let opened_on = first.terms.deal_on.plus(-5);
        let mut second = Order { id: OrderId(Uuid::from_u128(u128::MAX)), number: "SO2".to_owned(), ..first.clone() };
        second.from = Some(FromOpportunity { id: OpportunityId::default(), opened_on, product: None });
        second.customer_then =
            Some(CustomerThen { first: Some(FirstOrder { id: first.id, on: first.terms.deal_on }), ..CustomerThen::default() });
        book.put(second.clone().into());
        assert_eq!(days(&book, period), (Some(5), Some(12)), "the repeat order says nothing about the first contact");
        second.cancelled = Some(Voided { on: period.next().first(), by: PersonId::default(), reason: String::new(), nets: false });
        book.put(second.clone().into());
        assert_eq!(days(&book, period), (Some(5), Some(12)), "cancelled in the next month, it stays in this one");
        second.cancelled = Some(Voided { on: period.last(), by: PersonId::default(), reason: String::new(), nets: false });
        book.put(second.into());
        assert_eq!(days(&book, period), (None, Some(12)));
    }

    #[test]
    fn every_figure_is_the_quotient_of_the_parts_that_it_opens_to() {
        let sample = sample::company(day("2026-11-21"));
        let book = sample.book();
        let orders: Vec<&Order> = book.orders().collect();
        let period = Period::natural_year(2026);
        let mut n_seen = 0;
        for aspect in Aspect::ALL {
            let parts = aspect.parts(orders.iter().copied(), period, day("2026-11-21"), &book);
            n_seen += usize::from(!parts.is_empty());
            assert!(parts.iter().all(|it| 0 < it.to), "{aspect:?}");
            for part in &parts {
                let order = book.order(part.order).expect("an order of the book");
                let on = if aspect.is_by_due_day() { order.deliver_by().expect("a day") } else { order.terms.deal_on };
                assert!(period.contains(on), "{aspect:?}: {} lies in the period", order.number);
                if aspect.is_days() {
                    assert_eq!(part.of, i64::from(part.until.expect("a day").0 - part.from.0).max(0));
                }
            }
        }
        assert!(5 <= n_seen, "the sample has orders for most figures");
    }

    impl Order {
        fn worth_of(&self, pieces: i64) -> Vec<ReturnedGoods> {
            let goods = Goods { product: self.products()[0], quantity: Quantity::whole(pieces) };
            vec![self.worth(&goods.into(), None)]
        }
    }

    #[test]
    fn the_margin_is_what_is_left_of_the_amount() {
        // F-16: sold at 1,000, cost 600. A line without a cost is left out.
        let march = Period::parse("2026-03").expect("a period");
        let plain = order("2026-03-10", None);
        assert_eq!(share(Aspect::GrossMargin, &[&plain], march, "2026-05-01"), Some(4_000));
        let mut discounted = plain.clone();
        discounted.terms.lines[0].discount = Share(2_500);
        assert_eq!(share(Aspect::GrossMargin, &[&discounted], march, "2026-05-01"), Some(2_000));
        assert_eq!(share(Aspect::GrossMargin, &[&plain, &discounted], march, "2026-05-01"), Some(3_143), "5,500 of 17,500");
        let mut unknown = plain.clone();
        unknown.terms.lines[0].cost = None;
        assert_eq!(share(Aspect::GrossMargin, &[&plain, &unknown], march, "2026-05-01"), Some(4_000));
        assert_eq!(share(Aspect::GrossMargin, &[&unknown], march, "2026-05-01"), None);
        // Half of the discounted order is returned: within March this reduces its weight; in April, March is closed (A13).
        for (on, expected) in [("2026-03-31", 3_455), ("2026-04-01", 3_143)] {
            let mut back = discounted.clone();
            back.returns.push(Return { goods: back.worth_of(5), ..returned(on, 5, 0) });
            assert_eq!(share(Aspect::GrossMargin, &[&plain, &back], march, "2026-05-01"), Some(expected), "{on}");
        }
        let mut cancelled = discounted.clone();
        cancelled.cancelled = Some(Voided { on: day("2026-04-01"), by: PersonId::default(), reason: String::new(), nets: false });
        assert_eq!(share(Aspect::GrossMargin, &[&plain, &cancelled], march, "2026-05-01"), Some(3_143));
    }
}
