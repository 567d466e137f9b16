//! A customer company, who is responsible for it, and how it changed hands (C-01…C-03, C-20, R-08, R-10).

use serde::{Deserialize, Serialize};

use crate::calendar::{Day, Timestamp};
use crate::ids::{CustomerId, PersonId, RegionId};
use crate::refusal::{Refusal, Refusals};
use crate::text;

/// The relationship policy for a customer (E-08). Ordered from most to least important.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// 战略客户 (C-05).
    Strategic,
    /// 重点客户 (C-06).
    Key,
    /// 潜力客户 (C-07).
    Potential,
    /// 普通客户 (C-08).
    #[default]
    Normal,
}

impl Grade {
    /// All grades, most important first.
    pub const ALL: [Grade; 4] = [Grade::Strategic, Grade::Key, Grade::Potential, Grade::Normal];
}

/// Where a customer came from (C-02, E-22).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// 展会.
    Fair,
    /// 主动拜访.
    ActiveVisit,
    /// 线上.
    Online,
    /// 转介绍.
    Referral,
    /// 渠道.
    Channel,
}

impl Source {
    /// All sources.
    pub const ALL: [Source; 5] = [Source::Fair, Source::ActiveVisit, Source::Online, Source::Referral, Source::Channel];
}

/// How large a customer is (E-20).
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

/// What people write about a customer. Merged field by field.
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
    /// Anything else worth knowing.
    #[serde(default)]
    pub note: String,
}

/// One change of hands (C-20): an event of its own that changes nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// Who was responsible before.
    pub from: PersonId,
    /// Who is since.
    pub to: PersonId,
    /// Who decided it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// A customer (客户).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// Which one.
    pub id: CustomerId,
    /// 客户编号, unique in the company; settled by the server.
    pub number: String,
    /// 建档日期.
    pub filed_on: Day,
    /// Who filed it.
    pub filed_by: PersonId,
    /// 负责人.
    pub owner: PersonId,
    /// Every change of hands, oldest first.
    #[serde(default)]
    pub hand_overs: Vec<HandOver>,
    /// What people write about it.
    pub profile: CustomerProfile,
}

impl CustomerProfile {
    /// The same, cleaned; or everything wrong with it.
    pub fn checked(&self, today: Day) -> Result<CustomerProfile, Refusals> {
        let mut refusals = Refusals::default();
        let name = refusals.keep("name", text::required(&self.name, text::LINE));
        let mut line = |field: &str, raw: &str| refusals.keep(field, text::optional(raw, text::LINE)).flatten().unwrap_or_default();
        let industry = line("industry", &self.industry);
        let contact = line("contact", &self.contact);
        let phone = line("phone", &self.phone);
        let email = line("email", &self.email);
        let demand = line("demand", &self.demand);
        let note = refusals.keep("note", text::optional(&self.note, text::NOTE)).flatten().unwrap_or_default();
        refusals.refuse_if(!phone.is_empty() && text::phone_digits(&phone).len() < 5, "phone", Refusal::Malformed);
        let looks_like_an_address = email.split_once('@').is_some_and(|(who, host)| !who.is_empty() && host.contains('.'));
        refusals.refuse_if(!email.is_empty() && !looks_like_an_address, "email", Refusal::Malformed);
        if let Some(on) = self.first_contact_on {
            crate::decide::check_day(&mut refusals, "first_contact_on", on, today);
        }
        refusals.into_result()?;
        Ok(CustomerProfile {
            name: name.unwrap_or_default(),
            industry,
            contact,
            phone,
            email,
            demand,
            note,
            source: self.source,
            scale: self.scale,
            region: self.region,
            grade: self.grade,
            first_contact_on: self.first_contact_on,
        })
    }
}

impl Customer {
    /// The copy for somebody who may not see contact details.
    pub fn masked(&self) -> Customer {
        let mut masked = self.clone();
        masked.profile.contact = text::masked_name(&self.profile.contact);
        masked.profile.phone = text::masked_contact(&self.profile.phone);
        masked.profile.email = text::masked_contact(&self.profile.email);
        masked
    }
}
