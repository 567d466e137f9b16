//! Recording that a node is reached, and planning its responsible person and due day (O-03).

use domain::decide::command::{Command, FinishNode, PlanNode, Track};
use domain::records::order::{NodePlan, Order};
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::node::{Node, Responsible};
use domain::values::refusal::Refusals;
use domain::values::text::is_blank;
use leptos::prelude::*;

use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::fields::responsible_field::{ResponsibleField, ResponsibleWords};
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Button, DateField, FormErrors, Look};

/// Records the day on which a node was reached.
#[component]
pub fn FinishForm(order: Order, node: Node, close: Callback<()>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let (today, first, order) = (notebook.today(), order.terms.deal_on, order.id);
    let on = RwSignal::new(today.to_string());
    let kept = KeptWords::of(&format!("finish/{order}/{node:?}"), [("on", on)]);
    let make = move || {
        let on = day_of(Field::On, &on.get())?;
        Ok(Command::Track(Track::FinishNode(FinishNode { order, node, on })))
    };
    let save = writing.saving(kept, make, move || close.run(()));
    view! {
        <form class="grid gap-3" novalidate on:submit=move |event| { event.prevent_default(); save(); }>
            <DateField label=move || words::field(Field::On) name=Field::On value=on refusals=writing.refusals() first last=today required=true/>
            <FormErrors refusals=writing.refusals() shown=&[Field::On]/>
            <Button label=move || t!("kit.save") look=Look::Primary submit=true wide=true busy=writing.is_busy()/>
        </form>
    }
    .into_any()
}

/// Plans the responsible person and due day of a node.
#[component]
pub fn PlanForm(order: Order, node: Node, close: Callback<()>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let was = notebook.peek(|book| order.plan_of(node, &book.company().order_nodes.on(order.terms.deal_on)));
    let (id, first) = (order.id, order.terms.deal_on);
    let due_on = RwSignal::new(was.due_on.map(|it| it.to_string()).unwrap_or_default());
    let owner = ResponsibleWords::of(was.owner.as_ref());
    let kept = KeptWords::of(&format!("plan/{id}/{node:?}"), [("due_on", due_on), ("person", owner.person), ("other", owner.other)]);
    let make = move || {
        let text = due_on.get();
        let day = if is_blank(&text) { None } else { Some(day_of(Field::DueOn, &text)?) };
        let now = NodePlan { owner: owner.read(), due_on: day };
        Ok(Command::Track(Track::PlanNode(PlanNode { order: id, node, was: was.clone(), now })))
    };
    let save = writing.saving(kept, make, move || close.run(()));
    // The due day of the money comes from the terms (A31).
    let day = (node != Node::Collected).then(|| {
        view! { <DateField label=move || t!("track.due") name=Field::DueOn value=due_on refusals=writing.refusals() first/> }
    });
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Owner, Field::DueOn]>
            <ResponsibleField words=owner name=Field::Owner refusals=writing.refusals()/>
            {day}
        </WriteForm>
    }
    .into_any()
}

/// Parses a typed day.
pub fn day_of(field: Field, text: &str) -> Result<Day, Refusals> {
    Day::read(text).map_err(|it| Refusals::of(field, it))
}

/// The name of the responsible person. If nobody is named, the order's owner is responsible.
pub fn responsible_name(responsible: Option<&Responsible>, order: &Order, book: &domain::book::Book) -> String {
    match responsible {
        None => crate::state::person_name(book, order.owner),
        Some(Responsible::Person(id)) => crate::state::person_name(book, *id),
        Some(Responsible::Other(name)) => name.clone(),
    }
}
