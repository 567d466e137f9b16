//! Table: rows and columns on a desktop, cards on a phone, switched by CSS alone.

use std::sync::Arc;

use leptos::prelude::*;

use crate::t;

/// Alignment of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Text.
    #[default]
    Start,
    /// Numbers.
    End,
}

#[derive(Clone)]
pub struct Column<T: 'static> {
    title: Signal<String>,
    align: Align,
    is_unbroken: bool,
    cell: Arc<dyn Fn(&T) -> AnyView + Send + Sync>,
}

impl<T: 'static> Column<T> {
    /// A text column.
    pub fn new<V: IntoAny>(title: Signal<String>, cell: impl Fn(&T) -> V + Send + Sync + 'static) -> Column<T> {
        Column { title, align: Align::Start, is_unbroken: false, cell: Arc::new(move |row| cell(row).into_any()) }
    }

    /// A numeric column.
    pub fn number<V: IntoAny>(title: Signal<String>, cell: impl Fn(&T) -> V + Send + Sync + 'static) -> Column<T> {
        Column { align: Align::End, ..Column::new(title, cell) }
    }

    /// Keeps each cell on one line: record numbers, days.
    pub fn unbroken(self) -> Column<T> {
        Column { is_unbroken: true, ..self }
    }
}

/// A table. For thousands of rows use [`super::VirtualList`].
#[component]
pub fn DataTable<T>(
    /// What the table shows; read by screen readers.
    #[prop(into)]
    caption: Signal<String>,
    /// The first column names the row.
    columns: Vec<Column<T>>,
    #[prop(into)] rows: Signal<Vec<T>>,
    /// Tighter spacing on a desktop, for many columns.
    #[prop(optional)]
    dense: bool,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
{
    let head = columns
        .iter()
        .map(|column| {
            let title = column.title;
            view! { <th scope="col" class=align_of(column.align)>{move || title.get()}</th> }
        })
        .collect_view();
    let body = move || rows.with(|rows| rows.iter().map(|row| row_of(row, &columns)).collect_view());
    let is_empty = Memo::new(move |_| rows.with(Vec::is_empty));
    view! {
        <Show when=move || is_empty.get()>
            <p class="py-1 text-sm text-quiet">{move || t!("kit.no_rows")}</p>
        </Show>
        // Without rows there is nothing that the keyboard could scroll to.
        <div class=move || if is_empty.get() { "hidden" } else { "overflow-x-auto" }>
            <table class=if dense { "table table-cards table-dense" } else { "table table-cards" }>
                <caption class="sr-only">{move || caption.get()}</caption>
                <thead>
                    <tr>{head}</tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row_of<T: 'static>(row: &T, columns: &[Column<T>]) -> AnyView {
    let cells = columns.iter().enumerate().map(|(at, column)| {
        let (title, class, cell) = (column.title, column.class(), (column.cell)(row));
        if at == 0 {
            view! { <th scope="row" class=format!("font-medium {class}")>{cell}</th> }.into_any()
        } else {
            // One box around the cell's content: on a phone the column's name stands beside it.
            view! { <td class=class data-label=move || title.get()><div>{cell}</div></td> }.into_any()
        }
    });
    view! { <tr>{cells.collect_view()}</tr> }.into_any()
}

impl<T: 'static> Column<T> {
    fn class(&self) -> &'static str {
        match (self.align, self.is_unbroken) {
            (align, false) => align_of(align),
            (Align::Start, true) => "whitespace-nowrap tabular-nums",
            (Align::End, true) => "text-end whitespace-nowrap tabular-nums",
        }
    }
}

fn align_of(align: Align) -> &'static str {
    match align {
        Align::Start => "",
        Align::End => "text-end tabular-nums",
    }
}
