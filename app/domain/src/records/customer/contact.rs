//! Contacts at a customer other than the main one, and which of them decide (联系人, 决策人; C-04, C-22, R-08).

use serde::{Deserialize, Serialize};

use crate::values::field::{ContactPart, Field};
use crate::values::ids::ContactId;
use crate::values::phone::Phone;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// Maximum number of contacts per customer besides the main one.
const MOST: usize = 30;

/// A contact at a customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    pub id: ContactId,
    /// 姓名 (sensitive, R-08).
    pub name: String,
    /// Job title.
    #[serde(default)]
    pub role: String,
    /// 联系电话 (sensitive, R-08).
    #[serde(default)]
    pub phone: String,
    /// E-mail (sensitive, R-08).
    #[serde(default)]
    pub email: String,
    /// Whether they decide (决策人).
    #[serde(default)]
    pub decides: bool,
}

impl Contact {
    /// A copy for people who may not see contact details.
    pub fn masked(&self) -> Contact {
        Contact {
            name: text::masked_name(&self.name),
            phone: text::masked_contact(&self.phone),
            email: text::masked_contact(&self.email),
            ..self.clone()
        }
    }
}

/// Returns the contacts cleaned. Refusals go to `contacts.<index>.<field>`. The existing number of contacts never exceeds the limit.
pub(super) fn checked(contacts: &[Contact], n_known: usize, refusals: &mut Refusals) -> Vec<Contact> {
    let most = MOST.max(n_known);
    refusals.refuse_if(most < contacts.len(), Field::Contacts, Refusal::TooLong { longest: u32::try_from(most).unwrap_or(u32::MAX) });
    let of_one = |(index, contact): (usize, &Contact)| {
        let field = |part| Field::ContactOf(index, part);
        let name = refusals.keep(field(ContactPart::Name), text::required(&contact.name, text::LINE)).unwrap_or_default();
        let role = refusals.keep(field(ContactPart::Role), text::optional(&contact.role, text::LINE)).flatten().unwrap_or_default();
        let phone = refusals.keep(field(ContactPart::Phone), text::code(&contact.phone, text::LINE)).flatten().unwrap_or_default();
        let email = refusals.keep(field(ContactPart::Email), text::address(&contact.email, text::LINE)).flatten().unwrap_or_default();
        check_ways((field(ContactPart::Phone), &phone), (field(ContactPart::Email), &email), refusals);
        Contact { id: contact.id, name, role, phone, email, decides: contact.decides }
    };
    contacts.iter().take(most).enumerate().map(of_one).collect()
}

/// Refuses a malformed phone number or e-mail address, each under its field.
pub(super) fn check_ways((phone_field, phone): (Field, &str), (email_field, email): (Field, &str), refusals: &mut Refusals) {
    let phones = Phone::all(phone);
    let is_phone = !phones.is_empty() && phones.iter().all(Phone::can_be_dialled);
    refusals.refuse_if(!phone.is_empty() && !is_phone, phone_field, Refusal::Malformed);
    let looks_like_an_address = email.split_once('@').is_some_and(|(who, host)| !who.is_empty() && host.contains('.'));
    refusals.refuse_if(!email.is_empty() && !looks_like_an_address, email_field, Refusal::Malformed);
}
