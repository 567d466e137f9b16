use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::check_region;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::book::numbers::CUSTOMER_PREFIX;
use crate::decide::decision::{Decision, keep_all, settle_number, wanted_number};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::customer::{Customer, CustomerProfile};
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::{CustomerId, Key, PersonId};
use crate::values::refusal::{Refusal, Refusals, check_day};

/// File a new customer (C-01, C-03).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileCustomer {
    pub id: CustomerId,
    /// The requested 客户编号. If left out or taken, the next free one is given.
    #[serde(default)]
    pub number: Option<String>,
    /// 建档日期.
    pub filed_on: Day,
    /// 负责人; defaults to the person filing.
    #[serde(default)]
    pub owner: Option<PersonId>,
    pub profile: CustomerProfile,
}

impl Decide for FileCustomer {
    const VERB: &'static str = "file_customer";

    fn subject(&self) -> Key {
        self.id.into()
    }

    fn needs(&self) -> Needs {
        Needs {
            numbers: self.number.iter().cloned().collect(),
            prefixes: vec![CUSTOMER_PREFIX.to_owned()],
            ..Needs::records([self.id.into()])
        }
    }

    fn makes(&self) -> Option<Uuid> {
        Some(self.id.0)
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let owner = self.owner.unwrap_or(moment.actor.person);
        refusals.refuse_if(book.customer(self.id).is_some(), Field::Id, Refusal::Exists);
        let within_reach = moment.actor.may_write_for(owner, book);
        refusals.refuse_if(!within_reach, Field::Owner, Refusal::NotYours);
        refusals.refuse_if(within_reach && book.person(owner).is_some_and(|it| !it.may_hold_customers()), Field::Owner, Refusal::Inactive);
        check_day(&mut refusals, Field::FiledOn, self.filed_on, moment.server_today);
        let number = wanted_number(self.number.as_deref(), &mut refusals);
        check_region(&self.profile, book, &mut refusals);
        // 战略 and 重点 are earned and given by managers; an import brings grades decided elsewhere.
        let grade = self.profile.grade;
        refusals.refuse_if(grade.is_major() && !moment.actor.may_grade(owner, grade, grade, book), Field::Grade, Refusal::NotAllowed);
        let profile = keep_all(self.profile.checked(moment.server_today), &mut refusals);
        let (Some(profile), true) = (profile, refusals.is_empty()) else { return Err(refusals) };

        let (number, conflict) = settle_number(number.as_deref(), CUSTOMER_PREFIX, self.id.into(), book, moment);
        let customer = Customer::filed(self.id, number, self.filed_on, moment.actor.person, owner, profile);
        Ok(Decision::put(customer).with(conflict.into_iter().collect()))
    }
}
