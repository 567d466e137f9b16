//! The moves at a desk: one table, planned ones first.

use domain::values::field::Field;
use domain::views::moves::PersonMove;
use leptos::prelude::*;

use super::take_back_move::TakeBackMove;
use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::state::{person_name, posting_name};
use crate::t;
use crate::ui::kit::{Column, DataTable};

/// The table.
#[component]
pub fn MovesTable(rows: Memo<Vec<PersonMove>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let title = |words: fn() -> &'static str| Signal::derive(move || words().to_owned());
    let field = |it: Field| Signal::derive(move || words::field(it).to_owned());
    let name = move |moved: &PersonMove| {
        let person = moved.person;
        move || notebook.with(|book| person_name(book, person))
    };
    let before = move |moved: &PersonMove| {
        let posting = moved.before;
        move || notebook.with(|book| posting_name(book, posting))
    };
    let to = move |moved: &PersonMove| {
        let posting = moved.to;
        move || notebook.with(|book| posting_name(book, posting))
    };
    let phase = |moved: &PersonMove| if moved.is_planned { t!("moves.planned") } else { t!("moves.past") };
    let author = move |moved: &PersonMove| {
        let set = moved.set;
        move || set.map(|it| notebook.with(|book| person_name(book, it.by)))
    };
    let take_back = |moved: &PersonMove| moved.is_planned.then(|| view! { <TakeBackMove moved=moved.clone()/> });
    let columns = vec![
        Column::new(field(Field::Person), name),
        Column::new(field(Field::FromDay), |moved: &PersonMove| locale().day(moved.from)).unbroken(),
        Column::new(title(|| t!("moves.before")), before),
        Column::new(title(|| t!("moves.to")), to),
        Column::new(title(|| t!("moves.phase")), phase).unbroken(),
        Column::new(title(|| t!("moves.author")), author),
        Column::new(field(Field::Note), |moved: &PersonMove| moved.note.clone()),
        Column::number(title(|| t!("moves.take_back")), take_back),
    ];
    view! { <div class="wide-table"><DataTable caption=move || t!("moves.title") columns rows/></div> }.into_any()
}
