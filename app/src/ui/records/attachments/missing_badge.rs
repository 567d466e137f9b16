//! 待补凭证: the evidence that a record lacks.

use domain::values::ids::{Key, PaymentId};
use domain::views::evidence::{Missing, missing};
use leptos::prelude::*;

use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Badge, Tone, icons};

/// The badge; nothing when no evidence is missing.
#[component]
pub fn MissingBadge(
    #[prop(into)] of: Signal<Key>,
    /// Counts only what this payment lacks.
    #[prop(optional)]
    payment: Option<PaymentId>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let lacks = Memo::new(move |_| {
        let found = notebook.with(|book| book.get(of.get()).map(|it| missing(&it, book)).unwrap_or_default());
        let words: Vec<String> = found
            .into_iter()
            .filter(|it| payment.is_none_or(|payment| *it == Missing::Payment(payment)))
            .map(words::missing_evidence)
            .collect();
        words
    });
    let label = move || match payment {
        Some(_) => t!("evidence.missing.badge").to_owned(),
        None => t!("evidence.missing.all", what = lacks.with(|it| it.join(" · "))),
    };
    view! {
        <Show when=move || lacks.with(|it| !it.is_empty())>
            <Badge label=Signal::derive(label) tone=Tone::Warning icon=icons::ALERT/>
        </Show>
    }
    .into_any()
}
