//! The fields of an expense, for entering and amending one.

use domain::records::customer::Source;
use domain::records::expense::ExpenseKind;
use domain::values::field::Field;
use leptos::prelude::*;

use super::choices;
use crate::i18n::words;
use crate::local::Notebook;
use crate::state::forms::ExpenseForm;
use crate::t;
use crate::ui::forms::filling::Filling;
use crate::ui::kit::{Chip, ChipRow, DateField, MoneyField, TextField};

/// The fields that show their own refusals.
pub const SHOWN: &[Field] = &[Field::Amount, Field::On, Field::Note];

/// Amount, kind, purpose, channel, day and note.
#[component]
pub fn ExpenseFields(filling: Filling<ExpenseForm>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let (words_of, refusals) = (filling.draft.words(), filling.refusals());
    let amount = filling.text(|it| it.amount.clone(), |it, typed| it.amount = typed);
    let on = filling.text(|it| it.on.clone(), |it, typed| it.on = typed);
    let note = filling.text(|it| it.note.clone(), |it, typed| it.note = typed);
    let kind_chip = move |kind: ExpenseKind| {
        let is_on = Signal::derive(move || words_of.with(|now| now.kind == kind));
        view! { <Chip label=move || words::expense_kind(kind) on=is_on on_press=move || words_of.update(|now| now.choose_kind(kind))/> }
    };
    let use_chip = move |wins_new: bool| {
        let is_on = Signal::derive(move || words_of.with(|now| now.wins_new == wins_new));
        let label = move || if wins_new { t!("expenses.for_new") } else { t!("expenses.for_old") };
        view! { <Chip label=label on=is_on on_press=move || words_of.update(|now| now.wins_new = wins_new)/> }
    };
    let channel_chip = move |channel: Source| {
        let is_on = Signal::derive(move || words_of.with(|now| now.channel == Some(channel)));
        // Pressing the selected chip again clears the choice.
        let press = move || words_of.update(|now| now.channel = Some(channel).filter(|_| now.channel != Some(channel)));
        view! { <Chip label=move || words::source(channel) on=is_on on_press=press/> }
    };
    let kinds = Memo::new(move |_| choices::listed::<ExpenseKind>(notebook, [words_of.with(|it| it.kind)]));
    let channels = Memo::new(move |_| choices::listed::<Source>(notebook, words_of.with(|it| it.channel)));
    let is_other = Memo::new(move |_| words_of.with(|it| it.kind == ExpenseKind::Other));
    let example = move || if is_other.get() { t!("expenses.note_of_other") } else { t!("expenses.note_example") };
    view! {
        <MoneyField label=move || t!("words.field.amount") name=Field::Amount value=amount refusals required=true/>
        <Labelled label=move || t!("expenses.field.kind")>
            <ChipRow label=move || t!("expenses.field.kind")>{move || kinds.get().into_iter().map(kind_chip).collect_view()}</ChipRow>
        </Labelled>
        <Labelled label=move || t!("expenses.use")>
            <ChipRow label=move || t!("expenses.use")>{[false, true].map(use_chip).into_iter().collect_view()}</ChipRow>
        </Labelled>
        <Labelled label=move || t!("expenses.field.channel")>
            <ChipRow label=move || t!("expenses.field.channel")>{move || channels.get().into_iter().map(channel_chip).collect_view()}</ChipRow>
        </Labelled>
        <DateField label=move || t!("expenses.field.spent_on") name=Field::On value=on refusals last=today required=true/>
        <TextField label=move || t!("words.field.note") name=Field::Note value=note refusals placeholder=example/>
    }
    .into_any()
}

/// A labelled row of chips. The row itself carries the accessible name.
#[component]
fn Labelled(#[prop(into)] label: Signal<String>, children: Children) -> impl IntoView {
    view! {
        <div class="min-w-0">
            <p class="mb-1 text-sm font-medium" aria-hidden="true">{move || label.get()}</p>
            {children()}
        </div>
    }
}
