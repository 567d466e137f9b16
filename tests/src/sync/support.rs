//! what the devices of supporting departments receive.

use domain::decide::command::{Command, FinishNode, PlanNode, RecordPayment, Save, Track};
use domain::records::order::{NodePlan, PaymentMethod};
use domain::records::organisation::Person;
use domain::values::ids::PaymentId;
use domain::values::money::Money;
use domain::values::node::{Node, Responsible};
use rstest::rstest;
use server::db::queries::{books, people};
use uuid::Uuid;

use super::world::World;
use crate::support::Db;

async fn ships(world: &World, who: Responsible) -> Command {
    let book = books::whole(&world.db).await.expect("the company can be read");
    let order = book.order(world.ids.order).expect("the order");
    let was = order.plan_of(Node::Shipped, &book.company().order_nodes.on(order.terms.deal_on));
    let now = NodePlan { owner: Some(who), due_on: Some(world.ids.today) };
    Command::Track(Track::PlanNode(PlanNode { order: order.id, node: Node::Shipped, was, now }))
}

#[rstest]
#[tokio::test]
async fn a_supporting_department_receives_its_orders_without_amounts(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let ids = world.ids;
    let (mut lin, mut liu) = (world.phone(ids.lin), world.phone(ids.liu));
    liu.syncs(&world).await;
    assert!(!liu.has(ids.order) && !liu.has(ids.acme) && liu.has(ids.product), "the catalogue alone");
    let (id, amount, note) = (PaymentId(Uuid::now_v7()), Money::whole(3_217), "王经理 13800138000".to_owned());
    let pay = RecordPayment { order: ids.order, id, on: ids.today, amount, method: PaymentMethod::Transfer, note };
    world.push(ids.lin, vec![Command::RecordPayment(pay)]).await;
    let command = ships(&world, Responsible::Person(ids.liu)).await;
    world.push(ids.lin, vec![command]).await;
    liu.syncs(&world).await;
    assert!(liu.has(ids.order) && !liu.has(ids.acme), "the order, and not its customer");
    for secret in [":100000", "321700", "13800138000", "王经理"] {
        let told = liu.held.values().find(|it| it.body.contains(secret));
        assert!(told.is_none(), "{secret} was sent in {told:?}");
    }

    // Logistics answers; the order of the others keeps its amounts.
    liu.does(&world, Command::Track(Track::FinishNode(FinishNode { order: ids.order, node: Node::Shipped, on: ids.today })));
    liu.syncs(&world).await;
    lin.syncs(&world).await;
    let book = books::whole(&world.db).await.expect("the company can be read");
    let order = book.order(ids.order).expect("the order");
    assert_eq!((order.reached_on(Node::Shipped), order.amount(), order.collected()), (Some(ids.today), Money::whole(10_000), amount));
    world.check_figures().await;

    // Moving the order's owner to another team moves whole scopes; logistics keeps the order, and loses it with the assignment.
    let was = people::by_id(&world.db, ids.lin).await.expect("people can be read").expect("lin is there");
    let now = Person { team: Some(ids.second_team), ..was.clone() };
    world.push(ids.admin, vec![Command::SavePerson(Save { was: Some(was), now })]).await;
    liu.syncs(&world).await;
    assert!(liu.has(ids.order));
    let mut fresh = world.phone(ids.liu);
    fresh.syncs(&world).await;
    assert!(fresh.has(ids.order));
    let command = ships(&world, Responsible::Other("仓库".to_owned())).await;
    world.push(ids.lin, vec![command]).await;
    liu.syncs(&world).await;
    assert!(!liu.has(ids.order));
}
