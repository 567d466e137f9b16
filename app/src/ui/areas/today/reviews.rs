//! Items that wait for this user's review, and those returned to this user. Hidden when there are none.

use domain::records::review::Matter;
use domain::values::kpi_name::KpiName;
use domain::views::review_queue;
use domain::views::review_queue::Returned;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::i18n::{kpi_words, locale};
use crate::local::Notebook;
use crate::state::{customer_name, person_name};
use crate::t;
use crate::ui::kit::{Icon, Section, icons};
use crate::ui::url::routes::{self, paths};

/// Maximum number of returned items shown; the rest follows as these are answered.
const MOST: usize = 10;

/// The line of waiting items and the list of returned ones.
#[component]
pub fn Reviews() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let n_waiting = Memo::new(move |_| {
        let actor = notebook.actor();
        notebook.with(|book| review_queue::queue(book, &actor).iter().filter(|it| it.is_first).count())
    });
    let returned = Memo::new(move |_| {
        let person = notebook.actor().person;
        notebook.with(|book| review_queue::returned_to(book, person))
    });
    view! {
        <Show when=move || 0 < n_waiting.get()>
            <A href=routes::REVIEW attr:class="pressable flex min-h-14 items-center gap-3 rounded-box border border-base-300 bg-base-100 px-4">
                <Icon name=icons::CONFIRMED class="size-5 text-primary"/>
                <span class="flex-1 font-medium">{move || t!("review.n_waiting", n = n_waiting.get())}</span>
                <Icon name=icons::FORWARD class="size-4 text-quiet"/>
            </A>
        </Show>
        <Show when=move || returned.with(|it| !it.is_empty())>
            <Section title=move || t!("review.n_returned", n = returned.with(Vec::len))>
                <ul class="-my-2 divide-y divide-base-200">
                    <For each=move || returned.get().into_iter().take(MOST) key=|it| (it.matter, it.back.at) let(returned)>
                        <ReturnedRow returned/>
                    </For>
                </ul>
            </Section>
        </Show>
    }
    .into_any()
}

#[component]
fn ReturnedRow(returned: Returned) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let to = match returned.matter {
        Matter::Order { order } | Matter::Payment { order, .. } => paths::order(order),
        Matter::Opportunity { opportunity } => paths::opportunity(opportunity),
        Matter::FollowUp { .. } => paths::customer(returned.customer.unwrap_or_default()),
        Matter::Expense { expense } => paths::expense(expense),
        Matter::KpiEntry { entry } => paths::kpi_entry(entry),
    };
    let (customer, by) = notebook.peek(|book| {
        let kpi = match returned.matter {
            Matter::KpiEntry { entry } => book.kpi_entry(entry).map(|it| kpi_words::name(KpiName::Own(it.kpi), book)),
            _ => None,
        };
        let without = || kpi.unwrap_or_else(|| t!("expenses.one").to_owned());
        let customer = returned.customer.map_or_else(without, |it| customer_name(book, it));
        (customer, person_name(book, returned.back.by))
    });
    let (reason, amount) = (returned.back.reason, returned.amount);
    view! {
        <li>
            <A href=to attr:class="pressable -mx-4 flex min-h-14 items-center gap-3 px-4 py-1">
                <span class="min-w-0 flex-1">
                    <span class="flex justify-between gap-2">
                        <span class="min-w-0 font-medium break-words">{customer}</span>
                        <span class="shrink-0 tabular-nums">{move || amount.map(|it| locale().money_short(it))}</span>
                    </span>
                    <span class="block text-xs break-words text-quiet">{move || t!("kit.said", what = by, words = reason)}</span>
                </span>
                <Icon name=icons::FORWARD class="size-4 text-quiet"/>
            </A>
        </li>
    }
}
