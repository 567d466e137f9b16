//! Which queries a figure can answer. Follow-ups, for example, have no product: filtered by product, their number is undefined rather than zero.

use super::{By, Figure, Filter};

/// Why a figure has no value under a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barrier {
    /// Its facts have no product.
    NoProduct,
    /// It is defined for whole orders, which may contain several products.
    WholeOrder,
    /// Its facts do not come from orders and have no origin (E-06).
    NoOrigin,
    /// Its facts are not subject to review.
    NoReview,
}

/// A convention that a figure follows under a filter and that must be shown with its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caveat {
    /// An order counts for its main product only.
    MainProduct,
}

impl Figure {
    /// Why the figure has no value under this filter; `None` when it has one.
    pub fn barrier(self, filter: &Filter) -> Option<Barrier> {
        let by_product = Some(filter.asks_for_products()).filter(|it| *it).and_then(|_| self.barrier_by(By::Product));
        let by_origin = filter.origin.and_then(|_| self.barrier_by(By::Origin));
        let by_review = Some(Barrier::NoReview).filter(|_| filter.approved_only && !self.is_reviewed());
        by_product.or(by_origin).or(by_review)
    }

    /// Why the figure cannot be broken down this way; `None` when it can.
    pub fn barrier_by(self, by: By) -> Option<Barrier> {
        match by {
            By::Line | By::Product | By::Module | By::PriceBand => match self {
                Figure::SalesAmount | Figure::Deals | Figure::Collected | Figure::WinRate => None,
                Figure::AverageOrder | Figure::CollectionRate => Some(Barrier::WholeOrder),
                Figure::FollowUps | Figure::Activities | Figure::SellingExpense => Some(Barrier::NoProduct),
            },
            By::Origin => Some(Barrier::NoOrigin).filter(|_| !self.has_origin()),
            _ => None,
        }
    }

    /// The caveat to show with its value under this filter.
    pub fn caveat(self, filter: &Filter) -> Option<Caveat> {
        let is_of_orders = matches!(self, Figure::Deals | Figure::Collected);
        (is_of_orders && filter.asks_for_products()).then_some(Caveat::MainProduct)
    }

    /// Whether its facts are known to be approved or not (A33).
    fn is_reviewed(self) -> bool {
        match self {
            Figure::SalesAmount
            | Figure::Deals
            | Figure::AverageOrder
            | Figure::Collected
            | Figure::CollectionRate
            | Figure::SellingExpense => true,
            Figure::WinRate | Figure::FollowUps | Figure::Activities => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::order::Origin;
    use crate::values::ids::ProductId;

    #[test]
    fn an_unanswerable_filter_gives_its_barrier() {
        let product = Filter { product: Some(ProductId::default()), ..Filter::default() };
        let module = Filter { module: Some("采集".into()), ..Filter::default() };
        let origin = Filter { origin: Some(Origin::Repurchase), ..Filter::default() };
        let approved = Filter { approved_only: true, ..Filter::default() };
        for (figure, of_product, of_origin, of_approved) in [
            (Figure::SalesAmount, None, None, None),
            (Figure::AverageOrder, Some(Barrier::WholeOrder), None, None),
            (Figure::CollectionRate, Some(Barrier::WholeOrder), None, None),
            (Figure::WinRate, None, Some(Barrier::NoOrigin), Some(Barrier::NoReview)),
            (Figure::FollowUps, Some(Barrier::NoProduct), Some(Barrier::NoOrigin), Some(Barrier::NoReview)),
            (Figure::SellingExpense, Some(Barrier::NoProduct), Some(Barrier::NoOrigin), None),
        ] {
            assert_eq!((figure.barrier(&product), figure.barrier(&module)), (of_product, of_product), "{figure:?}");
            assert_eq!((figure.barrier(&origin), figure.barrier(&approved)), (of_origin, of_approved), "{figure:?}");
            assert_eq!(figure.barrier(&Filter::default()), None, "{figure:?}");
        }
        assert_eq!(Figure::Deals.caveat(&product), Some(Caveat::MainProduct));
        assert_eq!((Figure::Deals.caveat(&origin), Figure::SalesAmount.caveat(&product)), (None, None));
    }
}
