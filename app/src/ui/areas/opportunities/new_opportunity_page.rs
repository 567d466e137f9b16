//! Opening an opportunity with a customer.

use domain::decide::command::{Command, OpenOpportunity};
use domain::values::field::Field;
use domain::values::ids::OpportunityId;
use domain::values::json::{of_word, word_of};
use domain::values::refusal::{Refusal, Refusals};
use domain::values::stage::Stage;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use serde::{Deserialize, Serialize};

use super::profile_form::{Kept, ProfileFields, ProfileWords};
use crate::i18n::words;
use crate::local::Notebook;
use crate::state::{Draft, customer_name};
use crate::t;
use crate::ui::fields::choices;
use crate::ui::forms::unfinished::{Unfinished, about, asks};
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Button, Card, Choice, DraftNote, FormErrors, Look, PageHead, SelectField};
use crate::ui::url::routes::{self, paths};
use crate::ui::url::use_query_value;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct NewWords {
    customer: String,
    stage: String,
    profile: Kept,
}

/// The page.
#[component]
pub fn NewOpportunityPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let navigate = use_navigate();
    let asked = use_query_value::<String>("customer").get_untracked().unwrap_or_default();
    // One draft per customer that the page is opened for, so that a draft about one customer never appears for another.
    let fresh = NewWords { customer: asked.clone(), stage: word_of(Stage::Prospect), profile: Kept::default() };
    let draft =
        Draft::open_when(&format!("opportunity/{asked}"), fresh, |it, fresh| it.stage != fresh.stage || it.profile != fresh.profile);
    let left = draft.words().get_untracked();
    let (customer, stage) = (RwSignal::new(left.customer), RwSignal::new(left.stage));
    let profile = ProfileWords::again(&left.profile);
    let asks = asks(draft);
    let start_over = move || {
        draft.discard();
        let fresh = draft.words().get_untracked();
        customer.set(fresh.customer);
        stage.set(fresh.stage);
        profile.take(&fresh.profile);
    };
    Effect::new(move |_| draft.words().set(NewWords { customer: customer.get(), stage: stage.get(), profile: profile.keep() }));
    let id = OpportunityId(notebook.new_id());
    let command = move || {
        let chosen = customer.get().parse().map_err(|_| Refusals::of(Field::Customer, Refusal::Missing))?;
        let stage = of_word(&stage.get()).unwrap_or(Stage::Prospect);
        let profile = profile.read()?;
        Ok(Command::OpenOpportunity(OpenOpportunity { id, customer: chosen, opened_on: notebook.today(), stage, profile, owner: None }))
    };
    let refusals = writing.refusals();
    let customers = Memo::new(move |_| {
        let actor = notebook.actor();
        notebook.with(|book| {
            let mine = book.customers().filter(|it| actor.may_work_with_customer(it, book));
            choices::customers(mine)
        })
    });
    let stages = move || Stage::OPEN.into_iter().map(|it| Choice::new(word_of(it), words::stage(it))).collect::<Vec<_>>();
    let left = move || {
        let chosen = customer.get().parse().ok();
        let name = chosen.map(|it| notebook.with(|book| customer_name(book, it))).unwrap_or_default();
        about(std::iter::once(name).chain(profile.about()))
    };
    let save = writing.saving(draft, command, move || {
        navigate(&paths::opportunity(id), NavigateOptions { replace: true, ..Default::default() });
    });
    view! {
        <PageHead title=move || t!("opportunities.new") back=routes::OPPORTUNITIES/>
        <Card class="mx-auto max-w-2xl">
            <Unfinished asks about=Signal::derive(left) on_new=start_over/>
            <form
                class="grid gap-3"
                hidden=move || asks.get()
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                <DraftNote was_restored=Signal::derive(move || draft.was_restored()) on_discard=start_over/>
                <SelectField
                    label=move || words::field(Field::Customer)
                    name=Field::Customer
                    value=customer
                    choices=customers
                    refusals
                    none=move || t!("opportunities.choose_customer")
                    required=true
                />
                <SelectField
                    label=move || words::field(Field::Stage)
                    name=Field::Stage
                    value=stage
                    choices=Signal::derive(stages)
                    refusals
                />
                <ProfileFields
                    words=profile
                    refusals
                    stage=Signal::derive(move || stage.with(|it| of_word(it)).unwrap_or(Stage::Prospect))
                />
                <FormErrors refusals shown=&[Field::Customer, Field::Stage, Field::Title, Field::Product, Field::Amount, Field::ExpectedClose, Field::SubStage, Field::Note]/>
                <Button label=move || t!("kit.save") look=Look::Primary submit=true wide=true busy=writing.is_busy()/>
            </form>
        </Card>
    }
    .into_any()
}
