//! Records a received payment (SA-04): for which order, how much, how.

use domain::figures::analytics::Figure;
use domain::records::order::{Order, PaymentMethod};
use domain::values::field::Field;
use domain::values::ids::{OrderId, PaymentId};
use domain::values::money::Money;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::order_picker::{OrderPicker, Owed};
use super::progress::completion;
use super::save_bar::SaveBar;
use super::saved_sheet::{JustSaved, SavedSheet};
use super::{EntryPage, leaving};
use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::state::forms::PaymentForm;
use crate::state::typed;
use crate::state::{Filling, customer_name};
use crate::t;
use crate::ui::forms::unfinished::{Unfinished, about, asks};
use crate::ui::kit::{Chip, ChipRow, DateField, DraftNote, MoneyField, TextField};
use crate::ui::records::attachments::{DraftPhotos, Proof};
use crate::ui::url::routes::paths;
use crate::ui::url::use_query_value;
use crate::uploads::{Awaited, Tray};

/// The page.
#[component]
pub fn EnterPaymentPage() -> impl IntoView {
    let order = use_query_value::<OrderId>("order");
    let saved = RwSignal::new(None::<JustSaved>);
    let round = RwSignal::new(0);
    let done = leaving(saved, |it| it.record.clone().unwrap_or_else(|| paths::customer(it.customer)));
    let another = move || {
        saved.set(None);
        round.update(|it| *it += 1);
    };
    view! {
        <EntryPage title=move || t!("nav.enter_payment")>
            {move || {
                let order = order.get().filter(|_| round.get() == 0);
                view! { <PaymentFields order on_saved=move |it| saved.set(Some(it))/> }
            }}
            <SavedSheet saved on_done=done.clone() on_another=another another=move || t!("enter.another_payment")/>
        </EntryPage>
    }
    .into_any()
}

/// The form.
#[component]
fn PaymentFields(order: Option<OrderId>, #[prop(into)] on_saved: Callback<JustSaved>) -> impl IntoView {
    const SHOWN: &[Field] = &[Field::Order, Field::Amount, Field::On, Field::Note];
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let balance = order.and_then(|it| notebook.peek(|book| book.order(it).map(|it| typed::money(it.balance())))).unwrap_or_default();
    let fresh = PaymentForm::fresh(PaymentId(notebook.new_id()), order, balance, today);
    let filling = Filling::open(&PaymentForm::name(order), fresh);
    let (words_of, refusals) = (filling.draft.words(), filling.refusals());
    let amount = filling.text(|it| it.amount.clone(), |it, typed| it.amount = typed);
    let on = filling.text(|it| it.on.clone(), |it, typed| it.on = typed);
    let note = filling.text(|it| it.note.clone(), |it, typed| it.note = typed);
    let choose = move |it: Option<Owed>| {
        let owed = it.as_ref().map(|it| typed::money(it.balance)).unwrap_or_default();
        words_of.update(|now| now.choose(it.map(|it| it.id), owed));
    };
    let tray = expect_context::<Tray>();
    let discard = move || {
        tray.drop_draft(words_of.with_untracked(|it| it.photos.clone()));
        filling.draft.discard();
    };
    let asks = asks(filling.draft);
    let left = move || {
        words_of.with(|it| {
            let order = it
                .order
                .and_then(|id| notebook.with(|book| book.order(id).map(|it| (customer_name(book, it.customer), it.number.clone()))));
            let (customer, number) = order.unwrap_or_default();
            about([customer, number, it.amount.clone(), it.note.clone()])
        })
    };
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let before = completion(notebook, Figure::Collected);
        filling.save(move |_| {
            spawn_local(async move { tray.settle().await });
            let (id, order) = words_of.with_untracked(|it| (it.id, it.order));
            let Some(order) = order else { return };
            let found = notebook.peek(|book| book.order(order).map(|it| (it.customer, customer_name(book, it.customer))));
            let Some((customer, name)) = found else { return };
            let progress = Some((Figure::Collected, before, completion(notebook, Figure::Collected)));
            on_saved.run(JustSaved {
                customer,
                name,
                progress,
                proof: Some(Proof::of_payment(order, customer, id)),
                record: Some(paths::order(order)),
            });
        });
    };
    // Shown before saving: what exceeds the balance becomes the customer's credit.
    let surplus = Memo::new(move |_| {
        let (order, typed) = words_of.with(|it| (it.order, Money::parse(&it.amount).ok()));
        let owed = notebook.with(|book| order.and_then(|it| book.order(it)).map(Order::balance))?;
        typed.map(|it| it - owed).filter(|it| Money::ZERO < *it)
    });
    let method_chip = move |it: PaymentMethod| {
        view! { <Chip label=move || words::payment_method(it) on=Signal::derive(move || words_of.with(|now| now.method == it)) on_press=move || words_of.update(|now| now.method = it)/> }
    };
    view! {
        <Unfinished asks about=Signal::derive(left) on_new=discard/>
        <form on:submit=save novalidate class="grid gap-4" hidden=move || asks.get()>
            <DraftNote was_restored=Signal::derive(move || filling.draft.was_restored()) on_discard=discard/>
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
            <DraftPhotos
                label=move || t!("evidence.missing.payment")
                photos=Signal::derive(move || words_of.with(|it| it.photos.clone()))
                awaits=Signal::derive(move || words_of.with(|it| Awaited::Payment(it.id)))
                on_add=move |id| words_of.update(|it| it.photos.push(id))
                on_remove=move |id| words_of.update(|it| it.photos.retain(|it| *it != id))
            />
            <SaveBar label=move || t!("enter.save_payment") refusals shown=SHOWN busy=filling.is_saving() failure=filling.failure()/>
        </form>
    }
    .into_any()
}
