//! Equivalent table of a chart, for screen readers, printing and export.

use leptos::prelude::*;

/// The data of a chart as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Column names.
    pub head: Vec<String>,
    /// The first cell names the row.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new<const N: usize>(head: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> Table {
        Table { head: head.map(str::to_owned).to_vec(), rows: rows.into_iter().map(|it| it.to_vec()).collect() }
    }

    /// Renders the table. If visible, a row can be pressed like its part of the chart. If only read by screen readers, nothing in it takes the
    /// focus.
    pub(super) fn view(self, caption: String, is_seen: bool, on_press: Option<Callback<usize>>) -> AnyView {
        let on_press = on_press.filter(|_| is_seen);
        let reach = (is_seen && (on_press.is_none() || self.rows.is_empty())).then_some("0");
        let name = move |row: usize, text: String| match on_press {
            Some(on_press) => view! {
                <button type="button" class="link min-h-11 text-start" on:click=move |_| on_press.run(row)>{text}</button>
            }
            .into_any(),
            None => text.into_any(),
        };
        let cells = move |(row, cells): (usize, Vec<String>)| {
            cells.into_iter().enumerate().map(move |(at, text)| {
                if at == 0 {
                    view! { <th scope="row" class="font-medium">{name(row, text)}</th> }.into_any()
                } else {
                    view! { <td class="text-end tabular-nums">{text}</td> }.into_any()
                }
            })
        };
        let head = self.head.into_iter().enumerate();
        view! {
            <div class=if is_seen { "overflow-x-auto" } else { "" } tabindex=reach>
                <table class="table table-sm">
                    <caption class="sr-only">{caption}</caption>
                    <thead>
                        <tr>
                            {head
                                .map(|(at, it)| view! { <th scope="col" class=if at == 0 { "" } else { "text-end" }>{it}</th> })
                                .collect_view()}
                        </tr>
                    </thead>
                    <tbody>{self.rows.into_iter().enumerate().map(|row| view! { <tr>{cells(row).collect_view()}</tr> }).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    }
}
