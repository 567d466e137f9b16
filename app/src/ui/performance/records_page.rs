//! The records behind a figure: each with what it contributes, and a sum that is the figure to the last cent.

use domain::analytics::{Figure, Unit, records_of};
use domain::money::Money;
use leptos::prelude::*;

use super::lens::Lens;
use super::lens_filter::chips_of;
use super::lens_in_url::LensInUrl;
use super::record_row::{RecordLine, RecordRow, row_of};
use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::book_note::{BookNote, face_of};
use crate::ui::kit::{EmptyState, ListFaces, PageHead, VirtualList, icons};
use crate::ui::owners::owner_name;

/// The records under the lens of the address.
#[component]
pub fn RecordsPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let url = LensInUrl::here();
    let rows = Memo::new(move |_| {
        let lens = url.lens.get();
        notebook.with(|book| {
            let records = records_of(&lens.measures(), lens.period, &lens.filter, book);
            let mut rows: Vec<RecordRow> = records.into_iter().filter_map(|it| row_of(&it, book)).collect();
            rows.sort_by(|a, b| b.on.cmp(&a.on).then_with(|| a.record.cmp(&b.record)));
            rows
        })
    });
    let title = move || url.lens.with(title_of);
    let note = move || {
        let lens = url.lens.get();
        let mut parts = vec![locale().period(lens.period), notebook.with(|book| owner_name(lens.owner(), book))];
        parts.extend(notebook.with(|book| chips_of(&lens, book)).into_iter().map(|(_, value)| value));
        parts.join(" · ")
    };
    let back = url.lens.with_untracked(|it| url.address(&it.with(|it| it.step = None)));
    let sum = move || written(&url.lens.get(), rows.with(|it| it.iter().map(|it| it.value).sum()));
    let value = move |it: i64| url.lens.with(|lens| written(lens, it));
    let row = move |it: Signal<RecordRow>| (move || view! { <RecordLine it=it.get() value/> }).into_any();
    view! {
        <PageHead title=Signal::derive(title) note=Signal::derive(note) back/>
        <ListFaces
            face=face_of(notebook, move || rows.with(Vec::is_empty))
            empty=|| view! { <EmptyState icon=icons::TABLE title=move || t!("performance.no_records") body=move || t!("performance.no_records_body")/> }
        >
            <div class="mb-2 flex items-baseline justify-between tabular-nums">
                <p class="text-sm text-quiet">{move || t!("performance.n_records", n = rows.with(Vec::len))}</p>
                <p class="font-semibold">{move || t!("performance.sum", of = url.lens.with(main_of), value = sum())}</p>
            </div>
            <VirtualList
                label=Signal::derive(title)
                each=rows
                row_height=64
                row
            />
        </ListFaces>
        <BookNote/>
    }
    .into_any()
}

fn title_of(lens: &Lens) -> String {
    match lens.step {
        Some(stage) => t!("performance.reached", stage = words::stage(stage)),
        None => words::figure(lens.figure).to_owned(),
    }
}

/// What the contributions are of: a ratio opens to its upper half.
fn main_of(lens: &Lens) -> &'static str {
    match (lens.step, lens.figure) {
        (Some(_), _) => t!("nav.opportunities"),
        (_, Figure::AverageOrder) => words::figure(Figure::SalesAmount),
        (_, Figure::CollectionRate) => words::figure(Figure::Collected),
        (_, Figure::WinRate) => t!("performance.won"),
        (_, figure) => words::figure(figure),
    }
}

fn written(lens: &Lens, value: i64) -> String {
    let is_money = lens.step.is_none() && (lens.figure.unit() == Unit::Money || lens.figure == Figure::CollectionRate);
    if is_money { locale().money_signed(Money(value)) } else { locale().count(value) }
}
