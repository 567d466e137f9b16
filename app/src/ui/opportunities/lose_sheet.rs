//! Losing an opportunity: the reason is what can be learnt from it, so it must be given.

use domain::command::Command;
use domain::opportunity::Opportunity;
use leptos::prelude::*;

use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Button, Chip, ChipRow, FormErrors, Look, Sheet, TextArea};
use crate::ui::writing::Writing;

/// The sheet.
#[component]
pub fn LoseSheet(
    /// The opportunity.
    it: Signal<Opportunity>,
    /// Whether it is open.
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let reason = RwSignal::new(String::new());
    let lose = move || {
        let (opportunity, reason) = (it.with_untracked(|it| it.id), reason.get_untracked());
        let command = Command::LoseOpportunity { opportunity, on: notebook.today(), reason };
        writing.commit(command, move || is_open.set(false));
    };
    let offers = [
        || t!("opportunities.reasons.price"),
        || t!("opportunities.reasons.rival"),
        || t!("opportunities.reasons.budget"),
        || t!("opportunities.reasons.no_need"),
        || t!("opportunities.reasons.slow"),
    ];
    let offer = move |words: fn() -> &'static str| {
        let on = Signal::derive(move || reason.with(|it| it == words()));
        view! { <Chip label=words on on_press=move || reason.set(words().to_owned())/> }
    };
    view! {
        <Sheet open=is_open on_close=move || is_open.set(false) title=move || t!("opportunities.lose")>
            <form
                class="grid gap-3"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    lose();
                }
            >
                <ChipRow label=move || words::field("reason")>{offers.map(offer).collect_view()}</ChipRow>
                <TextArea label=move || words::field("reason") name="reason" value=reason refusals=writing.refusals() required=true/>
                <FormErrors refusals=writing.refusals() shown=&["reason"]/>
                <Button label=move || t!("opportunities.lose") look=Look::Danger submit=true wide=true busy=writing.is_busy()/>
            </form>
        </Sheet>
    }
    .into_any()
}
