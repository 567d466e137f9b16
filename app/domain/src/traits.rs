//! 成交客户特征 (C-22): what the customers who have bought have in common, so that more like them can be looked for. Computed, never kept.

use std::collections::BTreeMap;

use crate::book::Book;
use crate::calendar::Day;
use crate::customer::Scale;
use crate::grading::stood;

/// What those who bought have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    /// How many have bought.
    pub n: u32,
    /// How many of each industry; blank where nobody wrote it down.
    pub by_industry: BTreeMap<String, u32>,
    /// How many of each scale.
    pub by_scale: BTreeMap<Option<Scale>, u32>,
    /// Of how many somebody who decides is known (决策人).
    pub n_decision_maker_known: u32,
}

/// The traits of everybody with an order that stands on a day.
pub fn of_closed(book: &Book, today: Day) -> Traits {
    let mut traits = Traits::default();
    for customer in book.customers().filter(|it| book.orders_of(it.id).any(|it| stood(it, today))) {
        traits.n += 1;
        *traits.by_industry.entry(customer.profile.industry.clone()).or_default() += 1;
        *traits.by_scale.entry(customer.profile.scale).or_default() += 1;
        traits.n_decision_maker_known += u32::from(customer.profile.knows_decision_maker());
    }
    traits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::OrderId;
    use crate::order::Voided;
    use crate::sample::small;

    #[test]
    fn the_traits_of_those_who_bought_are_counted() {
        // C-22: industry, scale, decision maker.
        let (mut book, ids) = small();
        let acme = book.customer(ids.acme).expect("Acme").clone();
        let order = book.order(ids.order).expect("the order").clone();
        let of = |n: u128| uuid::Uuid::from_u128(n);
        for (n, industry, scale, decides, buys) in
            [(1, "制造业", Some(Scale::Large), true, true), (2, "软件", Some(Scale::Large), false, true), (3, "软件", None, true, false)]
        {
            let mut other = acme.clone();
            other.id = crate::ids::CustomerId(of(n));
            (other.profile.industry, other.profile.scale, other.profile.contact_decides) = (industry.to_owned(), scale, decides);
            if buys {
                book.put(crate::order::Order { id: OrderId(of(n)), customer: other.id, ..order.clone() }.into());
            }
            book.put(other.into());
        }
        let traits = of_closed(&book, ids.today);
        assert_eq!((traits.n, traits.n_decision_maker_known), (3, 1));
        assert_eq!(traits.by_industry, BTreeMap::from([("制造业".to_owned(), 2), ("软件".to_owned(), 1)]));
        assert_eq!(traits.by_scale, BTreeMap::from([(None, 1), (Some(Scale::Large), 2)]));
        // Whose only order was cancelled has not bought.
        let cancelled = Some(Voided { on: ids.today, by: ids.lin, reason: String::new() });
        book.put(crate::order::Order { cancelled, ..order }.into());
        assert_eq!((of_closed(&book, ids.today).n, of_closed(&book, ids.today.plus(-1)).n), (2, 3));
    }
}
