//! The profile of a customer that takes over the records of a duplicate.

use super::{Contact, Customer, CustomerProfile};
use crate::values::ids::{ContactId, CustomerId};

impl CustomerProfile {
    /// Fills the gaps of this profile from another one. Keeps existing values and every contact; takes the later contract end and the earlier
    /// dates of first contact and cooperation.
    pub fn completed_by(&self, other: &CustomerProfile, other_id: CustomerId) -> CustomerProfile {
        let text = |ours: &String, theirs: &String| if ours.is_empty() { theirs.clone() } else { ours.clone() };
        let mut all = self.clone();
        all.industry = text(&self.industry, &other.industry);
        all.demand = text(&self.demand, &other.demand);
        all.strategic_value = text(&self.strategic_value, &other.strategic_value);
        all.churn_risk = text(&self.churn_risk, &other.churn_risk);
        all.note = text(&self.note, &other.note);
        all.source = self.source.or(other.source);
        all.scale = self.scale.or(other.scale);
        all.region = self.region.or(other.region);
        all.purchasing_power = self.purchasing_power.or(other.purchasing_power);
        all.cooperation_depth = self.cooperation_depth.or(other.cooperation_depth);
        all.cooperation = self.cooperation.or(other.cooperation);
        all.renewal = self.renewal.or(other.renewal);
        all.contract_ends_on = self.contract_ends_on.max(other.contract_ends_on);
        all.first_contact_on = earlier(self.first_contact_on, other.first_contact_on);
        all.cooperation_since = earlier(self.cooperation_since, other.cooperation_since);
        all.demand_explicit |= other.demand_explicit;
        if self.contact.is_empty() && self.phone.is_empty() && self.email.is_empty() {
            all.contact = other.contact.clone();
            all.contact_role = other.contact_role.clone();
            all.contact_decides = other.contact_decides;
            all.phone = other.phone.clone();
            all.email = other.email.clone();
        }
        let is_known = |it: &Contact| self.contacts.iter().any(|own| own.id == it.id);
        let main = other.main_contact(other_id).filter(|it| !all.reaches(it) && !is_known(it));
        all.contacts.extend(main.into_iter().chain(other.contacts.iter().filter(|it| !is_known(it)).cloned()));
        all
    }

    /// The main contact as a [`Contact`], if there is one. Without a name it takes the customer's. The customer's id becomes the contact's id;
    /// this is unique, because a customer is merged away at most once.
    fn main_contact(&self, customer: CustomerId) -> Option<Contact> {
        let is_blank = self.contact.is_empty() && self.phone.is_empty() && self.email.is_empty();
        let name = if self.contact.is_empty() { self.name.clone() } else { self.contact.clone() };
        let (phone, email, role, decides) = (self.phone.clone(), self.email.clone(), self.contact_role.clone(), self.contact_decides);
        (!is_blank).then_some(Contact { id: ContactId(customer.0), name, role, phone, email, decides })
    }

    /// Whether a contact with the same name, phone and e-mail exists.
    fn reaches(&self, contact: &Contact) -> bool {
        let asked = (contact.name.as_str(), contact.phone.as_str(), contact.email.as_str());
        let main = (self.contact.as_str(), self.phone.as_str(), self.email.as_str());
        main == asked || self.contacts.iter().any(|it| (it.name.as_str(), it.phone.as_str(), it.email.as_str()) == asked)
    }
}

fn earlier<T: Ord + Copy>(one: Option<T>, other: Option<T>) -> Option<T> {
    one.into_iter().chain(other).min()
}

impl Customer {
    /// The customer that records are grouped under: itself, or the one it was merged into.
    pub fn family(&self) -> CustomerId {
        self.merged_into.map_or(self.id, |it| it.customer)
    }

    /// Whether it is not merged into another customer.
    pub fn stands(&self) -> bool {
        self.merged_into.is_none()
    }
}
