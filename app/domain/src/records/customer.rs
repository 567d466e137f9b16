//! Customer companies, their owners and hand-overs (C-01…C-04, C-20, R-08, R-10).

mod contact;
mod grade_step;
mod merged;
mod merging;
mod observation;
mod request;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use contact::Contact;
pub use grade_step::{GradeCause, GradeStep};
pub use merged::{Merged, MergedInto};
pub use observation::{Factor, KeyNode, Observation, Observed};
pub use request::{Ask, ChangeRequest, RequestAnswer};

pub use crate::values::source::Source;

use crate::values::calendar::{Day, Timestamp};
use crate::values::field::Field;
use crate::values::grade::Grade;
use crate::values::ids::{CustomerId, PersonId, RegionId};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::{phone, text};

/// The size of a customer (E-20).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// 中小企业.
    Small,
    /// 大型企业.
    Large,
    /// 渠道客户.
    Channel,
}

impl Scale {
    /// All scales.
    pub const ALL: [Scale; 3] = [Scale::Small, Scale::Large, Scale::Channel];
}

/// A level of purchasing power (购买力) or depth of cooperation (合作深度), two of the dimensions of C-12.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomerLevel {
    /// 高.
    High,
    /// 中.
    Medium,
    /// 低.
    Low,
}

impl CustomerLevel {
    /// All levels, highest first.
    pub const ALL: [CustomerLevel; 3] = [CustomerLevel::High, CustomerLevel::Medium, CustomerLevel::Low];
}

/// The state of cooperation (合作状态, C-10, E-03). Finer than a stage, and a property of the customer, not of an opportunity (A28).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cooperation {
    /// 需求调研.
    Survey,
    /// 方案评估.
    Evaluation,
    /// 商务谈判.
    Bargaining,
    /// 合作中.
    Active,
    /// 暂停合作.
    Paused,
    /// 终止合作.
    Ended,
}

impl Cooperation {
    /// In the usual order.
    pub const ALL: [Cooperation; 6] = [
        Cooperation::Survey,
        Cooperation::Evaluation,
        Cooperation::Bargaining,
        Cooperation::Active,
        Cooperation::Paused,
        Cooperation::Ended,
    ];
}

/// Whether a customer intends to renew (续约意向, C-14, C-18).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RenewalIntention {
    /// 愿意续约.
    Willing,
    /// 未确定.
    Undecided,
    /// 可能流失.
    Unwilling,
}

impl RenewalIntention {
    /// Best first.
    pub const ALL: [RenewalIntention; 3] = [RenewalIntention::Willing, RenewalIntention::Undecided, RenewalIntention::Unwilling];
}

/// The fields of a customer that people edit. Merged field by field; `contacts` as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerProfile {
    /// 客户名称.
    pub name: String,
    /// 所属行业.
    #[serde(default)]
    pub industry: String,
    /// 联系人.
    #[serde(default)]
    pub contact: String,
    /// 联系电话 (sensitive, R-08).
    #[serde(default)]
    pub phone: String,
    /// E-mail (sensitive, R-08).
    #[serde(default)]
    pub email: String,
    /// 需求类型.
    #[serde(default)]
    pub demand: String,
    /// 客户来源.
    #[serde(default)]
    pub source: Option<Source>,
    /// 规模.
    #[serde(default)]
    pub scale: Option<Scale>,
    /// 区域.
    #[serde(default)]
    pub region: Option<RegionId>,
    /// 客户等级.
    #[serde(default)]
    pub grade: Grade,
    /// 首次接触时间.
    #[serde(default)]
    pub first_contact_on: Option<Day>,
    #[serde(default)]
    pub note: String,
    /// The main contact's job title: 采购经理.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact_role: String,
    /// Whether the main contact decides (决策人).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub contact_decides: bool,
    /// Contacts other than the main one (sensitive, R-08).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
    /// 需求明确: the customer has said what they want to buy (C-07, C-08).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub demand_explicit: bool,
    /// 战略价值: why the customer matters beyond its purchases.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub strategic_value: String,
    /// 购买力.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purchasing_power: Option<CustomerLevel>,
    /// 合作深度.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cooperation_depth: Option<CustomerLevel>,
    /// 合作状态.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cooperation: Option<Cooperation>,
    /// 合作起始, if cooperation began before this app; if `None`, the first closed order counts (A23).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cooperation_since: Option<Day>,
    /// 合同到期日 (C-14).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract_ends_on: Option<Day>,
    /// 续约意向 (C-18).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renewal: Option<RenewalIntention>,
    /// 流失风险: why the customer might leave (C-18).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub churn_risk: String,
}

/// A hand-over (C-20): a separate event that changes nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// The previous owner.
    pub from: PersonId,
    /// The new owner.
    pub to: PersonId,
    pub by: PersonId,
    pub at: Timestamp,
    pub reason: String,
}

/// A customer (客户).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    pub id: CustomerId,
    /// 客户编号, unique in the company; assigned by the server.
    pub number: String,
    /// 建档日期.
    pub filed_on: Day,
    pub filed_by: PersonId,
    /// 负责人.
    pub owner: PersonId,
    /// Oldest first.
    #[serde(default)]
    pub hand_overs: Vec<HandOver>,
    /// When its data was last updated or confirmed (C-10).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
    /// The fields people edit.
    pub profile: CustomerProfile,
    /// 客户策略: how we plan to serve it (C-05, C-21).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub strategy: String,
    /// History of the grade, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grade_steps: Vec<GradeStep>,
    /// Change requests, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<ChangeRequest>,
    /// In the order recorded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub observations: Vec<Observation>,
    /// Customers merged into this one, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merged: Vec<Merged>,
    /// Set if it was merged into another customer; this record is then only a pointer to that one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<MergedInto>,
}

impl CustomerProfile {
    /// Returns a cleaned copy, or all refusals.
    pub fn checked(&self, today: Day) -> Result<CustomerProfile, Refusals> {
        self.checked_beside(0, today)
    }

    /// Like [`CustomerProfile::checked`], for a customer that already lists `n_contacts` contacts: that many never exceed the limit.
    pub(crate) fn checked_beside(&self, n_contacts: usize, today: Day) -> Result<CustomerProfile, Refusals> {
        let mut refusals = Refusals::default();
        let name = refusals.keep(Field::Name, text::required(&self.name, text::LINE));
        let mut written =
            |field: Field, raw: &str, longest| refusals.keep(field, text::optional(raw, longest)).flatten().unwrap_or_default();
        let industry = written(Field::Industry, &self.industry, text::LINE);
        let contact = written(Field::Contact, &self.contact, text::LINE);
        let contact_role = written(Field::ContactRole, &self.contact_role, text::LINE);
        let demand = written(Field::Demand, &self.demand, text::LINE);
        let note = written(Field::Note, &self.note, text::NOTE);
        let strategic_value = written(Field::StrategicValue, &self.strategic_value, text::NOTE);
        let churn_risk = written(Field::ChurnRisk, &self.churn_risk, text::NOTE);
        let phone = refusals.keep(Field::Phone, text::code(&self.phone, text::LINE)).flatten().unwrap_or_default();
        let email = refusals.keep(Field::Email, text::address(&self.email, text::LINE)).flatten().unwrap_or_default();
        contact::check_ways((Field::Phone, &phone), (Field::Email, &email), &mut refusals);
        let contacts = contact::checked(&self.contacts, n_contacts, &mut refusals);
        for (field, day) in [(Field::FirstContactOn, self.first_contact_on), (Field::CooperationSince, self.cooperation_since)] {
            if let Some(on) = day {
                crate::values::refusal::check_day(&mut refusals, field, on, today);
            }
        }
        if let Some(on) = self.contract_ends_on {
            refusals.refuse_if(on < Day::FIRST, Field::ContractEndsOn, Refusal::TooEarly { first: Day::FIRST });
            refusals.refuse_if(Day::LAST < on, Field::ContractEndsOn, Refusal::TooLate { last: Day::LAST });
        }
        refusals.into_result()?;
        Ok(CustomerProfile {
            name: name.unwrap_or_default(),
            industry,
            contact,
            contact_role,
            phone,
            email,
            demand,
            note,
            strategic_value,
            churn_risk,
            contacts,
            ..self.clone()
        })
    }

    /// A copy with the contact details of another profile.
    #[must_use]
    pub(crate) fn with_contacts_of(self, other: &CustomerProfile) -> CustomerProfile {
        let CustomerProfile { contact, phone, email, contacts, .. } = other.clone();
        CustomerProfile { contact, phone, email, contacts, ..self }
    }

    /// Comparison keys of all contacts' phone numbers.
    pub fn phone_keys(&self) -> BTreeSet<String> {
        let others = self.contacts.iter().map(|it| &it.phone);
        [&self.phone].into_iter().chain(others).flat_map(|it| phone::keys(it)).collect()
    }

    /// Whether a decision maker is known (决策人, C-22).
    pub fn knows_decision_maker(&self) -> bool {
        self.contact_decides || self.contacts.iter().any(|it| it.decides)
    }
}

impl Customer {
    /// A newly filed customer, without history.
    pub fn filed(id: CustomerId, number: String, filed_on: Day, filed_by: PersonId, owner: PersonId, profile: CustomerProfile) -> Customer {
        Customer {
            id,
            number,
            filed_on,
            filed_by,
            owner,
            profile,
            hand_overs: Vec::new(),
            updated_at: None,
            strategy: String::new(),
            grade_steps: Vec::new(),
            requests: Vec::new(),
            observations: Vec::new(),
            merged: Vec::new(),
            merged_into: None,
        }
    }

    /// Unanswered change requests.
    pub fn open_requests(&self) -> impl Iterator<Item = &ChangeRequest> {
        self.requests.iter().filter(|it| it.answer.is_none())
    }

    /// A copy for people who may not see contact details.
    pub fn masked(&self) -> Customer {
        let mut masked = self.clone();
        masked.profile.contact = text::masked_name(&self.profile.contact);
        masked.profile.phone = text::masked_contact(&self.profile.phone);
        masked.profile.email = text::masked_contact(&self.profile.email);
        masked.profile.contacts = self.profile.contacts.iter().map(Contact::masked).collect();
        masked
    }
}
