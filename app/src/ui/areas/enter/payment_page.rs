//! Records a received payment (SA-04): for which order, how much, how.

use domain::figures::analytics::Figure;
use domain::records::order::{Order, PaymentMethod};
use domain::values::field::Field;
use domain::values::ids::{OrderId, PaymentId};
use domain::values::money::Money;
use leptos::prelude::*;

use super::EntryRounds;
use super::order_picker::{OrderPicker, Owed};
use super::progress::completion;
use super::saved_sheet::JustSaved;
use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::state::customer_name;
use crate::state::forms::PaymentForm;
use crate::state::typed;
use crate::t;
use crate::ui::forms::filling::Filling;
use crate::ui::forms::record_form::RecordForm;
use crate::ui::forms::unfinished::about;
use crate::ui::kit::{Chip, ChipRow, DateField, MoneyField, TextField};
use crate::ui::records::attachments::{DraftPhotos, Proof};
use crate::ui::url::routes::paths;
use crate::ui::url::use_query_value;

/// The page.
#[component]
pub fn EnterPaymentPage() -> impl IntoView {
    let order = use_query_value::<OrderId>("order");
    let form = move |round, on_saved| {
        let order = order.get().filter(|_| round == 0);
        view! { <PaymentFields order on_saved/> }.into_any()
    };
    view! {
        <EntryRounds
            title=move || t!("nav.enter_payment")
            another=move || t!("enter.another_payment")
            otherwise=|saved| saved.record.clone().unwrap_or_else(|| paths::customer(saved.customer))
            form
        />
    }
}

/// The form.
#[component]
fn PaymentFields(order: Option<OrderId>, on_saved: Callback<JustSaved>) -> impl IntoView {
    const SHOWN: &[Field] = &[Field::Order, Field::Amount, Field::On, Field::Note];
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let balance = order.and_then(|id| notebook.peek(|book| book.order(id).map(|it| typed::money(it.balance())))).unwrap_or_default();
    let fresh = PaymentForm::fresh(PaymentId(notebook.new_id()), order, balance, today);
    let filling = Filling::open(&PaymentForm::name(order), fresh);
    let (words_of, refusals) = (filling.draft.words(), filling.refusals());
    let amount = filling.text(|it| it.amount.clone(), |it, typed| it.amount = typed);
    let on = filling.text(|it| it.on.clone(), |it, typed| it.on = typed);
    let note = filling.text(|it| it.note.clone(), |it, typed| it.note = typed);
    let choose = move |chosen: Option<Owed>| {
        let owed = chosen.as_ref().map(|it| typed::money(it.balance)).unwrap_or_default();
        words_of.update(|now| now.choose(chosen.map(|it| it.id), owed));
    };
    let left = move || {
        words_of.with(|form| {
            let order = form
                .order
                .and_then(|id| notebook.with(|book| book.order(id).map(|it| (customer_name(book, it.customer), it.number.clone()))));
            let (customer, number) = order.unwrap_or_default();
            about([customer, number, form.amount.clone(), form.note.clone()])
        })
    };
    let before = StoredValue::new(None);
    let saved = move || {
        let (id, order) = words_of.with_untracked(|it| (it.id, it.order));
        let Some(order) = order else { return };
        let found = notebook.peek(|book| book.order(order).map(|it| (it.customer, customer_name(book, it.customer))));
        let Some((customer, name)) = found else { return };
        let progress = Some((Figure::Collected, before.get_value(), completion(notebook, Figure::Collected)));
        let proof = Some(Proof::of_payment(order, customer, id));
        on_saved.run(JustSaved { customer, name, progress, proof, record: Some(paths::order(order)) });
    };
    // Shown before saving: what exceeds the balance becomes the customer's credit.
    let surplus = Memo::new(move |_| {
        let (order, typed) = words_of.with(|it| (it.order, Money::parse(&it.amount).ok()));
        let owed = notebook.with(|book| order.and_then(|it| book.order(it)).map(Order::balance))?;
        typed.map(|it| it - owed).filter(|it| Money::ZERO < *it)
    });
    let method_chip = move |method: PaymentMethod| {
        let is_on = Signal::derive(move || words_of.with(|now| now.method == method));
        view! { <Chip label=move || words::payment_method(method) on=is_on on_press=move || words_of.update(|now| now.method = method)/> }
    };
    view! {
        <RecordForm
            filling
            about=Signal::derive(left)
            shown=SHOWN
            label=move || t!("enter.save_payment")
            before_save=move |()| before.set_value(completion(notebook, Figure::Collected))
            on_saved=saved
        >
            <OrderPicker
                chosen=Signal::derive(move || words_of.with(|it| it.order))
                on_choose=choose
                is_missing=Signal::derive(move || refusals.with(|it| !it.on(Field::Order).is_empty()))
            />
            <MoneyField label=move || t!("words.field.amount") name=Field::Amount value=amount refusals required=true/>
            {move || surplus.get().map(|it| view! { <p class="-mt-2 text-sm text-near" role="status">{t!("credit.surplus", amount = locale().money_signed(it))}</p> })}
            <ChipRow label=move || t!("enter.paid_by")>{PaymentMethod::ALL.map(method_chip).into_iter().collect_view()}</ChipRow>
            <DateField label=move || t!("enter.paid_on") name=Field::On value=on refusals last=today required=true/>
            <TextField label=move || t!("words.field.note") name=Field::Note value=note refusals/>
            <DraftPhotos filling label=move || t!("evidence.missing.payment")/>
        </RecordForm>
    }
    .into_any()
}
