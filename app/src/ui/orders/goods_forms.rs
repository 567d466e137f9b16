//! What went to the customer and what came back: so many of each product of the order.

use domain::command::{Command, Track};
use domain::ids::{DeliveryId, ReturnId};
use domain::money::Quantity;
use domain::order::{Goods, Order};
use domain::refusal::{Refusal, Refusals};
use leptos::prelude::*;

use super::node_forms::day_of;
use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::state::typed;
use crate::t;
use crate::ui::choices::product_name;
use crate::ui::kept_words::KeptWords;
use crate::ui::kit::{DateField, Look, QuantityField, TextArea, TextField};
use crate::ui::write_form::WriteForm;
use crate::ui::writing::Writing;

/// One product and how many of it.
#[derive(Clone, Copy)]
struct GoodsWords {
    goods: Goods,
    quantity: RwSignal<String>,
}

impl GoodsWords {
    /// What a blank or a zero leaves out is not sent, so refusals are put back beside the field they are about.
    fn read(all: &[GoodsWords]) -> Result<Vec<Goods>, Refusals> {
        let mut refusals = Refusals::default();
        let mut goods = Vec::new();
        for (index, it) in all.iter().enumerate() {
            let text = it.quantity.get();
            match Quantity::parse(&text) {
                None if text.trim().is_empty() => {}
                None => refusals.refuse(&format!("goods.{index}.quantity"), Refusal::Malformed),
                Some(Quantity::NONE) => {}
                Some(quantity) => goods.push(Goods { quantity, ..it.goods }),
            }
        }
        refusals.refuse_if(refusals.is_empty() && goods.is_empty(), "goods", Refusal::Missing);
        refusals.into_result().map(|()| goods)
    }
}

/// A delivery.
#[component]
pub fn DeliverForm(order: Order, close: Callback<()>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let (id, today, first) = (order.id, notebook.today(), order.terms.deal_on);
    let delivery = DeliveryId(notebook.new_id());
    let goods: Vec<GoodsWords> = order
        .all_to_deliver()
        .into_iter()
        .map(|it| GoodsWords { goods: it, quantity: RwSignal::new(typed::quantity(it.quantity)) })
        .collect();
    let (on, logistics) = (RwSignal::new(today.to_string()), RwSignal::new(String::new()));
    let kept = KeptWords::of(&format!("deliver/{id}"), [("on", on), ("logistics", logistics)]);
    let typed = goods.clone();
    let make = move || {
        let goods = GoodsWords::read(&typed)?;
        let on = day_of("on", &on.get())?;
        Ok(Command::Track(Track::RecordDelivery { order: id, id: delivery, on, goods, logistics: logistics.get() }))
    };
    let save = writing.saving(kept, make, move || close.run(()));
    view! {
        <WriteForm writing kept on_submit=save shown=&["on", "logistics"]>
            <GoodsFields goods refusals=writing.refusals()/>
            <DateField label=move || t!("track.delivered_on") name="on" value=on refusals=writing.refusals() first last=today required=true/>
            <TextField label=move || words::field("logistics") name="logistics" value=logistics refusals=writing.refusals() placeholder=Signal::derive(move || t!("track.logistics_example").to_owned())/>
        </WriteForm>
    }
    .into_any()
}

/// A return.
#[component]
pub fn ReturnForm(order: Order, close: Callback<()>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let (id, today, first) = (order.id, notebook.today(), order.terms.deal_on);
    let returned = ReturnId(notebook.new_id());
    let most = |product| Goods { product, quantity: order.wanted(product) };
    let goods: Vec<GoodsWords> = order
        .products()
        .into_iter()
        .map(most)
        .filter(|it| Quantity::NONE < it.quantity)
        .map(|goods| GoodsWords { goods, quantity: RwSignal::new(String::new()) })
        .collect();
    let (on, reason) = (RwSignal::new(today.to_string()), RwSignal::new(String::new()));
    let kept = KeptWords::of(&format!("return/{id}"), [("on", on), ("reason", reason)]);
    let typed = goods.clone();
    let make = move || {
        let goods = GoodsWords::read(&typed)?;
        let on = day_of("on", &on.get())?;
        Ok(Command::Track(Track::ReturnGoods { order: id, id: returned, on, goods, reason: reason.get() }))
    };
    let save = writing.saving(kept, make, move || close.run(()));
    view! {
        <WriteForm writing kept on_submit=save shown=&["on", "reason"] label=Signal::derive(move || t!("track.verb.return_goods").to_owned()) look=Look::Danger>
            <p class="text-sm">{move || t!("track.return_consequence")}</p>
            <GoodsFields goods refusals=writing.refusals()/>
            <DateField label=move || words::field("on") name="on" value=on refusals=writing.refusals() first last=today required=true/>
            <TextArea label=move || words::field("reason") name="reason" value=reason refusals=writing.refusals() required=true/>
        </WriteForm>
    }
    .into_any()
}

#[component]
fn GoodsFields(goods: Vec<GoodsWords>, refusals: Signal<Refusals>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let field = move |(index, it): (usize, GoodsWords)| {
        let Goods { product, quantity: most } = it.goods;
        let name = notebook.peek(|book| book.product(product).map(product_name).unwrap_or_default());
        let label = Signal::derive(move || t!("track.of_most", product = name, most = locale().quantity(most)));
        view! { <QuantityField label name=format!("goods.{index}.quantity") value=it.quantity refusals/> }
    };
    goods.into_iter().enumerate().map(field).collect_view()
}
