//! 证明要求: what needs evidence (A32), from today on.

use domain::calendar::Day;
use domain::command::{Command, Save};
use domain::follow_up::Method;
use domain::money::Money;
use domain::opportunity::Stage;
use domain::organisation::Company;
use domain::refusal::{Refusal, Refusals};
use domain::rules::EvidencePolicy;
use leptos::prelude::*;

use crate::i18n::words;
use crate::local::Notebook;
use crate::state::typed;
use crate::t;
use crate::ui::kept_words::KeptWords;
use crate::ui::kit::{Chip, ChipRow, MoneyField, Section};
use crate::ui::write_form::WriteForm;
use crate::ui::writing::Writing;

/// The section; made anew when the record changes.
#[component]
pub fn EvidenceRules() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let company = notebook.see(|book| book.has_company().then(|| book.company()));
    let today = notebook.today();
    view! {
        <Section title=move || t!("evidence.rules.title")>
            {move || company.get().map(|was| view! { <Fields was today/> })}
        </Section>
    }
    .into_any()
}

#[component]
fn Fields(was: Company, today: Day) -> impl IntoView {
    let writing = Writing::ready();
    let policy = was.evidence.on(today);
    let limit = |it: Option<Money>| RwSignal::new(it.map(typed::money).unwrap_or_default());
    let (deal_above, payment_above) = (limit(policy.deal_above), limit(policy.payment_above));
    let (stages, methods) = (RwSignal::new(policy.stages), RwSignal::new(policy.methods));
    let kept = KeptWords::of("evidence-rules", [("deal_above", deal_above), ("payment_above", payment_above)]);
    let make = move || {
        let mut refusals = Refusals::default();
        let deal_above = read("evidence.deal_above", &deal_above.get(), &mut refusals);
        let payment_above = read("evidence.payment_above", &payment_above.get(), &mut refusals);
        refusals.into_result()?;
        let rules = EvidencePolicy { deal_above, payment_above, stages: stages.get(), methods: methods.get() };
        let now = Company { evidence: was.evidence.since(today, rules), ..was.clone() };
        Ok(Command::SaveCompany(Save { was: Some(was.clone()), now }))
    };
    let save = writing.saving(kept, make, || {});
    let refusals = writing.refusals();
    let stage_chip = move |it: Stage| {
        let press = move || {
            stages.update(|now| {
                if !now.remove(&it) {
                    now.insert(it);
                }
            })
        };
        view! { <Chip label=move || words::stage(it) on=Signal::derive(move || stages.with(|now| now.contains(&it))) on_press=press/> }
    };
    let method_chip = move |it: Method| {
        let press = move || {
            methods.update(|now| {
                if !now.remove(&it) {
                    now.insert(it);
                }
            })
        };
        view! { <Chip label=move || words::method(it) on=Signal::derive(move || methods.with(|now| now.contains(&it))) on_press=press/> }
    };
    view! {
        <WriteForm writing kept on_submit=save shown=&["evidence.deal_above", "evidence.payment_above"]>
            <p class="text-sm">{move || t!("evidence.rules.body")}</p>
            <MoneyField label=move || words::field("evidence.deal_above") name="evidence.deal_above" value=deal_above refusals hint=move || t!("evidence.rules.blank").to_owned()/>
            <MoneyField label=move || words::field("evidence.payment_above") name="evidence.payment_above" value=payment_above refusals hint=move || t!("evidence.rules.blank").to_owned()/>
            <p class="text-sm font-medium">{move || t!("evidence.rules.stages")}</p>
            <ChipRow label=move || t!("evidence.rules.stages")>{Stage::OPEN.map(stage_chip).into_iter().collect_view()}</ChipRow>
            <p class="text-sm font-medium">{move || t!("evidence.rules.methods")}</p>
            <ChipRow label=move || t!("evidence.rules.methods")>{Method::ALL.map(method_chip).into_iter().collect_view()}</ChipRow>
            <p class="text-xs text-quiet">{move || t!("evidence.rules.from_today")}</p>
        </WriteForm>
    }
    .into_any()
}

/// A limit as typed; blank is none.
fn read(field: &str, typed: &str, refusals: &mut Refusals) -> Option<Money> {
    if typed.trim().is_empty() {
        return None;
    }
    let read = Money::parse(typed);
    refusals.refuse_if(read.is_none(), field, Refusal::Malformed);
    read
}
