//! The twin of a chart: for reading aloud, printing and export.

use leptos::prelude::*;

/// What a chart says, as words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns.
    pub head: Vec<String>,
    /// The rows; the first cell names the row.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new<const N: usize>(head: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> Table {
        Table { head: head.map(str::to_owned).to_vec(), rows: rows.into_iter().map(|it| it.to_vec()).collect() }
    }

    pub(super) fn view(self, caption: String) -> AnyView {
        let cells = |row: Vec<String>| {
            row.into_iter().enumerate().map(|(at, text)| {
                if at == 0 {
                    view! { <th scope="row" class="font-medium">{text}</th> }.into_any()
                } else {
                    view! { <td class="text-end tabular-nums">{text}</td> }.into_any()
                }
            })
        };
        let head = self.head.into_iter().enumerate();
        view! {
            <div class="overflow-x-auto">
                <table class="table table-sm">
                    <caption class="sr-only">{caption}</caption>
                    <thead>
                        <tr>
                            {head
                                .map(|(at, it)| view! { <th scope="col" class=if at == 0 { "" } else { "text-end" }>{it}</th> })
                                .collect_view()}
                        </tr>
                    </thead>
                    <tbody>{self.rows.into_iter().map(|row| view! { <tr>{cells(row).collect_view()}</tr> }).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    }
}
