//! 商机: the open opportunities by stage, the longest in their stage first.

use domain::values::field::Field;
use domain::values::stage::Stage;
use leptos::prelude::*;

use super::board::{BoardFilter, StageColumn, columns, lines};
use super::board_column::{BoardColumn, PhoneBoard};
use super::shift::Shift;
use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::fields::owner_field::OwnerField;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{ButtonLink, Choice, EmptyState, FilterBar, ListFaces, Look, PageHead, SearchField, SelectField, icons};
use crate::ui::records::book_note::{BookNote, face_of};
use crate::ui::url::{UrlState, routes};

/// The board.
#[component]
pub fn OpportunitiesPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let url = UrlState::<BoardFilter>::here();
    let board = Memo::new(move |_| {
        let (filter, actor) = (url.get(), notebook.actor());
        notebook.with(|book| columns(&filter, notebook.today(), &actor, book))
    });
    let shift = Callback::new(move |it: Shift| it.carry_out(notebook, writing));
    let dragged = RwSignal::new(None::<Shift>);
    let face = face_of(notebook, move || board.with(|it| it.iter().all(|column| column.cards.is_empty())));
    let may_open = move || notebook.actor().may_enter_sales();
    let is_narrowed = Memo::new(move |_| url.with(|it| it.line.is_some() || it.customer.is_some() || !it.search.trim().is_empty()));
    let column = move |index: usize| Memo::new(move |_| board.with(|it| it[index].clone()));
    let columns_of_board: Vec<Memo<StageColumn>> = (0..Stage::OPEN.len()).map(column).collect();
    let columns_of_phone = columns_of_board.clone();
    view! {
        <PageHead title=move || t!("nav.opportunities")>
            <Show when=may_open>
                <ButtonLink label=move || t!("opportunities.new") to=routes::NEW_OPPORTUNITY look=Look::Primary icon=icons::PLUS/>
            </Show>
        </PageHead>
        <BoardFilters url/>
        <ListFaces face empty=move || view! { <NoOpportunities is_narrowed may_open=Signal::derive(may_open)/> }>
            <div class="board-columns">
                {columns_of_board.iter().map(|column| view! { <BoardColumn column=*column shift dragged/> }).collect_view()}
            </div>
            <div class="lg:hidden">
                <PhoneBoard columns=columns_of_phone.clone() shift dragged/>
            </div>
        </ListFaces>
        <BookNote/>
    }
    .into_any()
}

#[component]
fn BoardFilters(url: UrlState<BoardFilter>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let owner = Signal::derive(move || url.with(|it| it.owner));
    let line = url.field(|it| it.line.clone().unwrap_or_default(), |filter, line| filter.line = Some(line).filter(|it| !it.is_empty()));
    let typed = RwSignal::new(url.with_untracked(|it| it.search.clone()));
    Effect::new(move |_| {
        let search = typed.get();
        url.change(|it| it.search = search);
    });
    let all_lines = notebook.see(lines);
    let choices = move || all_lines.get().into_iter().map(|it| Choice::new(it.clone(), it)).collect::<Vec<_>>();
    let active = move || url.with(|it| usize::from(it.line.is_some()) + usize::from(it.customer.is_some()));
    let clear = move || url.change(|it| (it.line, it.customer) = (None, None));
    view! {
        <div class="pb-2"><SearchField value=typed placeholder=move || t!("opportunities.search")/></div>
        <FilterBar active=Signal::derive(active) on_clear=clear>
            <OwnerField label=move || words::field(Field::Owner) owner on_choose=move |of| url.change(|it| it.owner = of)/>
            <div class="w-full sm:w-52">
                <SelectField
                    label=move || words::field(Field::ProductLine)
                    name=Field::ProductLine
                    value=line
                    choices=Signal::derive(choices)
                    none=move || t!("kit.all")
                />
            </div>
        </FilterBar>
    }
    .into_any()
}

#[component]
fn NoOpportunities(is_narrowed: Memo<bool>, may_open: Signal<bool>) -> impl IntoView {
    move || match is_narrowed.get() {
        true => {
            view! { <EmptyState icon=icons::SEARCH title=move || t!("opportunities.none_found") body=move || t!("opportunities.none_found_body")/> }
        }
        false => view! {
        <EmptyState icon=icons::OPPORTUNITY title=move || t!("opportunities.empty") body=move || t!("opportunities.empty_body")>
            <Show when=move || may_open.get()>
                <ButtonLink label=move || t!("opportunities.new") to=routes::NEW_OPPORTUNITY look=Look::Primary icon=icons::PLUS/>
            </Show>
        </EmptyState>
        },
    }
}
