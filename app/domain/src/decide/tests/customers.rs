use super::*;
use crate::decide::command::{AmendCustomer, HandOverCustomer, LoseOpportunity, OpenOpportunity, RemoveCustomer};
use crate::records::customer::Source;
use crate::records::organisation::Person;
use crate::values::field::{ContactPart, Field};
use crate::values::grade::Grade;
use crate::values::ids::{CustomerId, RegionId};
use crate::values::refusal::Refusal;

fn filing(world: &World) -> FileCustomer {
    let profile = CustomerProfile { name: "甲公司".to_owned(), ..CustomerProfile::default() };
    FileCustomer { id: CustomerId(fresh(1)), number: None, filed_on: world.ids.today, owner: None, profile }
}

fn file(world: &World, change: impl FnOnce(&mut FileCustomer)) -> Command {
    let mut asked = filing(world);
    change(&mut asked);
    Command::FileCustomer(asked)
}

fn amend(world: &World, change: impl FnOnce(&mut CustomerProfile)) -> Command {
    let was = world.book.customer(world.ids.acme).expect("Acme").profile.clone();
    let mut now = was.clone();
    change(&mut now);
    Command::AmendCustomer(AmendCustomer { customer: world.ids.acme, was, now })
}

fn hand_over(world: &World, to: PersonId) -> Command {
    Command::HandOverCustomer(HandOverCustomer { customer: world.ids.acme, to, reason: "区域调整".to_owned() })
}

fn somebody_left(world: &mut World, who: PersonId) {
    let person = world.book.person(who).expect("a person").clone();
    let now = Person { active: false, ..person.clone() };
    world.applies(world.ids.admin, &Command::SavePerson(Save { was: Some(person), now }));
}

#[test]
fn a_filed_customer_has_number_day_owner_and_source() {
    // C-01, C-02, C-03: nine fields; the company gives the number.
    let mut world = world();
    let first_contact_on = Some(world.ids.today.plus(-3));
    let command = file(&world, |filed| {
        filed.profile.source = Some(Source::Fair);
        filed.profile.first_contact_on = first_contact_on;
        filed.profile.name = "  甲公司 ".to_owned();
    });
    world.applies(world.ids.lin, &command);
    let customer = world.book.customer(CustomerId(fresh(1))).expect("the customer");
    assert_eq!(customer.number, "C002");
    assert_eq!((customer.owner, customer.filed_by, customer.filed_on), (world.ids.lin, world.ids.lin, world.ids.today));
    assert_eq!((customer.profile.name.as_str(), customer.profile.source), ("甲公司", Some(Source::Fair)));
    assert_eq!(customer.profile.first_contact_on, first_contact_on);
}

#[test]
fn the_table_of_customers_has_its_nine_fields() {
    // C-01: number, name, industry, contact, phone, grade, demand, day of filing, owner.
    let mut world = world();
    let written = CustomerProfile {
        name: "A科技有限公司".to_owned(),
        industry: "IT".to_owned(),
        contact: "王先生".to_owned(),
        phone: "13800138000".to_owned(),
        demand: "软件".to_owned(),
        ..CustomerProfile::default()
    };
    world.applies(world.ids.lin, &file(&world, |it| it.profile = written.clone()));
    let customer = world.book.customer(CustomerId(fresh(1))).expect("the customer");
    assert_eq!((customer.number.as_str(), customer.filed_on, customer.owner), ("C002", world.ids.today, world.ids.lin));
    assert_eq!(customer.profile, CustomerProfile { grade: Grade::Normal, ..written });
}

#[test]
fn every_field_of_a_customer_is_stored_unchanged() {
    // C-04: 合作起始, 战略价值, 需求明确, 规模, 区域, 购买力, 合作深度, 决策人, 合作状态, 客户来源 and the contract, one by one.
    use crate::records::customer::{Cooperation, CustomerLevel, RenewalIntention, Scale};
    type Write = fn(&mut CustomerProfile, &World);
    let fields: [Write; 13] = [
        |it, world| it.cooperation_since = Some(world.ids.today.plus(-800)),
        |it, _| it.strategic_value = "行业标杆".to_owned(),
        |it, _| it.demand_explicit = true,
        |it, _| it.scale = Some(Scale::Large),
        |it, world| it.region = Some(world.ids.region),
        |it, _| it.purchasing_power = Some(CustomerLevel::High),
        |it, _| it.cooperation_depth = Some(CustomerLevel::Medium),
        |it, _| it.contact_decides = true,
        |it, _| it.cooperation = Some(Cooperation::Evaluation),
        |it, _| it.source = Some(Source::Fair),
        |it, world| it.contract_ends_on = Some(world.ids.today.plus(40)),
        |it, _| it.renewal = Some(RenewalIntention::Undecided),
        |it, _| it.churn_risk = "竞品报价更低".to_owned(),
    ];
    let mut world = world();
    for (at, write) in fields.into_iter().enumerate() {
        let was = world.book.customer(world.ids.acme).expect("Acme").profile.clone();
        let mut expected = was.clone();
        write(&mut expected, &world);
        assert_ne!(expected, was, "field {at} says something");
        let command = Command::AmendCustomer(AmendCustomer { customer: world.ids.acme, was, now: expected.clone() });
        world.applies(world.ids.lin, &command);
        assert_eq!(world.book.customer(world.ids.acme).expect("Acme").profile, expected, "field {at}");
    }
    // Everything survives serialization, on the phone and in the database.
    let acme = world.book.customer(world.ids.acme).expect("Acme").clone();
    let read: crate::records::customer::Customer = serde_json::from_str(&serde_json::to_string(&acme).expect("words")).expect("a customer");
    assert_eq!(read, acme);
}

#[test]
fn a_number_in_use_is_replaced_and_reported() {
    let mut world = world();
    let command = file(&world, |it| it.number = Some(" C001 ".to_owned()));
    let decision = world.applies(world.ids.lin, &command);
    let told: Vec<_> = decision.conflicts.iter().map(|it| (it.field.known(), it.yours.clone(), it.theirs.clone())).collect();
    assert_eq!(told, [(Some(Field::Number), "C001".into(), "C002".into())]);
}

#[test]
fn a_free_number_is_kept() {
    let mut world = world();
    let command = file(&world, |it| it.number = Some("KH-7".to_owned()));
    assert!(world.applies(world.ids.lin, &command).conflicts.is_empty());
    assert_eq!(world.book.customer(CustomerId(fresh(1))).map(|it| it.number.as_str()), Some("KH-7"));
}

#[test]
fn filing_is_refused_for_every_reason() {
    let mut world = world();
    let (lin, boss, wang, zhao, acme) = (world.ids.lin, world.ids.boss, world.ids.wang, world.ids.zhao, world.ids.acme);
    somebody_left(&mut world, wang);
    let (early, too_early) = too_early();
    let (tomorrow, in_future) = world.tomorrow();
    world.refuses(lin, &file(&world, |it| it.id = acme), &[(Field::Id, Refusal::Exists)]);
    world.refuses(lin, &file(&world, |it| it.owner = Some(zhao)), &[(Field::Owner, Refusal::NotYours)]);
    world.refuses(boss, &file(&world, |it| it.owner = Some(zhao)), &[(Field::Owner, Refusal::NotYours)]);
    world.refuses(boss, &file(&world, |it| it.owner = Some(wang)), &[(Field::Owner, Refusal::Inactive)]);
    world.refuses(world.ids.director, &file(&world, |_| {}), &[(Field::Owner, Refusal::NotYours)]);
    world.refuses(world.ids.admin, &file(&world, |_| {}), &[(Field::Owner, Refusal::NotYours)]);
    world.refuses(lin, &file(&world, |it| it.filed_on = early), &[(Field::FiledOn, too_early.clone())]);
    world.refuses(lin, &file(&world, |it| it.filed_on = tomorrow), &[(Field::FiledOn, in_future.clone())]);
    world.refuses(lin, &file(&world, |it| it.number = Some(long(33))), &[(Field::Number, too_long(32))]);
    world.refuses(lin, &file(&world, |it| it.number = Some("C9999999999999".to_owned())), &[(Field::Number, Refusal::Malformed)]);
    for (by, grade) in [(lin, Grade::Key), (lin, Grade::Strategic), (boss, Grade::Key)] {
        world.refuses(by, &file(&world, |it| it.profile.grade = grade), &[(Field::Grade, Refusal::NotAllowed)]);
    }
    world.refuses(lin, &file(&world, |it| it.profile.region = Some(RegionId(fresh(2)))), &[(Field::Region, Refusal::NotYours)]);
    world.refuses(lin, &file(&world, |it| it.profile.name = " \u{0} ".to_owned()), &[(Field::Name, Refusal::Missing)]);
    world.refuses(lin, &file(&world, |it| it.profile.name = long(LINE + 1)), &[(Field::Name, too_long(LINE))]);
    world.refuses(lin, &file(&world, |it| it.profile.first_contact_on = Some(early)), &[(Field::FirstContactOn, too_early)]);
    world.refuses(lin, &file(&world, |it| it.profile.first_contact_on = Some(tomorrow)), &[(Field::FirstContactOn, in_future)]);
}

#[test]
fn all_refusals_are_reported_together() {
    let world = world();
    let (tomorrow, in_future) = world.tomorrow();
    let command = file(&world, |filed| {
        filed.filed_on = tomorrow;
        filed.profile = CustomerProfile {
            industry: long(LINE + 1),
            contact: long(LINE + 1),
            phone: "12".to_owned(),
            email: "nobody".to_owned(),
            demand: long(LINE + 1),
            note: long(NOTE + 1),
            region: Some(RegionId(fresh(2))),
            ..CustomerProfile::default()
        };
    });
    let line = || too_long(LINE);
    world.refuses(
        world.ids.lin,
        &command,
        &[
            (Field::FiledOn, in_future),
            (Field::Name, Refusal::Missing),
            (Field::Industry, line()),
            (Field::Contact, line()),
            (Field::Demand, line()),
            (Field::Phone, Refusal::Malformed),
            (Field::Email, Refusal::Malformed),
            (Field::Note, too_long(NOTE)),
            (Field::Region, Refusal::NotYours),
        ],
    );
}

#[test]
fn amending_is_refused_for_every_reason() {
    let world = world();
    let (lin, boss) = (world.ids.lin, world.ids.boss);
    let not_yours = [(Field::Customer, Refusal::NotYours)];
    for stranger in [world.ids.wang, world.ids.zhao, world.ids.chen, world.ids.director, world.ids.admin] {
        world.refuses(stranger, &amend(&world, |it| it.note = "x".to_owned()), &not_yours);
    }
    // C0 matrix: a rep proposes a grade, a supervisor sets it.
    world.refuses(lin, &amend(&world, |it| it.grade = Grade::Key), &[(Field::Grade, Refusal::NotAllowed)]);
    // … and only a manager sets 战略 and 重点.
    world.refuses(boss, &amend(&world, |it| it.grade = Grade::Key), &[(Field::Grade, Refusal::NotAllowed)]);
    assert!(world.decides(boss, &amend(&world, |it| it.grade = Grade::Potential)).is_ok());
    assert!(world.decides(world.ids.manager, &amend(&world, |it| it.grade = Grade::Key)).is_ok());
    world.refuses(lin, &amend(&world, |it| it.region = Some(RegionId(fresh(2)))), &[(Field::Region, Refusal::NotYours)]);
    world.refuses(lin, &amend(&world, |it| it.name = String::new()), &[(Field::Name, Refusal::Missing)]);
    world.refuses(lin, &amend(&world, |it| it.phone = "１２３".to_owned()), &[(Field::Phone, Refusal::Malformed)]);
    world.refuses(lin, &amend(&world, |it| it.email = "@x.cn".to_owned()), &[(Field::Email, Refusal::Malformed)]);
}

#[test]
fn contacts_beside_the_main_one_are_checked_like_it() {
    // C-04, R-08.
    use crate::records::customer::Contact;
    let mut world = world();
    let contact = |name: &str, phone: &str, email: &str| Contact {
        id: crate::values::ids::ContactId(fresh(6)),
        name: name.to_owned(),
        role: "采购经理".to_owned(),
        phone: phone.to_owned(),
        email: email.to_owned(),
        decides: true,
    };
    let unsound = vec![contact("李工", "", ""), contact(" ", "12", "x")];
    world.refuses(
        world.ids.lin,
        &amend(&world, |it| it.contacts.clone_from(&unsound)),
        &[
            (Field::ContactOf(1, ContactPart::Name), Refusal::Missing),
            (Field::ContactOf(1, ContactPart::Phone), Refusal::Malformed),
            (Field::ContactOf(1, ContactPart::Email), Refusal::Malformed),
        ],
    );
    let many = vec![contact("李工", "", ""); 31];
    world.refuses(world.ids.lin, &amend(&world, |it| it.contacts.clone_from(&many)), &[(Field::Contacts, too_long(30))]);
    let command = amend(&world, |it| it.contacts = vec![contact(" 李工 ", "13900139000", "li@acme.example.com")]);
    world.applies(world.ids.lin, &command);
    let acme = world.book.customer(world.ids.acme).expect("Acme");
    assert_eq!(acme.profile.contacts[0].name, "李工");
    assert!(acme.profile.knows_decision_maker());
    let masked = &acme.masked().profile.contacts[0];
    assert_eq!((masked.name.as_str(), masked.phone.as_str(), masked.email.as_str()), ("李*", "***00", "***@acme.example.com"));
    // All of them removed again.
    world.applies(world.ids.lin, &amend(&world, |it| it.contacts.clear()));
    assert!(world.book.customer(world.ids.acme).is_some_and(|it| it.profile.contacts.is_empty()));
}

#[test]
fn days_of_contract_and_cooperation_must_be_in_range() {
    let world = world();
    let (tomorrow, in_future) = world.tomorrow();
    let (late, too_late) = too_late();
    world.refuses(world.ids.lin, &amend(&world, |it| it.cooperation_since = Some(tomorrow)), &[(Field::CooperationSince, in_future)]);
    world.refuses(world.ids.lin, &amend(&world, |it| it.contract_ends_on = Some(late)), &[(Field::ContractEndsOn, too_late)]);
    assert!(world.decides(world.ids.lin, &amend(&world, |it| it.contract_ends_on = Some(tomorrow))).is_ok(), "a contract ends later");
}

#[test]
fn a_change_of_demand_is_recorded_as_an_observation() {
    // C-10: 需求变化.
    use crate::records::customer::Observed;
    let mut world = world();
    world.applies(world.ids.lin, &amend(&world, |it| it.demand = "新建项目".to_owned()));
    assert!(world.book.customer(world.ids.acme).is_some_and(|it| it.observations.is_empty()), "the first demand is no change");
    world.applies(world.ids.lin, &amend(&world, |it| it.demand = "系统替换".to_owned()));
    let noted: Vec<_> = world.book.customer(world.ids.acme).expect("Acme").observations.iter().map(|it| it.what.clone()).collect();
    assert_eq!(noted, [Observed::DemandChange { from: "新建项目".to_owned(), to: "系统替换".to_owned() }]);
}

#[test]
fn a_missing_and_a_forbidden_record_get_the_same_refusal() {
    // Even if somebody else's customer has dependent records.
    let world = world();
    let remove = |customer| Command::RemoveCustomer(RemoveCustomer { customer });
    let there = world.decides(world.ids.zhao, &remove(world.ids.acme));
    let not_there = world.decides(world.ids.zhao, &remove(CustomerId(fresh(3))));
    assert_eq!(there, not_there);
    assert_eq!(there, Err(Refusals::of(Field::Customer, Refusal::NotYours)));
}

#[test]
fn only_a_customer_without_records_can_be_removed() {
    let mut world = world();
    let remove = Command::RemoveCustomer(RemoveCustomer { customer: world.ids.acme });
    world.refuses(world.ids.lin, &remove, &[(Field::Customer, Refusal::InUse { count: 1 })]);
    world.applies(world.ids.lin, &file(&world, |_| {}));
    world.applies(world.ids.lin, &Command::RemoveCustomer(RemoveCustomer { customer: CustomerId(fresh(1)) }));
    assert!(world.book.customer(CustomerId(fresh(1))).is_none());
    // A number is never used twice.
    world.applies(world.ids.lin, &file(&world, |it| it.id = CustomerId(fresh(4))));
    assert_eq!(world.book.customer(CustomerId(fresh(4))).map(|it| it.number.as_str()), Some("C003"));
}

#[test]
fn a_customer_with_observations_or_requests_cannot_be_removed() {
    // A customer with observations, requests, grade changes or hand-overs cannot be removed.
    type Write = fn(&mut World, CustomerId);
    let observe: Write = |world, customer| {
        let what = crate::records::customer::Observed::Node { node: crate::records::customer::KeyNode::FirstContact };
        let (id, on) = (crate::values::ids::ObservationId(fresh(60)), world.ids.today);
        let seen = crate::decide::command::Observe { id, customer, on, what, content: "见了采购经理".to_owned() };
        world.applies(world.ids.lin, &Command::Observe(seen));
    };
    let ask: Write = |world, customer| {
        let ask = crate::records::customer::Ask::HandOver { to: None };
        let asked = crate::decide::command::RequestChange {
            id: crate::values::ids::RequestId(fresh(61)),
            customer,
            ask,
            reason: "离得太远".to_owned(),
        };
        world.applies(world.ids.lin, &Command::RequestChange(asked));
    };
    let grade: Write = |world, customer| {
        let ask =
            crate::records::customer::Ask::Grade { from: crate::values::grade::Grade::Normal, to: crate::values::grade::Grade::Potential };
        let asked = crate::decide::command::RequestChange {
            id: crate::values::ids::RequestId(fresh(62)),
            customer,
            ask,
            reason: "增长很快".to_owned(),
        };
        world.applies(world.ids.boss, &Command::RequestChange(asked));
    };
    let give: Write = |world, customer| {
        for to in [world.ids.wang, world.ids.lin] {
            world.applies(world.ids.boss, &Command::HandOverCustomer(HandOverCustomer { customer, to, reason: String::new() }));
        }
    };
    for (what, write, count) in [("observed", observe, 1), ("asked", ask, 1), ("graded", grade, 2), ("given", give, 2)] {
        let mut world = world();
        let customer = CustomerId(fresh(1));
        world.applies(world.ids.lin, &file(&world, |_| {}));
        let remove = Command::RemoveCustomer(RemoveCustomer { customer });
        assert!(world.decides(world.ids.lin, &remove).is_ok(), "nothing hangs on it yet");
        write(&mut world, customer);
        let refused = world.decides(world.ids.lin, &remove);
        assert_eq!(refused, Err(Refusals::of(Field::Customer, Refusal::InUse { count })), "{what}");
    }
}

#[test]
fn a_hand_over_is_refused_for_every_reason() {
    let mut world = world();
    let (lin, wang, zhao, boss, manager, director) =
        (world.ids.lin, world.ids.wang, world.ids.zhao, world.ids.boss, world.ids.manager, world.ids.director);
    // C-20: a rep requests a hand-over, a supervisor makes it within the team.
    world.refuses(lin, &hand_over(&world, wang), &[(Field::Customer, Refusal::NotYours), (Field::To, Refusal::NotYours)]);
    world.refuses(boss, &hand_over(&world, zhao), &[(Field::To, Refusal::NotYours)]);
    world.refuses(world.ids.chen, &hand_over(&world, zhao), &[(Field::Customer, Refusal::NotYours)]);
    world.refuses(boss, &hand_over(&world, lin), &[(Field::To, Refusal::Unchanged)]);
    world.refuses(director, &hand_over(&world, world.ids.admin), &[(Field::To, Refusal::Inactive)]);
    world.refuses(director, &hand_over(&world, director), &[(Field::To, Refusal::Inactive)]);
    let wordy = Command::HandOverCustomer(HandOverCustomer { customer: world.ids.acme, to: wang, reason: long(NOTE + 1) });
    world.refuses(boss, &wordy, &[(Field::Reason, too_long(NOTE))]);
    for (by, to) in [(boss, wang), (boss, boss), (manager, zhao), (manager, manager), (director, zhao)] {
        assert!(world.decides(by, &hand_over(&world, to)).is_ok(), "{by} to {to}");
    }
    somebody_left(&mut world, wang);
    world.refuses(boss, &hand_over(&world, wang), &[(Field::To, Refusal::Inactive)]);
}

#[test]
fn a_hand_over_moves_open_work_and_leaves_closed_work_credited() {
    // R-10, A36.
    let mut world = world();
    let open = world.opportunity();
    let lost = OpportunityId(fresh(5));
    let profile = OpportunityProfile { title: "旧项目".to_owned(), ..OpportunityProfile::default() };
    let (customer, on) = (world.ids.acme, world.ids.today);
    world.applies(
        world.ids.lin,
        &Command::OpenOpportunity(OpenOpportunity { id: lost, customer, opened_on: on, stage: Stage::Proposal, owner: None, profile }),
    );
    world.applies(world.ids.lin, &Command::LoseOpportunity(LoseOpportunity { opportunity: lost, on, reason: "竞品低价".to_owned() }));

    let decision = world.applies(world.ids.manager, &hand_over(&world, world.ids.zhao));
    assert_eq!(decision.puts.len(), 2, "the customer and the open opportunity");
    let credit = |id| world.book.opportunity(id).map(|it| (it.owner, it.team));
    assert_eq!(credit(open), Some((world.ids.zhao, Some(world.ids.second_team))));
    assert_eq!(credit(lost), Some((world.ids.lin, Some(world.ids.first_team))));
    assert_eq!(world.book.order(world.ids.order).map(|it| (it.owner, it.team)), Some((world.ids.lin, Some(world.ids.first_team))));
    let customer = world.book.customer(world.ids.acme).expect("Acme");
    let hands: Vec<_> = customer.hand_overs.iter().map(|it| (it.from, it.to, it.by)).collect();
    assert_eq!((customer.owner, hands), (world.ids.zhao, vec![(world.ids.lin, world.ids.zhao, world.ids.manager)]));
}

#[test]
fn a_manager_holds_customers_without_a_team() {
    let mut world = world();
    world.opportunity();
    world.applies(world.ids.manager, &hand_over(&world, world.ids.manager));
    world.applies(world.ids.manager, &Command::TakeOrder(world.take(6, 1)));
    let order = world.book.order(OrderId(fresh(6))).expect("the order");
    assert_eq!((order.owner, order.team), (world.ids.manager, None));
    let scope = crate::book::record::Record::Order(order.clone()).scope(&world.book).buckets(&world.book);
    assert!(scope.contains(&crate::access::bucket::Bucket::Department(world.ids.department)), "the department sees its manager's orders");
}

#[test]
fn contact_details_are_masked_without_the_permission() {
    //
    let world = world();
    let masked = world.book.customer(world.ids.acme).expect("Acme").masked();
    assert_eq!((masked.profile.contact.as_str(), masked.profile.phone.as_str()), ("王*", "***00"));
    assert_eq!(masked.profile.email, "***@acme.example.com");
}

#[test]
fn a_number_far_above_the_highest_is_replaced_and_reported() {
    let mut world = world();
    let lin = world.ids.lin;
    let command = file(&world, |it| it.number = Some("C999999999999".to_owned()));
    let told = world.applies(lin, &command).conflicts;
    let told: Vec<_> = told.iter().map(|it| (it.field.known(), it.yours.as_str(), it.theirs.as_str())).collect();
    assert_eq!(told, [(Some(Field::Number), Some("C999999999999"), Some("C002"))]);
    // Imported records keep their numbers.
    let mut moment = world.ids.moment(lin, &world.book);
    moment.actor.imports = true;
    let command = file(&world, |it| (it.id, it.number) = (CustomerId(fresh(2)), Some("C7000".to_owned())));
    assert!(apply(&command, &mut world.book, &moment).expect("it is imported").conflicts.is_empty());
}

proptest::proptest! {
    /// Whatever numbers people request, the next number stays close to the last one.
    #[test]
    fn proposed_numbers_cannot_exhaust_the_range(wanted in proptest::collection::vec("(C|SO202605|)[0-9]{1,12}", 1..8)) {
        let mut world = world();
        for (number, at) in wanted.into_iter().zip(1..) {
            let before = world.book.numbers().highest("C");
            let command = file(&world, |it| (it.id, it.number) = (CustomerId(fresh(at)), Some(number)));
            world.applies(world.ids.lin, &command);
            proptest::prop_assert!(world.book.numbers().highest("C") <= before + 51);
            proptest::prop_assert_eq!(world.book.numbers().highest("SO202605"), 0);
        }
    }
}
