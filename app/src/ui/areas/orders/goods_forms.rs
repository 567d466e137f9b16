//! Recording deliveries and returns: quantities of each product of the order.

use domain::decide::command::{Command, RecordDelivery, ReturnGoods, Track};
use domain::records::order::{Goods, Line, LineGoods, Order, SoldAt};
use domain::values::field::{Field, GoodsPart};
use domain::values::ids::{DeliveryId, ProductId, ReturnId};
use domain::values::money::Quantity;
use domain::values::refusal::{Refusal, Refusals};
use leptos::prelude::*;

use super::node_forms::day_of;
use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::state::typed;
use crate::t;
use crate::ui::fields::choices::product_name;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{DateField, Look, QuantityField, Segment, SegmentedControl, TextArea, TextField};

/// One product, or one line of it, and its typed quantity.
#[derive(Clone, Copy)]
struct GoodsWords {
    goods: LineGoods,
    quantity: RwSignal<String>,
}

impl GoodsWords {
    /// The field name of a row, as the rules name the rows of a command.
    fn field(index: usize) -> Field {
        Field::GoodsOf(index, GoodsPart::Quantity)
    }

    /// The goods to send, each with the index of its row. Skips rows that are blank or zero.
    fn sent(all: &[GoodsWords]) -> Result<Vec<(usize, LineGoods)>, Refusals> {
        let mut refusals = Refusals::default();
        let mut sent = Vec::new();
        for (index, row) in all.iter().enumerate() {
            let text = row.quantity.get();
            match Quantity::parse(&text) {
                Ok(Quantity::NONE) | Err(Refusal::Missing) => {}
                Err(refusal) => refusals.refuse(GoodsWords::field(index), refusal),
                Ok(quantity) => sent.push((index, LineGoods { quantity, ..row.goods })),
            }
        }
        refusals.refuse_if(refusals.is_empty() && sent.is_empty(), Field::Goods, Refusal::Missing);
        refusals.into_result().map(|()| sent)
    }

    fn read(all: &[GoodsWords]) -> Result<Vec<LineGoods>, Refusals> {
        GoodsWords::sent(all).map(|sent| sent.into_iter().map(|it| it.1).collect())
    }

    /// The refusals of the command, moved to the rows that the goods came from.
    fn refusals(all: Vec<GoodsWords>, refusals: Signal<Refusals>) -> Signal<Refusals> {
        Signal::derive(move || match GoodsWords::sent(&all) {
            Ok(sent) => refusals.with(|it| by_row(it, &sent.iter().map(|(row, _)| *row).collect::<Vec<_>>())),
            // Nothing was sent, so the refusals already name the form's rows.
            Err(_) => refusals.get(),
        })
    }

    /// The fields for the draft.
    fn kept(all: &[GoodsWords]) -> impl Iterator<Item = (String, RwSignal<String>)> {
        let name = |goods: &LineGoods| match goods.sold_at {
            Some(SoldAt { price, discount }) => format!("goods.{}.{}.{}", goods.product, price.0, discount.0),
            None => format!("goods.{}", goods.product),
        };
        all.iter().map(move |it| (name(&it.goods), it.quantity))
    }
}

/// Renames refusals from the index in the command to the index of the row (`rows`).
fn by_row(refusals: &Refusals, rows: &[usize]) -> Refusals {
    refusals.renamed(|field| match field {
        Field::GoodsOf(index, part) => rows.get(index).map_or(field, |row| Field::GoodsOf(*row, part)),
        other => other,
    })
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
        .map(|it| GoodsWords { goods: it.into(), quantity: RwSignal::new(typed::quantity(it.quantity)) })
        .collect();
    let (on, logistics) = (RwSignal::new(today.to_string()), RwSignal::new(String::new()));
    let others = [("on", on), ("logistics", logistics)].map(|(name, it)| (name.to_owned(), it));
    let kept = KeptWords::of(&format!("deliver/{id}"), GoodsWords::kept(&goods).chain(others));
    let refusals = GoodsWords::refusals(goods.clone(), writing.refusals());
    let typed = goods.clone();
    let make = move || {
        let goods = GoodsWords::read(&typed)?.into_iter().map(|it| Goods { product: it.product, quantity: it.quantity }).collect();
        let on = day_of(Field::On, &on.get())?;
        Ok(Command::Track(Track::RecordDelivery(RecordDelivery { order: id, id: delivery, on, goods, logistics: logistics.get() })))
    };
    let save = writing.saving(kept, make, move || close.run(()));
    view! {
        <WriteForm writing kept refusals on_submit=save shown=&[Field::Goods, Field::On, Field::Logistics]>
            <GoodsFields goods refusals/>
            <DateField label=move || t!("track.delivered_on") name=Field::On value=on refusals first last=today required=true/>
            <TextField label=move || words::field(Field::Logistics) name=Field::Logistics value=logistics refusals placeholder=Signal::derive(move || t!("track.logistics_example").to_owned())/>
        </WriteForm>
    }
    .into_any()
}

/// Draft values: whether returned goods had been delivered.
const DELIVERED: &str = "delivered";
const GIVEN_UP: &str = "given_up";

/// Draft values: what happens to money paid beyond the remaining value.
const BACK: &str = "back";
const KEPT: &str = "kept";

/// A return.
#[component]
pub fn ReturnForm(order: Order, close: Callback<()>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let (id, today, first) = (order.id, notebook.today(), order.terms.deal_on);
    let returned = ReturnId(notebook.new_id());
    let mut goods: Vec<GoodsWords> = Vec::new();
    for line in &order.terms.lines {
        let (product, sold_at) = (line.product, line.sold_at());
        let quantity = order.returnable_at(product, sold_at);
        // Lines with the same price and discount share one row.
        let is_there = goods.iter().any(|it| it.goods.product == product && it.goods.sold_at == Some(sold_at));
        if !is_there && Quantity::NONE < quantity {
            goods.push(GoodsWords {
                goods: LineGoods { product, quantity, sold_at: Some(sold_at) },
                quantity: RwSignal::new(String::new()),
            });
        }
    }
    // If some of a product is with the customer and some still to be delivered, only the user knows which is returned.
    let are_both = |row: &GoodsWords| {
        let product = row.goods.product;
        Quantity::NONE < order.with_customer(product) && Quantity::NONE < order.to_deliver(product)
    };
    let must_say = goods.iter().any(are_both);
    let (on, reason) = (RwSignal::new(today.to_string()), RwSignal::new(String::new()));
    let (which, beyond) = (RwSignal::new(DELIVERED.to_owned()), RwSignal::new(BACK.to_owned()));
    let has_money = domain::values::money::Money::ZERO < order.collected();
    let others = [("on", on), ("reason", reason), ("which", which), ("beyond", beyond)].map(|(name, it)| (name.to_owned(), it));
    let kept = KeptWords::of(&format!("return/{id}"), GoodsWords::kept(&goods).chain(others));
    let refusals = GoodsWords::refusals(goods.clone(), writing.refusals());
    let typed = goods.clone();
    let make = move || {
        let goods = GoodsWords::read(&typed)?;
        let on = day_of(Field::On, &on.get())?;
        let delivered = must_say.then(|| which.with(|it| it == DELIVERED));
        let keeps = beyond.with(|it| it == KEPT);
        Ok(Command::Track(Track::ReturnGoods(ReturnGoods { order: id, id: returned, on, goods, delivered, keeps, reason: reason.get() })))
    };
    let choices = || vec![Segment::new(DELIVERED, t!("track.returned_delivered")), Segment::new(GIVEN_UP, t!("track.returned_given_up"))];
    let beyonds = || vec![Segment::new(BACK, t!("credit.paid_back")), Segment::new(KEPT, t!("credit.kept"))];
    let save = writing.saving(kept, make, move || close.run(()));
    view! {
        <WriteForm writing kept refusals on_submit=save shown=&[Field::Goods, Field::On, Field::Reason] label=Signal::derive(move || t!("track.verb.return_goods").to_owned()) look=Look::Danger>
            <p class="text-sm">{move || t!("track.return_consequence")}</p>
            <Show when=move || must_say>
                <SegmentedControl
                    label=move || t!("track.returned_which")
                    segments=Signal::derive(choices)
                    value=which
                    on_choose=move |it| which.set(it)
                />
            </Show>
            <GoodsFields goods refusals/>
            <Show when=move || has_money>
                <div class="grid gap-1">
                    <p class="text-sm font-medium">{move || t!("credit.beyond")}</p>
                    <SegmentedControl
                        label=move || t!("credit.beyond")
                        segments=Signal::derive(beyonds)
                        value=beyond
                        on_choose=move |it| beyond.set(it)
                    />
                </div>
            </Show>
            <DateField label=move || words::field(Field::On) name=Field::On value=on refusals first last=today required=true/>
            <TextArea label=move || words::field(Field::Reason) name=Field::Reason value=reason refusals required=true/>
        </WriteForm>
    }
    .into_any()
}

#[component]
fn GoodsFields(goods: Vec<GoodsWords>, refusals: Signal<Refusals>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let products: Vec<ProductId> = goods.iter().map(|it| it.goods.product).collect();
    let is_several = move |product: ProductId| 1 < products.iter().filter(|it| **it == product).count();
    let field = move |(index, row): (usize, GoodsWords)| {
        let is_several = is_several.clone();
        let LineGoods { product, quantity: most, sold_at } = row.goods;
        let name = notebook.peek(|book| book.product(product).map(product_name).unwrap_or_default());
        // If a product has several lines, the label shows the price.
        let label = Signal::derive(move || match sold_at {
            Some(SoldAt { price, discount }) if is_several(product) => {
                let price = Line { discount, ..Line::of(product, Quantity::whole(1), price) }.amount();
                t!("track.of_line_most", product = name, price = locale().money_signed(price), most = locale().quantity(most))
            }
            _ => t!("track.of_most", product = name, most = locale().quantity(most)),
        });
        view! { <QuantityField label name=GoodsWords::field(index) value=row.quantity refusals/> }
    };
    goods.into_iter().enumerate().map(field).collect_view()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_stands_beside_the_row_it_is_about() {
        // The first row was left blank, so the first goods sent are in the second row.
        let mut refusals = Refusals::of(Field::GoodsOf(0, GoodsPart::Quantity), Refusal::NotPositive);
        refusals.refuse(Field::GoodsOf(1, GoodsPart::Product), Refusal::Exists);
        refusals.refuse(Field::On, Refusal::Missing);
        let named = by_row(&refusals, &[1, 3]);
        assert_eq!(
            named.0.keys().collect::<Vec<_>>(),
            [Field::GoodsOf(1, GoodsPart::Quantity), Field::GoodsOf(3, GoodsPart::Product), Field::On]
        );
    }
}
