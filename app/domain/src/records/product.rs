//! Products: lines and models with a list price (E-07).

use serde::{Deserialize, Serialize};

use crate::rules::Dated;
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::ProductId;
use crate::values::money::Money;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// A product or service (产品/服务).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    pub id: ProductId,
    /// 产品线.
    pub line: String,
    /// 型号, unique among active products.
    pub model: String,
    /// 功能模块: the function for the customer, across product lines; empty if not classified.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub module: String,
    /// List price per unit.
    pub price: Money,
    /// False once it is no longer sold.
    pub active: bool,
    /// 单位成本 by the day from which it holds; `None` while it is not known (F-16). Orders keep the cost that they were taken with.
    #[serde(default, skip_serializing_if = "Dated::is_default")]
    pub cost: Dated<Option<Money>>,
}

impl Product {
    /// The cost per unit that holds on a day, if it is known.
    pub fn cost_on(&self, day: Day) -> Option<Money> {
        self.cost.on(day)
    }

    /// Returns a cleaned copy, or all refusals.
    pub fn checked(&self) -> Result<Product, Refusals> {
        let mut refusals = Refusals::default();
        let line = refusals.keep(Field::Line, text::required(&self.line, text::LINE));
        let model = refusals.keep(Field::Model, text::required(&self.model, text::LINE));
        let module = refusals.keep(Field::Module, text::optional(&self.module, text::LINE)).flatten();
        refusals.refuse_if(self.price < Money::ZERO, Field::Price, Refusal::NotPositive);
        refusals.refuse_if(Money::LARGEST < self.price, Field::Price, Refusal::TooMuch { most: Money::LARGEST });
        refusals.refuse_if(!self.cost.is_sound(), Field::FromDay, Refusal::Malformed);
        for cost in self.cost.versions().iter().filter_map(|it| it.rules) {
            refusals.refuse_if(cost < Money::ZERO, Field::Cost, Refusal::NotPositive);
            refusals.refuse_if(Money::LARGEST < cost, Field::Cost, Refusal::TooMuch { most: Money::LARGEST });
        }
        let cost = self.cost.with_clean_notes(&mut refusals);
        refusals.into_result()?;
        let (line, model, module) = (line.unwrap_or_default(), model.unwrap_or_default(), module.unwrap_or_default());
        Ok(Product { line, model, module, cost, ..self.clone() })
    }

    /// Without who set its costs.
    pub(crate) fn unsigned(&self) -> Product {
        Product { cost: self.cost.unsigned(), ..self.clone() }
    }
}
