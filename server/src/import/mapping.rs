//! The mapping file (TOML): which file, which column, which field, in which form.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A whole mapping.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Names the source. Ids follow from it: importing again under the same name finds what is there.
    pub name: String,
    /// What the company's record should say, where it is still as it was made.
    #[serde(default)]
    pub company: CompanyMapping,
    /// The tables, in the order they refer to each other.
    #[serde(rename = "table")]
    pub tables: Vec<TableMapping>,
}

/// What the company's record should say.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompanyMapping {
    /// The currency of every amount: `CNY` or `USD`.
    pub currency: Option<domain::records::organisation::Currency>,
}

/// What a table makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Makes {
    /// Regions: `name`.
    Region,
    /// Departments: `name`.
    Department,
    /// Teams: `name`, `department`, `region`.
    Team,
    /// People: `name`, `account`, `role`, `team`, `department`.
    Person,
    /// Products: `line`, `model`, `price`.
    Product,
    /// Customers: `name`, `owner`, `filed_on`, `number`, `industry`, `contact`, `phone`, `email`, `demand`, `source`, `scale`, `grade`,
    /// `region`, `note`, `demand_explicit` (`yes` or `no`), `cooperation_since`, `contract_ends_on`.
    Customer,
    /// Opportunities: `customer`, `owner`, `title`, `product`, `amount`, `opened_on`, `stage`, `closed_on`, `reason`, `number`. A stage of
    /// `won` makes an order of one line over `amount`; `lost` closes it with `reason`.
    Opportunity,
    /// Orders of one line: `number`, `customer`, `owner`, `product`, `quantity`, `price`, `deal_on`, `due_on`, `deliver_by`, `origin`,
    /// `note`.
    Order,
    /// Payments: `order`, `on`, `amount`, `method`, `note`.
    Payment,
    /// Follow-ups: `customer`, `on`, `method`, `content`, `next_step`, `next_on`.
    FollowUp,
}

/// One table: rows of a file, or rows written in the mapping itself.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableMapping {
    /// The CSV file, in the folder given.
    pub file: Option<String>,
    /// Rows written here instead.
    #[serde(default)]
    pub rows: Vec<BTreeMap<String, String>>,
    /// What they make.
    pub makes: Makes,
    /// The column that names a record; rows with the same value make one record.
    pub key: String,
    /// Where each field comes from.
    pub fields: BTreeMap<String, FieldMapping>,
}

/// Where a field comes from.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldMapping {
    /// From this column.
    pub column: Option<String>,
    /// The same for every row.
    pub value: Option<String>,
    /// From another file: the most frequent value of a column among the rows that name this record.
    pub most: Option<Most>,
    /// The form of a date, by the order of its parts: `y-m-d`, `m/d/y`, `d.m.y`.
    pub date: Option<String>,
    /// What to read certain values as.
    #[serde(default)]
    pub map: BTreeMap<String, String>,
    /// What to do when it is empty; left out, an empty value is a problem where the field is needed.
    pub empty: Option<Empty>,
    /// Makes a sign-in name of it: lower case, spaces as dots.
    #[serde(default)]
    pub account: bool,
}

/// What an empty value becomes. Every case is counted and reported.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Empty {
    /// This value.
    Value(String),
    /// The row is left out.
    Skip,
}

/// The most frequent value of a column in another file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Most {
    /// Of this column.
    pub column: String,
    /// In this file.
    pub file: String,
    /// Among the rows whose value here is the record's key.
    pub by: String,
}
