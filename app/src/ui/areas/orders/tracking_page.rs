//! 订单跟踪表 (O-01): twelve columns for all orders in reach, with filters and print.

use std::time::Duration;

use domain::values::text::is_blank;
use leptos::ev;
use leptos::leptos_dom::helpers::window_event_listener;
use leptos::prelude::*;

use super::tracked::{TrackFilter, TrackIndex};
use super::tracking_at_desk::TrackingAtDesk;
use super::tracking_filters::TrackingFilters;
use super::tracking_table::{TrackingTable, lines, status_words};
use crate::i18n::locale;
use crate::local::Notebook;
use crate::t;
use crate::ui::fields::owners::owner_name;
use crate::ui::kit::{
    ButtonLink, EmptyState, GridState, GridTools, IconButton, ListFaces, PageHead, Picks, PrintButton, icons, use_desk, when_typing_rests,
};
use crate::ui::records::book_note::{BookNote, face_unless};
use crate::ui::url::{UrlState, routes};

/// Rows per page on the screen: few enough for a phone to render at once.
const ON_SCREEN: usize = 50;
/// Maximum number of printed rows.
const ON_PAPER: usize = 500;
/// Delay before printing, so that the printed rows are rendered first.
const A_MOMENT: Duration = Duration::from_millis(50);

/// The page.
#[component]
pub fn TrackingPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let is_printing = RwSignal::new(false);
    let before = window_event_listener(ev::beforeprint, move |_| is_printing.set(true));
    let after = window_event_listener(ev::afterprint, move |_| is_printing.set(false));
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
    let print = move || {
        is_printing.set(true);
        set_timeout(|| drop(window().print()), A_MOMENT);
    };
    let may_read = Memo::new(move |_| notebook.actor().may_see_sales());
    view! {
        <PageHead title=move || t!("tracking.title") back=routes::ORDER_TRACK>
            <div class="hidden md:block"><ButtonLink label=move || t!("nav.orders_module") to=routes::ORDERS icon=icons::ORDER/></div>
            <Show when=move || may_read.get()>
                <PrintButton on_press=print/>
            </Show>
        </PageHead>
        <Table is_printing may_read/>
    }
    .into_any()
}

#[component]
fn Table(is_printing: RwSignal<bool>, may_read: Memo<bool>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let url = UrlState::<TrackFilter>::here();
    let typed = RwSignal::new(url.with_untracked(|it| it.search.clone()));
    // The table follows each keystroke; the address is updated only when typing pauses.
    let asked = Memo::new(move |_| url.get().searching(typed.get()));
    when_typing_rests(typed, move |search| url.change(|it| *it = it.clone().searching(search)));
    let index = Memo::new(move |_| notebook.with(|book| TrackIndex::of(book, notebook.today())));
    let found = Memo::new(move |_| index.with(|index| notebook.with(|book| asked.with(|it| it.select(index, book)))));
    let n_found = Memo::new(move |_| found.with(Vec::len));
    let (is_desk, grid) = (use_desk(), GridState::of("tracking", Picks::none()));
    // Paper has every row below each other, with its texts in full.
    let is_grid = Memo::new(move |_| is_desk.get() && !is_printing.get());
    let page = Memo::new(move |_| asked.with(|it| it.page).min(n_found.get().saturating_sub(1) / ON_SCREEN));
    let range = Memo::new(move |_| match is_printing.get() {
        true => 0..n_found.get().min(ON_PAPER),
        false => page.get() * ON_SCREEN..n_found.get().min((page.get() + 1) * ON_SCREEN),
    });
    let rows = Memo::new(move |_| {
        if is_grid.get() {
            return Vec::new();
        }
        let shown: Vec<_> = found.with(|it| it.get(range.get()).unwrap_or_default().to_vec());
        notebook.with(|book| lines(&shown, notebook.today(), book))
    });
    let turn = move |to: usize| {
        url.change(|it| *it = TrackFilter { page: to, ..asked.get_untracked() });
        window().scroll_to_with_x_and_y(0.0, 0.0);
    };
    let face = face_unless(notebook, move || !may_read.get(), move || n_found.get() == 0);
    let is_narrowed = Memo::new(move |_| asked.with(|it| 0 < it.n_filters() || !is_blank(&it.search)));
    let about = move || {
        let asked = asked.get();
        let mut parts = vec![notebook.with(|book| owner_name(asked.owner, book))];
        parts.extend(asked.period.map(|it| locale().period(it)));
        parts.extend(asked.due.map(|it| format!("{} {}", t!("tracking.due"), locale().period(it))));
        parts.extend(asked.status.map(|it| status_words(it).to_owned()));
        parts.extend(asked.with_anomaly.then(|| t!("tracking.with_anomaly").to_owned()));
        parts.extend(asked.late.then(|| t!("tracking.late").to_owned()));
        parts.extend(Some(asked.search.trim().to_owned()));
        parts.retain(|it| !it.is_empty());
        parts.join(" · ")
    };
    let count = move || {
        let range = range.get();
        t!("tracking.range", first = range.start + 1, last = range.end, all = n_found.get())
    };
    view! {
        <Show when=move || may_read.get()>
            <TrackingFilters url asked typed>
                <Show when=move || is_desk.get()>
                    <GridTools grid/>
                </Show>
            </TrackingFilters>
        </Show>
        <ListFaces face empty=move || view! { <Nothing is_narrowed/> }>
            <div class="print-wide">
                <div class="flex flex-wrap items-center justify-between gap-2 pb-2 text-sm tabular-nums">
                    <p class="font-medium">{about}</p>
                    <Show when=move || !is_grid.get()>
                        <div class="flex items-center gap-1">
                            <p class="text-quiet" aria-live="polite">{count}</p>
                            <Show when=move || ON_SCREEN < n_found.get()>
                                <span class="flex no-print">
                                    <IconButton
                                        icon=icons::BACK
                                        label=move || t!("tracking.earlier")
                                        disabled=Signal::derive(move || page.get() == 0)
                                        on_press=move || turn(page.get_untracked().saturating_sub(1))
                                    />
                                    <IconButton
                                        icon=icons::FORWARD
                                        label=move || t!("tracking.later")
                                        disabled=Signal::derive(move || n_found.get() <= (page.get() + 1) * ON_SCREEN)
                                        on_press=move || turn(page.get_untracked() + 1)
                                    />
                                </span>
                            </Show>
                        </div>
                    </Show>
                </div>
                <Show when=move || is_printing.get() && ON_PAPER < n_found.get()>
                    <p class="pb-2 text-sm">{move || t!("tracking.print_first", n = ON_PAPER)}</p>
                </Show>
                {move || match is_grid.get() {
                    true => view! { <TrackingAtDesk grid url found/> }.into_any(),
                    false => view! { <TrackingTable rows/> }.into_any(),
                }}
            </div>
        </ListFaces>
        <BookNote/>
    }
    .into_any()
}

#[component]
fn Nothing(is_narrowed: Memo<bool>) -> impl IntoView {
    move || match is_narrowed.get() {
        true => view! { <EmptyState icon=icons::SEARCH title=move || t!("tracking.nothing") body=move || t!("tracking.nothing_body")/> }
            .into_any(),
        false => {
            view! { <EmptyState icon=icons::TABLE title=move || t!("tracking.empty") body=move || t!("tracking.empty_body")/> }.into_any()
        }
    }
}
