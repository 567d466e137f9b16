//! 成交客户特征 (C-22): the traits of customers who have bought, compared with all customers, to find more like them. Computed, never stored.

use std::collections::BTreeMap;

use crate::book::Book;
use crate::records::customer::{Customer, Scale};
use crate::records::order::stood;
use crate::values::calendar::Day;
use crate::values::ids::CustomerId;
use crate::values::ratio::{Ratio, ratio};

/// A customer trait.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trait {
    /// Empty when not recorded.
    Industry(String),
    Scale(Option<Scale>),
    /// Whether a decision maker is known (决策人).
    DecisionMaker(bool),
}

/// How many customers have a trait, among those who bought and among all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    pub of: Trait,
    /// How many of the buyers have it.
    pub n_bought: u32,
    /// How many of all customers have it.
    pub n_all: u32,
    /// Its share among the buyers; `None` while there are none.
    pub bought: Option<Ratio>,
    /// Its share among all customers.
    pub all: Option<Ratio>,
}

/// The traits of the buyers compared with those of all customers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TraitComparison {
    /// How many customers have bought.
    pub n_bought: u32,
    /// How many customers there are.
    pub n_all: u32,
    /// Every trait that occurs: industries, then scales, then the decision maker. Within each group, the most frequent among the buyers first.
    pub traits: Vec<Compared>,
}

/// Whether a customer has an order closed and not cancelled as of a day.
pub fn has_bought(customer: CustomerId, book: &Book, day: Day) -> bool {
    book.orders_of(customer).any(|it| stood(it, day))
}

/// Compares the traits of the customers who have bought by a day with the traits of all of them.
pub fn compare<'a>(customers: impl Iterator<Item = &'a Customer>, book: &Book, day: Day) -> TraitComparison {
    let (mut whole, mut industries, mut scales, mut decision_makers) =
        (Count::default(), BTreeMap::<&str, Count>::new(), BTreeMap::new(), BTreeMap::new());
    for customer in customers {
        let bought = has_bought(customer.id, book, day);
        let profile = &customer.profile;
        whole.add(bought);
        industries.entry(&profile.industry).or_default().add(bought);
        scales.entry(profile.scale).or_insert_with(Count::default).add(bought);
        decision_makers.entry(profile.knows_decision_maker()).or_insert_with(Count::default).add(bought);
    }
    let share = |n: u32, of: u32| ratio(n.into(), of.into());
    let compared = |of: Trait, count: Count| Compared {
        of,
        n_bought: count.n_bought,
        n_all: count.n_all,
        bought: share(count.n_bought, whole.n_bought),
        all: share(count.n_all, whole.n_all),
    };
    // The map is sorted by name and the sort is stable, so ties stay in name order.
    let most_first = |mut all: Vec<Compared>| {
        all.sort_by_key(|it| std::cmp::Reverse((it.n_bought, it.n_all)));
        all
    };
    let mut traits = most_first(industries.into_iter().map(|(it, count)| compared(Trait::Industry(it.to_owned()), count)).collect());
    traits.extend(most_first(scales.into_iter().map(|(it, count)| compared(Trait::Scale(it), count)).collect()));
    traits.extend(most_first(decision_makers.into_iter().map(|(it, count)| compared(Trait::DecisionMaker(it), count)).collect()));
    TraitComparison { n_bought: whole.n_bought, n_all: whole.n_all, traits }
}

/// Buyers and all customers.
#[derive(Clone, Copy, Default)]
struct Count {
    n_bought: u32,
    n_all: u32,
}

impl Count {
    fn add(&mut self, bought: bool) {
        (self.n_bought, self.n_all) = (self.n_bought + u32::from(bought), self.n_all + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::order::Voided;
    use crate::sample::small;
    use crate::values::ids::OrderId;

    #[test]
    fn the_traits_of_those_who_bought_are_counted() {
        // C-22: industry, scale and decision maker, among the buyers and among all.
        let (mut book, ids) = small();
        let acme = book.customer(ids.acme).expect("Acme").clone();
        let order = book.order(ids.order).expect("the order").clone();
        let of = |n: u128| uuid::Uuid::from_u128(n);
        for (n, industry, scale, decides, buys) in
            [(1, "制造业", Some(Scale::Large), true, true), (2, "软件", Some(Scale::Large), false, true), (3, "软件", None, true, false)]
        {
            let mut other = acme.clone();
            other.id = crate::values::ids::CustomerId(of(n));
            (other.profile.industry, other.profile.scale, other.profile.contact_decides) = (industry.to_owned(), scale, decides);
            if buys {
                book.put(crate::records::order::Order { id: OrderId(of(n)), customer: other.id, ..order.clone() }.into());
            }
            book.put(other.into());
        }
        let four = |it: &&Customer| it.id == ids.acme || [1, 2, 3].map(of).contains(&it.id.0);
        let compared = |book: &Book, day: Day| compare(book.customers().filter(four), book, day);
        let found = compared(&book, ids.today);
        assert_eq!((found.n_bought, found.n_all), (3, 4));
        // Of three buyers and four customers.
        let line = |of: Trait, n_bought: u32, n_all: u32| Compared {
            of,
            n_bought,
            n_all,
            bought: ratio(n_bought.into(), 3),
            all: ratio(n_all.into(), 4),
        };
        let expected = [
            line(Trait::Industry("制造业".to_owned()), 2, 2),
            line(Trait::Industry("软件".to_owned()), 1, 2),
            line(Trait::Scale(Some(Scale::Large)), 2, 2),
            line(Trait::Scale(None), 1, 2),
            line(Trait::DecisionMaker(false), 2, 2),
            line(Trait::DecisionMaker(true), 1, 2),
        ];
        assert_eq!(found.traits, expected);
        // A customer whose only order was cancelled has not bought. Without buyers there is no share of buyers.
        let cancelled = Some(Voided { on: ids.today, by: ids.lin, reason: String::new(), nets: false });
        book.put(crate::records::order::Order { cancelled, ..order }.into());
        assert_eq!((compared(&book, ids.today).n_bought, compared(&book, ids.today.plus(-1)).n_bought), (2, 3));
        let nobody = compared(&book, Day(0));
        assert_eq!((nobody.n_bought, nobody.traits[0].bought, nobody.traits[0].all), (0, None, ratio(1, 2)));
    }
}
