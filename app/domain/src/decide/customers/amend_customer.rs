use serde::{Deserialize, Serialize};

use super::check_region;
use crate::access::moment::Moment;
use crate::access::sight::Sight;
use crate::book::Book;
use crate::book::stamps::{Stamp, Stamps};
use crate::decide::decision::{Decision, amend, keep_all, own_customer};
use crate::decide::grades::become_grade;
use crate::decide::merge;
use crate::decide::merge::Circumstances;
use crate::decide::merging::shown_of;
use crate::decide::needs::Needs;
use crate::decide::observations::note_demand;
use crate::decide::verb::Decide;
use crate::records::customer::{Customer, CustomerProfile, GradeCause};
use crate::values::field::Field;
use crate::values::ids::{CustomerId, Key};
use crate::values::refusal::{Refusal, Refusals};

/// Amend the profile of a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmendCustomer {
    pub customer: CustomerId,
    pub was: CustomerProfile,
    pub now: CustomerProfile,
}

impl Decide for AmendCustomer {
    const VERB: &'static str = "amend_customer";

    fn subject(&self) -> Key {
        self.customer.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.customer.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let Some(customer) = own_customer(self.customer, book, moment, &mut refusals) else { return Err(refusals) };
        // Older clients change the grade in this form: only people who may decide such a change may do so (matrix, "Change grade by hand").
        let regrades =
            self.was.grade != self.now.grade && !moment.actor.may_grade(customer.owner, customer.profile.grade, self.now.grade, book);
        refusals.refuse_if(regrades, Field::Grade, Refusal::NotAllowed);
        check_region(&self.now, book, &mut refusals);
        let sees = Sight::of(&moment.actor, book, moment.server_today).shows_contacts_of(customer);
        let typed = if sees { self.now.clone() } else { self.without_unseen(&mut refusals) };
        // A merge may have left more contacts than the limit: existing ones are not refused.
        let n_known = if self.was.contacts == typed.contacts { typed.contacts.len() } else { customer.profile.contacts.len() };
        let now = keep_all(typed.checked_beside(n_known, moment.server_today), &mut refusals);
        let (Some(now), true) = (now, refusals.is_empty()) else { return Err(refusals) };
        let now = if sees { now } else { now.with_contacts_of(&self.was) };

        if customer.id != self.customer {
            return Ok(amend_signpost(customer, &self.was, &now, book, moment));
        }
        let (profile, conflicts) = amend(self.customer.into(), &self.was, &now, &customer.profile, &[], book, moment);
        // Saving it unchanged confirms it. `max`: a late command from an offline device must not set the time back.
        let updated_at = customer.updated_at.max(Some(moment.now));
        let grade = profile.grade;
        let mut changed =
            Customer { profile: CustomerProfile { grade: customer.profile.grade, ..profile }, updated_at, ..customer.clone() };
        become_grade(&mut changed, grade, GradeCause::Amendment, "", moment);
        note_demand(&mut changed, &customer.profile.demand, moment);
        Ok(Decision::put(changed).with(conflicts))
    }
}

impl AmendCustomer {
    /// The profile without the contact details, of which the author only has a masked copy: they stay as they are. Refuses changes of them at
    /// their field.
    fn without_unseen(&self, refusals: &mut Refusals) -> CustomerProfile {
        let (was, now) = (&self.was, &self.now);
        for (field, is_changed) in [
            (Field::Contact, was.contact != now.contact),
            (Field::Phone, was.phone != now.phone),
            (Field::Email, was.email != now.email),
            (Field::Contacts, was.contacts != now.contacts),
        ] {
            refusals.refuse_if(is_changed, field, Refusal::NotAllowed);
        }
        now.clone().with_contacts_of(&CustomerProfile::default())
    }
}

/// Amends a customer that was merged away. Different people wrote the two records, so a field is taken only where they agreed. All other fields
/// are returned to their author as conflicts, with the current value if they may see it.
fn amend_signpost(stands: &Customer, was: &CustomerProfile, now: &CustomerProfile, book: &Book, moment: &Moment) -> Decision {
    let never_seen = Stamp { version: i64::MAX, ..Stamp::default() };
    let stamps: Stamps = merge::changed_groups(was, now, &[]).into_iter().map(|it| (it, never_seen)).collect();
    let circumstances = Circumstances { record: stands.id.into(), stamps: &stamps, base: 0, groups: &[] };
    let (profile, mut conflicts) = merge::merge(was, now, &stands.profile, &circumstances);
    conflicts.iter_mut().for_each(|it| it.theirs = shown_of(it.theirs.take(), stands, book, moment));
    let profile = CustomerProfile { grade: stands.profile.grade, ..profile };
    Decision::put(Customer { profile, ..stands.clone() }).with(conflicts)
}
