//! Contacts and tasks of the last weeks. Most important customers are contacted at the interval of their grade, a few are missed. Next steps
//! create tasks, some done, some due, some overdue; supervisors assign a few.

use crate::decide::command::{AddTask, AmendCustomer, CancelTask, Command, LogFollowUp};
use crate::records::task::TaskProfile;
use crate::rules::dictionary::{Activity, Term};
use crate::sample::account::Account;
use crate::sample::measures::OWN_ACTIVITY;
use crate::sample::story::Story;
use crate::values::calendar::Day;
use crate::values::grade::Grade;
use crate::values::ids::{FollowUpId, TaskId};
use crate::values::method::Method;

/// Content, the customer's answer, the next step, and in how many days it is due.
const CONTACTS: [(&str, &str, &str, i32); 6] = [
    ("客户询价，确认型号和数量", "预算已批，希望本月定下来", "3日内提交报价单", 3),
    ("技术交流，讨论集成方案", "需求变化：增加数据接口", "5日内提交方案", 5),
    ("回访使用情况", "整体满意，建议增加培训", "7日内安排培训", 7),
    ("沟通合同条款", "法务要求调整付款方式", "两天内回复法务意见", 2),
    ("介绍新产品", "感兴趣，希望看现场演示", "10日内安排演示", 10),
    ("了解竞品情况", "竞品报价更低，但看重服务", "4日内提供案例对比", 4),
];

pub(super) fn tell(story: &mut Story, accounts: &[Account]) {
    for (index, account) in accounts.iter().enumerate() {
        let every = match account.profile.grade {
            Grade::Strategic => 7,
            Grade::Key => 13,
            Grade::Potential => 27,
            Grade::Normal => continue,
        };
        // One in five was not contacted for a month.
        let until = if index % 5 == 2 { story.today.plus(-32) } else { story.today };
        let first = account.filed_on.plus(2).max(story.today.plus(-75)).plus(i32::try_from(index).unwrap_or(0) % every);
        talk(story, account, index, first, until, every);
    }
    for (nth, index) in [1_usize, 13, 25, 37].into_iter().enumerate() {
        assign(story, &accounts[index], nth);
    }
}

/// Contacts from `first` to `until`. Most of them complete the task that the one before promised.
fn talk(story: &mut Story, account: &Account, index: usize, first: Day, until: Day, every: i32) {
    let activities = Term::<Activity>::offered(&[OWN_ACTIVITY.to_owned()]);
    let mut promised = None;
    let mut on = first;
    let mut nth = index;
    while on < until {
        let day = story.working(on);
        let (content, feedback, next_step, days) = CONTACTS[nth % CONTACTS.len()];
        let id = FollowUpId(story.id(day));
        let is_promise = nth % 4 != 3;
        let next_task = is_promise.then(|| TaskId(story.id(day)));
        let method = Method::ALL[nth % Method::ALL.len()];
        let activity = (method == Method::Event).then(|| activities[nth / Method::ALL.len() % activities.len()].clone());
        let follow_up = LogFollowUp {
            id,
            customer: account.id,
            on: day,
            method,
            content: content.to_owned(),
            next_step: if is_promise { next_step.to_owned() } else { String::new() },
            next_on: is_promise.then(|| day.plus(days)),
            expected_close: None,
            feedback: if nth % 7 == 6 { String::new() } else { feedback.to_owned() },
            activity,
            next_task,
            completes: promised.take().into_iter().collect(),
        };
        story.act(account.holder(day), day, Command::LogFollowUp(follow_up));
        // Saved unchanged, which confirms it (C-10), except one time in eight.
        if nth % 8 != 7 {
            let (was, now) = (account.profile.clone(), account.profile.clone());
            story.act(account.holder(day), day, Command::AmendCustomer(AmendCustomer { customer: account.id, was, now }));
        }
        promised = next_task;
        nth += 1;
        on = on.plus(every);
    }
}

/// A supervisor assigns a task; one of them is cancelled.
fn assign(story: &mut Story, account: &Account, nth: usize) {
    let on = story.working(story.today.plus(-3)).max(account.filed_on);
    let (goal, days) = [("解决售后问题", 1), ("介绍新产品", 3), ("邀请参加沙龙", 6), ("确认续约意向", 9)][nth % 4];
    let id = TaskId(story.id(on));
    let profile = TaskProfile { goal: goal.to_owned(), method: Some(Method::Phone), due_on: on.plus(days), every: None };
    let owner = Some(account.holder(on));
    story.act(account.rep.supervisor, on, Command::AddTask(AddTask { id, customer: account.id, owner, profile }));
    if nth == 2 {
        let reason = "沙龙改期".to_owned();
        story.act(account.rep.supervisor, on, Command::CancelTask(CancelTask { task: id, reason }));
    }
}
