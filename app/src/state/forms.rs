//! The input of the forms as typed, and its conversion to and from commands.

pub mod credit_split;
mod customer;
mod expense;
mod follow_up;
mod formula;
mod kpi_entry;
mod kpi_set;
mod order;
mod payment;
mod retry;

pub use customer::CustomerForm;
pub use expense::ExpenseForm;
pub use follow_up::{FollowUpForm, Settled};
pub use formula::{FormulaForm, FormulaPart, Shape, kpi_of};
pub use kpi_entry::KpiEntryForm;
pub use kpi_set::KpiSetForm;
pub use order::{LineForm, OrderForm};
pub use payment::PaymentForm;
pub use retry::{Retry, retry};

use domain::decide::command::Command;
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::ids::AttachmentId;
use domain::values::money::{Money, Quantity, Share};
use domain::values::refusal::Refusals;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::typed::optional;
use crate::uploads::Awaited;

/// Form input that can become a command.
pub trait Form: Serialize + DeserializeOwned + Clone + PartialEq + Send + Sync + 'static {
    /// The command of these words, or the fields that cannot be parsed.
    fn command(&self) -> Result<Command, Refusals>;

    /// Whether there is input that a draft must keep. Choosing the subject of the form does not count.
    fn is_begun(&self, fresh: &Self) -> bool {
        self != fresh
    }
}

/// A form whose photos are kept with its draft and attached to its record.
pub trait WithPhotos: Form {
    fn photos(&self) -> &Vec<AttachmentId>;
    fn photos_mut(&mut self) -> &mut Vec<AttachmentId>;
    /// What the photos wait for.
    fn awaits(&self) -> Awaited;
}

macro_rules! with_photos {
    ($($form:ty: $awaits:expr,)*) => {$(
        impl WithPhotos for $form {
            fn photos(&self) -> &Vec<AttachmentId> {
                &self.photos
            }

            fn photos_mut(&mut self) -> &mut Vec<AttachmentId> {
                &mut self.photos
            }

            fn awaits(&self) -> Awaited {
                $awaits(self)
            }
        }
    )*};
}

with_photos! {
    FollowUpForm: |form: &FollowUpForm| Awaited::Record(form.id.into()),
    OrderForm: |form: &OrderForm| Awaited::Record(form.id.into()),
    PaymentForm: |form: &PaymentForm| Awaited::Payment(form.id),
    ExpenseForm: |form: &ExpenseForm| Awaited::Record(form.id.into()),
    KpiEntryForm: |form: &KpiEntryForm| Awaited::Record(form.id.into()),
    CustomerForm: |form: &CustomerForm| Awaited::Record(form.id.into()),
}

/// Parses an optional day.
fn day(field: Field, typed: &str, refusals: &mut Refusals) -> Option<Day> {
    optional(field, typed, Day::read, refusals)
}

/// Parses a required day.
fn needed_day(field: Field, typed: &str, refusals: &mut Refusals) -> Option<Day> {
    refusals.keep(field, Day::read(typed))
}

/// Parses a required amount.
fn money(field: Field, typed: &str, refusals: &mut Refusals) -> Option<Money> {
    refusals.keep(field, Money::parse(typed))
}

/// Parses a required quantity.
fn quantity(field: Field, typed: &str, refusals: &mut Refusals) -> Option<Quantity> {
    refusals.keep(field, Quantity::parse(typed))
}

/// Parses an optional share in percent; blank is [`Share::NONE`]. `None` if it cannot be parsed.
fn percent(field: Field, typed: &str, refusals: &mut Refusals) -> Option<Share> {
    let share = optional(field, typed, Share::parse_percent, refusals);
    if refusals.on(field).is_empty() { Some(share.unwrap_or(Share::NONE)) } else { share }
}
