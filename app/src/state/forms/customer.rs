//! The input of the customer form, new or amended.

use domain::decide::command::{AmendCustomer, Command, FileCustomer};
use domain::records::customer::{Contact, Cooperation, CustomerLevel, CustomerProfile, RenewalIntention, Scale, Source};
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::grade::Grade;
use domain::values::ids::{AttachmentId, CustomerId, RegionId};
use domain::values::refusal::{Refusal, Refusals};
use domain::values::text::is_blank;
use serde::{Deserialize, Serialize};

use super::{day, needed_day};
use crate::state::forms::Form;

/// The input of the customer form, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerForm {
    /// The customer's id; for a new one, assigned when the form opens.
    pub id: CustomerId,
    /// The profile when the form was opened; `None` for a new customer.
    pub was: Option<CustomerProfile>,
    /// 客户编号; blank takes the next free one. Only for a new customer.
    pub number: String,
    /// 建档日期. Only for a new customer.
    pub filed_on: String,
    /// 客户名称.
    pub name: String,
    /// 所属行业.
    pub industry: String,
    /// 联系人.
    pub contact: String,
    /// 联系电话.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// 需求类型.
    pub demand: String,
    /// 客户来源.
    pub source: Option<Source>,
    /// 规模.
    pub scale: Option<Scale>,
    /// 区域.
    pub region: Option<RegionId>,
    /// 客户等级.
    pub grade: Grade,
    /// 首次接触时间.
    pub first_contact_on: String,
    pub note: String,
    /// 职务 of the main contact.
    #[serde(default)]
    pub contact_role: String,
    /// Whether the main contact is a decision maker.
    #[serde(default)]
    pub contact_decides: bool,
    /// The other contacts.
    #[serde(default)]
    pub contacts: Vec<Contact>,
    /// 需求明确.
    #[serde(default)]
    pub demand_explicit: bool,
    /// 战略价值.
    #[serde(default)]
    pub strategic_value: String,
    /// 购买力.
    #[serde(default)]
    pub purchasing_power: Option<CustomerLevel>,
    /// 合作深度.
    #[serde(default)]
    pub cooperation_depth: Option<CustomerLevel>,
    /// 合作状态.
    #[serde(default)]
    pub cooperation: Option<Cooperation>,
    /// 合作起始.
    #[serde(default)]
    pub cooperation_since: String,
    /// 合同到期日.
    #[serde(default)]
    pub contract_ends_on: String,
    /// 续约意向.
    #[serde(default)]
    pub renewal: Option<RenewalIntention>,
    /// 流失风险.
    #[serde(default)]
    pub churn_risk: String,
    /// Photos and files that are stored with the draft and attached to the record.
    #[serde(default)]
    pub photos: Vec<AttachmentId>,
}

impl CustomerForm {
    /// The draft name of the form.
    pub fn name(of: Option<CustomerId>) -> String {
        of.map_or_else(|| "customer".to_owned(), |it| format!("customer/{it}"))
    }

    /// An empty form.
    pub fn fresh(id: CustomerId, today: Day) -> CustomerForm {
        CustomerForm { filed_on: today.to_string(), ..CustomerForm::of_profile(id, &CustomerProfile::default()) }
    }

    /// A form that amends a customer.
    pub fn amending(id: CustomerId, was: &CustomerProfile) -> CustomerForm {
        CustomerForm { was: Some(was.clone()), ..CustomerForm::of_profile(id, was) }
    }

    /// The input of a refused command, for another try under a new id.
    pub fn of(asked: &FileCustomer, id: CustomerId) -> CustomerForm {
        let number = asked.number.clone().unwrap_or_default();
        CustomerForm { filed_on: asked.filed_on.to_string(), number, ..CustomerForm::of_profile(id, &asked.profile) }
    }

    /// The user's wanted values, as an amendment of the current profile.
    pub fn wanting(id: CustomerId, stands: &CustomerProfile, wanted: &CustomerProfile) -> CustomerForm {
        CustomerForm { was: Some(stands.clone()), ..CustomerForm::of_profile(id, wanted) }
    }

    fn of_profile(id: CustomerId, profile: &CustomerProfile) -> CustomerForm {
        let profile = profile.clone();
        CustomerForm {
            id,
            was: None,
            number: String::new(),
            filed_on: String::new(),
            name: profile.name,
            industry: profile.industry,
            contact: profile.contact,
            phone: profile.phone,
            email: profile.email,
            demand: profile.demand,
            source: profile.source,
            scale: profile.scale,
            region: profile.region,
            grade: profile.grade,
            first_contact_on: profile.first_contact_on.map(|it| it.to_string()).unwrap_or_default(),
            note: profile.note,
            contact_role: profile.contact_role,
            contact_decides: profile.contact_decides,
            contacts: profile.contacts,
            demand_explicit: profile.demand_explicit,
            strategic_value: profile.strategic_value,
            purchasing_power: profile.purchasing_power,
            cooperation_depth: profile.cooperation_depth,
            cooperation: profile.cooperation,
            cooperation_since: profile.cooperation_since.map(|it| it.to_string()).unwrap_or_default(),
            contract_ends_on: profile.contract_ends_on.map(|it| it.to_string()).unwrap_or_default(),
            renewal: profile.renewal,
            churn_risk: profile.churn_risk,
            photos: Vec::new(),
        }
    }
}

impl Form for CustomerForm {
    fn command(&self) -> Result<Command, Refusals> {
        let mut refusals = Refusals::default();
        refusals.refuse_if(is_blank(&self.name), Field::Name, Refusal::Missing);
        let first_contact_on = day(Field::FirstContactOn, &self.first_contact_on, &mut refusals);
        let profile = CustomerProfile {
            name: self.name.clone(),
            industry: self.industry.clone(),
            contact: self.contact.clone(),
            phone: self.phone.clone(),
            email: self.email.clone(),
            demand: self.demand.clone(),
            source: self.source,
            scale: self.scale,
            region: self.region,
            grade: self.grade,
            first_contact_on,
            note: self.note.clone(),
            contact_role: self.contact_role.clone(),
            contact_decides: self.contact_decides,
            contacts: self.contacts.clone(),
            demand_explicit: self.demand_explicit,
            strategic_value: self.strategic_value.clone(),
            purchasing_power: self.purchasing_power,
            cooperation_depth: self.cooperation_depth,
            cooperation: self.cooperation,
            cooperation_since: day(Field::CooperationSince, &self.cooperation_since, &mut refusals),
            contract_ends_on: day(Field::ContractEndsOn, &self.contract_ends_on, &mut refusals),
            renewal: self.renewal,
            churn_risk: self.churn_risk.clone(),
        };
        if let Some(was) = &self.was {
            refusals.into_result()?;
            return Ok(Command::AmendCustomer(AmendCustomer { customer: self.id, was: was.clone(), now: profile }));
        }
        let filed_on = needed_day(Field::FiledOn, &self.filed_on, &mut refusals);
        let (Some(filed_on), true) = (filed_on, refusals.is_empty()) else { return Err(refusals) };
        let number = Some(self.number.clone()).filter(|it| !is_blank(it));
        Ok(Command::FileCustomer(FileCustomer { id: self.id, number, filed_on, owner: None, profile }))
    }
}
