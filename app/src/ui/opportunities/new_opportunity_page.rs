//! Opening an opportunity with a customer.

use domain::command::Command;
use domain::ids::OpportunityId;
use domain::opportunity::{OpportunityProfile, Stage};
use domain::refusal::{Refusal, Refusals};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::profile_form::{ProfileFields, ProfileWords};
use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::address::{of_word, word_of};
use crate::ui::kit::{Button, Card, Choice, FormErrors, Look, PageHead, SelectField};
use crate::ui::routes::{self, paths};
use crate::ui::writing::Writing;

/// The page.
#[component]
pub fn NewOpportunityPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let navigate = use_navigate();
    let asked = use_query_map().with_untracked(|it| it.get("customer")).unwrap_or_default();
    let (customer, stage) = (RwSignal::new(asked), RwSignal::new(word_of(Stage::Prospect)));
    let profile = ProfileWords::of(&OpportunityProfile::default());
    let id = OpportunityId(notebook.new_id());
    let customers = Memo::new(move |_| {
        let actor = notebook.actor();
        notebook.with(|book| {
            let mine = book.customers().filter(|it| actor.may_change(it.owner, book));
            let mut mine: Vec<Choice> = mine.map(|it| Choice::new(it.id, it.profile.name.clone())).collect();
            mine.sort_by(|a, b| a.label.cmp(&b.label));
            mine
        })
    });
    let stages = move || Stage::OPEN.into_iter().map(|it| Choice::new(word_of(it), words::stage(it))).collect::<Vec<_>>();
    let save = move || {
        let Ok(customer) = customer.get_untracked().parse() else {
            return writing.refuse(Refusals::of("customer", Refusal::Missing));
        };
        let stage = of_word(&stage.get_untracked()).unwrap_or(Stage::Prospect);
        let navigate = navigate.clone();
        match untrack(|| profile.read()) {
            Ok(profile) => {
                let command = Command::OpenOpportunity { id, customer, opened_on: notebook.today(), stage, profile, owner: None };
                writing.commit(command, move || {
                    navigate(&paths::opportunity(id), NavigateOptions { replace: true, ..Default::default() });
                });
            }
            Err(refusals) => writing.refuse(refusals),
        }
    };
    view! {
        <PageHead title=move || t!("opportunities.new") back=routes::OPPORTUNITIES/>
        <Card class="mx-auto max-w-2xl">
            <form
                class="grid gap-3"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                <SelectField
                    label=move || words::field("customer")
                    name="customer"
                    value=customer
                    choices=customers
                    refusals=writing.refusals()
                    none=move || t!("opportunities.choose_customer")
                    required=true
                />
                <SelectField
                    label=move || words::field("stage")
                    name="stage"
                    value=stage
                    choices=Signal::derive(stages)
                    refusals=writing.refusals()
                />
                <ProfileFields words=profile refusals=writing.refusals()/>
                <FormErrors refusals=writing.refusals() shown=&["customer", "stage", "title", "product", "amount", "expected_close", "note"]/>
                <Button label=move || t!("kit.save") look=Look::Primary submit=true wide=true busy=writing.is_busy()/>
            </form>
        </Card>
    }
    .into_any()
}
