//! The mapping file (TOML): which file and column goes to which field, in which form.

use std::collections::BTreeMap;

use serde::Deserialize;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Names the source. Ids are derived from it: a second import under the same name finds the existing records.
    pub name: String,
    /// Fields to set on the company's record, once per source.
    #[serde(default)]
    pub company: CompanyMapping,
    /// The tables, in the order they refer to each other.
    #[serde(rename = "table")]
    pub tables: Vec<TableMapping>,
}

/// Fields to set on the company's record.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompanyMapping {
    /// The currency of every amount: `CNY` or `USD`.
    pub currency: Option<domain::records::organisation::Currency>,
}

/// The kind of record that a table makes.
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
    /// Rows written here instead of a file.
    #[serde(default)]
    pub rows: Vec<BTreeMap<String, String>>,
    /// The kind of record that the rows make.
    pub makes: Makes,
    /// The column that names a record. Rows with the same value make one record; from `Makes::Opportunity` on, that is a problem.
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
    /// A constant for every row.
    pub value: Option<String>,
    /// From another file: the most frequent value of a column among the rows that name this record.
    pub most: Option<Most>,
    /// The form of a date, by the order of its parts: `y-m-d`, `m/d/y`, `d.m.y`.
    pub date: Option<String>,
    /// Replacements for certain values.
    #[serde(default)]
    pub map: BTreeMap<String, String>,
    /// What to do with an empty value; by default it is a problem where the field is needed.
    pub empty: Option<Empty>,
    /// Makes an account name of the value: lower case, spaces as dots.
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
