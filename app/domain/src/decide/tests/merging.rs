//! Tests of merging two customer records: both histories are kept, and later writes to the merged-away customer reach the kept one.

use super::*;
use crate::book::record::Record;
use crate::decide::command::{
    AmendCustomer, AnswerRequest, HandOverCustomer, MergeCustomers, OpenOpportunity, RemoveCustomer, WinOpportunity,
};
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::{AttachmentId, CustomerId, Key};
use crate::values::refusal::Refusal;

const TWIN: u128 = 30;

/// A second customer of `holder`, with an order, a follow-up and an open opportunity.
fn with_twin(holder: fn(&World) -> PersonId) -> (World, CustomerId) {
    let mut world = world();
    let (holder, twin, on) = (holder(&world), CustomerId(fresh(TWIN)), world.ids.today);
    let profile = CustomerProfile {
        name: "Acme 有限公司".to_owned(),
        industry: "软件".to_owned(),
        demand: "系统替换".to_owned(),
        note: "老板爱喝茶".to_owned(),
        contract_ends_on: Some(on.plus(90)),
        ..CustomerProfile::default()
    };
    world.applies(holder, &Command::FileCustomer(FileCustomer { id: twin, number: None, filed_on: on, owner: None, profile }));
    world.applies(holder, &Command::TakeOrder(TakeOrder { customer: twin, ..world.take(31, 3) }));
    world.applies(holder, &follow_up(twin, 32, on));
    let plan = OpportunityProfile { title: "二期".to_owned(), ..OpportunityProfile::default() };
    let id = OpportunityId(fresh(33));
    let open =
        Command::OpenOpportunity(OpenOpportunity { id, customer: twin, opened_on: on, stage: Stage::Prospect, owner: None, profile: plan });
    world.applies(holder, &open);
    (world, twin)
}

fn follow_up(customer: CustomerId, id: u128, on: Day) -> Command {
    Command::LogFollowUp(LogFollowUp::of(FollowUpId(fresh(id)), customer, on, Method::Phone, "谈了二期"))
}

fn merge(world: &World, twin: CustomerId) -> Command {
    Command::MergeCustomers(MergeCustomers { keep: world.ids.acme, gone: twin, reason: "重复建档".to_owned() })
}

#[test]
fn all_records_move_to_the_kept_customer() {
    let (mut world, twin) = with_twin(|it| it.ids.lin);
    let sold: Money = world.book.orders().map(crate::records::order::Order::amount).sum();
    world.applies(world.ids.boss, &merge(&world, twin));
    let (book, acme) = (&world.book, world.ids.acme);
    assert_eq!((book.orders_of(acme).count(), book.follow_ups_of(acme).count(), book.opportunities_of(acme).count()), (2, 1, 1));
    assert_eq!(book.family_of(twin).count(), 0);
    assert_eq!(book.orders_of(acme).map(crate::records::order::Order::amount).sum::<Money>(), sold);
    let kept = book.customer(acme).expect("Acme");
    assert_eq!(
        (kept.profile.industry.as_str(), kept.profile.note.as_str()),
        ("制造业", "老板爱喝茶"),
        "what stands stays, what was empty is filled"
    );
    assert_eq!(kept.profile.contract_ends_on, Some(world.ids.today.plus(90)));
    // The number of the merged-away customer is still found and never reused.
    assert_eq!(kept.merged.iter().map(|it| (it.number.as_str(), it.name.as_str())).collect::<Vec<_>>(), [("C002", "Acme 有限公司")]);
    assert_eq!(book.numbers().next("C"), "C003");
    let went = book.customer(twin).expect("the signpost");
    assert!(!went.stands());
    assert_eq!((book.standing(went).id, went.profile.note.as_str()), (acme, "老板爱喝茶"));
}

#[test]
fn a_name_card_moves_to_the_kept_customer() {
    let (mut world, twin) = with_twin(|it| it.ids.lin);
    let card = |n: u128| {
        let mut asked = super::attachments::card(AttachmentId(fresh(n)));
        asked.of = twin.into();
        Command::Attach(asked)
    };
    world.applies(world.ids.lin, &card(34));
    world.applies(world.ids.boss, &merge(&world, twin));
    // lin's phone does not know of the merge yet.
    world.applies(world.ids.lin, &card(35));
    let (of, acme) = (|n| world.book.attachment(AttachmentId(fresh(n))).map(|it| (it.of, it.customer)), world.ids.acme);
    assert_eq!([of(34), of(35)], [Some((acme.into(), acme)); 2]);
}

#[test]
fn the_earlier_of_two_first_orders_stays_the_first() {
    // A11, A12: the merged customer was new only once, whichever of the two is kept.
    for keeps_twin in [false, true] {
        let (mut world, twin) = with_twin(|it| it.ids.lin);
        let (acme, lin) = (world.ids.acme, world.ids.lin);
        let mut earlier = TakeOrder { customer: twin, ..world.take(36, 1) };
        earlier.terms.deal_on = world.ids.today.plus(-400);
        world.applies(lin, &Command::TakeOrder(earlier));
        let firsts = |world: &World| -> Vec<OrderId> {
            world.book.orders().filter(|it| it.customer_then.is_some_and(|then| then.first.is_none())).map(|it| it.id).collect()
        };
        assert_eq!(firsts(&world).len(), 2, "one of each");
        let (keep, gone) = if keeps_twin { (twin, acme) } else { (acme, twin) };
        world.applies(world.ids.boss, &Command::MergeCustomers(MergeCustomers { keep, gone, reason: String::new() }));
        assert_eq!(firsts(&world), [OrderId(fresh(36))], "keeps_twin: {keeps_twin}");
        assert_eq!(world.book.orders_of(keep).count(), 3);
    }
}

#[test]
fn a_merge_moves_open_work_and_leaves_closed_work_credited() {
    // A36.
    let (mut world, twin) = with_twin(|it| it.ids.wang);
    world.applies(world.ids.boss, &merge(&world, twin));
    let credit = |key: Key| match world.book.get(key) {
        Some(Record::Order(order)) => Some(order.owner),
        Some(Record::Opportunity(opportunity)) => Some(opportunity.owner),
        Some(Record::FollowUp(follow_up)) => Some(follow_up.by),
        _ => None,
    };
    assert_eq!(credit(OrderId(fresh(31)).into()), Some(world.ids.wang));
    assert_eq!(credit(FollowUpId(fresh(32)).into()), Some(world.ids.wang));
    assert_eq!(credit(OpportunityId(fresh(33)).into()), Some(world.ids.lin));
}

#[test]
fn both_owners_still_see_the_signpost() {
    let (mut world, twin) = with_twin(|it| it.ids.wang);
    world.applies(world.ids.boss, &merge(&world, twin));
    let went = Record::Customer(world.book.customer(twin).expect("the signpost").clone());
    let scope = went.scope(&world.book);
    for (who, sees) in [(world.ids.lin, true), (world.ids.wang, true), (world.ids.boss, true), (world.ids.zhao, false)] {
        let actor = world.ids.moment(who, &world.book).actor;
        assert_eq!(scope.is_open_to(&actor, &world.book), sees, "{who}");
    }
    assert_eq!(went.family(), Some(world.ids.acme), "it changes hands with the one that is kept");
}

#[test]
fn commands_for_the_merged_customer_apply_to_the_kept_one() {
    // A phone that was offline at the merge: wang held the merged-away customer and does not hold the kept one.
    let (mut world, twin) = with_twin(|it| it.ids.wang);
    world.applies(world.ids.boss, &merge(&world, twin));
    let (wang, on, acme) = (world.ids.wang, world.ids.today, world.ids.acme);
    let told = |decision: &Decision| decision.conflicts.iter().map(|it| (it.field.known(), it.record)).collect::<Vec<_>>();
    let expected = vec![(Some(Field::Customer), Key::from(acme))];
    let decision = world.applies(wang, &follow_up(twin, 34, on));
    assert_eq!(told(&decision), expected);
    let decision = world.applies(wang, &Command::TakeOrder(TakeOrder { customer: twin, ..world.take(35, 1) }));
    assert_eq!(told(&decision), expected);
    assert_eq!((world.book.follow_ups_of(acme).count(), world.book.orders_of(acme).count()), (2, 3));
    assert_eq!(world.book.order(OrderId(fresh(35))).map(|it| it.customer), Some(acme));
    // Nobody else gains access this way.
    world.refuses(world.ids.zhao, &follow_up(twin, 36, on), &[(Field::Customer, Refusal::NotYours)]);
}

#[test]
fn an_opportunity_of_the_merged_customer_can_be_won() {
    let (mut world, twin) = with_twin(|it| it.ids.lin);
    world.applies(world.ids.boss, &merge(&world, twin));
    let order = TakeOrder { customer: twin, ..world.take(37, 2) };
    world.applies(world.ids.lin, &Command::WinOpportunity(WinOpportunity { opportunity: OpportunityId(fresh(33)), order }));
    assert_eq!(world.book.order(OrderId(fresh(37))).map(|it| it.customer), Some(world.ids.acme));
}

#[test]
fn an_amendment_of_the_merged_customer_never_overwrites_unseen_values() {
    let (mut world, twin) = with_twin(|it| it.ids.lin);
    let was = world.book.customer(twin).expect("the twin").profile.clone();
    world.applies(world.ids.boss, &merge(&world, twin));
    let now = CustomerProfile { industry: "电子".to_owned(), demand: "年度维保".to_owned(), ..was.clone() };
    let decision = world.applies(world.ids.lin, &Command::AmendCustomer(AmendCustomer { customer: twin, was, now }));
    let kept = &world.book.customer(world.ids.acme).expect("Acme").profile;
    assert_eq!((kept.industry.as_str(), kept.demand.as_str()), ("制造业", "年度维保"), "the demand was the same in both");
    let fields: Vec<_> = decision.conflicts.iter().map(|it| (it.field.known(), it.yours.clone())).collect();
    assert_eq!(fields[0], (Some(Field::Industry), "电子".into()), "the losing value returns to its author");
    assert_eq!(fields[1].0, Some(Field::Customer));
    assert_eq!(world.book.customer(twin).map(|it| it.profile.industry.as_str()), Some("软件"), "the signpost stays as it was");
}

#[test]
fn a_conflict_hides_the_values_of_an_invisible_kept_customer() {
    // R-08, C0: holders of the merged-away customer: zhao of the other team; wang of lin's team, who is not lin's superior; lin, who holds the
    // kept one.
    type Holder = fn(&World) -> PersonId;
    let holders: [(Holder, bool); 3] = [(|it| it.ids.zhao, false), (|it| it.ids.wang, false), (|it| it.ids.lin, true)];
    for (holder, sees) in holders {
        let (mut world, twin) = with_twin(holder);
        let was = world.book.customer(twin).expect("the twin").profile.clone();
        world.applies(world.ids.manager, &merge(&world, twin));
        let now = CustomerProfile { phone: "13900139000".to_owned(), industry: "电子".to_owned(), ..was.clone() };
        let by = holder(&world);
        for command in [Command::AmendCustomer(AmendCustomer { customer: twin, was, now }), follow_up(twin, 39, world.ids.today)] {
            let decision = world.applies(by, &command);
            assert!(!decision.conflicts.is_empty(), "{command:?}");
            for conflict in &decision.conflicts {
                assert_eq!(conflict.theirs.is_null(), !sees, "{by}: {conflict:?}");
                assert!(!conflict.yours.is_null(), "what was theirs comes back");
            }
        }
    }
}

#[test]
fn a_customer_with_open_requests_cannot_be_merged() {
    // C-20, C-21: open requests are not dropped.
    let (mut world, twin) = with_twin(|it| it.ids.lin);
    let request = crate::values::ids::RequestId(fresh(40));
    let ask = crate::records::customer::Ask::HandOver { to: None };
    let asked = crate::decide::command::RequestChange { id: request, customer: twin, ask, reason: "离得太远".to_owned() };
    world.applies(world.ids.lin, &Command::RequestChange(asked));
    world.refuses(world.ids.boss, &merge(&world, twin), &[(Field::Requests, Refusal::InUse { count: 1 })]);
    // A request about the kept customer stays open.
    let other_way = Command::MergeCustomers(MergeCustomers { keep: twin, gone: world.ids.acme, reason: String::new() });
    assert!(world.decides(world.ids.boss, &other_way).is_ok());
    let answer = Command::AnswerRequest(AnswerRequest { customer: twin, request, accept: false, to: None, reason: "先合并".to_owned() });
    world.applies(world.ids.boss, &answer);
    world.applies(world.ids.boss, &merge(&world, twin));
}

#[test]
fn the_main_contact_of_the_merged_customer_becomes_a_contact() {
    let wang = ("王经理", "13800138000", "wang@acme.example.com");
    let sun = ("孙工", "13700137000", "");
    for (main, expected) in [
        (wang, vec![]),
        (sun, vec![("孙工", "13700137000")]),
        (("", "13700137000", ""), vec![("Acme 有限公司", "13700137000")]),
        (("", "", ""), vec![]),
    ] {
        let (mut world, twin) = with_twin(|it| it.ids.lin);
        let was = world.book.customer(twin).expect("the twin").profile.clone();
        let (contact, phone, email) = (main.0.to_owned(), main.1.to_owned(), main.2.to_owned());
        let now = CustomerProfile { contact, phone, email, contact_role: "工程师".to_owned(), contact_decides: true, ..was.clone() };
        world.applies(world.ids.lin, &Command::AmendCustomer(AmendCustomer { customer: twin, was, now }));
        world.applies(world.ids.boss, &merge(&world, twin));
        let kept = &world.book.customer(world.ids.acme).expect("Acme").profile;
        assert_eq!(kept.contact, "王经理", "the main contact stays");
        let contacts: Vec<_> = kept.contacts.iter().map(|it| (it.name.as_str(), it.phone.as_str())).collect();
        assert_eq!(contacts, expected, "{main:?}");
        assert!(kept.contacts.iter().all(|it| it.decides && it.role == "工程师"));
    }
}

#[test]
fn a_merge_succeeds_with_too_many_contacts() {
    let contact = |of: u128| crate::records::customer::Contact {
        id: crate::values::ids::ContactId(fresh(of)),
        name: format!("联系人{of}"),
        ..crate::records::customer::Contact::default()
    };
    let (mut world, twin) = with_twin(|it| it.ids.lin);
    for (customer, first) in [(world.ids.acme, 200), (twin, 300)] {
        let was = world.book.customer(customer).expect("a customer").profile.clone();
        let now = CustomerProfile { contacts: (first..first + 20).map(contact).collect(), ..was.clone() };
        world.applies(world.ids.lin, &Command::AmendCustomer(AmendCustomer { customer, was, now }));
    }
    world.applies(world.ids.boss, &merge(&world, twin));
    let amend = |world: &World, change: fn(&mut CustomerProfile)| {
        let was = world.book.customer(world.ids.acme).expect("Acme").profile.clone();
        let mut now = was.clone();
        change(&mut now);
        Command::AmendCustomer(AmendCustomer { customer: world.ids.acme, was, now })
    };
    assert_eq!(world.book.customer(world.ids.acme).map(|it| it.profile.contacts.len()), Some(40));
    world.applies(world.ids.lin, &amend(&world, |it| it.industry = "电子".to_owned()));
    world.applies(world.ids.lin, &amend(&world, |it| it.contacts[3].phone = "13700137000".to_owned()));
    world.refuses(world.ids.lin, &amend(&world, |it| it.contacts.push(it.contacts[0].clone())), &[(Field::Contacts, too_long(40))]);
    world.applies(world.ids.lin, &amend(&world, |it| drop(it.contacts.pop())));
}

#[test]
fn a_customer_merged_twice_points_to_the_last_kept_one() {
    let (mut world, twin) = with_twin(|it| it.ids.lin);
    world.applies(world.ids.boss, &merge(&world, twin));
    let third = CustomerId(fresh(38));
    let profile = CustomerProfile { name: "爱克美".to_owned(), ..CustomerProfile::default() };
    let on = world.ids.today;
    world.applies(world.ids.lin, &Command::FileCustomer(FileCustomer { id: third, number: None, filed_on: on, owner: None, profile }));
    world.applies(world.ids.boss, &Command::MergeCustomers(MergeCustomers { keep: third, gone: world.ids.acme, reason: String::new() }));
    for went in [twin, world.ids.acme] {
        let went = world.book.customer(went).expect("a signpost");
        assert_eq!(world.book.standing(went).id, third);
    }
    let numbers: Vec<_> = world.book.customer(third).expect("the third").merged.iter().map(|it| it.number.as_str()).collect();
    assert_eq!(numbers, ["C002", "C001"]);
    assert_eq!(world.book.orders_of(third).count(), 2);
}

#[test]
fn merging_is_refused_for_every_reason() {
    let (mut world, twin) = with_twin(|it| it.ids.lin);
    let acme = world.ids.acme;
    for stranger in [world.ids.lin, world.ids.zhao, world.ids.chen, world.ids.admin] {
        world.refuses(stranger, &merge(&world, twin), &[(Field::Keep, Refusal::NotYours), (Field::Gone, Refusal::NotYours)]);
    }
    let merging = |keep, gone, reason: &str| Command::MergeCustomers(MergeCustomers { keep, gone, reason: reason.to_owned() });
    world.refuses(world.ids.boss, &merging(acme, acme, ""), &[(Field::Gone, Refusal::Unchanged)]);
    world.refuses(world.ids.boss, &merging(acme, CustomerId(fresh(99)), ""), &[(Field::Gone, Refusal::NotYours)]);
    world.refuses(world.ids.boss, &merging(acme, twin, &long(NOTE + 1)), &[(Field::Reason, too_long(NOTE))]);
    world.applies(world.ids.boss, &merge(&world, twin));
    world.refuses(world.ids.boss, &merging(acme, twin, ""), &[(Field::Gone, Refusal::MergedAway)]);
    world.refuses(world.ids.boss, &merging(twin, acme, ""), &[(Field::Keep, Refusal::MergedAway)]);
    let away = [(Field::Customer, Refusal::MergedAway)];
    world.refuses(
        world.ids.boss,
        &Command::HandOverCustomer(HandOverCustomer { customer: twin, to: world.ids.wang, reason: String::new() }),
        &away,
    );
    world.refuses(world.ids.lin, &Command::RemoveCustomer(RemoveCustomer { customer: twin }), &away);
}
