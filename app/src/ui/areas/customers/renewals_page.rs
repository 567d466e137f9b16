//! 客户续约分析表: contracts that end, the nearest first, with the facts that decide a renewal (C-14, C-18).

use domain::views::renewal::{Renewal, renewals};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::state::customer_name;
use crate::t;
use crate::ui::kit::{Badge, EmptyState, ListFaces, PageHead, PrintButton, Tone, icons};
use crate::ui::records::book_note::{BookNote, face_unless};
use crate::ui::url::routes::{self, paths};

/// The page.
#[component]
pub fn RenewalsPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let rows =
        notebook.see(move |book| renewals(book, today).into_iter().map(|it| (customer_name(book, it.customer), it)).collect::<Vec<_>>());
    let face = face_unless(notebook, move || !notebook.actor().may_see_sales(), move || rows.with(Vec::is_empty));
    let empty = || view! { <EmptyState icon=icons::CUSTOMERS title=move || t!("grades.renewals.empty") body=move || t!("grades.renewals.empty_body")/> };
    view! {
        <PageHead title=move || t!("grades.renewals.title") back=routes::CUSTOMERS>
            <PrintButton/>
        </PageHead>
        <ListFaces face empty>
            <ul class="grid gap-3 lg:grid-cols-2">
                {move || rows.get().into_iter().map(|(name, renewal)| view! { <li><RenewalCard name renewal/></li> }).collect_view()}
            </ul>
        </ListFaces>
        <BookNote/>
    }
    .into_any()
}

#[component]
fn RenewalCard(name: String, renewal: Renewal) -> impl IntoView {
    let today = expect_context::<Notebook>().today();
    let (is_due, is_over, abc, intention) = (renewal.is_due(today), renewal.ends_on < today, renewal.abc, renewal.intention);
    let due = move || if is_over { t!("grades.renewals.over") } else { t!("grades.renewals.due") };
    let year = match renewal.average_order {
        Some(average) => {
            let (sold, average) = (locale().money_short(renewal.sold_in_a_year), locale().money_short(average));
            t!("grades.renewals.year", amount = sold, n = renewal.n_in_a_year, average = average)
        }
        None => t!("grades.renewals.no_orders").to_owned(),
    };
    let mut lines = vec![year];
    lines.extend(renewal.last_order_on.map(|on| t!("grades.renewals.last", on = locale().day(on))));
    lines.extend(renewal.has_repurchased.then(|| t!("grades.renewals.again").to_owned()));
    lines.extend(Some(renewal.churn_risk).filter(|it| !it.is_empty()).map(|risk| t!("grades.renewals.risk", risk = risk)));
    lines.extend(Some(renewal.next_step).filter(|it| !it.is_empty()).map(|step| t!("grades.renewals.next", step = step)));
    view! {
        <A href=paths::customer(renewal.customer) attr:class="pressable grid gap-2 rounded-box border border-base-300 bg-base-100 p-4">
            <p class="font-medium break-words">{name}</p>
            <p class="flex flex-wrap gap-2">
                <Badge label=move || t!("grades.abc", abc = format!("{abc:?}"))/>
                <Badge label=move || t!("grades.renewals.ends", on = locale().day(renewal.ends_on)) tone=Signal::stored(if is_over { Tone::Error } else { Tone::Neutral })/>
                {is_due.then(|| view! { <Badge label=due tone=Tone::Warning icon=icons::INFO/> })}
                {intention.map(|it| view! { <Badge label=move || words::renewal(it)/> })}
            </p>
            {lines.into_iter().map(|it| view! { <p class="text-sm break-words text-quiet">{it}</p> }).collect_view()}
        </A>
    }
    .into_any()
}
