//! Cancelling an order as a whole (A13), and choosing what happens to the money received for it.

use domain::decide::command::{CancelOrder, Command, Refund};
use domain::records::order::Order;
use domain::values::field::Field;
use domain::values::ids::CreditUseId;
use domain::values::money::Money;
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use super::credit_sheet::amount_of;
use super::node_forms::day_of;
use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::state::typed;
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{DateField, Look, MoneyField, Segment, SegmentedControl, Sheet, TextArea};

/// The sheet.
#[component]
pub fn CancelSheet(order: Signal<Order>, is_open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Sheet open=is_open on_close=move || is_open.set(false) title=move || t!("orders.cancel")>
            {move || is_open.get().then(|| view! { <CancelForm order=order.get_untracked() is_open/> })}
        </Sheet>
    }
}

const BACK: &str = "back";
const KEPT: &str = "kept";

#[component]
fn CancelForm(order: Order, is_open: RwSignal<bool>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let (order, today, came) = (order.id, notebook.today(), order.collected());
    let has_money = Money::ZERO < came;
    let id = CreditUseId(notebook.new_id());
    let reason = RwSignal::new(String::new());
    let (money, amount, on) = (RwSignal::new(String::new()), RwSignal::new(typed::money(came)), RwSignal::new(today.to_string()));
    let kept =
        KeptWords::of(&format!("cancel-order/{order}"), [("reason", reason), ("money", money), ("amount", amount), ("refund_on", on)]);
    let is_back = move || money.with(|it| it == BACK);
    let make = move || {
        let refund = match money.with(|it| it.clone()).as_str() {
            BACK => {
                let (on, amount) = (day_of(Field::RefundOn, &on.get())?, amount_of(Field::RefundAmount, &amount.get())?);
                Some(Refund { id, on, amount, note: String::new() })
            }
            // The user must choose what happens to the money; there is no default.
            "" if has_money => return Err(Refusals::of(Field::Refund, domain::values::refusal::Refusal::Missing)),
            _ => None,
        };
        Ok(Command::CancelOrder(CancelOrder { order, on: today, reason: reason.get(), refund }))
    };
    let save = writing.saving(kept, make, move || is_open.set(false));
    let choices = || vec![Segment::new(BACK, t!("credit.paid_back")), Segment::new(KEPT, t!("credit.kept"))];
    let refusals = writing.refusals();
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Reason, Field::RefundOn, Field::RefundAmount] look=Look::Danger label=Signal::derive(|| t!("orders.cancel").to_owned())>
            <p class="text-sm">{move || t!("orders.cancel_consequence")}</p>
            <Show when=move || has_money>
                <div class="grid gap-2">
                    <p class="text-sm font-medium tabular-nums">{move || t!("credit.on_cancelling", amount = locale().money_signed(came))}</p>
                    <SegmentedControl
                        label=move || t!("credit.on_cancelling", amount = locale().money_signed(came))
                        segments=Signal::derive(choices)
                        value=money
                        on_choose=move |it| money.set(it)
                    />
                </div>
                <Show when=is_back>
                    <MoneyField label=move || words::field(Field::RefundAmount) name=Field::RefundAmount value=amount refusals required=true/>
                    <DateField label=move || words::field(Field::RefundOn) name=Field::RefundOn value=on refusals last=today required=true/>
                </Show>
            </Show>
            <TextArea label=move || words::field(Field::Reason) name=Field::Reason value=reason refusals required=true/>
        </WriteForm>
    }
    .into_any()
}
