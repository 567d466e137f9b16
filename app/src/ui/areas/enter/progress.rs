//! 「本单使完成率 63% → 71%」: the month's completion before and after a save.

use domain::figures::analytics::{self, Figure};
use domain::values::calendar::Period;
use domain::values::ratio::Ratio;
use domain::views::agenda::own_view;
use leptos::prelude::*;

use crate::local::Notebook;

/// The month's completion of one figure, in the user's own view.
pub fn completion(notebook: Notebook, figure: Figure) -> Option<Ratio> {
    untrack(|| {
        let (facts, today, filter) = (notebook.facts(), notebook.today(), own_view(&notebook.actor()));
        let period = Period::Month(today.month());
        notebook.peek(|book| analytics::card(figure, &facts, period, &filter, today, book).completion)
    })
}
