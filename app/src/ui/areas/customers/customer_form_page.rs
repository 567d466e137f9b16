//! Forms to create and edit a customer (C-01…C-03).

use domain::records::customer::{Scale, Source};
use domain::values::field::Field;
use domain::values::grade::Grade;
use domain::values::ids::CustomerId;
use domain::values::json::word_of;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::contacts_fields::ContactsFields;
use super::relation_fields::{ExplicitField, RelationFields};
use super::twins_hint::TwinsHint;
use crate::i18n::words;
use crate::local::Notebook;
use crate::state::forms::CustomerForm;
use crate::t;
use crate::ui::fields::choices;
use crate::ui::forms::filling::Filling;
use crate::ui::forms::record_form::RecordForm;
use crate::ui::forms::unfinished::about;
use crate::ui::kit::{Card, Choice, DateField, Entry, PageHead, RefusedNote, SelectField, TextArea, TextField, Toasts, Tone, use_way_back};
use crate::ui::records::attachments::DraftPhotos;
use crate::ui::url::routes::{self, paths};
use crate::ui::url::use_path_id;

/// Page for a new customer.
#[component]
pub fn NewCustomerPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let fresh = CustomerForm::fresh(CustomerId(notebook.new_id()), notebook.today());
    view! {
        <div class="mx-auto max-w-2xl">
            <PageHead title=move || t!("nav.new_customer") back=routes::CUSTOMERS/>
            <CustomerFields fresh/>
        </div>
    }
    .into_any()
}

/// Page to edit a customer.
#[component]
pub fn EditCustomerPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let id = use_path_id::<CustomerId>();
    let form = move || {
        let profile = id.get().and_then(|id| notebook.peek(|book| book.customer(id).map(|it| it.profile.clone())));
        match id.get().zip(profile) {
            Some((id, profile)) => view! {
                <PageHead title=move || t!("customers.edit_title") back=paths::customer(id)/>
                <CustomerFields fresh=CustomerForm::amending(id, &profile)/>
            }
            .into_any(),
            None => view! { <RefusedNote/> }.into_any(),
        }
    };
    view! { <div class="mx-auto max-w-2xl">{form}</div> }.into_any()
}

/// The form.
#[component]
fn CustomerFields(fresh: CustomerForm) -> impl IntoView {
    const SHOWN: &[Field] = &[
        Field::Name,
        Field::Industry,
        Field::Contact,
        Field::Phone,
        Field::Email,
        Field::Demand,
        Field::Source,
        Field::Scale,
        Field::Region,
        Field::Grade,
        Field::FirstContactOn,
        Field::Note,
        Field::Number,
        Field::FiledOn,
        Field::ContactRole,
        Field::DemandExplicit,
        Field::StrategicValue,
        Field::PurchasingPower,
        Field::CooperationDepth,
        Field::Cooperation,
        Field::CooperationSince,
        Field::ContractEndsOn,
        Field::Renewal,
        Field::ChurnRisk,
    ];
    let notebook = expect_context::<Notebook>();
    let toasts = expect_context::<Toasts>();
    let (navigate, go_back) = (use_navigate(), use_way_back());
    let (id, is_new, today) = (fresh.id, fresh.was.is_none(), notebook.today());
    // A change of grade is requested on the customer's own page, with a reason; a new customer starts as 潜力 or 普通.
    let may_grade = is_new;
    let filling = Filling::open(&CustomerForm::name((!is_new).then_some(id)), fresh);
    let (words_of, refusals) = (filling.draft.words(), filling.refusals());
    let name = filling.text(|it| it.name.clone(), |it, typed| it.name = typed);
    let industry = filling.text(|it| it.industry.clone(), |it, typed| it.industry = typed);
    let contact = filling.text(|it| it.contact.clone(), |it, typed| it.contact = typed);
    let phone = filling.text(|it| it.phone.clone(), |it, typed| it.phone = typed);
    // Of a customer whose details are masked, they are not asked either: they stay as they are.
    let sees_contacts = is_new || {
        let sight = notebook.sight();
        notebook.peek(|book| book.customer(id).is_none_or(|it| sight.shows_contacts_of(it)))
    };
    let phones = Signal::derive(move || {
        if !sees_contacts {
            return String::new();
        }
        words_of.with(|form| {
            let others = form.contacts.iter().map(|it| it.phone.as_str());
            [form.phone.as_str()].into_iter().chain(others).collect::<Vec<_>>().join("; ")
        })
    });
    let email = filling.text(|it| it.email.clone(), |it, typed| it.email = typed);
    let demand = filling.text(|it| it.demand.clone(), |it, typed| it.demand = typed);
    let note = filling.text(|it| it.note.clone(), |it, typed| it.note = typed);
    let first_contact_on = filling.text(|it| it.first_contact_on.clone(), |it, typed| it.first_contact_on = typed);
    let source = filling.choice(|it| it.source, |it, chosen| it.source = chosen);
    let scale = filling.choice(|it| it.scale, |it, chosen| it.scale = chosen);
    let region = filling.choice(|it| it.region, |it, chosen| it.region = chosen);
    let grade = filling.choice(|it| Some(it.grade), |it, chosen| it.grade = chosen.unwrap_or_default());
    let regions = notebook.see(|book| book.regions().map(|it| Choice::new(it.id, it.name.clone())).collect::<Vec<_>>());
    let industries = notebook.see(|book| choices::distinct(book.customers().map(|it| &it.profile.industry)));
    let grades = Signal::derive(|| [Grade::Potential, Grade::Normal].map(|it| Choice::new(word_of(it), words::grade(it))).to_vec());
    let sources = Signal::derive(move || {
        let chosen = words_of.with(|it| it.source);
        choices::listed(notebook, chosen).into_iter().map(|it: Source| Choice::new(word_of(it), words::source(it))).collect::<Vec<_>>()
    });
    let scales = Signal::derive(|| Scale::ALL.map(|it| Choice::new(word_of(it), words::scale(it))).to_vec());
    let left = move || words_of.with(|it| about([it.name.clone(), it.contact.clone(), it.phone.clone(), it.note.clone()]));
    let saved = move || {
        let id = words_of.with_untracked(|it| it.id);
        toasts.say(t!("customers.saved"), Tone::Success);
        match is_new {
            true => navigate(&paths::customer(id), leptos_router::NavigateOptions { replace: true, ..Default::default() }),
            false => go_back(&paths::customer(id)),
        }
    };
    view! {
        // A draft of an edited customer is simply continued; a draft of a new one may be about somebody else, so the form asks.
        <RecordForm filling about=Signal::derive(left) continues=!is_new shown=SHOWN label=move || t!("kit.save") on_saved=saved>
            <Card class="grid gap-4">
                <TextField label=move || t!("words.field.name") name=Field::Name value=name refusals required=true/>
                <TwinsHint except=id name phone=phones/>
                <Show when=move || !sees_contacts>
                    <p class="text-sm text-quiet">{move || t!("customers.masked_form")}</p>
                </Show>
                <div class="grid gap-4 sm:grid-cols-2">
                    <Show when=move || sees_contacts>
                        <TextField label=move || t!("words.field.contact") name=Field::Contact value=contact refusals/>
                        <TextField label=move || t!("words.field.phone") name=Field::Phone value=phone refusals entry=Entry::Phone/>
                        <TextField label=move || t!("words.field.email") name=Field::Email value=email refusals entry=Entry::Email/>
                    </Show>
                    <TextField label=move || t!("words.field.industry") name=Field::Industry value=industry refusals offers=industries/>
                    <SelectField label=move || t!("words.field.source") name=Field::Source value=source choices=sources none=move || t!("kit.none") refusals/>
                    <SelectField label=move || t!("words.field.scale") name=Field::Scale value=scale choices=scales none=move || t!("kit.none") refusals/>
                    <SelectField label=move || t!("words.field.region") name=Field::Region value=region choices=regions none=move || t!("kit.none") refusals/>
                    {may_grade
                        .then(|| view! { <SelectField label=move || t!("words.field.grade") name=Field::Grade value=grade choices=grades refusals/> })}
                    <DateField label=move || t!("words.field.first_contact_on") name=Field::FirstContactOn value=first_contact_on refusals last=today/>
                    <TextField label=move || t!("words.field.demand") name=Field::Demand value=demand refusals/>
                    <ExplicitField filling/>
                </div>
                <TextArea label=move || t!("words.field.note") name=Field::Note value=note refusals/>
                // A business card; an existing customer has a page of its own for it.
                {is_new.then(|| view! { <DraftPhotos filling label=move || t!("evidence.card")/> })}
                {is_new.then(|| view! { <FilingFields filling/> })}
            </Card>
            {sees_contacts.then(|| view! { <ContactsFields filling/> })}
            <RelationFields filling/>
        </RecordForm>
    }
    .into_any()
}

/// Number and filing day: only for a new customer.
#[component]
fn FilingFields(filling: Filling<CustomerForm>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let (refusals, today) = (filling.refusals(), notebook.today());
    let number = filling.text(|it| it.number.clone(), |it, typed| it.number = typed);
    let filed_on = filling.text(|it| it.filed_on.clone(), |it, typed| it.filed_on = typed);
    let next = notebook.see(|book| book.numbers().next(domain::book::numbers::CUSTOMER_PREFIX));
    view! {
        <details>
            <summary class="flex min-h-11 cursor-pointer items-center text-sm">{move || t!("customers.more_filing")}</summary>
            <div class="grid gap-4 sm:grid-cols-2">
                <TextField label=move || t!("words.field.number") name=Field::Number value=number refusals placeholder=next hint=move || t!("customers.number_hint")/>
                <DateField label=move || t!("words.field.filed_on") name=Field::FiledOn value=filed_on refusals last=today required=true/>
            </div>
        </details>
    }
    .into_any()
}
