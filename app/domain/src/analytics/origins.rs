//! Sales by where the business came from (业绩来源, E-06, SA-08). The origin is on the order, so these are sums over orders, not over facts.

use std::collections::BTreeMap;

use crate::calendar::Period;
use crate::fact::{self, Measure};
use crate::money::Money;
use crate::order::{Order, Origin};

/// What was sold in a period, by origin; `None` is what nobody said it of. Adds up to the sales of the period (A13).
pub fn by_origin<'a>(orders: impl IntoIterator<Item = &'a Order>, period: Period) -> BTreeMap<Option<Origin>, Money> {
    let mut sums: BTreeMap<Option<Origin>, Money> = BTreeMap::new();
    for order in orders {
        let sales = fact::of_order(order).into_iter().filter(|it| it.key.measure == Measure::SalesAmount && period.contains(it.key.on));
        let sold: Money = sales.map(|it| Money(it.value)).sum();
        if sold != Money::ZERO {
            let sum = sums.entry(order.terms.origin).or_default();
            *sum = *sum + sold;
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::analytics::{By, Figure, Filter, PointKey, breakdown, facts_of, totals};
    use crate::calendar::Day;
    use crate::sample::company;

    #[test]
    fn no_figure_loses_the_origin_or_the_product_line() {
        // SA-08, E-06: by origin and by product line, every month's sales are there, and nothing twice.
        let today = Day(20_591);
        let book = company(today).book();
        let facts = facts_of(&book);
        let lines: BTreeSet<String> = book.products().map(|it| it.line.clone()).collect();
        let mut seen = BTreeSet::new();
        for back in 0..12 {
            let period = Period::Month(crate::calendar::Month(today.month().0 - back));
            let sold = |filter: &Filter| totals(&facts, period, filter, &book).sum(Measure::SalesAmount);
            let all = sold(&Filter::default());
            let origins = by_origin(book.orders(), period);
            assert_eq!(origins.values().copied().sum::<Money>(), Money(all), "{period}");
            let by_line: i64 = lines.iter().map(|it| sold(&Filter { line: Some(it.clone()), ..Filter::default() })).sum();
            assert_eq!(by_line, all, "{period}");
            // The mix of the dashboard says the same, and each part of it opens to its own.
            let mix = breakdown(Figure::SalesAmount, By::Origin, &facts, period, &Filter::default(), &book);
            for (origin, sold_so) in &origins {
                let key = origin.map_or(PointKey::Unknown, PointKey::Origin);
                let point = mix.points.iter().find(|it| it.key == key).and_then(|it| it.value);
                assert_eq!(point, Some(sold_so.0), "{key:?} {period}");
                if origin.is_some() {
                    assert_eq!(sold(&Filter { origin: *origin, ..Filter::default() }), sold_so.0, "{key:?} {period}");
                }
            }
            let bands = book.company().price_bands.all();
            let by_band: i64 = bands.into_iter().map(|it| sold(&Filter { band: Some(it), ..Filter::default() })).sum();
            assert_eq!(by_band, all, "{period}");
            seen.extend(origins.into_keys());
        }
        assert!(Origin::ALL.into_iter().all(|it| seen.contains(&Some(it))), "the sample sells in every way: {seen:?}");
    }
}
