//! Using a customer's credit: refunding it, applying it to another order, or voiding a use.

use domain::decide::command::{ApplyCredit, Command, Refund, RefundCredit, VoidCreditUse};
use domain::records::order::Order;
use domain::values::field::Field;
use domain::values::ids::{CreditUseId, OrderId};
use domain::values::money::Money;
use domain::values::refusal::{Refusal, Refusals};
use leptos::prelude::*;

use super::credit_section::others;
use super::node_forms::day_of;
use super::reason_form::ReasonForm;
use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::state::typed;
use crate::t;
use crate::ui::forms::correction::CorrectionBox;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Choice, DateField, MoneyField, SelectField, Sheet, TextField};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Using {
    /// Refunds the credit.
    Refund,
    /// Applies the credit to an order.
    Apply {
        /// The order that the credit comes from.
        from: OrderId,
        /// `None` while the user still has to choose it.
        to: Option<OrderId>,
    },
    /// Voids a use.
    Void(CreditUseId),
}

/// The sheet.
#[component]
pub fn CreditSheet(
    /// The order whose page shows the sheet.
    order: Signal<Order>,
    /// `None` while the sheet is closed.
    using: RwSignal<Option<Using>>,
) -> impl IntoView {
    let close = Callback::new(move |()| using.set(None));
    let title = move || match using.get() {
        Some(Using::Apply { .. }) => t!("credit.verb.apply"),
        Some(Using::Void(_)) => t!("credit.verb.void"),
        Some(Using::Refund) | None => t!("credit.verb.refund"),
    };
    let form = move || {
        let order = order.get_untracked();
        Some(match using.get()? {
            Using::Refund => view! { <RefundForm order close/> }.into_any(),
            Using::Apply { from, to } => view! { <ApplyForm from to close/> }.into_any(),
            Using::Void(id) => view! { <VoidForm order id close/> }.into_any(),
        })
    };
    view! {
        <Sheet open=Signal::derive(move || using.get().is_some()) on_close=move || using.set(None) title=move || title()>
            {form}
        </Sheet>
    }
}

/// Parses a typed amount.
pub(super) fn amount_of(field: Field, text: &str) -> Result<Money, Refusals> {
    Money::parse(text).map_err(|it| Refusals::of(field, it))
}

#[component]
fn RefundForm(order: Order, close: Callback<()>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let (order, today, credit) = (order.id, notebook.today(), order.credit());
    let id = CreditUseId(notebook.new_id());
    let (amount, on, note) = (RwSignal::new(typed::money(credit)), RwSignal::new(today.to_string()), RwSignal::new(String::new()));
    let kept = KeptWords::of(&format!("refund-credit/{order}"), [("amount", amount), ("on", on), ("note", note)]);
    let make = move || {
        let refund = Refund { id, on: day_of(Field::On, &on.get())?, amount: amount_of(Field::Amount, &amount.get())?, note: note.get() };
        Ok(Command::RefundCredit(RefundCredit { order, refund }))
    };
    let save = writing.saving(kept, make, move || close.run(()));
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Amount, Field::On, Field::Note] label=Signal::derive(|| t!("credit.refund").to_owned())>
            <MoneyField label=move || words::field(Field::Amount) name=Field::Amount value=amount refusals=writing.refusals() required=true/>
            <DateField label=move || t!("credit.refund_on") name=Field::On value=on refusals=writing.refusals() last=today required=true/>
            <TextField label=move || words::field(Field::Note) name=Field::Note value=note refusals=writing.refusals()/>
        </WriteForm>
    }
    .into_any()
}

#[component]
fn ApplyForm(from: OrderId, to: Option<OrderId>, close: Callback<()>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let today = notebook.today();
    let id = CreditUseId(notebook.new_id());
    let (credit, owed): (Money, Vec<(OrderId, String, Money)>) = notebook.peek(|book| {
        let Some(order) = book.order(from) else { return (Money::ZERO, Vec::new()) };
        let mut owed: Vec<&Order> = others(order, book).filter(|it| to.is_none_or(|to| it.id == to)).collect();
        owed.sort_by_key(|it| (it.due_on, it.id));
        (order.credit(), owed.into_iter().map(|it| (it.id, it.number.clone(), it.balance())).collect())
    });
    // The earliest due first.
    let first = owed.first().map(|it| (it.0, it.2.min(credit)));
    let target = RwSignal::new(first.map(|it| it.0.to_string()).unwrap_or_default());
    let amount = RwSignal::new(first.map(|it| typed::money(it.1)).unwrap_or_default());
    let on = RwSignal::new(today.to_string());
    let kept = KeptWords::of(&format!("apply-credit/{from}"), [("to", target), ("amount", amount), ("on", on)]);
    let make = move || {
        let to = target.get().parse().map_err(|_| Refusals::of(Field::To, Refusal::Missing))?;
        let (on, amount) = (day_of(Field::On, &on.get())?, amount_of(Field::Amount, &amount.get())?);
        Ok(Command::ApplyCredit(ApplyCredit { id, order: from, to, on, amount }))
    };
    let save = writing.saving(kept, make, move || close.run(()));
    let choices = move || {
        let choice = |(id, number, balance): &(OrderId, String, Money)| {
            Choice::new(id, t!("credit.order_owed", number = number, amount = locale().money_signed(*balance)))
        };
        owed.iter().map(choice).collect::<Vec<_>>()
    };
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::To, Field::Amount, Field::On] label=Signal::derive(|| t!("credit.verb.apply").to_owned())>
            <p class="text-sm tabular-nums">{move || t!("credit.left", amount = locale().money_signed(credit))}</p>
            <SelectField label=move || t!("credit.apply_to") name=Field::To value=target choices=Signal::derive(choices) refusals=writing.refusals() required=true/>
            <MoneyField label=move || words::field(Field::Amount) name=Field::Amount value=amount refusals=writing.refusals() required=true/>
            <DateField label=move || words::field(Field::On) name=Field::On value=on refusals=writing.refusals() last=today required=true/>
        </WriteForm>
    }
    .into_any()
}

#[component]
fn VoidForm(order: Order, id: CreditUseId, close: Callback<()>) -> impl IntoView {
    let corrects = RwSignal::new(false);
    let used = order.credit_uses.iter().find(|it| it.id == id).map(|it| (it.on, it.to));
    let (of, to) = (used.map(|it| it.0), used.and_then(|it| it.1));
    let order = order.id;
    let void = move |reason: String| Command::VoidCreditUse(VoidCreditUse { order, credit_use: id, to, reason, corrects: corrects.get() });
    view! {
        <ReasonForm
            consequence=move || t!("credit.void_consequence")
            label=move || t!("credit.void")
            kept_as=format!("void-credit-use/{id}")
            make=void
            on_done=move || close.run(())
        >
            {of.map(|of| view! { <CorrectionBox of corrects/> })}
        </ReasonForm>
    }
    .into_any()
}
