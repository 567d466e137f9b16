//! The stage of an open opportunity as a row of steps; pressing one moves it.

use domain::records::opportunity::Opportunity;
use domain::values::json::{of_word, word_of};
use domain::values::stage::Stage;
use leptos::prelude::*;

use super::shift::Shift;
use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Segment, SegmentedControl};

/// The stages that it can be moved to.
#[component]
pub fn StageActions(opportunity: Signal<Opportunity>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let segments = move || Stage::OPEN.into_iter().map(|it| Segment::new(word_of(it), words::stage(it))).collect::<Vec<_>>();
    let choose = move |word: String| {
        let (id, from) = opportunity.with_untracked(|it| (it.id, it.stage));
        if let Some(to) = of_word::<Stage>(&word).filter(|it| *it != from) {
            Shift { id, from, to }.carry_out(notebook, writing);
        }
    };
    view! {
        <div class="pt-4">
            <p class="pb-1 text-sm font-medium">{move || t!("opportunities.move")}</p>
            <SegmentedControl
                label=move || t!("opportunities.move")
                segments=Signal::derive(segments)
                value=Signal::derive(move || word_of(opportunity.with(|it| it.stage)))
                on_choose=choose
            />
        </div>
    }
    .into_any()
}
