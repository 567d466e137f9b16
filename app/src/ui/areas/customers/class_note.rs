//! Notes by ABC class: for a B customer its buying habits and further products (C-15), for a C customer the cost of keeping it (C-16).

use domain::figures::habits::{habit_of, upkeep_of};
use domain::figures::segments::Abc;
use domain::records::customer::Customer;
use domain::values::money::Money;
use leptos::prelude::*;

use crate::i18n::locale;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Badge, Tone, icons};

/// The lines; none for an A customer, who is looked after by contract.
#[component]
pub fn ClassNote(customer: Customer, abc: Abc) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let lines = match abc {
        Abc::A => Vec::new(),
        Abc::B => notebook.peek(|book| {
            let habit = habit_of(&customer, book, today);
            let models: Vec<String> =
                habit.recommended.iter().filter_map(|it| book.product(*it)).map(|it| format!("{} {}", it.line, it.model)).collect();
            let often = habit.days_between.map(|n| t!("grades.buys_every", n = n));
            let worth = habit.average_order.map(|it| t!("grades.average_order", amount = locale().money_short(it)));
            let more = (!models.is_empty()).then(|| t!("grades.might_also_buy", products = models.join(", ")));
            often.into_iter().chain(worth).chain(more).collect()
        }),
        Abc::C => notebook.peek(|book| {
            let upkeep = upkeep_of(&customer, book, today);
            let spent = (Money::ZERO < upkeep.spent).then(|| t!("expenses.upkeep", amount = locale().money_short(upkeep.spent)));
            let told = t!("grades.upkeep", n = upkeep.n_contacts, amount = locale().money_short(upkeep.sold));
            [told].into_iter().chain(spent).collect()
        }),
    };
    let takes_more = abc == Abc::C && notebook.peek(|book| upkeep_of(&customer, book, today).takes_more_than_it_brings);
    view! {
        <div class="grid gap-1 text-sm" data-class=format!("{abc:?}")>
            {lines.into_iter().map(|it| view! { <p class="break-words">{it}</p> }).collect_view()}
            {takes_more.then(|| view! { <p><Badge label=move || t!("grades.takes_more") tone=Tone::Warning icon=icons::INFO/></p> })}
        </div>
    }
    .into_any()
}
