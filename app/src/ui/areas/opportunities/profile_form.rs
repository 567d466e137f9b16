//! The fields of an opportunity's profile, for entering and amending it.

use domain::decide::command::{AmendOpportunity, Command};
use domain::records::opportunity::{Opportunity, OpportunityProfile};
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::money::Money;
use domain::values::refusal::Refusals;
use domain::values::stage::Stage;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::i18n::words;
use crate::local::Notebook;
use crate::state::typed;
use crate::t;
use crate::ui::fields::choices;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Choice, DateField, MoneyField, SelectField, Sheet, TextArea, TextField};

/// The fields that show their own refusals.
pub const SHOWN: &[Field] = &[Field::Title, Field::Product, Field::Amount, Field::ExpectedClose, Field::SubStage, Field::Note];

/// The typed texts, stored on the device until they are saved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    title: String,
    product: String,
    amount: String,
    expected_close: String,
    #[serde(default)]
    sub_stage: String,
    note: String,
}

/// The fields as signals.
#[derive(Clone, Copy)]
pub struct ProfileWords {
    title: RwSignal<String>,
    product: RwSignal<String>,
    amount: RwSignal<String>,
    expected_close: RwSignal<String>,
    sub_stage: RwSignal<String>,
    note: RwSignal<String>,
}

impl ProfileWords {
    /// Fields filled from a profile.
    pub fn of(profile: &OpportunityProfile) -> ProfileWords {
        let optional = |it: Option<String>| RwSignal::new(it.unwrap_or_default());
        ProfileWords {
            title: RwSignal::new(profile.title.clone()),
            product: optional(profile.product.map(|it| it.to_string())),
            amount: optional(profile.amount.map(typed::money)),
            expected_close: optional(profile.expected_close.map(|it| it.to_string())),
            sub_stage: RwSignal::new(profile.sub_stage.clone()),
            note: RwSignal::new(profile.note.clone()),
        }
    }

    /// Fields filled from a draft.
    pub fn again(kept: &Kept) -> ProfileWords {
        let signal = |it: &String| RwSignal::new(it.clone());
        ProfileWords {
            title: signal(&kept.title),
            product: signal(&kept.product),
            amount: signal(&kept.amount),
            expected_close: signal(&kept.expected_close),
            sub_stage: signal(&kept.sub_stage),
            note: signal(&kept.note),
        }
    }

    /// Sets the fields to a draft.
    pub fn take(self, kept: &Kept) {
        self.title.set(kept.title.clone());
        self.product.set(kept.product.clone());
        self.amount.set(kept.amount.clone());
        self.expected_close.set(kept.expected_close.clone());
        self.sub_stage.set(kept.sub_stage.clone());
        self.note.set(kept.note.clone());
    }

    /// The texts that summarize a draft.
    pub fn about(self) -> [String; 3] {
        [self.title.get(), self.amount.get(), self.note.get()]
    }

    /// The current texts, as a draft.
    pub fn keep(self) -> Kept {
        Kept {
            title: self.title.get(),
            product: self.product.get(),
            amount: self.amount.get(),
            expected_close: self.expected_close.get(),
            sub_stage: self.sub_stage.get(),
            note: self.note.get(),
        }
    }

    /// Parses the fields into a profile. Returns the refusals of fields that cannot be parsed.
    pub fn read(self) -> Result<OpportunityProfile, Refusals> {
        let mut refusals = Refusals::default();
        let amount = typed::optional(Field::Amount, &self.amount.get(), Money::parse, &mut refusals);
        let expected_close = typed::optional(Field::ExpectedClose, &self.expected_close.get(), Day::read, &mut refusals);
        let profile = OpportunityProfile {
            title: self.title.get(),
            product: self.product.get().parse().ok(),
            amount,
            expected_close,
            sub_stage: self.sub_stage.get(),
            note: self.note.get(),
        };
        refusals.into_result().map(|()| profile)
    }
}

/// The fields.
#[component]
pub fn ProfileFields(
    words: ProfileWords,
    refusals: Signal<Refusals>,
    /// The stage whose sub-stages are offered.
    #[prop(into)]
    stage: Signal<Stage>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let products = notebook.see(|book| choices::products(book, |_| false));
    let sub_stages = Memo::new(move |_| {
        let stage = stage.get();
        notebook.with(|book| {
            book.company().pipeline_on(notebook.today()).sub_stages_of(stage).map(|it| Choice::new(it, it)).collect::<Vec<_>>()
        })
    });
    let ProfileWords { title, product, amount, expected_close, sub_stage, note } = words;
    // Clears a sub-stage that the new stage does not have.
    Effect::new(move |before: Option<Stage>| {
        let now = stage.get();
        let is_offered = sub_stages.with_untracked(|it| sub_stage.with_untracked(|chosen| it.iter().any(|choice| choice.value == *chosen)));
        if before.is_some_and(|it| it != now) && !is_offered {
            sub_stage.set(String::new());
        }
        now
    });
    // Shows the field whenever it has a refusal.
    let shows_steps = move || sub_stages.with(|it| !it.is_empty()) || refusals.with(|it| !it.on(Field::SubStage).is_empty());
    view! {
        <TextField label=move || words::field(Field::Title) name=Field::Title value=title refusals required=true
            placeholder=move || t!("opportunities.title_example")/>
        <SelectField label=move || words::field(Field::Product) name=Field::Product value=product choices=products refusals none=move || t!("kit.none")/>
        <MoneyField label=move || words::field(Field::Amount) name=Field::Amount value=amount refusals hint=move || t!("opportunities.amount_hint")/>
        <DateField label=move || words::field(Field::ExpectedClose) name=Field::ExpectedClose value=expected_close refusals/>
        <Show when=shows_steps>
            <SelectField label=move || words::field(Field::SubStage) name=Field::SubStage value=sub_stage choices=sub_stages refusals none=move || t!("kit.none")/>
        </Show>
        <TextArea label=move || words::field(Field::Note) name=Field::Note value=note refusals/>
    }
    .into_any()
}

/// Amending the profile.
#[component]
pub fn EditSheet(opportunity: Signal<Opportunity>, is_open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Sheet open=is_open on_close=move || is_open.set(false) title=move || t!("opportunities.edit")>
            <EditForm opportunity is_open/>
        </Sheet>
    }
}

#[component]
fn EditForm(opportunity: Signal<Opportunity>, is_open: RwSignal<bool>) -> impl IntoView {
    let writing = Writing::ready();
    // The record as it was when the form opened: the base of the change.
    let (id, was) = opportunity.with_untracked(|it| (it.id, it.profile.clone()));
    let words = ProfileWords::of(&was);
    let ProfileWords { title, product, amount, expected_close, sub_stage, note } = words;
    let fields = [
        ("title", title),
        ("product", product),
        ("amount", amount),
        ("expected_close", expected_close),
        ("sub_stage", sub_stage),
        ("note", note),
    ];
    let kept = KeptWords::of(&format!("opportunity/edit/{id}"), fields);
    let before = was.clone();
    let make = move || words.read().map(|now| Command::AmendOpportunity(AmendOpportunity { opportunity: id, was: was.clone(), now }));
    let save = writing.saving(kept, make, move || is_open.set(false));
    let save_changes = move || match untrack(|| words.read()) {
        Ok(now) if now == before => is_open.set(false),
        _ => save(),
    };
    view! {
        <WriteForm writing kept on_submit=save_changes shown=SHOWN>
            <ProfileFields words refusals=writing.refusals() stage=Signal::derive(move || opportunity.with(|it| it.stage))/>
        </WriteForm>
    }
    .into_any()
}
