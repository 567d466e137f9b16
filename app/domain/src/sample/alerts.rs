//! What is done about today's alerts: some are handled, one of them too late, one is dismissed; most stay as they were raised.

use super::company::Sample;
use super::story::Story;
use crate::access::actor::Actor;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::command::{Command, DismissAlert, HandleAlert, SeeAlert};
use crate::records::organisation::Role;
use crate::rules::alert_rules::{AlertRule, Level};
use crate::values::cause::Cause;
use crate::values::ids::PersonId;
use crate::views::alert::{self, Raised};

pub(super) fn tell(story: &mut Story, so_far: &Sample, book: &Book) {
    let today = story.today;
    let now = so_far.acts.last().map_or_else(Default::default, |it| it.made_at);
    let moment = Moment::of(Actor::company(), now, today);
    let raised = alert::raise(book, &moment);
    let of = |rule, level| raised.iter().filter(move |it: &&Raised| it.key.rule == rule && level <= it.level);
    let supervisor = |person: PersonId| {
        let team = book.person(person).and_then(|it| it.team);
        book.people().find(|it| it.active && it.role == Role::Supervisor && it.team == team).map(|it| it.id)
    };
    let plan = |raised: &Raised, who, cause, plan: &str, until| {
        let plan = plan.to_owned();
        Command::HandleAlert(HandleAlert { alert: raised.key, who, cause: Some(cause), plan, until })
    };

    if let Some((raised, by)) = of(AlertRule::Completion, Level::Red).find_map(|it| Some((it, supervisor(it.person)?))) {
        story.act(by, today, Command::SeeAlert(SeeAlert { alert: raised.key }));
        story.act(by, today, plan(raised, raised.person, Cause::FollowUp, "重点客户每日跟进,主管每周陪访两次", today.plus(14)));
    }
    if let Some((raised, by)) = of(AlertRule::CollectionOverdue, Level::Red).find_map(|it| Some((it, supervisor(it.person)?))) {
        story.act(by, today, plan(raised, raised.person, Cause::CustomerBudget, "与客户财务约定分两期付清", today.plus(10)));
    }
    // Handled long ago, and the money has still not come.
    let long_ago = story.working(today.plus(-12));
    let is_old = |it: &&Raised| book.person(it.person).is_some_and(|person| person.active) && it.since < long_ago;
    if let Some(raised) = of(AlertRule::ReceivableOverdue, Level::Reminder).find(is_old) {
        story.act(raised.person, long_ago, plan(raised, raised.person, Cause::CustomerProcess, "上门催款并取得付款计划", today.plus(-3)));
    }
    if let Some(raised) = of(AlertRule::ReceivableOverdue, Level::Reminder).filter(is_old).nth(1) {
        story.act(raised.person, today, Command::SeeAlert(SeeAlert { alert: raised.key }));
        let reason = "客户已付款,等待银行到账".to_owned();
        story.act(raised.person, today, Command::DismissAlert(DismissAlert { alert: raised.key, level: raised.level, reason }));
    }
}
