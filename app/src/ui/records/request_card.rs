//! A request about a customer, and the decision on it. The sheet belongs to the page, not to the card, because sync can rebuild the card.

use domain::decide::command::{AnswerRequest, Command};
use domain::records::customer::{Ask, ChangeRequest, Customer};
use domain::values::field::Field;
use domain::values::ids::{CustomerId, PersonId, RequestId};
use leptos::prelude::*;

use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::state::person_name;
use crate::t;
use crate::ui::fields::choices;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Badge, Button, Look, SelectField, Sheet, TextArea, Tone};

/// How a request is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// By a person who may decide.
    Accept,
    /// By a person who may decide.
    Decline,
    /// By the person who asked.
    Withdraw,
}

impl Answer {
    fn words(self) -> &'static str {
        match self {
            Answer::Accept => t!("grades.accept"),
            Answer::Decline => t!("grades.decline"),
            Answer::Withdraw => t!("grades.withdraw"),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answering {
    customer: CustomerId,
    name: String,
    request: RequestId,
    answer: Answer,
    /// For a hand-over, the proposed new owner.
    hand_over: Option<Option<PersonId>>,
}

/// What the request asks for, in one line.
fn wanted(ask: &Ask, notebook: Notebook) -> String {
    match ask {
        Ask::Grade { from, to } => t!("grades.from_to", from = words::grade(*from), to = words::grade(*to)),
        Ask::Strategy { to, .. } => to.clone(),
        Ask::HandOver { to } => to.map(|it| notebook.with(|book| person_name(book, it))).unwrap_or_default(),
    }
}

/// One pending request.
#[component]
pub fn RequestCard(
    customer: Customer,
    request: ChangeRequest,
    /// Set to the request that the user answers.
    answering: RwSignal<Option<Answering>>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let (id, of, name) = (request.id, customer.id, customer.profile.name.clone());
    let (asker, ask) = (request.by, request.ask.clone());
    let may_decide =
        Memo::new(move |_| notebook.with(|book| notebook.actor().may_decide_request(book.customer(of).unwrap_or(&customer), &ask, book)));
    let asked = request.clone();
    let is_mine = Memo::new(move |_| notebook.actor().may_take_back_request(&asked));
    let asked_by = move || notebook.with(|book| person_name(book, asker));
    let note = move || t!("grades.asked_by", name = asked_by(), at = locale().moment(request.at, today));
    let hand_over = match request.ask {
        Ask::HandOver { to } => Some(to),
        Ask::Grade { .. } | Ask::Strategy { .. } => None,
    };
    let open = move |answer: Answer| answering.set(Some(Answering { customer: of, name: name.clone(), request: id, answer, hand_over }));
    let open = StoredValue::new(open);
    let button = move |answer: Answer, look: Look| {
        view! { <Button label=move || answer.words() look on_press=move || open.with_value(|it| it(answer))/> }
    };
    let actions = move || match (may_decide.get(), is_mine.get()) {
        (true, _) => view! { {button(Answer::Accept, Look::Primary)} {button(Answer::Decline, Look::Plain)} }.into_any(),
        (false, is_mine) => view! {
            <span class="self-center text-xs text-quiet">{move || t!("grades.needs_manager")}</span>
            {is_mine.then(|| button(Answer::Withdraw, Look::Ghost))}
        }
        .into_any(),
    };
    let (kind, line) = (request.ask.clone(), request.ask);
    view! {
        <article class="grid gap-2 rounded-box border border-base-300 bg-base-100 p-4" data-request=id.to_string()>
            <div class="flex flex-wrap items-center gap-2">
                <Badge label=move || words::ask(&kind) tone=Tone::Warning/>
                <span class="min-w-0 break-words font-medium">{move || wanted(&line, notebook)}</span>
            </div>
            <p class="text-sm break-words">{request.reason}</p>
            <p class="text-xs text-quiet">{note}</p>
            <div class="flex flex-wrap gap-2">{actions}</div>
        </article>
    }
    .into_any()
}

/// The sheet in which a request is answered: one for all cards of a page.
#[component]
pub fn AnswerSheet(
    /// `None` while the sheet is closed.
    answering: RwSignal<Option<Answering>>,
) -> impl IntoView {
    let title =
        move || answering.with(|it| it.as_ref().map(|asked| t!("grades.decide_title", name = asked.name.clone()))).unwrap_or_default();
    let form = move || answering.get_untracked().map(|asked| view! { <AnswerForm asked on_done=move || answering.set(None)/> });
    view! {
        <Sheet open=Signal::derive(move || answering.with(Option::is_some)) title=Signal::derive(title) on_close=move || answering.set(None)>
            {form()}
        </Sheet>
    }
}

#[component]
fn AnswerForm(asked: Answering, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let refusals = writing.refusals();
    let Answering { customer, request, answer, hand_over, .. } = asked;
    let suggested = hand_over.flatten().map(|it| it.to_string()).unwrap_or_default();
    let (to, reason) = (RwSignal::new(suggested), RwSignal::new(String::new()));
    let accept = answer == Answer::Accept;
    let names_whom = accept && hand_over.is_some();
    let kept = KeptWords::of(&format!("answer/{request}"), [("to", to), ("reason", reason)]);
    let people = notebook.see(move |book| {
        let actor = notebook.actor();
        choices::people(actor.receivers(book))
    });
    let make = move || {
        let to = to.with(|it| it.parse().ok()).filter(|_| names_whom);
        Ok(Command::AnswerRequest(AnswerRequest { customer, request, accept, to, reason: reason.get() }))
    };
    let save = writing.saving(kept, make, move || on_done.run(()));
    let look = if answer == Answer::Withdraw { Look::Plain } else { Look::Primary };
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::To, Field::Reason] label=Signal::derive(move || answer.words().to_owned()) look>
            {names_whom
                .then(|| view! { <SelectField label=move || t!("words.field.to") name=Field::To value=to choices=people none=move || t!("customers.choose_person") refusals required=true/> })}
            <TextArea label=move || t!("grades.why") name=Field::Reason value=reason refusals rows=3/>
        </WriteForm>
    }
    .into_any()
}
