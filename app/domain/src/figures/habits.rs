//! Buying habits and the effort to keep customers (C-15, C-16): for B customers how often and how much they buy and what else they might buy,
//! for C customers how many contacts they take compared with their sales. Computed, never stored.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::Book;
use crate::figures::segments::{Abc, abc};
use crate::records::customer::Customer;
use crate::records::order::{Order, stood};
use crate::values::calendar::Day;
use crate::values::ids::{CustomerId, ProductId};
use crate::values::money::Money;

const MOST_RECOMMENDED: usize = 3;

/// A customer's buying habits (C-15).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Habit {
    pub customer: CustomerId,
    /// All orders ever, except those fully returned or cancelled.
    pub n_orders: u32,
    /// 采购频次: average days between orders, rounded half up. `None` before the second order.
    pub days_between: Option<i64>,
    /// 平均订单金额: the average order amount, rounded half up. `None` without orders.
    pub average_order: Option<Money>,
    /// 交叉产品: products this customer never bought that were bought by customers who share a product with it. Most buyers first.
    pub recommended: Vec<ProductId>,
}

/// The effort to keep a customer, over the twelve months up to a day (C-16).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Upkeep {
    pub customer: CustomerId,
    /// 维护成本, counted in contacts.
    pub n_contacts: u32,
    /// Expenses that name the customer (CO-01).
    pub spent: Money,
    /// Sales in the same months.
    pub sold: Money,
    /// The customer's share of all contacts exceeds its share of all sales: consider moving people elsewhere.
    pub takes_more_than_it_brings: bool,
}

/// The habits of all customers of a class, by customer number.
pub fn habits(book: &Book, class: Abc, today: Day) -> Vec<Habit> {
    let bought = bought(book, today);
    of_class(book, class, today).into_iter().map(|it| habit(it, &bought, book, today)).collect()
}

pub fn habit_of(customer: &Customer, book: &Book, today: Day) -> Habit {
    habit(customer, &bought(book, today), book, today)
}

/// The effort for all customers of a class, most contacts first, then by customer number.
pub fn upkeep(book: &Book, class: Abc, today: Day) -> Vec<Upkeep> {
    let all = everybody(book, today);
    let mut of_class: Vec<Upkeep> = of_class(book, class, today).into_iter().map(|it| upkeep_among(it, all, book, today)).collect();
    of_class.sort_by_key(|it| std::cmp::Reverse(it.n_contacts));
    of_class
}

pub fn upkeep_of(customer: &Customer, book: &Book, today: Day) -> Upkeep {
    upkeep_among(customer, everybody(book, today), book, today)
}

/// All contacts and all sales of the twelve months.
fn everybody(book: &Book, today: Day) -> (i128, i128) {
    let each = book.customers().map(|it| contacts_and_sales(it, book, today));
    each.fold((0, 0), |(contacts, sales), (n, sold)| (contacts + i128::from(n), sales + i128::from(sold.0)))
}

fn upkeep_among(customer: &Customer, (contacts, sales): (i128, i128), book: &Book, today: Day) -> Upkeep {
    let (n_contacts, sold) = contacts_and_sales(customer, book, today);
    let takes_more_than_it_brings = i128::from(sold.0) * contacts < i128::from(n_contacts) * sales;
    Upkeep { customer: customer.id, n_contacts, spent: spent_on(customer, book, today), sold, takes_more_than_it_brings }
}

fn spent_on(customer: &Customer, book: &Book, today: Day) -> Money {
    let since = today.plus_months(-12);
    let counted = book.expenses_of(customer.id).filter(|it| it.stands() && since < it.profile.on && it.profile.on <= today);
    counted.map(|it| it.profile.amount).sum()
}

fn contacts_and_sales(customer: &Customer, book: &Book, today: Day) -> (u32, Money) {
    let since = today.plus_months(-12);
    let n = book.follow_ups_of(customer.id).filter(|it| since < it.on && it.on <= today).count();
    let sold = orders_of(customer, book, today).filter(|it| since < it.terms.deal_on).map(|it| it.amount_on(today)).sum();
    (u32::try_from(n).unwrap_or(u32::MAX), sold)
}

fn of_class(book: &Book, class: Abc, today: Day) -> Vec<&Customer> {
    let classes = abc(book, today, &book.company().grade_rules.on(today));
    let mut found: Vec<&Customer> = book.customers().filter(|it| classes.get(&it.id) == Some(&class)).collect();
    found.sort_by(|a, b| a.number.cmp(&b.number));
    found
}

/// Closed orders with a remaining amount.
fn orders_of<'a>(customer: &Customer, book: &'a Book, today: Day) -> impl Iterator<Item = &'a Order> {
    book.orders_of(customer.id).filter(move |it| stood(it, today) && Money::ZERO < it.amount_on(today))
}

/// The products each customer bought.
fn bought(book: &Book, today: Day) -> BTreeMap<CustomerId, BTreeSet<ProductId>> {
    book.customers().map(|it| (it.id, products_of(it, book, today))).collect()
}

fn products_of(customer: &Customer, book: &Book, today: Day) -> BTreeSet<ProductId> {
    orders_of(customer, book, today).flat_map(Order::products).collect()
}

fn habit(customer: &Customer, bought: &BTreeMap<CustomerId, BTreeSet<ProductId>>, book: &Book, today: Day) -> Habit {
    let mut days: Vec<Day> = orders_of(customer, book, today).map(|it| it.terms.deal_on).collect();
    days.sort();
    let amount: Money = orders_of(customer, book, today).map(|it| it.amount_on(today)).sum();
    let n = i64::try_from(days.len()).unwrap_or(i64::MAX);
    let stretch = days.first().zip(days.last()).map_or(0, |(first, last)| i64::from(last.0.saturating_sub(first.0)));
    Habit {
        customer: customer.id,
        n_orders: u32::try_from(n).unwrap_or(u32::MAX),
        days_between: half_up(stretch, n - 1),
        average_order: half_up(amount.0, n).map(Money),
        recommended: recommended(customer.id, bought, book),
    }
}

fn recommended(customer: CustomerId, bought: &BTreeMap<CustomerId, BTreeSet<ProductId>>, book: &Book) -> Vec<ProductId> {
    let Some(own) = bought.get(&customer) else { return Vec::new() };
    let alike = bought.iter().filter(|(it, products)| **it != customer && !products.is_disjoint(own));
    let mut counts: BTreeMap<ProductId, usize> = BTreeMap::new();
    for product in alike.flat_map(|it| it.1.difference(own)).filter(|it| book.product(**it).is_some_and(|product| product.active)) {
        *counts.entry(*product).or_default() += 1;
    }
    let mut found: Vec<(usize, ProductId)> = counts.into_iter().map(|(product, n)| (n, product)).collect();
    found.sort_by_key(|it| (std::cmp::Reverse(it.0), it.1));
    found.into_iter().take(MOST_RECOMMENDED).map(|it| it.1).collect()
}

/// `of / to`, rounded half up; `None` when `to` is not positive.
fn half_up(of: i64, to: i64) -> Option<i64> {
    let exact = 2 * i128::from(of) + i128::from(to);
    (0 < to).then(|| i64::try_from(exact.div_euclid(2 * i128::from(to))).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::records::customer::CustomerProfile;
    use crate::records::expense::{Expense, ExpenseProfile};
    use crate::records::follow_up::FollowUp;
    use crate::records::order::{Line, OrderTerms, Voided};
    use crate::records::product::Product;
    use crate::sample::{SmallIds, small};
    use crate::values::calendar::Timestamp;
    use crate::values::ids::{ExpenseId, FollowUpId, OrderId};
    use crate::values::money::Quantity;

    fn product(of: u128) -> ProductId {
        ProductId(Uuid::from_u128(of))
    }

    /// A book with four products, the fourth no longer sold, in which Acme has bought nothing yet.
    fn shop() -> (Book, SmallIds) {
        let (mut book, ids) = small();
        book.remove(ids.order.into());
        for of in 1..=4 {
            let active = of != 4;
            book.put(
                Product {
                    id: product(of),
                    line: "A产品".to_owned(),
                    model: format!("A-{of}"),
                    module: String::new(),
                    price: Money::whole(1),
                    active,
                    cost: Default::default(),
                }
                .into(),
            );
        }
        (book, ids)
    }

    fn customer(book: &mut Book, ids: &SmallIds, of: u128) -> CustomerId {
        let id = CustomerId(Uuid::from_u128(of));
        let profile = CustomerProfile { name: format!("客户{of}"), ..CustomerProfile::default() };
        book.put(Customer::filed(id, format!("C1{of:02}"), ids.today.plus(-400), ids.lin, ids.lin, profile).into());
        id
    }

    fn buys(book: &mut Book, customer: CustomerId, on: Day, yuan: i64, products: &[u128]) {
        let id = OrderId(Uuid::from_u128(10_000 + u128::try_from(book.orders().len()).unwrap_or_default()));
        let line = |(at, of): (usize, &u128)| Line::of(product(*of), Quantity::whole(1), Money::whole(if at == 0 { yuan } else { 0 }));
        let lines = products.iter().enumerate().map(line).collect();
        let terms = OrderTerms { deal_on: on, lines, ..OrderTerms::default() };
        book.put(Order { id, customer, terms, ..Order::default() }.into());
    }

    #[test]
    fn how_often_and_how_much_b_customers_buy() {
        // C-15: Acme makes up between 80 % and 95 % of the sales, so the next customer is B.
        let (mut book, ids) = shop();
        let b = customer(&mut book, &ids, 1);
        buys(&mut book, ids.acme, ids.today.plus(-5), 30_000, &[1]);
        let of_b = |book: &Book| habits(book, Abc::B, ids.today).into_iter().find(|it| it.customer == b);
        assert_eq!(of_b(&book), None, "who bought nothing is no B customer");
        let days = |it: Option<Habit>| it.map(|habit| (habit.n_orders, habit.days_between, habit.average_order));
        buys(&mut book, b, ids.today.plus(-100), 2_000, &[1]);
        assert_eq!(days(of_b(&book)), Some((1, None, Some(Money::whole(2_000)))));
        buys(&mut book, b, ids.today.plus(-60), 3_000, &[1]);
        assert_eq!(days(of_b(&book)), Some((2, Some(40), Some(Money::whole(2_500)))));
        buys(&mut book, b, ids.today.plus(-19), 2_000, &[1]);
        assert_eq!(days(of_b(&book)), Some((3, Some(41), Some(Money(233_333)))), "81 days in two stretches; 7,000 in three");
    }

    #[test]
    fn products_bought_together_are_recommended() {
        // C-15: of those who bought the first product, two also bought the second and one the third. The fourth is no longer sold. The last
        // customer has nothing in common.
        let (mut book, ids) = shop();
        let on = ids.today.plus(-5);
        let [b, c, d, e] = [1, 2, 3, 4].map(|of| customer(&mut book, &ids, of));
        buys(&mut book, ids.acme, on, 80_000, &[1, 2]);
        buys(&mut book, b, on, 10_000, &[1]);
        buys(&mut book, c, on, 5_000, &[1, 2, 3]);
        buys(&mut book, d, on, 4_000, &[1, 4]);
        buys(&mut book, e, on, 1_000, &[3]);
        let of = |customer| habits(&book, Abc::B, ids.today).into_iter().find(|it| it.customer == customer).map(|it| it.recommended);
        assert_eq!(of(b), Some(vec![product(2), product(3)]));
        assert_eq!(of(c), Some(vec![]), "has everything the others bought");
        let alone = book.customer(b).expect("a customer");
        assert_eq!(Some(habit_of(alone, &book, ids.today).recommended), of(b));
    }

    #[test]
    fn the_upkeep_of_a_c_customer_is_compared_with_its_sales() {
        // C-16: ten contacts and 100,000 yuan of sales in all.
        let (mut book, ids) = shop();
        let [b, c, none] = [1, 2, 3].map(|of| customer(&mut book, &ids, of));
        let on = ids.today.plus(-5);
        for (of, yuan) in [(ids.acme, 80_000), (b, 16_000), (c, 4_000)] {
            buys(&mut book, of, on, yuan, &[1]);
        }
        let mut talks = |customer, n: u128, on| {
            for of in 0..n {
                let id = FollowUpId(Uuid::from_u128(customer_key(customer) * 100 + of));
                book.put(FollowUp { id, customer, by: ids.lin, on, made_at: Timestamp(0), ..contact() }.into());
            }
        };
        talks(ids.acme, 6, on);
        talks(c, 3, on);
        talks(none, 1, on);
        talks(b, 4, ids.today.plus_months(-12));
        let told: Vec<_> =
            upkeep(&book, Abc::C, ids.today).iter().map(|it| (it.customer, it.n_contacts, it.sold, it.takes_more_than_it_brings)).collect();
        assert_eq!(told, [(c, 3, Money::whole(4_000), true), (none, 1, Money::ZERO, true)], "30 % of the contacts for 4 % of the sales");
        let alone = book.customer(c).expect("a customer");
        assert_eq!(upkeep(&book, Abc::C, ids.today).first(), Some(&upkeep_of(alone, &book, ids.today)));
        // Expenses: those that name the customer, lie within the twelve months and are not voided.
        for (n, on, is_void) in [(1, on, false), (2, on, true), (3, ids.today.plus_months(-12), false), (4, ids.today, false)] {
            let profile = ExpenseProfile { on, amount: Money::whole(n), ..ExpenseProfile::default() };
            let voided = is_void.then(|| Voided { on, by: ids.lin, reason: String::new(), nets: false });
            let id = ExpenseId(Uuid::from_u128(n.unsigned_abs().into()));
            let (customer, customer_name, made_at) = (Some(c), String::new(), Timestamp(0));
            book.put(
                Expense {
                    id,
                    customer,
                    customer_name,
                    owner: ids.lin,
                    team: None,
                    made_by: ids.lin,
                    made_at,
                    clock_said: None,
                    voided,
                    profile,
                    review: None,
                }
                .into(),
            );
        }
        let spent: Vec<Money> = upkeep(&book, Abc::C, ids.today).iter().map(|it| it.spent).collect();
        assert_eq!(spent, [Money::whole(5), Money::ZERO]);
        let a = upkeep(&book, Abc::A, ids.today);
        assert_eq!(a.iter().map(|it| (it.n_contacts, it.takes_more_than_it_brings)).collect::<Vec<_>>(), [(6, false)]);
    }

    fn customer_key(customer: CustomerId) -> u128 {
        customer.0.as_u128() % 1_000
    }

    fn contact() -> FollowUp {
        FollowUp {
            id: FollowUpId::default(),
            customer: CustomerId::default(),
            by: crate::values::ids::PersonId::default(),
            team: None,
            on: Day::FIRST,
            method: crate::values::method::Method::Phone,
            content: String::new(),
            next_step: String::new(),
            next_on: None,
            expected_close: None,
            feedback: String::new(),
            activity: None,
            made_at: Timestamp(0),
            arrived_at: None,
            clock_said: None,
            review: None,
        }
    }
}
