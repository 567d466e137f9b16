//! How the sample company looks after its customers: grades requested and granted, decision makers, observations, and open requests.

use super::account::Account;
use super::measures;
use super::staff::Staff;
use super::story::Story;
use crate::decide::command::{AmendCustomer, AnswerRequest, Command, Observe, RequestChange};
use crate::records::customer::{Ask, Contact, Cooperation, CustomerLevel, CustomerProfile, Factor, KeyNode, Observed, RenewalIntention};
use crate::rules::dictionary::{SuccessFactor, Term};
use crate::values::calendar::Day;
use crate::values::grade::Grade;
use crate::values::ids::{ContactId, ObservationId, PersonId, RequestId};

/// The supervisor requests the grade of the important customers, and the manager grants it (C0 matrix).
pub(super) fn promote(story: &mut Story, staff: &Staff, account: &Account, index: usize) {
    let to = match index {
        0..=3 => Grade::Strategic,
        4..=11 => Grade::Key,
        _ => return,
    };
    let on = story.working(account.filed_on.plus(40));
    let ask = Ask::Grade { from: account.profile.grade, to };
    let request = ask_for(story, account.rep.supervisor, on, account, ask, "老客户,年采购额已达标");
    let answer =
        Command::AnswerRequest(AnswerRequest { customer: account.id, request, accept: true, to: None, reason: "同意".to_owned() });
    story.act(manager_of(staff, account), on, answer);
}

/// Contacts of the important customers, observations, and open requests.
pub(super) fn tell(story: &mut Story, staff: &Staff, accounts: &[Account]) {
    for (index, account) in accounts.iter().take(6).enumerate() {
        know(story, account, index);
        let on = story.working(story.today.plus(-60 + index as i32 * 5));
        let ask = Ask::Strategy { from: String::new(), to: STRATEGIES[index % STRATEGIES.len()].to_owned() };
        let request = ask_for(story, account.holder(on), on, account, ask, "季度客户策略");
        if account.rep.supervisor != account.holder(on) {
            let answer =
                Command::AnswerRequest(AnswerRequest { customer: account.id, request, accept: true, to: None, reason: String::new() });
            story.act(manager_of(staff, account), on, answer);
        }
    }
    for (index, account) in accounts.iter().take(14).enumerate() {
        let (what, content) = NOTICED[index % NOTICED.len()];
        notice(story, account, story.today.plus(-40 + index as i32), what(), content);
    }
    let on = story.working(story.today.plus(-2));
    if let [_, _, third, ..] = accounts {
        let ask = Ask::Strategy { from: STRATEGIES[2].to_owned(), to: "改为按项目报价,增加备件库存".to_owned() };
        ask_for(story, third.holder(on), on, third, ask, "客户要求缩短交付周期");
    }
    if let Some(account) = accounts.get(12) {
        let ask = Ask::Grade { from: account.profile.grade, to: Grade::Key };
        ask_for(story, account.holder(on), on, account, ask, "已签框架协议,全年预计 30 万");
    }
    if let Some(account) = accounts.get(13) {
        ask_for(story, account.holder(on), on, account, Ask::HandOver { to: None }, "客户总部迁到外区,建议就近跟进");
    }
}

const STRATEGIES: [&str; 3] = ["专属服务方案:每月高层拜访,48 小时响应", "优先供货,季度复盘会", "联合试点新产品,年度框架价"];

type Noticed = (fn() -> Observed, &'static str);

const NOTICED: [Noticed; 7] = [
    (|| Observed::Node { node: KeyNode::FirstContact }, "展会上认识采购负责人,对 A 产品感兴趣"),
    (|| Observed::Node { node: KeyNode::Quotation }, "第二轮报价,对方要求分批付款"),
    (|| Observed::Interview { factors: vec![Factor::Service] }, "最看重售后响应,希望有驻场支持"),
    (|| Observed::Satisfaction { score: 5 }, "交付准时"),
    (
        || Observed::CaseReview { opportunity: None, won: false, factors: vec![Factor::Price], success: Vec::new() },
        "竞品降价 8%,下次提前锁定预算",
    ),
    (|| Observed::Complaint { factors: vec![Factor::Quality] }, "首批到货有两件外壳划伤,已换货"),
    (
        || Observed::CaseReview {
            opportunity: None,
            won: true,
            factors: vec![Factor::Service, Factor::Quality],
            success: vec![Term::Usual(SuccessFactor::Strategy), Term::Own(measures::OWN_SUCCESS.to_owned())],
        },
        "先做样机再谈价,决策人参与评审",
    ),
];

/// Adds the contacts and the state of the cooperation.
fn know(story: &mut Story, account: &Account, index: usize) {
    let on = story.working(story.today.plus(-70 + index as i32));
    let contact = |id, name: &str, role: &str, phone: &str, decides| Contact {
        id: ContactId(id),
        name: name.to_owned(),
        role: role.to_owned(),
        phone: phone.to_owned(),
        email: String::new(),
        decides,
    };
    let contacts = vec![
        contact(story.id(on), "蒋总", "总经理", "13900010001", true),
        contact(story.id(on), "邓工", "技术负责人", "13900010002", false),
    ];
    let was = account.profile.clone();
    let now = CustomerProfile {
        contacts,
        contact_role: "采购经理".to_owned(),
        strategic_value: if index < 4 { "区域标杆,可带动同行业客户".to_owned() } else { String::new() },
        purchasing_power: Some(CustomerLevel::ALL[index % 2]),
        cooperation_depth: Some(CustomerLevel::ALL[index % 3]),
        cooperation: Some(Cooperation::Active),
        renewal: Some(RenewalIntention::ALL[index % 3]),
        churn_risk: if index % 3 == 2 { "竞品报价更低,关键联系人换岗".to_owned() } else { String::new() },
        ..was.clone()
    };
    story.act(account.holder(on), on, Command::AmendCustomer(AmendCustomer { customer: account.id, was, now }));
}

fn notice(story: &mut Story, account: &Account, on: Day, what: Observed, content: &str) {
    let on = story.working(on);
    let id = ObservationId(story.id(on));
    story.act(account.holder(on), on, Command::Observe(Observe { id, customer: account.id, on, what, content: content.to_owned() }));
}

fn ask_for(story: &mut Story, by: PersonId, on: Day, account: &Account, ask: Ask, reason: &str) -> RequestId {
    let id = RequestId(story.id(on));
    story.act(by, on, Command::RequestChange(RequestChange { id, customer: account.id, ask, reason: reason.to_owned() }));
    id
}

fn manager_of(staff: &Staff, account: &Account) -> PersonId {
    let team = staff.people.iter().find(|it| it.id == account.rep.supervisor).and_then(|it| it.team);
    let found = staff.teams.iter().find(|it| Some(it.id) == team);
    found.map_or(staff.director, |it| it.manager)
}
