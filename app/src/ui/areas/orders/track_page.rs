//! 订单跟踪: all open orders by node, with this year's fulfilment rates (O-01, O-03, A14–A16, F-16).

use domain::figures::fulfilment;
use domain::records::order::{Order, ageing};
use domain::values::calendar::Period;
use domain::values::field::Field;
use domain::values::json::{of_word, word_of};
use domain::values::node::Node;
use domain::values::ratio::Ratio;
use domain::values::target_of::TargetOf;
use leptos::prelude::*;
use leptos_router::components::A;

use super::track_board::{OPEN, TrackCard, TrackColumn, columns};
use crate::i18n::{NOTHING, locale, track_words, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::fields::owner_field::OwnerField;
use crate::ui::fields::owners::within_reach;
use crate::ui::kit::{Badge, ButtonLink, EmptyState, ListFaces, OverdueBadge, PageHead, Segment, SegmentedControl, StatTile, Tone, icons};
use crate::ui::records::book_note::{BookNote, face_unless};
use crate::ui::url::routes::{self, paths};
use crate::ui::url::{InUrl, UrlReader, UrlState, address};

/// What the address of the board asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct TrackQuery {
    owner: TargetOf,
}

impl InUrl for TrackQuery {
    const PATH: &'static str = routes::ORDER_TRACK;

    fn read(query: &dyn Fn(&str) -> Option<String>, reader: &UrlReader) -> TrackQuery {
        TrackQuery { owner: within_reach(address::owner(query), reader.actor, reader.book) }
    }

    fn parts(&self, _: &UrlReader) -> Vec<(&'static str, String)> {
        address::owner_part(self.owner).into_iter().collect()
    }
}

/// The board.
#[component]
pub fn TrackPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let url = UrlState::<TrackQuery>::here();
    let owner = Memo::new(move |_| url.with(|it| it.owner));
    let board = Memo::new(move |_| notebook.with(|book| columns(owner.get(), notebook.today(), book)));
    let face = face_unless(
        notebook,
        move || !notebook.actor().may_see_sales(),
        move || board.with(|it| it.iter().all(|column| column.cards.is_empty())),
    );
    let column = move |index: usize| Memo::new(move |_| board.with(|it| it[index].clone()));
    let on_desk: Vec<Memo<TrackColumn>> = (0..OPEN.len()).map(column).collect();
    let on_phone = on_desk.clone();
    view! {
        <PageHead title=move || t!("track.title")>
            <ButtonLink label=move || t!("tracking.title") to=routes::ORDER_TABLE icon=icons::TABLE/>
            <ButtonLink label=move || t!("nav.orders_module") to=routes::ORDERS icon=icons::ORDER/>
        </PageHead>
        <div class="pb-3"><OwnerField label=move || words::field(Field::Owner) owner on_choose=move |of| url.change(|it| it.owner = of)/></div>
        <Show when=move || notebook.actor().may_see_sales()><Fulfilment owner/></Show>
        <ListFaces face empty=move || view! { <EmptyState icon=icons::ORDER title=move || t!("track.none_open") body=move || t!("track.none_open_body")/> }>
            <div class="board-columns">
                {on_desk.iter().map(|column| view! { <Column column=*column/> }).collect_view()}
            </div>
            <div class="lg:hidden"><PhoneBoard columns=on_phone.clone()/></div>
        </ListFaces>
        <BookNote/>
    }
    .into_any()
}

/// This year's rates, and the receivables by age.
#[component]
fn Fulfilment(owner: Memo<TargetOf>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let rates = Memo::new(move |_| {
        let (today, of) = (notebook.today(), owner.get());
        notebook.with(|book| {
            let orders: Vec<&Order> = book.orders().filter(|it| it.counts_for(of, book)).collect();
            let year = fulfilment::Fulfilment::of(&orders, Period::Year(book.company().calendar_on(today).year_of(today)), today, book);
            let shares = [year.on_time, year.fill, year.gross_margin];
            (shares, year.sales_cycle, ageing(orders.iter().copied(), today))
        })
    });
    let share = move |index: usize| {
        Signal::derive(move || rates.with(|it| it.0[index]).map_or_else(|| NOTHING.to_owned(), |it: Ratio| locale().share(it)))
    };
    let lead = move || rates.with(|it| it.1).map_or_else(|| NOTHING.to_owned(), |it| t!("track.days", n = it));
    let ages = move || {
        rates.with(|(_, _, by_age)| {
            by_age
                .iter()
                .map(|(age, amount)| {
                    let (age, amount) = (*age, *amount);
                    view! { <StatTile label=move || track_words::age(age) value=Signal::derive(move || locale().money_short(amount))/> }
                })
                .collect_view()
        })
    };
    view! {
        <details class="mb-3 rounded-box border border-base-300 bg-base-100 p-4">
            <summary class="min-h-11 cursor-pointer text-sm font-semibold">{move || t!("track.rates")}</summary>
            <div class="tiles pt-2">
                <StatTile label=move || t!("track.on_time_rate") value=share(0)/>
                <StatTile label=move || t!("track.fill_rate") value=share(1)/>
                <StatTile label=move || t!("track.sales_cycle") value=Signal::derive(lead)/>
                <Show when=move || notebook.sight().shows_costs()>
                    <StatTile label=move || t!("track.gross_margin") value=share(2)/>
                </Show>
            </div>
            <h3 class="pt-4 pb-2 text-sm font-semibold">{move || t!("track.ageing")}</h3>
            <div class="grid grid-cols-2 gap-3 sm:grid-cols-5">{ages}</div>
        </details>
    }
    .into_any()
}

/// The board on a phone, one node at a time.
#[component]
fn PhoneBoard(columns: Vec<Memo<TrackColumn>>) -> impl IntoView {
    let first = columns.iter().find(|column| column.with_untracked(|it| !it.cards.is_empty())).or(columns.first());
    let node = RwSignal::new(first.map_or(Node::Ordered, |column| column.with_untracked(|it| it.node)));
    let counts = columns.clone();
    let segments = move || {
        let segment = |column: &Memo<TrackColumn>| {
            column.with(|it| Segment::new(word_of(it.node), format!("{} {}", track_words::node(it.node), it.cards.len())))
        };
        counts.iter().map(segment).collect::<Vec<_>>()
    };
    let chosen = move || {
        let column = columns.iter().find(|column| column.with_untracked(|it| it.node) == node.get())?;
        Some(view! { <div class="pt-3"><Column column=*column/></div> })
    };
    view! {
        <SegmentedControl
            label=move || words::field(Field::Node)
            segments=Signal::derive(segments)
            value=Signal::derive(move || word_of(node.get()))
            on_choose=move |word: String| node.set(of_word(&word).unwrap_or(Node::Ordered))
        />
        {chosen}
    }
    .into_any()
}

#[component]
fn Column(column: Memo<TrackColumn>) -> impl IntoView {
    let node = column.with_untracked(|it| it.node);
    let title = move || format!("{} {}", track_words::node(node), column.with(|it| it.cards.len()));
    view! {
        <section class="flex min-h-40 flex-col gap-2 rounded-box bg-base-200 p-2" aria-label=move || track_words::node(node)>
            <header class="flex items-baseline justify-between gap-2 px-1">
                <h2 class="text-sm font-semibold tabular-nums">{title}</h2>
                <p class="text-sm text-quiet tabular-nums">{move || locale().money_short(column.with(|it| it.amount))}</p>
            </header>
            <Show when=move || column.with(|it| it.cards.is_empty())>
                <p class="px-1 py-6 text-center text-sm text-quiet">{move || t!("track.none_here")}</p>
            </Show>
            <For each=move || column.with(|it| it.cards.clone()) key=|it| it.clone() let(card)>
                <Card card/>
            </For>
        </section>
    }
    .into_any()
}

#[component]
fn Card(card: TrackCard) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let TrackCard { id, number, customer, owner, amount, deliver_by, days_late, days_overdue, n_open } = card;
    let by = deliver_by.map(|day| {
        view! { <Badge label=move || t!("track.deliver_on", day = locale().day_near(day, notebook.today())) icon=icons::CALENDAR/> }
    });
    let late =
        (0 < days_late).then(|| view! { <Badge label=move || t!("track.days_late", n = days_late) tone=Tone::Error icon=icons::ALERT/> });
    let open = (0 < n_open).then(|| view! { <Badge label=move || t!("track.open_matters", n = n_open) tone=Tone::Warning/> });
    view! {
        <article class="rounded-box border border-base-300 bg-base-100 p-3">
            <A href=paths::order(id) attr:class="block rounded-field">
                <p class="line-clamp-2 text-sm font-medium">{customer}</p>
                <p class="text-xs break-words text-quiet tabular-nums">{number} " · " {owner}</p>
                <p class="pt-1 font-semibold tabular-nums">{move || locale().money_short(amount)}</p>
            </A>
            <p class="flex flex-wrap gap-1 pt-1">{late} {by} {open} <OverdueBadge days=days_overdue/></p>
        </article>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::url::state::assert_reads_back;

    #[test]
    fn an_address_reads_back_as_the_same_state() {
        assert_reads_back(|ids| TrackQuery { owner: TargetOf::Person(ids.lin) });
    }
}
