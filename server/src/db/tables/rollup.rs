//! A row of `rollup`: a sum of facts. Week, month, quarter and year are stored beside the day. A missing team, product or customer is the nil id,
//! so that the key is unique on both databases.

use domain::figures::fact::{Fact, FactKey, Measure};
use domain::values::calendar::Day;
use domain::values::ids::{CustomerId, PersonId, ProductId, TeamId};
use sea_orm::FromQueryResult;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rollup")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub measure: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub on_day: i32,
    pub on_week: i32,
    pub on_month: i32,
    pub on_quarter: i32,
    pub on_year: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub team_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub product_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub customer_id: Uuid,
    pub value: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The row of a sum.
    pub fn of(key: &FactKey, value: i64) -> Model {
        Model {
            measure: key.measure.as_str().to_owned(),
            on_day: key.on.0,
            on_week: key.on.week().0,
            on_month: key.on.month().0,
            on_quarter: key.on.quarter().0,
            on_year: key.on.year(),
            person_id: key.person.0,
            team_id: key.team.map_or(Uuid::nil(), |it| it.0),
            product_id: key.product.map_or(Uuid::nil(), |it| it.0),
            customer_id: key.customer.0,
            value,
        }
    }
}

/// The columns of a [`Sum`].
pub const SUM_COLUMNS: &str = "measure, on_day, person_id, team_id, product_id, customer_id, value";

/// A row without what follows from its day.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Sum {
    measure: String,
    on_day: i32,
    person_id: Uuid,
    team_id: Uuid,
    product_id: Uuid,
    customer_id: Uuid,
    value: i64,
}

impl Sum {
    /// The sum as one fact.
    pub fn fact(&self) -> anyhow::Result<Fact> {
        let some = |it: Uuid| (!it.is_nil()).then_some(it);
        let key = FactKey {
            measure: Measure::parse(&self.measure).ok_or_else(|| anyhow::anyhow!("not a measure: {}", self.measure))?,
            on: Day(self.on_day),
            person: PersonId(self.person_id),
            team: some(self.team_id).map(TeamId),
            product: some(self.product_id).map(ProductId),
            customer: CustomerId(self.customer_id),
        };
        Ok(Fact::of(key, self.value))
    }
}
