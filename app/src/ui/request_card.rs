//! Something asked for about a customer, and the answer of whoever may decide it.

use domain::command::Command;
use domain::customer::{Ask, ChangeRequest, Customer};
use domain::ids::{CustomerId, PersonId};
use domain::organisation::{Person, Role};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::state::person_name;
use crate::t;
use crate::ui::kit::{Badge, Button, Choice, FormErrors, Look, SelectField, Sheet, TextArea, Tone};
use crate::ui::writing::Writing;

/// Whether this person decides a request; as the rules say it.
fn decides(notebook: Notebook, customer: &Customer, ask: &Ask) -> bool {
    let (actor, grade) = (notebook.actor(), customer.profile.grade);
    notebook.peek(|book| match ask {
        Ask::Grade { to, .. } => actor.may_grade(customer.owner, grade, *to, book),
        Ask::Strategy { .. } => actor.may_set_strategy(customer.owner, grade, book),
        Ask::HandOver { .. } => actor.may_hand_over(customer.owner, book),
    })
}

/// What is asked for, in one line.
fn wanted(ask: &Ask, notebook: Notebook) -> String {
    match ask {
        Ask::Grade { from, to } => t!("grades.from_to", from = words::grade(*from), to = words::grade(*to)),
        Ask::Strategy { to, .. } => to.clone(),
        Ask::HandOver { to } => to.map(|it| notebook.peek(|book| person_name(book, it))).unwrap_or_default(),
    }
}

/// One request that waits.
#[component]
pub fn RequestCard(
    /// About whom.
    customer: Customer,
    /// What.
    request: ChangeRequest,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let (may_decide, is_mine) = (decides(notebook, &customer, &request.ask), request.by == notebook.actor().person);
    let asked_by = notebook.peek(|book| person_name(book, request.by));
    let note = move || t!("grades.asked_by", name = asked_by.clone(), at = locale().moment(request.at, today));
    let (ask, line) = (request.ask.clone(), wanted(&request.ask, notebook));
    let open = RwSignal::new(None::<bool>);
    let (id, of, is_hand_over) = (request.id, customer.id, matches!(request.ask, Ask::HandOver { .. }));
    let suggested = match request.ask {
        Ask::HandOver { to } => to,
        _ => None,
    };
    let name = customer.profile.name.clone();
    view! {
        <article class="grid gap-2 rounded-box border border-base-300 bg-base-100 p-4" data-request=id.to_string()>
            <div class="flex flex-wrap items-center gap-2">
                <Badge label=move || words::ask(&ask) tone=Tone::Warning/>
                <span class="min-w-0 break-words font-medium">{line}</span>
            </div>
            <p class="text-sm break-words">{request.reason.clone()}</p>
            <p class="text-xs text-quiet">{note}</p>
            <div class="flex flex-wrap gap-2">
                {may_decide
                    .then(|| {
                        view! {
                            <Button label=move || t!("grades.accept") look=Look::Primary on_press=move || open.set(Some(true))/>
                            <Button label=move || t!("grades.decline") on_press=move || open.set(Some(false))/>
                        }
                    })}
                {(!may_decide).then(|| view! { <span class="self-center text-xs text-quiet">{move || t!("grades.needs_manager")}</span> })}
                {(is_mine && !may_decide)
                    .then(|| view! { <Button label=move || t!("grades.withdraw") look=Look::Ghost on_press=move || open.set(Some(false))/> })}
            </div>
            <Sheet open=Signal::derive(move || open.get().is_some()) title=move || t!("grades.decide_title", name = name.clone()) on_close=move || open.set(None)>
                <AnswerForm customer=of request=id accept=open.get_untracked().unwrap_or(false) is_hand_over suggested on_done=move || open.set(None)/>
            </Sheet>
        </article>
    }
    .into_any()
}

#[component]
fn AnswerForm(
    customer: CustomerId,
    request: domain::ids::RequestId,
    accept: bool,
    is_hand_over: bool,
    suggested: Option<PersonId>,
    #[prop(into)] on_done: Callback<()>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let refusals = writing.refusals();
    let (to, reason) = (RwSignal::new(suggested.map(|it| it.to_string()).unwrap_or_default()), RwSignal::new(String::new()));
    let people = notebook.see(move |book| {
        let actor = notebook.actor();
        let holds = |it: &&Person| it.active && matches!(it.role, Role::Rep | Role::Supervisor | Role::Manager);
        let within = book.people().filter(holds).filter(|it| actor.covers(it.id, book));
        within.map(|it| Choice::new(it.id, it.name.clone())).collect::<Vec<_>>()
    });
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let to = to.with_untracked(|it| it.parse().ok()).filter(|_| accept && is_hand_over);
        let command = Command::AnswerRequest { customer, request, accept, to, reason: reason.get_untracked() };
        writing.commit(command, move || on_done.run(()));
    };
    let label = move || if accept { t!("grades.accept") } else { t!("grades.decline") };
    view! {
        <form on:submit=save novalidate class="grid gap-4">
            {(accept && is_hand_over)
                .then(|| view! { <SelectField label=move || t!("words.field.to") name="to" value=to choices=people none=move || t!("customers.choose_person") refusals required=true/> })}
            <TextArea label=move || t!("grades.why") name="reason" value=reason refusals rows=3/>
            <FormErrors refusals shown=&["to", "reason"]/>
            <Button label look=Look::Primary submit=true wide=true busy=writing.is_busy()/>
        </form>
    }
    .into_any()
}
