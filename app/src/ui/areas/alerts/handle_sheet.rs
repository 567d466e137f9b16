//! Handling an alert: cause, plan, person and deadline (S1:L102, AC-01).

use domain::decide::command::{Command, HandleAlert};
use domain::values::calendar::Day;
use domain::values::cause::Cause;
use domain::values::field::Field;
use domain::values::ids::PersonId;
use domain::values::refusal::{Refusal, Refusals};
use leptos::prelude::*;

use super::alert_list::AlertRow;
use crate::i18n::alert_words;
use crate::local::Notebook;
use crate::state::alerts;
use crate::t;
use crate::ui::fields::choices;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Choice, DateField, SelectField, Sheet, TextArea};

/// Default time for a plan, in days.
const A_WEEK: i32 = 7;

/// The sheet.
#[component]
pub fn HandleSheet(
    /// `None` while the sheet is closed.
    handling: RwSignal<Option<AlertRow>>,
) -> impl IntoView {
    view! {
        <Sheet open=Signal::derive(move || handling.with(Option::is_some)) on_close=move || handling.set(None) title=move || t!("alerts.handle_title")>
            {move || handling.get_untracked().map(|row| view! { <HandleForm row handling/> })}
        </Sheet>
    }
}

#[component]
fn HandleForm(row: AlertRow, handling: RwSignal<Option<AlertRow>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let refusals = writing.refusals();
    alerts::see(notebook, &row.alert);
    let alert = row.alert.key;
    let first = notebook.today().plus(A_WEEK).to_string();
    let (cause, plan) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (who, until) = (RwSignal::new(row.alert.person.to_string()), RwSignal::new(first));
    let kept = KeptWords::of(&format!("alert-{}", alert.id()), [("cause", cause), ("plan", plan), ("who", who), ("until", until)]);
    let people = Memo::new(move |_| {
        let actor = notebook.actor();
        notebook.with(|book| choices::people(book.people().filter(|it| it.active && actor.may_charge_with_alert(it, book))))
    });
    let causes = move || Cause::ALL.into_iter().map(|it| Choice::new(it.as_str(), alert_words::cause_with_class(it))).collect::<Vec<_>>();
    let make = move || {
        let mut against = Refusals::default();
        let who = who.get().parse::<PersonId>().ok();
        let until = Day::parse(&until.get());
        against.refuse_if(who.is_none(), Field::Who, Refusal::Missing);
        against.refuse_if(until.is_none(), Field::Until, Refusal::Missing);
        let (Some(who), Some(until)) = (who, until) else { return Err(against) };
        let cause = Cause::parse(&cause.get());
        Ok(Command::HandleAlert(HandleAlert { alert, who, cause, plan: plan.get(), until }))
    };
    let save = writing.saving(kept, make, move || handling.set(None));
    let needs_cause = alert.rule.asks_for_analysis();
    let (subject, fact) = (row.subject.clone(), row.fact.clone());
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Cause, Field::Plan, Field::Who, Field::Until] label=Signal::derive(move || t!("alerts.save").to_owned())>
            <p class="text-sm"><span class="font-medium">{subject}</span> " · " {fact}</p>
            <p class="text-sm text-quiet">{move || t!("alerts.handle_body")}</p>
            <SelectField label=move || t!("alerts.cause_label") name=Field::Cause value=cause choices=Signal::derive(causes) none=move || t!("alerts.no_cause") refusals required=needs_cause/>
            <TextArea label=move || t!("alerts.plan_label") name=Field::Plan value=plan refusals required=true/>
            <SelectField label=move || t!("alerts.who_label") name=Field::Who value=who choices=people refusals required=true/>
            <DateField label=move || t!("alerts.until_label") name=Field::Until value=until refusals first=notebook.today() required=true/>
        </WriteForm>
    }
    .into_any()
}
