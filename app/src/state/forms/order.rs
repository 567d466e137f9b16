//! The words of a sale in its quick form: one line.

use domain::calendar::Day;
use domain::command::{Command, TakeOrder};
use domain::ids::{CustomerId, OpportunityId, OrderId, ProductId};
use domain::money::{Money, Quantity};
use domain::order::{Line, OrderTerms, Origin};
use domain::refusal::{Refusal, Refusals};
use serde::{Deserialize, Serialize};

use super::{day, money, needed_day, quantity, typed_money, typed_quantity};
use crate::state::Form;

/// The words of a sale, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderForm {
    /// Its id, from the first keystroke.
    pub id: OrderId,
    /// Whose.
    pub customer: Option<CustomerId>,
    /// The opportunity it wins, if it does.
    pub wins: Option<OpportunityId>,
    /// 销售单号; blank takes the next free one.
    pub number: String,
    /// 成交日期.
    pub deal_on: String,
    /// 应收日期; blank follows from the credit days.
    pub due_on: String,
    /// What.
    pub product: Option<ProductId>,
    /// How many.
    pub quantity: String,
    /// Price of one.
    pub price: String,
    /// 业绩来源.
    pub origin: Option<Origin>,
    /// Anything else.
    pub note: String,
}

impl OrderForm {
    /// The name of the form under which its draft is kept.
    pub fn name(customer: Option<CustomerId>, wins: Option<OpportunityId>) -> String {
        match (wins, customer) {
            (Some(opportunity), _) => format!("order/opportunity/{opportunity}"),
            (None, Some(customer)) => format!("order/{customer}"),
            (None, None) => "order".to_owned(),
        }
    }

    /// An empty one.
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
        }
    }

    /// The words of a command, for another try under a new id. Only its first line fits this form.
    pub fn of(asked: &TakeOrder, wins: Option<OpportunityId>, id: OrderId) -> Option<OrderForm> {
        let [line] = asked.terms.lines.as_slice() else { return None };
        Some(OrderForm {
            id,
            customer: Some(asked.customer),
            wins,
            number: asked.number.clone().unwrap_or_default(),
            deal_on: asked.terms.deal_on.to_string(),
            due_on: asked.terms.due_on.map(|it| it.to_string()).unwrap_or_default(),
            product: Some(line.product),
            quantity: typed_quantity(line.quantity),
            price: typed_money(line.price),
            origin: asked.terms.origin,
            note: asked.terms.note.clone(),
        })
    }

    /// Quantity times price, as far as both can be read.
    pub fn amount(&self) -> Option<Money> {
        Quantity::parse(&self.quantity)?.at(Money::parse(&self.price)?)
    }
}

impl Form for OrderForm {
    fn command(&self) -> Result<Command, Refusals> {
        let mut refusals = Refusals::default();
        refusals.refuse_if(self.customer.is_none(), "customer", Refusal::Missing);
        refusals.refuse_if(self.product.is_none(), "lines.0.product", Refusal::Missing);
        let quantity = quantity("lines.0.quantity", &self.quantity, &mut refusals);
        let price = money("lines.0.price", &self.price, &mut refusals);
        let deal_on = needed_day("deal_on", &self.deal_on, &mut refusals);
        let due_on = day("due_on", &self.due_on, &mut refusals);
        let line = self.product.zip(quantity).zip(price).map(|((product, quantity), price)| Line { product, quantity, price });
        let (Some(customer), Some(line), Some(deal_on), true) = (self.customer, line, deal_on, refusals.is_empty()) else {
            return Err(refusals);
        };
        let number = Some(self.number.trim().to_owned()).filter(|it| !it.is_empty());
        let terms = OrderTerms { deal_on, due_on, lines: vec![line], origin: self.origin, note: self.note.clone() };
        let order = TakeOrder { id: self.id, number, customer, owner: None, terms };
        Ok(match self.wins {
            Some(opportunity) => Command::WinOpportunity { opportunity, order },
            None => Command::TakeOrder(order),
        })
    }
}
