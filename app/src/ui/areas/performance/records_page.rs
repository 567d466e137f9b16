//! Records behind a figure, each with its contribution to every sum the figure is computed from.

use domain::book::Book;
use domain::figures::analytics::{records_of, totals};
use domain::figures::fulfilment::{Aspect, FulfilmentPart};
use domain::records::order::Order;
use domain::values::calendar::Day;
use domain::values::field::Field;
use leptos::prelude::*;

use super::lens::Lens;
use super::lens_filter::chips_of;
use super::lens_in_url::LensInUrl;
use super::record_columns::{RecordColumn, columns_of, name_of_aspect, result_of, result_of_aspect, values_of_aspect};
use super::record_row::{RecordLine, RecordRow, row_of, row_of_order};
use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::fields::owners::owner_name;
use crate::ui::kit::{EmptyState, ListFaces, PageHead, VirtualList, icons};
use crate::ui::records::book_note::{BookNote, face_of};

/// Content of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Listed {
    rows: Vec<RecordRow>,
    /// The figure and the sums it is computed from.
    result: String,
}

/// The records for the lens in the URL.
#[component]
pub fn RecordsPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let url = LensInUrl::here();
    let listed = Memo::new(move |_| {
        let (lens, today) = (url.get(), notebook.today());
        let mut listed = match lens.aspect {
            Some(aspect) => notebook.with(|book| of_aspect(aspect, &lens, today, book)),
            None => {
                let facts = notebook.facts();
                notebook.with(|book| {
                    let records = records_of(&lens.parts(), lens.period, &lens.filter, book);
                    let sum = |at: usize| records.iter().map(|it| it.values[at]).fold(0, i64::saturating_add);
                    let sums: Vec<i64> = (0..lens.parts().len()).map(sum).collect();
                    let result = result_of(&lens, &totals(&facts, lens.period, &lens.filter, book), &sums);
                    Listed { rows: records.iter().filter_map(|it| row_of(it, book)).collect(), result }
                })
            }
        };
        listed.rows.sort_by(|a, b| b.on.cmp(&a.on).then_with(|| a.record.cmp(&b.record)));
        listed
    });
    let rows = Memo::new(move |_| listed.with(|it| it.rows.clone()));
    let columns = Memo::new(move |_| url.with(columns_of));
    let title = move || url.with(title_of);
    let note = move || {
        let lens = url.get();
        let mut parts = vec![locale().period(lens.period), notebook.with(|book| owner_name(lens.owner(), book))];
        // A fulfilment aspect reads whose an order is, and no other filter.
        let reads = |field: Field| lens.aspect.is_none() || field == Field::Credited;
        let chips = notebook.with(|book| chips_of(&lens, book));
        parts.extend(chips.into_iter().filter(|it| reads(it.0)).map(|it| it.1));
        parts.join(" · ")
    };
    let back = url.with_untracked(|lens| url.address(&lens.with(|it| (it.step, it.aspect) = (None, None))));
    let row = move |it: Signal<RecordRow>| (move || view! { <RecordLine row=it.get() columns=columns.get()/> }).into_any();
    view! {
        <PageHead title=Signal::derive(title) note=Signal::derive(note) back/>
        <ListFaces
            face=face_of(notebook, move || rows.with(Vec::is_empty))
            empty=|| view! { <EmptyState icon=icons::TABLE title=move || t!("performance.no_records") body=move || t!("performance.no_records_body")/> }
        >
            <div class="mb-2 flex flex-wrap items-baseline justify-between gap-x-4 tabular-nums">
                <p class="text-sm text-quiet">{move || t!("performance.n_records", n = rows.with(Vec::len))}</p>
                <p class="font-semibold">{move || listed.with(|it| it.result.clone())}</p>
            </div>
            <Headings columns/>
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

/// Column names on wide screens; on a phone each row names its numbers.
#[component]
fn Headings(columns: Memo<Vec<RecordColumn>>) -> impl IntoView {
    let heading = |it: RecordColumn| view! { <span class="w-32 shrink-0 text-end">{it.title}</span> };
    view! {
        <div class="hidden justify-end gap-3 px-4 pb-1 text-xs text-quiet sm:flex" aria-hidden="true">
            {move || columns.get().into_iter().map(heading).collect_view()}
        </div>
    }
}

/// The orders of a fulfilment aspect.
fn of_aspect(aspect: Aspect, lens: &Lens, today: Day, book: &Book) -> Listed {
    let counts = |it: &&Order| lens.filter.credited.counts(lens.owner(), (it.owner, it.team), it.customer, book);
    let orders: Vec<&Order> = book.orders().filter(counts).collect();
    let parts = aspect.parts(orders, lens.period, today, book);
    let row = |part: &FulfilmentPart| {
        let order = book.order(part.order)?;
        Some(RecordRow { values: values_of_aspect(aspect, part), when: days_of(aspect, part), on: part.from, ..row_of_order(order, book) })
    };
    Listed { result: result_of_aspect(aspect, &parts), rows: parts.iter().filter_map(row).collect() }
}

/// The first and last day counted.
fn days_of(aspect: Aspect, part: &FulfilmentPart) -> String {
    let from = locale().day(part.from);
    let until = part.until.map(|it| locale().day(it));
    match (aspect, until) {
        (Aspect::GrossMargin, _) => from,
        (Aspect::SalesCycle, Some(until)) => t!("performance.days.opened", from = from, until = until),
        (Aspect::FirstContact, Some(until)) => t!("performance.days.contacted", from = from, until = until),
        (_, Some(until)) => t!("performance.days.delivered", from = from, until = until),
        (_, None) => t!("performance.days.not_delivered", from = from),
    }
}

fn title_of(lens: &Lens) -> String {
    match (lens.aspect, lens.step) {
        (Some(aspect), _) => name_of_aspect(aspect).to_owned(),
        (None, Some(stage)) => t!("performance.reached", stage = words::stage(stage)),
        (None, None) => words::figure(lens.figure).to_owned(),
    }
}
