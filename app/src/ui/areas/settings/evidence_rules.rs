//! 凭证要求: which records need evidence (A32), from a given day.

use domain::values::field::Field;
use domain::values::json::{of_word, word_of};
use std::collections::BTreeSet;

use domain::records::organisation::Company;
use domain::rules::EvidencePolicy;
use domain::values::method::Method;
use domain::values::money::Money;
use domain::values::refusal::Refusals;
use domain::values::stage::Stage;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::company_section::{Beside, CompanySection};
use super::version_form::VersionForm;
use crate::i18n::words;
use crate::local::Notebook;
use crate::state::typed;
use crate::t;
use crate::ui::fields::choices;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Chip, ChipRow, MoneyField};

/// The section.
#[component]
pub fn EvidenceRules() -> impl IntoView {
    let unfolded = RwSignal::new(false);
    view! { <CompanySection title=move || t!("evidence.rules.title") form=move |was| view! { <Fields was unfolded/> }/> }
}

fn texts(policy: &EvidencePolicy) -> Vec<(String, String)> {
    let limit = |it: Option<Money>| it.map(typed::money).unwrap_or_default();
    let texts = [
        ("deal_above", limit(policy.deal_above)),
        ("payment_above", limit(policy.payment_above)),
        ("stages", words_of(policy.stages.clone())),
        ("methods", words_of(policy.methods.clone())),
        ("counts_when_reviewed", policy.counts_when_reviewed.to_string()),
    ];
    texts.map(|(name, text)| (name.to_owned(), text)).to_vec()
}

#[component]
fn Fields(was: Company, unfolded: RwSignal<bool>) -> impl IntoView {
    let (notebook, writing) = (expect_context::<Notebook>(), Writing::ready());
    let form = VersionForm::<EvidencePolicy>::open("evidence-rules", &was, texts);
    let [deal_above, payment_above, stages, methods, reviewed] = [0, 1, 2, 3, 4].map(|it| form.field(it));
    let is_reviewed = move || reviewed.with(|it| it == "true");
    let rules = move || {
        let mut refusals = Refusals::default();
        let deal_above = typed::optional(Field::EvidenceDealAbove, &deal_above.get(), Money::parse, &mut refusals);
        let payment_above = typed::optional(Field::EvidencePaymentAbove, &payment_above.get(), Money::parse, &mut refusals);
        let counts_when_reviewed = is_reviewed();
        let (stages, methods) = (set_of(&stages.get()), set_of(&methods.get()));
        refusals.into_result().map(|()| EvidencePolicy { deal_above, payment_above, stages, methods, counts_when_reviewed })
    };
    let kept = form.kept();
    let save = writing.saving(kept, move || form.command(rules()), || {});
    let refusals = form.refusals(writing.refusals());
    let stage_chip = move |stage: Stage| {
        let on = move || stages.with(|now| set_of::<Stage>(now).contains(&stage));
        view! { <Chip label=move || words::stage(stage) on=Signal::derive(on) on_press=move || toggle(stages, stage)/> }
    };
    let listed = Memo::new(move |_| choices::listed::<Method>(notebook, methods.with(|now| set_of::<Method>(now))));
    let method_chip = move |method: Method| {
        let on = move || methods.with(|now| set_of::<Method>(now).contains(&method));
        view! { <Chip label=move || words::method(method) on=Signal::derive(on) on_press=move || toggle(methods, method)/> }
    };
    view! {
        <Beside history=form.history(unfolded)>
            <WriteForm writing kept refusals on_submit=save shown=&[Field::EvidenceDealAbove, Field::EvidencePaymentAbove, Field::FromDay, Field::Note]>
                {form.loaded_note()}
                <p class="text-sm">{move || t!("evidence.rules.body")}</p>
                <MoneyField label=move || words::field(Field::EvidenceDealAbove) name=Field::EvidenceDealAbove value=deal_above refusals hint=move || t!("evidence.rules.blank").to_owned()/>
                <MoneyField label=move || words::field(Field::EvidencePaymentAbove) name=Field::EvidencePaymentAbove value=payment_above refusals hint=move || t!("evidence.rules.blank").to_owned()/>
                <p class="text-sm font-medium">{move || t!("evidence.rules.stages")}</p>
                <ChipRow label=move || t!("evidence.rules.stages")>{Stage::OPEN.map(stage_chip).into_iter().collect_view()}</ChipRow>
                <p class="text-sm font-medium">{move || t!("evidence.rules.methods")}</p>
                <ChipRow label=move || t!("evidence.rules.methods")>{move || listed.get().into_iter().map(method_chip).collect_view()}</ChipRow>
                <p class="text-sm font-medium">{move || t!("evidence.rules.approved")}</p>
                <ChipRow label=move || t!("evidence.rules.approved")>
                    <Chip label=move || t!("evidence.rules.counts_when_reviewed") on=Signal::derive(is_reviewed) on_press=move || reviewed.set((!is_reviewed()).to_string())/>
                </ChipRow>
                <p class="text-xs text-quiet">{move || t!("evidence.rules.counts_when_reviewed_means")}</p>
                {form.day_and_note(refusals)}
            </WriteForm>
        </Beside>
    }
    .into_any()
}

/// Joins choices into a text for the draft.
fn words_of<T: Serialize>(chosen: BTreeSet<T>) -> String {
    chosen.into_iter().map(word_of).collect::<Vec<_>>().join("\n")
}

/// Parses the choices from such a text.
fn set_of<T: DeserializeOwned + Ord>(words: &str) -> BTreeSet<T> {
    words.lines().filter_map(of_word).collect()
}

/// Adds a choice, or removes it.
fn toggle<T: Serialize + DeserializeOwned + Ord>(words: RwSignal<String>, choice: T) {
    words.update(|words| {
        let mut chosen = set_of(words);
        if !chosen.remove(&choice) {
            chosen.insert(choice);
        }
        *words = words_of(chosen);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_read_back_from_the_words_of_a_draft() {
        for chosen in [BTreeSet::new(), BTreeSet::from([Stage::Proposal]), BTreeSet::from(Stage::OPEN)] {
            assert_eq!(set_of::<Stage>(&words_of(chosen.clone())), chosen);
        }
        assert_eq!(set_of::<Stage>("proposal\nnonsense"), BTreeSet::from([Stage::Proposal]));
    }
}
