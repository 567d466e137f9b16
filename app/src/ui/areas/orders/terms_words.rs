//! The terms of an order as typed.

use domain::records::order::{Instalment, Line, OrderTerms};
use domain::values::calendar::Day;
use domain::values::field::{Field, InstalmentPart, LinePart};
use domain::values::ids::ProductId;
use domain::values::json::{of_word, word_of};
use domain::values::money::{Money, Quantity, Share};
use domain::values::refusal::{Refusal, Refusals};
use leptos::prelude::*;

use crate::state::typed;

/// The fields of the terms.
#[derive(Clone, Copy)]
pub struct TermsWords {
    pub lines: RwSignal<Vec<LineWords>>,
    pub deal_on: RwSignal<String>,
    pub due_on: RwSignal<String>,
    pub deliver_by: RwSignal<String>,
    pub instalments: RwSignal<Vec<InstalmentWords>>,
    pub origin: RwSignal<String>,
    pub note: RwSignal<String>,
}

/// The fields of one line.
#[derive(Clone, Copy)]
pub struct LineWords {
    pub product: RwSignal<String>,
    pub quantity: RwSignal<String>,
    pub price: RwSignal<String>,
    pub discount: RwSignal<String>,
    pub cost: RwSignal<String>,
    key: u64,
}

/// The fields of one instalment.
#[derive(Clone, Copy)]
pub struct InstalmentWords {
    pub due_on: RwSignal<String>,
    pub amount: RwSignal<String>,
    pub prepaid: RwSignal<bool>,
    key: u64,
}

impl LineWords {
    fn of(line: &Line) -> LineWords {
        let words = LineWords::typed(line.product, typed::quantity(line.quantity), typed::money(line.price));
        if !line.discount.is_none() {
            words.discount.set(typed::percent(line.discount));
        }
        words.cost.set(line.cost.map(typed::money).unwrap_or_default());
        words
    }

    /// An empty line with quantity 1.
    pub fn fresh(product: ProductId) -> LineWords {
        LineWords::typed(product, "1".to_owned(), String::new())
    }

    fn typed(product: ProductId, quantity: String, price: String) -> LineWords {
        LineWords {
            product: RwSignal::new(product.to_string()),
            quantity: RwSignal::new(quantity),
            price: RwSignal::new(price),
            discount: RwSignal::new(String::new()),
            cost: RwSignal::new(String::new()),
            key: next_key(),
        }
    }

    /// Identifies the line in a keyed list.
    pub fn key(&self) -> u64 {
        self.key
    }

    fn read(&self, at: usize, refusals: &mut Refusals) -> Option<Line> {
        let product: Option<ProductId> = self.product.get().parse().ok();
        refusals.refuse_if(product.is_none(), Field::LineOf(at, LinePart::Product), Refusal::Missing);
        let quantity = needed(Field::LineOf(at, LinePart::Quantity), &self.quantity.get(), Quantity::parse, refusals);
        let price = needed(Field::LineOf(at, LinePart::Price), &self.price.get(), Money::parse, refusals);
        let discount = typed::optional(Field::LineOf(at, LinePart::Discount), &self.discount.get(), Share::parse_percent, refusals);
        let cost = typed::optional(Field::LineOf(at, LinePart::Cost), &self.cost.get(), Money::parse, refusals);
        Some(Line { product: product?, quantity: quantity?, price: price?, discount: discount.unwrap_or(Share::NONE), cost })
    }
}

impl InstalmentWords {
    fn of(instalment: &Instalment) -> InstalmentWords {
        InstalmentWords::typed(instalment.due_on.to_string(), typed::money(instalment.amount), instalment.prepaid)
    }

    /// An empty instalment, with this amount if it is known.
    pub fn fresh(amount: Option<Money>) -> InstalmentWords {
        InstalmentWords::typed(String::new(), amount.map(typed::money).unwrap_or_default(), false)
    }

    fn typed(due_on: String, amount: String, prepaid: bool) -> InstalmentWords {
        let (due_on, amount) = (RwSignal::new(due_on), RwSignal::new(amount));
        InstalmentWords { due_on, amount, prepaid: RwSignal::new(prepaid), key: next_key() }
    }

    /// Identifies the instalment in a keyed list.
    pub fn key(&self) -> u64 {
        self.key
    }

    fn read(&self, at: usize, refusals: &mut Refusals) -> Option<Instalment> {
        let due_on = needed(Field::InstalmentOf(at, InstalmentPart::DueOn), &self.due_on.get(), Day::read, refusals);
        let amount = needed(Field::InstalmentOf(at, InstalmentPart::Amount), &self.amount.get(), Money::parse, refusals);
        Some(Instalment { due_on: due_on?, amount: amount?, prepaid: self.prepaid.get() })
    }
}

impl TermsWords {
    /// Fields filled from the terms.
    pub fn of(terms: &OrderTerms) -> TermsWords {
        let day = |day: Option<Day>| RwSignal::new(day.map(|it| it.to_string()).unwrap_or_default());
        TermsWords {
            lines: RwSignal::new(terms.lines.iter().map(LineWords::of).collect()),
            deal_on: RwSignal::new(terms.deal_on.to_string()),
            due_on: day(terms.due_on),
            deliver_by: day(terms.deliver_by),
            instalments: RwSignal::new(terms.instalments.iter().map(InstalmentWords::of).collect()),
            origin: RwSignal::new(terms.origin.map(word_of).unwrap_or_default()),
            note: RwSignal::new(terms.note.clone()),
        }
    }

    /// The sum of the lines minus the instalments; `None` if it is zero. Skips what cannot be parsed.
    pub fn uncovered(self) -> Option<Money> {
        let mut ignored = Refusals::default();
        let agreed: Money = self.lines.get().iter().filter_map(|it| it.read(0, &mut ignored)).map(|it| it.amount()).sum();
        let covered: Money = self.instalments.get().iter().filter_map(|it| Money::parse(&it.amount.get()).ok()).sum();
        Some(agreed - covered).filter(|it| *it != Money::ZERO)
    }

    /// Parses the fields into terms. Returns every field that cannot be parsed.
    pub fn read(self) -> Result<OrderTerms, Refusals> {
        let mut refusals = Refusals::default();
        let lines = self.lines.get().iter().enumerate().map(|(at, it)| it.read(at, &mut refusals)).collect::<Vec<_>>();
        let instalments = self.instalments.get().iter().enumerate().map(|(at, it)| it.read(at, &mut refusals)).collect::<Vec<_>>();
        let deal_on = needed(Field::DealOn, &self.deal_on.get(), Day::read, &mut refusals);
        let due_on = typed::optional(Field::DueOn, &self.due_on.get(), Day::read, &mut refusals);
        let deliver_by = typed::optional(Field::DeliverBy, &self.deliver_by.get(), Day::read, &mut refusals);
        refusals.into_result()?;
        Ok(OrderTerms {
            deal_on: deal_on.unwrap_or_default(),
            due_on,
            lines: lines.into_iter().flatten().collect(),
            origin: of_word(&self.origin.get()),
            note: self.note.get(),
            deliver_by,
            instalments: instalments.into_iter().flatten().collect(),
        })
    }
}

fn next_key() -> u64 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

fn needed<T>(field: Field, text: &str, read: fn(&str) -> Result<T, Refusal>, refusals: &mut Refusals) -> Option<T> {
    refusals.keep(field, read(text))
}
