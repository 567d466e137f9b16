//! Most urgent flag of a customer in a list: overdue money, else missing evidence. Computed for visible rows only.

use domain::book::Book;
use domain::values::calendar::Day;
use domain::values::ids::CustomerId;
use domain::views::evidence;
use leptos::prelude::*;

use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Badge, OverdueBadge, Tone};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CustomerWarning {
    Overdue { days: i32 },
    Lacks,
}

fn flag_of(id: CustomerId, book: &Book, today: Day) -> Option<CustomerWarning> {
    let days = book.orders_of(id).map(|it| it.days_overdue(today)).max().filter(|it| 0 < *it);
    days.map(|days| CustomerWarning::Overdue { days }).or_else(|| evidence::lacks(id, book).then_some(CustomerWarning::Lacks))
}

/// The flag in words; empty without one.
pub fn flag_words(id: CustomerId, book: &Book, today: Day) -> String {
    flag_of(id, book, today).map_or_else(String::new, |warning| match warning {
        CustomerWarning::Overdue { days } => t!("kit.overdue", n = days),
        CustomerWarning::Lacks => t!("evidence.missing.badge").to_owned(),
    })
}

/// The badge; empty without a flag.
#[component]
pub fn CustomerFlag(#[prop(into)] id: Signal<CustomerId>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let flag = Memo::new(move |_| notebook.with(|book| flag_of(id.get(), book, notebook.today())));
    move || {
        flag.get().map(|warning| match warning {
            CustomerWarning::Overdue { days } => view! { <OverdueBadge days=Signal::stored(days)/> }.into_any(),
            CustomerWarning::Lacks => view! { <Badge label=move || t!("evidence.missing.badge") tone=Tone::Warning/> }.into_any(),
        })
    }
}
