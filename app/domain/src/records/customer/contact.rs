//! The people we talk to at a customer beside the main contact, and which of them decide (联系人, 决策人; C-04, C-22, R-08).

use serde::{Deserialize, Serialize};

use crate::values::ids::ContactId;
use crate::values::phone::Phone;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// Most people one customer lists beside the main contact.
const MOST: usize = 30;

/// Somebody we talk to at a customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Which one.
    pub id: ContactId,
    /// 姓名 (sensitive, R-08).
    pub name: String,
    /// What they do there.
    #[serde(default)]
    pub role: String,
    /// 联系电话 (sensitive, R-08).
    #[serde(default)]
    pub phone: String,
    /// E-mail (sensitive, R-08).
    #[serde(default)]
    pub email: String,
    /// They decide (决策人).
    #[serde(default)]
    pub decides: bool,
}

impl Contact {
    /// The copy for somebody who may not see contact details.
    pub fn masked(&self) -> Contact {
        Contact {
            name: text::masked_name(&self.name),
            phone: text::masked_contact(&self.phone),
            email: text::masked_contact(&self.email),
            ..self.clone()
        }
    }
}

/// The contacts, cleaned; what is wrong with them is refused as `contacts.<index>.<field>`.
/// So many as are there already are never too many.
pub(super) fn checked(contacts: &[Contact], n_known: usize, refusals: &mut Refusals) -> Vec<Contact> {
    let most = MOST.max(n_known);
    refusals.refuse_if(most < contacts.len(), "contacts", Refusal::TooLong { longest: u32::try_from(most).unwrap_or(u32::MAX) });
    let of_one = |(index, it): (usize, &Contact)| {
        let field = |name: &str| format!("contacts.{index}.{name}");
        let name = refusals.keep(&field("name"), text::required(&it.name, text::LINE)).unwrap_or_default();
        let role = refusals.keep(&field("role"), text::optional(&it.role, text::LINE)).flatten().unwrap_or_default();
        let phone = refusals.keep(&field("phone"), text::code(&it.phone, text::LINE)).flatten().unwrap_or_default();
        let email = refusals.keep(&field("email"), text::address(&it.email, text::LINE)).flatten().unwrap_or_default();
        check_ways(&phone, &email, &field(""), refusals);
        Contact { id: it.id, name, role, phone, email, decides: it.decides }
    };
    contacts.iter().take(most).enumerate().map(of_one).collect()
}

/// Refuses a phone number or an address that cannot be one; `prefix` precedes the field's name.
pub(super) fn check_ways(phone: &str, email: &str, prefix: &str, refusals: &mut Refusals) {
    let phones = Phone::all(phone);
    let is_phone = !phones.is_empty() && phones.iter().all(Phone::can_be_dialled);
    refusals.refuse_if(!phone.is_empty() && !is_phone, &format!("{prefix}phone"), Refusal::Malformed);
    let looks_like_an_address = email.split_once('@').is_some_and(|(who, host)| !who.is_empty() && host.contains('.'));
    refusals.refuse_if(!email.is_empty() && !looks_like_an_address, &format!("{prefix}email"), Refusal::Malformed);
}
