//! Which questions a figure can answer. A follow-up is of no product: asked for a product, the number of follow-ups is not zero, it is no question.

use super::{By, Figure, Filter};

/// Why a figure has no answer under a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barrier {
    /// What it counts is of no product.
    NoProduct,
    /// It is of an order as a whole, which may hold several products.
    WholeOrder,
    /// What it counts comes from no order, and so has no origin (E-06).
    NoOrigin,
    /// What it counts is not approved by anybody.
    NoReview,
}

/// What a figure counts under a filter that it can answer only by convention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caveat {
    /// An order counts for its main product alone.
    MainProduct,
}

impl Figure {
    /// Why it cannot answer what is narrowed so; nothing when it can.
    pub fn barrier(self, filter: &Filter) -> Option<Barrier> {
        let by_product = Some(filter.asks_for_products()).filter(|it| *it).and_then(|_| self.barrier_by(By::Product));
        let by_origin = filter.origin.and_then(|_| self.barrier_by(By::Origin));
        let by_review = Some(Barrier::NoReview).filter(|_| filter.approved_only && !self.is_reviewed());
        by_product.or(by_origin).or(by_review)
    }

    /// Why it cannot be broken down by this; nothing when it can.
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

    /// What is to be said beside its value under a filter.
    pub fn caveat(self, filter: &Filter) -> Option<Caveat> {
        let is_of_orders = matches!(self, Figure::Deals | Figure::Collected);
        (is_of_orders && filter.asks_for_products()).then_some(Caveat::MainProduct)
    }

    /// Whether what it counts is known to be approved or not (A33).
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
    fn a_question_that_has_no_answer_says_why() {
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
