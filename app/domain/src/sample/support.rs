//! The people outside sales, and what the reps assigned to them.

use std::cmp::Reverse;

use super::act::SignIn;
use super::staff::Staff;
use super::story::Story;
use crate::book::Book;
use crate::decide::command::{Command, HandleAnomaly, PlanNode, RecordAnomaly, Save, Track};
use crate::records::order::{NodePlan, Order};
use crate::records::organisation::{Department, Person, Role};
use crate::values::ids::{AnomalyId, DepartmentId, PersonId};
use crate::values::node::{Node, Responsible};

/// Department, account, name.
const PEOPLE: [(&str, &str, &str); 2] = [("物流部", "liu", "刘洋"), ("生产部", "hao", "郝刚")];
/// How many open orders logistics is to move on.
const SHIPPED: usize = 5;
/// What is wrong, how many days ago it was found, and what was done about it with whether that solved it.
type SampleProblem = (&'static str, i32, Option<(&'static str, bool)>);

/// Problem, days ago, what was done about it and whether that solved it.
const PROBLEMS: [SampleProblem; 3] = [
    ("主轴供货推迟，能否先发两台", 9, Some(("已调配库存，两台本周发出", true))),
    ("客户要求防潮包装", 4, Some(("包装方案已发客户确认", false))),
    ("铭牌型号与合同不符", 1, None),
];

/// Adds the departments and their people, and assigns to them nodes and anomalies of the newest open orders.
pub(super) fn tell(story: &mut Story, staff: &Staff, book: &Book) -> Vec<SignIn> {
    let on = story.begin;
    let people = PEOPLE.map(|(department, account, name)| {
        let id = DepartmentId(story.id(on));
        story.act(
            staff.administrator,
            on,
            Command::SaveDepartment(Save { was: None, now: Department { id, name: department.to_owned() } }),
        );
        let person = Person {
            id: PersonId(story.id(on)),
            name: name.to_owned(),
            account: account.to_owned(),
            role: Role::Support,
            team: None,
            department: Some(id),
            email: Some(format!("{account}@example.com")),
            active: true,
            postings: Default::default(),
            joined_on: None,
            left_on: None,
        };
        story.act(staff.administrator, on, Command::SavePerson(Save { was: None, now: person.clone() }));
        person
    });
    let [logistics, production] = &people;
    let open: Vec<&Order> = newest(book, |it| it.is_open() && !it.is_over());
    let ahead = |order: &Order| Node::BY_HAND.into_iter().find(|it| order.node() < *it && order.reached_on(*it).is_none());
    let to_do = open.iter().filter_map(|it| ahead(it).map(|node| (*it, node)));
    for ((order, node), days) in to_do.take(SHIPPED).zip([-1, 0, 2, 5, 9]) {
        let on = story.working(story.today.plus(-3)).max(order.terms.deal_on);
        let was = order.plan_of(node, &book.company().order_nodes.on(order.terms.deal_on));
        let due_on = Some(story.today.plus(days).max(order.terms.deal_on));
        let now = NodePlan { owner: Some(Responsible::Person(logistics.id)), due_on };
        story.act(order.owner, on, Command::Track(Track::PlanNode(PlanNode { order: order.id, node, was, now })));
    }
    let first = story.working(story.today.plus(-20));
    for (order, (problem, ago, handling)) in open.iter().filter(|it| it.terms.deal_on <= first).zip(PROBLEMS) {
        let on = story.working(story.today.plus(-ago));
        let id = AnomalyId(story.id(on));
        let responsible = Some(Responsible::Person(production.id));
        let problem = problem.to_owned();
        story.act(order.owner, on, Command::Track(Track::RecordAnomaly(RecordAnomaly { order: order.id, id, problem, responsible })));
        if let Some((text, solves)) = handling {
            let (order, on) = (order.id, story.working(on.plus(2)));
            let handled = Track::HandleAnomaly(HandleAnomaly { order, anomaly: id, text: text.to_owned(), solves });
            story.act(production.id, on, Command::Track(handled));
        }
    }
    people.iter().map(Staff::sign_in).collect()
}

/// The orders that pass, newest first.
fn newest(book: &Book, passes: impl Fn(&Order) -> bool) -> Vec<&Order> {
    let mut orders: Vec<&Order> = book.orders().filter(|it| passes(it)).collect();
    orders.sort_by_key(|it| (Reverse(it.terms.deal_on), it.id));
    orders
}
