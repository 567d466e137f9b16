//! One stage of the board: on a desktop a column that accepts dragged cards, on a phone one stage at a time.

use domain::values::field::Field;
use domain::values::json::{of_word, word_of};
use domain::values::stage::Stage;
use leptos::prelude::*;

use super::board::StageColumn;
use super::board_card::BoardCardView;
use super::shift::Shift;
use crate::i18n::{locale, words};
use crate::t;
use crate::ui::kit::{Segment, SegmentedControl};

/// One column.
#[component]
pub fn BoardColumn(
    column: Memo<StageColumn>,
    /// Moves a card.
    shift: Callback<Shift>,
    /// The card that is being dragged.
    dragged: RwSignal<Option<Shift>>,
) -> impl IntoView {
    let stage = column.with_untracked(|it| it.stage);
    let is_over = RwSignal::new(false);
    let drop_here = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        is_over.set(false);
        if let Some(dropped) = dragged.get_untracked().filter(|it| it.from != stage) {
            shift.run(Shift { to: stage, ..dropped });
        }
        dragged.set(None);
    };
    let surface = move || {
        if is_over.get() {
            "flex min-h-40 flex-col gap-2 rounded-box border border-primary bg-base-200 p-2"
        } else {
            "flex min-h-40 flex-col gap-2 rounded-box border border-transparent bg-base-200 p-2"
        }
    };
    view! {
        <section
            class=surface
            aria-label=move || words::stage(stage)
            on:dragover=move |event| {
                event.prevent_default();
                is_over.set(true);
            }
            on:dragleave=move |_| is_over.set(false)
            on:drop=drop_here
        >
            <ColumnHead column/>
            <Cards column shift dragged/>
        </section>
    }
    .into_any()
}

/// The board on a phone, one stage at a time.
#[component]
pub fn PhoneBoard(
    columns: Vec<Memo<StageColumn>>,
    /// Moves a card.
    shift: Callback<Shift>,
    /// The card that is being dragged.
    dragged: RwSignal<Option<Shift>>,
) -> impl IntoView {
    let first = columns.iter().find(|column| column.with_untracked(|it| !it.cards.is_empty())).or(columns.first());
    let stage = RwSignal::new(first.map_or(Stage::Prospect, |column| column.with_untracked(|it| it.stage)));
    let counts = columns.clone();
    let segments = move || {
        let segment = |column: &Memo<StageColumn>| {
            column.with(|it| Segment::new(word_of(it.stage), t!("opportunities.stage_count", stage = short(it.stage), n = it.cards.len())))
        };
        counts.iter().map(segment).collect::<Vec<_>>()
    };
    let choose = move |word: String| stage.set(of_word(&word).unwrap_or(Stage::Prospect));
    let chosen = move || {
        columns.iter().find(|column| column.with_untracked(|it| it.stage) == stage.get()).map(|column| {
            view! {
                <div class="flex flex-col gap-2 pt-3">
                    <ColumnHead column=*column/>
                    <Cards column=*column shift dragged/>
                </div>
            }
        })
    };
    view! {
        <SegmentedControl
            label=move || words::field(Field::Stage)
            segments=Signal::derive(segments)
            value=Signal::derive(move || word_of(stage.get()))
            on_choose=choose
        />
        {chosen}
    }
    .into_any()
}

#[component]
fn ColumnHead(column: Memo<StageColumn>) -> impl IntoView {
    let n = move || column.with(|it| it.cards.len());
    view! {
        <header class="flex items-baseline justify-between gap-2 px-1">
            <h2 class="text-sm font-semibold">
                {move || words::stage(column.with(|it| it.stage))} " " <span class="text-quiet tabular-nums">{n}</span>
            </h2>
            <p class="text-sm text-quiet tabular-nums">{move || locale().money_short(column.with(|it| it.amount))}</p>
        </header>
    }
}

#[component]
fn Cards(column: Memo<StageColumn>, shift: Callback<Shift>, dragged: RwSignal<Option<Shift>>) -> impl IntoView {
    let cards = move || column.with(|it| it.cards.clone());
    view! {
        <Show when=move || column.with(|it| it.cards.is_empty())>
            <p class="px-1 py-6 text-center text-sm text-quiet">{move || t!("opportunities.none_here")}</p>
        </Show>
        <For each=cards key=|it| it.clone() let(card)>
            <BoardCardView card shift dragged/>
        </For>
    }
}

/// The stage in two characters, for the narrow control on a phone.
fn short(stage: Stage) -> &'static str {
    match stage {
        Stage::Prospect => t!("opportunities.short.prospect"),
        Stage::Interested => t!("opportunities.short.interested"),
        Stage::Proposal => t!("opportunities.short.proposal"),
        _ => t!("opportunities.short.negotiation"),
    }
}
