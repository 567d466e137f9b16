//! The input of the quick order form: one line, and more if the user adds them.

use domain::decide::command::{Command, TakeOrder, WinOpportunity};
use domain::records::order::{Line, OrderTerms, Origin};
use domain::values::calendar::Day;
use domain::values::field::{Field, LinePart};
use domain::values::ids::{AttachmentId, CustomerId, OpportunityId, OrderId, ProductId};
use domain::values::money::{Money, Share};
use domain::values::refusal::{Refusal, Refusals};
use domain::values::text::is_blank;
use serde::{Deserialize, Serialize};

use super::{day, money, needed_day, percent, quantity};
use crate::state::forms::Form;
use crate::state::typed;

/// The input of the order form, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderForm {
    /// Its id, assigned when the form opens.
    pub id: OrderId,
    pub customer: Option<CustomerId>,
    /// The opportunity it wins, if any.
    pub wins: Option<OpportunityId>,
    /// 销售单号; blank takes the next free one.
    pub number: String,
    /// 成交日期.
    pub deal_on: String,
    /// 应收日期; blank derives it from the credit days.
    pub due_on: String,
    /// The product of the first line.
    pub product: Option<ProductId>,
    /// The quantity of the first line.
    pub quantity: String,
    /// The unit price of the first line.
    pub price: String,
    /// 业绩来源.
    pub origin: Option<Origin>,
    pub note: String,
    /// 折扣 of the first line, in percent.
    #[serde(default)]
    pub discount: String,
    /// 单位成本 of the first line; blank takes that of the product on the day of the deal.
    #[serde(default)]
    pub cost: String,
    /// The lines after the first.
    #[serde(default)]
    pub more: Vec<LineForm>,
    /// 预计交付.
    #[serde(default)]
    pub deliver_by: String,
    /// The share paid in advance, in percent (SA-09); blank for none.
    #[serde(default)]
    pub prepaid: String,
    /// Photos and files that are stored with the draft and attached to the record.
    #[serde(default)]
    pub photos: Vec<AttachmentId>,
}

/// The input of an order line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineForm {
    pub product: Option<ProductId>,
    pub quantity: String,
    /// The unit price.
    pub price: String,
    /// 折扣, in percent.
    #[serde(default)]
    pub discount: String,
    /// 单位成本; blank takes that of the product on the day of the deal.
    #[serde(default)]
    pub cost: String,
}

impl LineForm {
    /// Sets the product. The price follows the list price until the user types another one.
    pub fn choose(&mut self, product: Option<ProductId>, list_price: impl Fn(ProductId) -> Option<String>) {
        let is_list_price = is_blank(&self.price) || self.product.and_then(&list_price).is_some_and(|it| it == self.price);
        if let Some(price) = product.and_then(&list_price).filter(|_| is_list_price) {
            self.price = price;
        }
        self.product = product;
    }

    fn of(line: &Line) -> LineForm {
        LineForm {
            product: Some(line.product),
            quantity: typed::quantity(line.quantity),
            price: typed::money(line.price),
            discount: if line.discount.is_none() { String::new() } else { typed::percent(line.discount) },
            cost: line.cost.map(typed::money).unwrap_or_default(),
        }
    }

    fn read(&self, at: usize, refusals: &mut Refusals) -> Option<Line> {
        refusals.refuse_if(self.product.is_none(), Field::LineOf(at, LinePart::Product), Refusal::Missing);
        let quantity = quantity(Field::LineOf(at, LinePart::Quantity), &self.quantity, refusals);
        let price = money(Field::LineOf(at, LinePart::Price), &self.price, refusals);
        let discount = percent(Field::LineOf(at, LinePart::Discount), &self.discount, refusals);
        let cost = typed::optional(Field::LineOf(at, LinePart::Cost), &self.cost, Money::parse, refusals);
        Some(Line { discount: discount?, cost, ..Line::of(self.product?, quantity?, price?) })
    }

    fn amount(&self) -> Option<Money> {
        self.read(0, &mut Refusals::default()).map(|it| it.amount())
    }
}

impl OrderForm {
    /// The draft name of the form.
    pub fn name(customer: Option<CustomerId>, wins: Option<OpportunityId>) -> String {
        match (wins, customer) {
            (Some(opportunity), _) => format!("order/opportunity/{opportunity}"),
            (None, Some(customer)) => format!("order/{customer}"),
            (None, None) => "order".to_owned(),
        }
    }

    /// An empty form.
    pub fn fresh(id: OrderId, customer: Option<CustomerId>, today: Day) -> OrderForm {
        OrderForm {
            id,
            customer,
            wins: None,
            number: String::new(),
            deal_on: today.to_string(),
            due_on: String::new(),
            product: None,
            quantity: "1".to_owned(),
            price: String::new(),
            origin: None,
            note: String::new(),
            discount: String::new(),
            cost: String::new(),
            more: Vec::new(),
            deliver_by: String::new(),
            prepaid: String::new(),
            photos: Vec::new(),
        }
    }

    /// The input of a refused command, for another try under a new id. `None` if the form cannot express its terms.
    pub fn of(asked: &TakeOrder, wins: Option<OpportunityId>, id: OrderId) -> Option<OrderForm> {
        let (first, more) = asked.terms.lines.split_first()?;
        let first = LineForm::of(first);
        let prepaid = asked.terms.prepayment()?;
        Some(OrderForm {
            id,
            customer: Some(asked.customer),
            wins,
            number: asked.number.clone().unwrap_or_default(),
            deal_on: asked.terms.deal_on.to_string(),
            due_on: asked.terms.due_on.map(|it| it.to_string()).unwrap_or_default(),
            product: first.product,
            quantity: first.quantity,
            price: first.price,
            origin: asked.terms.origin,
            note: asked.terms.note.clone(),
            discount: first.discount,
            cost: first.cost,
            more: more.iter().map(LineForm::of).collect(),
            deliver_by: asked.terms.deliver_by.map(|it| it.to_string()).unwrap_or_default(),
            prepaid: if prepaid.is_none() { String::new() } else { typed::percent(prepaid) },
            photos: Vec::new(),
        })
    }

    /// The total of the readable lines. A line counts before its product is chosen.
    pub fn amount(&self) -> Option<Money> {
        let known = |it: LineForm| LineForm { product: Some(it.product.unwrap_or_default()), ..it };
        let amounts: Vec<Money> = self.lines().into_iter().filter_map(|it| known(it).amount()).collect();
        (!amounts.is_empty()).then(|| amounts.into_iter().sum())
    }

    /// Sets the product of the first line.
    pub fn choose(&mut self, product: Option<ProductId>, list_price: impl Fn(ProductId) -> Option<String>) {
        let mut line = self.first();
        line.choose(product, list_price);
        (self.product, self.price) = (line.product, line.price);
    }

    /// Makes a change, after which every line whose cost nobody typed has that of its product on the day of the deal. So the order keeps the cost that
    /// was on the screen, however late it is uploaded.
    pub fn proposing_costs(&mut self, cost_of: impl Fn(ProductId, Day) -> Option<String>, change: impl FnOnce(&mut OrderForm)) {
        let proposed = |form: &OrderForm, line: &LineForm| -> String {
            line.product.zip(Day::parse(&form.deal_on)).and_then(|(product, day)| cost_of(product, day)).unwrap_or_default()
        };
        let untouched: Vec<bool> = self.lines().iter().map(|it| is_blank(&it.cost) || it.cost == proposed(self, it)).collect();
        change(self);
        for (at, line) in self.lines().iter().enumerate() {
            if untouched.get(at).copied().unwrap_or(true) {
                let cost = proposed(self, line);
                match at.checked_sub(1).and_then(|it| self.more.get_mut(it)) {
                    Some(further) => further.cost = cost,
                    None => self.cost = cost,
                }
            }
        }
    }

    fn lines(&self) -> Vec<LineForm> {
        std::iter::once(self.first()).chain(self.more.iter().cloned()).collect()
    }

    fn first(&self) -> LineForm {
        let (quantity, price) = (self.quantity.clone(), self.price.clone());
        LineForm { product: self.product, quantity, price, discount: self.discount.clone(), cost: self.cost.clone() }
    }
}

impl Form for OrderForm {
    fn is_begun(&self, fresh: &OrderForm) -> bool {
        *self != OrderForm { id: self.id, customer: self.customer, wins: self.wins, ..fresh.clone() }
    }

    fn command(&self) -> Result<Command, Refusals> {
        let mut refusals = Refusals::default();
        refusals.refuse_if(self.customer.is_none(), Field::Customer, Refusal::Missing);
        let lines: Vec<Option<Line>> = self.lines().iter().enumerate().map(|(at, it)| it.read(at, &mut refusals)).collect();
        let prepaid = percent(Field::Prepaid, &self.prepaid, &mut refusals);
        let out_of_range = prepaid.is_some_and(|it| !(Share::NONE..=Share::WHOLE).contains(&it));
        refusals.refuse_if(out_of_range, Field::Prepaid, Refusal::OutOfRange { least: 0, most: 100 });
        let deliver_by = day(Field::DeliverBy, &self.deliver_by, &mut refusals);
        let deal_on = needed_day(Field::DealOn, &self.deal_on, &mut refusals);
        let due_on = day(Field::DueOn, &self.due_on, &mut refusals);
        let (Some(customer), Some(deal_on), true) = (self.customer, deal_on, refusals.is_empty()) else {
            return Err(refusals);
        };
        let number = Some(self.number.clone()).filter(|it| !is_blank(it));
        let lines: Vec<Line> = lines.into_iter().flatten().collect();
        let mut terms =
            OrderTerms { deal_on, due_on, lines, origin: self.origin, note: self.note.clone(), deliver_by, instalments: Vec::new() };
        terms.prepay(prepaid.unwrap_or(Share::NONE));
        let order = TakeOrder { id: self.id, number, customer, owner: None, terms };
        Ok(match self.wins {
            Some(opportunity) => Command::WinOpportunity(WinOpportunity { opportunity, order }),
            None => Command::TakeOrder(order),
        })
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn the_cost_follows_product_and_day_until_somebody_types_another() {
        // F-16: A costs 600 yuan, from the 15th on 650; B is not known.
        let [a, b] = [1, 2].map(|it| ProductId(Uuid::from_u128(it)));
        let day = |text: &str| Day::parse(text).expect("a day");
        let cost_of =
            move |product: ProductId, on: Day| (product == a).then(|| if on < day("2026-05-15") { "600" } else { "650" }.to_owned());
        let mut form = OrderForm::fresh(OrderId::default(), None, day("2026-05-10"));
        form.proposing_costs(cost_of, |it| it.choose(Some(a), |_| None));
        assert_eq!(form.cost, "600");
        form.proposing_costs(cost_of, |it| it.deal_on = "2026-05-20".to_owned());
        assert_eq!(form.cost, "650");
        form.proposing_costs(cost_of, |it| it.more.push(LineForm { product: Some(a), ..LineForm::default() }));
        assert_eq!(form.more[0].cost, "650");
        form.cost = "580".to_owned();
        form.proposing_costs(cost_of, |it| it.deal_on = "2026-05-10".to_owned());
        assert_eq!((form.cost.as_str(), form.more[0].cost.as_str()), ("580", "600"), "what was typed stays");
        form.proposing_costs(cost_of, |it| it.more[0].choose(Some(b), |_| None));
        assert_eq!(form.more[0].cost, "", "nobody knows what it costs");
    }

    #[test]
    fn a_price_that_was_typed_stays_when_another_product_is_chosen() {
        let [a, b] = [1, 2].map(|it| ProductId(Uuid::from_u128(it)));
        let list_price = move |it: ProductId| Some(if it == a { "100" } else { "250" }.to_owned());
        let mut line = LineForm::default();
        line.choose(Some(a), list_price);
        assert_eq!(line.price, "100");
        // The list price follows the product.
        line.choose(Some(b), list_price);
        assert_eq!((line.product, line.price.as_str()), (Some(b), "250"));
        line.price = "99.5".to_owned();
        line.choose(Some(a), list_price);
        assert_eq!((line.product, line.price.as_str()), (Some(a), "99.5"));
        line.choose(None, list_price);
        assert_eq!((line.product, line.price.as_str()), (None, "99.5"));
    }
}
