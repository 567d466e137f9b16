//! Chooses, orders and sizes the columns of a table.

use leptos::prelude::*;

use super::layout::{GridLayout, PlacedColumn};
use super::state::GridState;
use crate::t;
use crate::ui::kit::{Button, Icon, Look, Sheet, icons};

/// Step of a width in CSS pixels.
const STEP: u32 = 24;

/// The sheet.
#[component]
pub fn ColumnsSheet(grid: GridState) -> impl IntoView {
    let all = Memo::new(move |_| grid.arranged());
    let ids = move || all.with(|all| all.iter().map(|it| it.at).collect::<Vec<_>>());
    let is_changed = Memo::new(move |_| grid.layout.with(|it| *it != GridLayout::default()));
    view! {
        <Sheet open=grid.is_arranging title=move || t!("kit.grid.columns_title") on_close=move || grid.is_arranging.set(false)>
            <ul class="grid gap-1">
                <For each=ids key=|at| *at let(at)>
                    <ColumnChoice grid at all/>
                </For>
            </ul>
            <div class="pt-3">
                <Button
                    label=move || t!("kit.grid.reset")
                    look=Look::Ghost
                    icon=icons::UNDO
                    disabled=Signal::derive(move || !is_changed.get())
                    on_press=move || grid.arrange(|layout, _| *layout = GridLayout::default())
                />
            </div>
        </Sheet>
    }
    .into_any()
}

#[component]
fn ColumnChoice(
    grid: GridState,
    /// The position in the table's own order.
    at: usize,
    all: Memo<Vec<PlacedColumn>>,
) -> impl IntoView {
    let Some(head) = grid.head(at) else { return ().into_any() };
    let id = head.plan.id;
    let name = move || head.title.get();
    let column = Memo::new(move |_| all.with(|all| all.iter().find(|it| it.at == at).copied()));
    let is_shown = move || column.get().is_some_and(|it| it.plan.is_shown);
    let shift = move |is_later: bool| grid.arrange(|layout, plans| layout.shift(id, is_later, plans));
    let size = move |is_wider: bool| {
        let width = column.get_untracked().map_or(head.plan.width, |it| it.plan.width);
        let width = if is_wider { width + STEP } else { width.saturating_sub(STEP) };
        grid.arrange(|layout, _| layout.size(id, width));
    };
    let place = Memo::new(move |_| all.with(|all| (all.iter().position(|it| it.at == at).unwrap_or(0), all.len())));
    let step = move |icon: &'static str, words: fn(String) -> String, disabled: Signal<bool>, press: Callback<()>| {
        view! {
            <button
                type="button"
                class="btn btn-ghost btn-square btn-sm"
                aria-label=move || words(name())
                title=move || words(name())
                disabled=move || disabled.get()
                on:click=move |_| press.run(())
            >
                <Icon name=icon class="size-4"/>
            </button>
        }
        .into_any()
    };
    let never = Signal::stored(false);
    let is_early = Signal::derive(move || place.get().0 <= 1);
    let is_last = Signal::derive(move || place.with(|(at, n)| *at == 0 || *at + 1 == *n));
    view! {
        <li class="flex items-center gap-1">
            <label class="flex min-h-9 min-w-0 flex-1 items-center gap-3">
                <input
                    type="checkbox"
                    class="checkbox checkbox-sm"
                    prop:checked=is_shown
                    disabled=at == 0
                    on:change:target=move |event| {
                        let is_shown = event.target().checked();
                        grid.arrange(|layout, _| layout.show(id, is_shown));
                    }
                />
                <span class="min-w-0 truncate">{name}</span>
            </label>
            {step(icons::MINUS, |name| t!("kit.grid.narrower", name = name), never, Callback::new(move |()| size(false)))}
            {step(icons::PLUS, |name| t!("kit.grid.wider", name = name), never, Callback::new(move |()| size(true)))}
            {step(icons::UP, |name| t!("kit.grid.earlier", name = name), is_early, Callback::new(move |()| shift(false)))}
            {step(icons::DOWN, |name| t!("kit.grid.later", name = name), is_last, Callback::new(move |()| shift(true)))}
        </li>
    }
    .into_any()
}
