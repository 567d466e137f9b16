//! What was agreed, as it is typed.

use domain::calendar::Day;
use domain::ids::ProductId;
use domain::money::{Money, Quantity};
use domain::order::{Line, OrderTerms};
use domain::refusal::{Refusal, Refusals};
use leptos::prelude::*;

use crate::ui::address::{of_word, word_of};
use crate::ui::typed;

/// The terms as they are typed.
#[derive(Clone, Copy)]
pub struct TermsWords {
    pub lines: RwSignal<Vec<LineWords>>,
    pub deal_on: RwSignal<String>,
    pub due_on: RwSignal<String>,
    pub origin: RwSignal<String>,
    pub note: RwSignal<String>,
}

/// One line as it is typed.
#[derive(Clone, Copy)]
pub struct LineWords {
    pub product: RwSignal<String>,
    pub quantity: RwSignal<String>,
    pub price: RwSignal<String>,
    key: u64,
}

impl LineWords {
    fn of(line: &Line) -> LineWords {
        LineWords::typed(line.product, typed::quantity(line.quantity), typed::money(line.price))
    }

    /// A line still to be filled in.
    pub fn fresh(product: ProductId) -> LineWords {
        LineWords::typed(product, "1".to_owned(), String::new())
    }

    fn typed(product: ProductId, quantity: String, price: String) -> LineWords {
        use std::sync::atomic::{AtomicU64, Ordering};
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let key = NEXT.fetch_add(1, Ordering::Relaxed);
        LineWords { product: RwSignal::new(product.to_string()), quantity: RwSignal::new(quantity), price: RwSignal::new(price), key }
    }

    /// What tells it from the other lines.
    pub fn key(&self) -> u64 {
        self.key
    }
}

impl TermsWords {
    /// As the terms have them.
    pub fn of(terms: &OrderTerms) -> TermsWords {
        TermsWords {
            lines: RwSignal::new(terms.lines.iter().map(LineWords::of).collect()),
            deal_on: RwSignal::new(terms.deal_on.to_string()),
            due_on: RwSignal::new(terms.due_on.map(|it| it.to_string()).unwrap_or_default()),
            origin: RwSignal::new(terms.origin.map(word_of).unwrap_or_default()),
            note: RwSignal::new(terms.note.clone()),
        }
    }

    /// The terms they make, or everything of them that cannot be read.
    pub fn read(self) -> Result<OrderTerms, Refusals> {
        let mut refusals = Refusals::default();
        let lines = self.lines.get();
        let mut read = Vec::with_capacity(lines.len());
        for (at, line) in lines.iter().enumerate() {
            let product: Option<ProductId> = line.product.get().parse().ok();
            let (quantity, price) = (line.quantity.get(), line.price.get());
            let reason = |text: &str| if text.trim().is_empty() { Refusal::Missing } else { Refusal::Malformed };
            let (quantity_read, price_read) = (Quantity::parse(&quantity), Money::parse(&price));
            refusals.refuse_if(product.is_none(), &format!("lines.{at}.product"), Refusal::Missing);
            refusals.refuse_if(quantity_read.is_none(), &format!("lines.{at}.quantity"), reason(&quantity));
            refusals.refuse_if(price_read.is_none(), &format!("lines.{at}.price"), reason(&price));
            if let (Some(product), Some(quantity), Some(price)) = (product, quantity_read, price_read) {
                read.push(Line { product, quantity, price });
            }
        }
        let (deal, due) = (Day::parse(&self.deal_on.get()), self.due_on.get());
        refusals.refuse_if(deal.is_none(), "deal_on", Refusal::Missing);
        refusals.refuse_if(!due.is_empty() && Day::parse(&due).is_none(), "due_on", Refusal::Malformed);
        refusals.into_result()?;
        Ok(OrderTerms {
            deal_on: deal.unwrap_or_default(),
            due_on: Day::parse(&due),
            lines: read,
            origin: of_word(&self.origin.get()),
            note: self.note.get(),
        })
    }
}
