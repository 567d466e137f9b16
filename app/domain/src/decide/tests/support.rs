//! People of supporting departments: what they read, what they answer, and what is refused to them.

use super::*;
use crate::access::sight::Sight;
use crate::book::record::Record;
use crate::decide::command::{FinishNode, HandleAnomaly, PlanNode, RecordAnomaly, RecordComplaint, RecordDelivery, ReopenNode, Track};
use crate::records::order::{NodePlan, Order};
use crate::records::organisation::{Company, Person, Role};
use crate::records::planning_note::{PlanningNote, PlanningTopic};
use crate::rules::{NodeStep, NodeTemplate};
use crate::values::calendar::Timestamp;
use crate::values::ids::{AnomalyId, ComplaintId, DeliveryId, PlanningNoteId};
use crate::values::node::{Node, Responsible};
use crate::views::assignments::{AssignedPart, Assignments};

const PROBLEM: AnomalyId = AnomalyId(Uuid::from_u128((7 << 76) | (0b10 << 62) | 901));

fn assigns(world: &World, node: Node, to: Option<Responsible>, due_on: Day) -> Command {
    let order = world.book.order(world.ids.order).expect("the order");
    let was = order.plan_of(node, &world.book.company().order_nodes.on(order.terms.deal_on));
    Command::Track(Track::PlanNode(PlanNode { order: order.id, node, was, now: NodePlan { owner: to, due_on: Some(due_on) } }))
}

fn reports(world: &World, id: AnomalyId, responsible: Option<Responsible>) -> Command {
    let problem = "包装破损".to_owned();
    Command::Track(Track::RecordAnomaly(RecordAnomaly { order: world.ids.order, id, problem, responsible }))
}

fn finishes(world: &World, node: Node) -> Command {
    Command::Track(Track::FinishNode(FinishNode { order: world.ids.order, node, on: world.ids.today }))
}

/// The copy of the order on liu's device, if it holds one.
fn copy(world: &World) -> Option<Order> {
    let actor = world.ids.moment(world.ids.liu, &world.book).actor;
    let record = world.book.get(world.ids.order.into())?;
    let held = Some(record).filter(|it| it.scope(&world.book).is_open_to(&actor, &world.book))?;
    match Sight::of(&actor, &world.book, world.ids.today).copy_of(held) {
        Record::Order(order) => Some(order),
        _ => None,
    }
}

fn assignments(world: &World) -> Assignments {
    let actor = world.ids.moment(world.ids.liu, &world.book).actor;
    let mut phone = Book::default();
    let sight = Sight::of(&actor, &world.book, world.ids.today);
    for record in world.book.records().filter(|it| it.scope(&world.book).is_open_to(&actor, &world.book)) {
        phone.put(sight.copy_of(record));
    }
    Assignments::of(&actor, &phone, world.ids.today)
}

#[test]
fn an_order_reaches_a_supporting_department_by_its_node_and_leaves_with_it() {
    //
    let mut world = world();
    let (lin, liu) = (world.ids.lin, Responsible::Person(world.ids.liu));
    assert!(copy(&world).is_none(), "nothing is assigned");
    let assign = assigns(&world, Node::Shipped, Some(liu), world.ids.today.plus(-1));
    world.applies(lin, &assign);
    assert!(copy(&world).is_some());
    let open = assignments(&world).open;
    assert_eq!(
        open.iter().map(|it| (it.part, it.days_late(world.ids.today))).collect::<Vec<_>>(),
        [(AssignedPart::Node(Node::Shipped), 1)]
    );
    for (due_in, n_due) in [(1, 0), (0, 1), (-1, 1)] {
        let on = assigns(&world, Node::Shipped, Some(Responsible::Person(world.ids.liu)), world.ids.today.plus(due_in));
        world.applies(lin, &on);
        assert_eq!(assignments(&world).n_due(world.ids.today), n_due, "due in {due_in} days");
    }
    let elsewhere = assigns(&world, Node::Shipped, Some(Responsible::Other("仓库".to_owned())), world.ids.today);
    world.applies(lin, &elsewhere);
    assert!(copy(&world).is_none() && assignments(&world).open.is_empty(), "somebody else ships it now");
    let anomaly = reports(&world, PROBLEM, Some(Responsible::Person(world.ids.liu)));
    world.applies(lin, &anomaly);
    assert_eq!(assignments(&world).open.iter().map(|it| it.part).collect::<Vec<_>>(), [AssignedPart::Anomaly(PROBLEM)]);
}

#[test]
fn a_node_template_assigns_the_orders_of_its_days() {
    // R-06, O-03: logistics ships every order by the company's rules.
    let mut world = world();
    let owner = Some(Responsible::Person(world.ids.liu));
    let template = NodeTemplate::default().with(NodeStep { node: Node::Shipped, owner, days: 3 });
    let company = world.book.company().clone();
    let order_nodes = crate::rules::Dated::default().since(Day::FIRST, template);
    world.book.put(Company { order_nodes, ..company }.into());
    assert!(copy(&world).is_some());
    assert_eq!(assignments(&world).open.len(), 1);
}

#[test]
fn a_supporting_department_answers_only_its_own_parts() {
    //
    let mut world = world();
    let (lin, liu, order) = (world.ids.lin, world.ids.liu, world.ids.order);
    let not_yours = [(Field::Order, Refusal::NotYours)];
    let solves =
        Command::Track(Track::HandleAnomaly(HandleAnomaly { order, anomaly: PROBLEM, text: "已换包装".to_owned(), solves: true }));
    let (id, on) = (DeliveryId(fresh(902)), world.ids.today);
    let ships = Command::Track(Track::RecordDelivery(RecordDelivery { order, id, on, goods: Vec::new(), logistics: "SF1".to_owned() }));
    let nobody = reports(&world, PROBLEM, None);
    world.applies(lin, &nobody);
    for command in [&solves, &ships, &finishes(&world, Node::Production)] {
        world.refuses(liu, command, &not_yours);
    }
    let production = assigns(&world, Node::Production, Some(Responsible::Person(liu)), world.ids.today);
    world.applies(lin, &production);
    for command in [&solves, &ships, &finishes(&world, Node::Shipped)] {
        world.refuses(liu, command, &not_yours);
    }
    let begun = finishes(&world, Node::Production);
    world.applies(liu, &begun);
    assert_eq!(assignments(&world).done.len(), 1);
    world.applies(liu, &Command::Track(Track::ReopenNode(ReopenNode { order, node: Node::Production })));
    let shipping = assigns(&world, Node::Shipped, Some(Responsible::Person(liu)), world.ids.today);
    world.applies(lin, &shipping);
    world.applies(liu, &ships);
    // A rep of another team who is named keeps their own reach: only supporting departments act by assignment.
    let to_zhao = assigns(&world, Node::Completed, Some(Responsible::Person(world.ids.zhao)), world.ids.today);
    world.applies(lin, &to_zhao);
    world.refuses(world.ids.zhao, &finishes(&world, Node::Completed), &not_yours);
}

#[test]
fn an_anomaly_is_answered_by_the_department_responsible_for_it() {
    // R-07, AC-02.
    let mut world = world();
    let (lin, liu, order) = (world.ids.lin, world.ids.liu, world.ids.order);
    let theirs = reports(&world, PROBLEM, Some(Responsible::Person(liu)));
    world.applies(lin, &theirs);
    let handles =
        |text: &str, solves| Command::Track(Track::HandleAnomaly(HandleAnomaly { order, anomaly: PROBLEM, text: text.to_owned(), solves }));
    world.refuses(liu, &handles(" ", true), &[(Field::Text, Refusal::Missing)]);
    world.applies(liu, &handles("已联系承运商", false));
    assert_eq!(assignments(&world).open.len(), 1, "not solved yet");
    world.applies(liu, &handles("已换包装重发", true));
    let all = assignments(&world);
    assert_eq!((all.open.len(), all.done.len()), (0, 1));
    let handling = &world.book.order(order).expect("the order").anomalies[0].handling;
    assert_eq!(handling.iter().map(|it| it.by).collect::<Vec<_>>(), [liu, liu]);
}

#[test]
fn the_copy_of_a_supporting_department_has_no_amounts_and_no_words_of_the_customer() {
    // the bytes that are sent.
    let mut world = world();
    let (lin, order) = (world.ids.lin, world.ids.order);
    let pay = Command::RecordPayment(RecordPayment { note: "尾款 13800138000".to_owned(), ..world.pay(1, 3_217) });
    world.applies(lin, &pay);
    let complaint = Track::RecordComplaint(RecordComplaint { order, id: ComplaintId(fresh(903)), text: "王经理不满意".to_owned() });
    world.applies(lin, &Command::Track(complaint));
    let others = reports(&world, AnomalyId(fresh(904)), Some(Responsible::Other("生产部".to_owned())));
    world.applies(lin, &others);
    let assign = assigns(&world, Node::Shipped, Some(Responsible::Person(world.ids.liu)), world.ids.today);
    world.applies(lin, &assign);
    let mut stored = world.book.order(order).expect("the order").clone();
    stored.terms.note = "联系 13800138000".to_owned();
    stored.terms.lines[0].cost = Some(Money::whole(612));
    world.book.put(stored.into());
    let copy = copy(&world).expect("it is assigned");
    let body = Record::Order(copy.clone()).body();
    for secret in [":100000", "321700", "61200", "13800138000", "王经理", "包装破损", "cost"] {
        assert!(!body.contains(secret), "{secret} in {body}");
    }
    let sold = world.book.order(order).expect("the order");
    assert_eq!((copy.number.as_str(), copy.customer_name.as_str()), (sold.number.as_str(), "Acme"));
    assert_eq!(copy.all_to_deliver(), sold.all_to_deliver());
    assert!(copy.payments.is_empty() && copy.complaints.is_empty() && copy.anomalies.is_empty() && !copy.is_over());
}

#[test]
fn a_supporting_department_reads_no_prices_and_no_plans_of_sales() {
    //
    let world = world();
    let sight = |person| Sight::of(&world.ids.moment(person, &world.book).actor, &world.book, world.ids.today);
    let mut product = world.book.product(world.ids.product).expect("the product").clone();
    product.cost = product.cost.since(world.ids.today, Some(Money::whole(612)));
    let Record::Product(copy) = sight(world.ids.liu).copy_of(product.clone().into()) else { panic!("a product") };
    assert_eq!((copy.price, copy.cost_on(world.ids.today), &copy.model), (Money::ZERO, None, &product.model));
    let note = PlanningNote {
        id: PlanningNoteId(fresh(905)),
        topic: PlanningTopic::Strategy,
        period: Period::natural_year(2026),
        region: None,
        text: "华东营收 500 万".to_owned(),
        made_by: world.ids.director,
        made_at: Timestamp(0),
        voided: None,
    };
    assert!(!sight(world.ids.liu).copy_of(note.clone().into()).body().contains("500"), "what sales writes for those who set targets");
    let lin = sight(world.ids.lin);
    assert_eq!(lin.copy_of(note.clone().into()), note.into());
    assert!(matches!(lin.copy_of(product.clone().into()), Record::Product(copy) if copy == product));
}

#[test]
fn a_person_of_a_supporting_department_needs_a_department() {
    // the department is named, and a team is not kept.
    let mut world = world();
    let was = world.book.person(world.ids.liu).expect("liu").clone();
    let lost = Person { department: None, ..was.clone() };
    world.refuses(
        world.ids.admin,
        &Command::SavePerson(Save { was: Some(was.clone()), now: lost }),
        &[(Field::Department, Refusal::Missing)],
    );
    let both = Person { team: Some(world.ids.first_team), ..was.clone() };
    world.applies(world.ids.admin, &Command::SavePerson(Save { was: Some(was), now: both }));
    let liu = world.book.person(world.ids.liu).expect("liu");
    assert_eq!((liu.role, liu.team, liu.department), (Role::Support, None, Some(world.ids.logistics)));
    assert!(!liu.has_figures() && !liu.may_hold_customers());
    assert!(!world.book.sells(world.ids.logistics) && world.book.sells(world.ids.department));
}
