//! Losing an opportunity. The reason is required, because the company learns from it.

use domain::decide::command::{Command, LoseOpportunity};
use domain::records::opportunity::Opportunity;
use domain::values::field::Field;
use leptos::prelude::*;

use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Chip, ChipRow, Look, Sheet, TextArea};

/// The sheet.
#[component]
pub fn LoseSheet(opportunity: Signal<Opportunity>, is_open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Sheet open=is_open on_close=move || is_open.set(false) title=move || t!("opportunities.lose")>
            <LoseForm opportunity is_open/>
        </Sheet>
    }
}

#[component]
fn LoseForm(opportunity: Signal<Opportunity>, is_open: RwSignal<bool>) -> impl IntoView {
    let writing = Writing::ready();
    let (opportunity, on) = (opportunity.with_untracked(|it| it.id), expect_context::<Notebook>().today());
    let reason = RwSignal::new(String::new());
    let kept = KeptWords::of(&format!("lose/{opportunity}"), [("reason", reason)]);
    let make = move || Ok(Command::LoseOpportunity(LoseOpportunity { opportunity, on, reason: reason.get() }));
    let save = writing.saving(kept, make, move || is_open.set(false));
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
        <WriteForm writing kept on_submit=save shown=&[Field::Reason] look=Look::Danger label=Signal::derive(|| t!("opportunities.lose").to_owned())>
            <ChipRow label=move || words::field(Field::Reason)>{offers.map(offer).collect_view()}</ChipRow>
            <TextArea label=move || words::field(Field::Reason) name=Field::Reason value=reason refusals=writing.refusals() required=true/>
        </WriteForm>
    }
    .into_any()
}
