//! A command that was merged in part: both values side by side, and a button to apply the user's own value.

use domain::book::Book;
use domain::decide::command::{
    AmendCustomer, AmendExpense, AmendKpiEntry, AmendOpportunity, AmendOrder, AmendTask, AttributeExpense, Command, ExplainDelivery,
    MoveStage, PlanNode, RateOrder, SplitCredit, Track,
};
use domain::decide::merge::Conflict;
use domain::records::order::{CreditSplit, Order};
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::ids::{CommandId, CustomerId, ExpenseId, Kind, KpiEntryId, OpportunityId, OrderId, TaskId};
use domain::values::json;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::i18n::{NOTHING, locale, words};
use crate::local::{CommitError, Notebook};
use crate::state::person_name;
use crate::sync::Attention;
use crate::t;
use crate::ui::forms::unkept;
use crate::ui::kit::{Badge, Button, Card, Look, Toasts, Tone, icons};
use crate::ui::records::command_words::{about, page_of_record, written};

/// The command that replaces the current value by the user's, if the record can be amended.
fn use_mine(command: Option<&Command>, conflict: &Conflict, book: &Book, today: Day) -> Option<Command> {
    let id = conflict.record.id;
    match conflict.record.kind {
        Kind::Customer => {
            let customer = CustomerId(id);
            let was = book.customer(customer)?.profile.clone();
            let now = with_field(&was, conflict)?;
            Some(Command::AmendCustomer(AmendCustomer { customer, was, now }))
        }
        Kind::Opportunity if conflict.field == Field::Stage => {
            let opportunity = OpportunityId(id);
            let from = book.opportunity(opportunity)?.stage;
            let to = json::of_tree(&conflict.yours).ok()?;
            Some(Command::MoveStage(MoveStage { opportunity, from, to, on: today }))
        }
        Kind::Opportunity => {
            let opportunity = OpportunityId(id);
            let was = book.opportunity(opportunity)?.profile.clone();
            let now = with_field(&was, conflict)?;
            Some(Command::AmendOpportunity(AmendOpportunity { opportunity, was, now }))
        }
        Kind::Task if conflict.field != Field::End => {
            let task = TaskId(id);
            let was = book.task(task)?.profile.clone();
            let now = with_field(&was, conflict)?;
            Some(Command::AmendTask(AmendTask { task, was, now }))
        }
        Kind::Expense if matches!(conflict.field.known(), Some(Field::Owner | Field::Customer)) => {
            let expense = ExpenseId(id);
            let was = book.expense(expense)?.attribution();
            let now = with_field(&was, conflict)?;
            Some(Command::AttributeExpense(AttributeExpense { expense, was, now }))
        }
        Kind::Expense => {
            let expense = ExpenseId(id);
            let was = book.expense(expense)?.profile.clone();
            let now = with_field(&was, conflict)?;
            Some(Command::AmendExpense(AmendExpense { expense, was, now }))
        }
        Kind::KpiEntry => {
            let entry = KpiEntryId(id);
            let was = book.kpi_entry(entry)?.profile();
            let now = with_field(&was, conflict)?;
            Some(Command::AmendKpiEntry(AmendKpiEntry { entry, was, now }))
        }
        Kind::Order if !matches!(conflict.field.known(), Some(Field::Number | Field::MadeAt)) => {
            let order = OrderId(id);
            let stands = book.order(order)?;
            if let Some(Command::Track(said)) = command {
                return said_again(said, stands, book).map(Command::Track);
            }
            if let Some(Command::SplitCredit(said)) = command {
                let was = stands.shared().map(CreditSplit::shares).unwrap_or_default();
                return (was != said.now).then(|| Command::SplitCredit(SplitCredit { was, ..said.clone() }));
            }
            let was = stands.terms.clone();
            let now = with_field(&was, conflict)?;
            Some(Command::AmendOrder(AmendOrder { order, was, now }))
        }
        _ => None,
    }
}

/// The user's tracking command again, based on the current order.
fn said_again(said: &Track, stands: &Order, book: &Book) -> Option<Track> {
    Some(match said.clone() {
        Track::PlanNode(PlanNode { order, node, now, .. }) => {
            let was = stands.plan_of(node, &book.company().order_nodes.on(stands.terms.deal_on));
            Track::PlanNode(PlanNode { order, node, was, now })
        }
        Track::ExplainDelivery(ExplainDelivery { order, now, .. }) => {
            Track::ExplainDelivery(ExplainDelivery { order, was: stands.delivery_gap.clone(), now })
        }
        Track::RateOrder(RateOrder { order, now, .. }) => Track::RateOrder(RateOrder { order, was: stands.rating.clone(), now }),
        _ => return None,
    })
}

/// The current record with the user's value in the field. `None` if the record has no such field or already has this value.
fn with_field<T: Serialize + DeserializeOwned>(stands: &T, conflict: &Conflict) -> Option<T> {
    let before = json::tree(stands);
    let Value::Object(mut fields) = before.clone() else { return None };
    match &conflict.yours {
        // Empty fields may be absent from the JSON.
        Value::Null => drop(fields.remove(&*conflict.field.text())),
        yours => drop(fields.insert(conflict.field.to_string(), yours.clone())),
    }
    let now: T = json::of_tree(&Value::Object(fields)).ok()?;
    (json::tree(&now) != before).then_some(now)
}

/// One merged command.
#[component]
pub fn MergedCard(attention: Attention, conflicts: Vec<Conflict>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let id = attention.command_id();
    let command = attention.envelope.read();
    let said = command.clone();
    let name = command.as_ref().map(|command| notebook.peek(|book| about(command, book))).unwrap_or_default();
    let page = conflicts.first().and_then(|it| notebook.peek(|book| page_of_record(it.record, book)));
    let title = move || command.as_ref().map_or_else(|| t!("attention.unreadable"), |it| words::verb(it));
    let is_choice = {
        let today = notebook.today();
        conflicts.iter().any(|it| notebook.peek(|book| use_mine(said.as_ref(), it, book, today)).is_some())
    };
    let keep_label = move || if is_choice { t!("attention.keep_theirs") } else { t!("kit.dismiss") };
    let keep = move || spawn_local(async move { drop(notebook.dismiss(id).await) });
    view! {
        <Card>
            <article>
                <div class="flex flex-wrap items-center gap-2 pb-2">
                    <Badge label=move || t!("attention.merged") tone=Tone::Warning icon=icons::INFO/>
                    <h2 class="font-semibold">{title}</h2>
                    <span class="text-sm text-quiet">{name}</span>
                </div>
                <div class="grid gap-3 pb-3">{conflicts.into_iter().map(|conflict| view! { <ConflictRow is_on_its_way=attention.insists_on(&conflict) item=id conflict command=said.clone()/> }).collect_view()}</div>
                <div class="flex flex-wrap gap-2">
                    <Button label=keep_label on_press=keep/>
                    {page.map(|to| view! { <A href=to attr:class="btn btn-ghost min-h-11">{move || t!("attention.open")}</A> })}
                </div>
            </article>
        </Card>
    }
    .into_any()
}

/// One field: both values, and who wrote the other one and when.
#[component]
fn ConflictRow(item: CommandId, conflict: Conflict, command: Option<Command>, is_on_its_way: bool) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let toasts = expect_context::<Toasts>();
    let today = notebook.today();
    let is_taken = RwSignal::new(is_on_its_way);
    let shown = |value: &Value| {
        notebook.peek(|book| written(&conflict.field.text(), value, book)).filter(|it| !it.is_empty()).unwrap_or_else(|| NOTHING.to_owned())
    };
    let (yours, theirs) = (shown(&conflict.yours), shown(&conflict.theirs));
    let (field, by, at) = (conflict.field.clone(), conflict.by, conflict.at);
    let (is_number, is_clock) = (field == Field::Number, field == Field::MadeAt);
    let who = move || match by {
        Some(by) => t!("attention.by", name = notebook.peek(|book| person_name(book, by)), at = locale().moment(at, today)),
        None if is_number => t!("attention.number_taken").to_owned(),
        None if is_clock => t!("attention.clock_wrong").to_owned(),
        None => String::new(),
    };
    let can_use_mine = notebook.peek(|book| use_mine(command.as_ref(), &conflict, book, today)).is_some();
    let take = move || {
        let Some(command) = notebook.peek(|book| use_mine(command.as_ref(), &conflict, book, today)) else { return };
        let conflict = conflict.clone();
        spawn_local(async move {
            match notebook.insist(item, &conflict, command).await {
                Ok(_) => drop(is_taken.try_set(true)),
                Err(CommitError::Refused(_)) => toasts.say(t!("attention.not_now"), Tone::Warning),
                Err(CommitError::Store(error)) => toasts.say(unkept::words(&error), Tone::Error),
            }
        });
    };
    view! {
        <section class="rounded-box bg-base-200 p-3">
            <h3 class="pb-1 text-sm font-medium">{move || words::field_name(&field)}</h3>
            <dl class="grid gap-2 text-sm sm:grid-cols-2">
                <div><dt class="text-xs text-quiet">{move || t!("attention.yours")}</dt><dd class="break-words">{yours}</dd></div>
                <div>
                    <dt class="text-xs text-quiet">{move || t!("attention.theirs")}</dt>
                    <dd class="break-words">{theirs}</dd>
                    <dd class="text-xs text-quiet">{who}</dd>
                </div>
            </dl>
            <Show when=move || is_taken.get()>
                <p class="pt-2 text-sm text-good" role="status">{move || t!("attention.taken")}</p>
            </Show>
            {can_use_mine
                .then(|| {
                    view! {
                        <div class="pt-2" class:hidden=move || is_taken.get()>
                            <Button label=move || t!("attention.use_mine") look=Look::Primary on_press=take/>
                        </div>
                    }
                })}
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::records::order::{Instalment, OrderTerms};
    use domain::values::calendar::Timestamp;
    use domain::values::field::FieldName;
    use domain::values::ids::Key;
    use domain::values::money::Money;
    use serde_json::json;

    use super::*;

    fn conflict(field: &str, yours: Value) -> Conflict {
        let record = Key::from(OrderId::default());
        Conflict { record, field: FieldName::parse(field), yours, theirs: Value::Null, by: None, at: Timestamp::default() }
    }

    #[test]
    fn her_value_can_be_put_over_what_is_not_written_down() {
        // O-01, SA-09: an order that has no delivery day and no instalments yet.
        let stands = OrderTerms::default();
        let day = Day(20_000);
        let with = |field: &str, yours: Value| with_field(&stands, &conflict(field, yours));
        assert_eq!(with("deliver_by", json!(day)).map(|it| it.deliver_by), Some(Some(day)));
        let part = Instalment { due_on: day, amount: Money(100), prepaid: false };
        assert_eq!(with("instalments", json!([part])).map(|it| it.instalments), Some(vec![part]));
        // The user's value was empty, the current one is not.
        let planned = OrderTerms { deliver_by: Some(day), instalments: vec![part], ..OrderTerms::default() };
        for field in ["deliver_by", "instalments"] {
            assert!(with_field(&planned, &conflict(field, Value::Null)).is_some_and(|it| it != planned), "{field}");
        }
        // An unknown field, or an equal value, gives no command.
        assert_eq!((with("nonsense", json!(1)), with("note", json!(""))), (None, None));
    }
}
