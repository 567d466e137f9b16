//! 证明要求: which records need evidence (A32), from today on.

use domain::values::field::Field;
use domain::values::json::{of_word, word_of};
use std::collections::BTreeSet;

use domain::decide::command::{Command, Save};
use domain::records::organisation::Company;
use domain::rules::EvidencePolicy;
use domain::values::method::Method;
use domain::values::money::Money;
use domain::values::refusal::Refusals;
use domain::values::stage::Stage;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::company_section::{CompanySection, PlannedNote};
use crate::i18n::words;
use crate::local::Notebook;
use crate::state::typed;
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Chip, ChipRow, MoneyField};

/// The section.
#[component]
pub fn EvidenceRules() -> impl IntoView {
    view! { <CompanySection title=move || t!("evidence.rules.title") form=|was| view! { <Fields was/> }/> }
}

#[component]
fn Fields(was: Company) -> impl IntoView {
    let today = expect_context::<Notebook>().today();
    let writing = Writing::ready();
    let policy = was.evidence.on(today);
    let limit = |it: Option<Money>| RwSignal::new(it.map(typed::money).unwrap_or_default());
    let (deal_above, payment_above) = (limit(policy.deal_above), limit(policy.payment_above));
    let planned = Signal::stored(was.evidence.next_after(today));
    let (stages, methods) = (RwSignal::new(words_of(policy.stages)), RwSignal::new(words_of(policy.methods)));
    let reviewed = RwSignal::new(policy.counts_when_reviewed.to_string());
    let kept = KeptWords::of(
        "evidence-rules",
        [
            ("deal_above", deal_above),
            ("payment_above", payment_above),
            ("stages", stages),
            ("methods", methods),
            ("counts_when_reviewed", reviewed),
        ],
    );
    let is_reviewed = move || reviewed.with(|it| it == "true");
    let make = move || {
        let mut refusals = Refusals::default();
        let deal_above = typed::optional(Field::EvidenceDealAbove, &deal_above.get(), Money::parse, &mut refusals);
        let payment_above = typed::optional(Field::EvidencePaymentAbove, &payment_above.get(), Money::parse, &mut refusals);
        refusals.into_result()?;
        let rules = EvidencePolicy {
            deal_above,
            payment_above,
            stages: set_of(&stages.get()),
            methods: set_of(&methods.get()),
            counts_when_reviewed: is_reviewed(),
        };
        let now = Company { evidence: was.evidence.since(today, rules), ..was.clone() };
        Ok(Command::SaveCompany(Save { was: Some(was.clone()), now }))
    };
    let save = writing.saving(kept, make, || {});
    let refusals = writing.refusals();
    let stage_chip = move |stage: Stage| {
        let on = move || stages.with(|now| set_of::<Stage>(now).contains(&stage));
        view! { <Chip label=move || words::stage(stage) on=Signal::derive(on) on_press=move || toggle(stages, stage)/> }
    };
    let method_chip = move |method: Method| {
        let on = move || methods.with(|now| set_of::<Method>(now).contains(&method));
        view! { <Chip label=move || words::method(method) on=Signal::derive(on) on_press=move || toggle(methods, method)/> }
    };
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::EvidenceDealAbove, Field::EvidencePaymentAbove]>
            <p class="text-sm">{move || t!("evidence.rules.body")}</p>
            <MoneyField label=move || words::field(Field::EvidenceDealAbove) name=Field::EvidenceDealAbove value=deal_above refusals hint=move || t!("evidence.rules.blank").to_owned()/>
            <MoneyField label=move || words::field(Field::EvidencePaymentAbove) name=Field::EvidencePaymentAbove value=payment_above refusals hint=move || t!("evidence.rules.blank").to_owned()/>
            <p class="text-sm font-medium">{move || t!("evidence.rules.stages")}</p>
            <ChipRow label=move || t!("evidence.rules.stages")>{Stage::OPEN.map(stage_chip).into_iter().collect_view()}</ChipRow>
            <p class="text-sm font-medium">{move || t!("evidence.rules.methods")}</p>
            <ChipRow label=move || t!("evidence.rules.methods")>{Method::ALL.map(method_chip).into_iter().collect_view()}</ChipRow>
            <p class="text-sm font-medium">{move || t!("evidence.rules.approved")}</p>
            <ChipRow label=move || t!("evidence.rules.approved")>
                <Chip label=move || t!("evidence.rules.counts_when_reviewed") on=Signal::derive(is_reviewed) on_press=move || reviewed.set((!is_reviewed()).to_string())/>
            </ChipRow>
            <p class="text-xs text-quiet">{move || t!("evidence.rules.counts_when_reviewed_means")}</p>
            <p class="text-xs text-quiet">{move || t!("evidence.rules.from_today")}</p>
            <PlannedNote from=planned/>
        </WriteForm>
    }
    .into_any()
}

/// Joins choices into a text for the draft.
fn words_of<T: Serialize>(chosen: BTreeSet<T>) -> String {
    chosen.into_iter().map(word_of).collect::<Vec<_>>().join(" ")
}

/// Parses the choices from such a text.
fn set_of<T: DeserializeOwned + Ord>(words: &str) -> BTreeSet<T> {
    words.split_whitespace().filter_map(of_word).collect()
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
        assert_eq!(set_of::<Stage>("proposal nonsense"), BTreeSet::from([Stage::Proposal]));
    }
}
