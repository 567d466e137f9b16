//! who sees contact details, costs and amounts by the company's policy, and what people write who do not see them.

use super::*;
use crate::access::sight::Sight;
use crate::book::record::Record;
use crate::decide::command::{AmendCustomer, AmendOrder};
use crate::figures::kpis::{is_of_costs, kpis_of};
use crate::records::attachment::{Attachment, Digest, Media};
use crate::records::customer::Contact;
use crate::records::kpi::{Counted, Formula, Gauge, Kpi};
use crate::records::order::Order;
use crate::records::organisation::Role;
use crate::records::review::Review;
use crate::rules::FieldPolicy;
use crate::values::calendar::Timestamp;
use crate::values::ids::{AttachmentId, Key};
use crate::values::kpi_name::KpiName;
use crate::values::sensitive::Sensitive::{self, Amounts, Contacts, Costs};
use crate::values::shipped_kpi::ShippedKpi;

/// The sample company where the goods of its order cost 612 yuan, with this policy from today on.
fn world_with(hidden: &[(Sensitive, Role)], shown: &[(Sensitive, Role)]) -> World {
    let mut world = world();
    let mut policy = FieldPolicy::default();
    for (what, role) in hidden {
        policy = policy.with(*what, *role, false);
    }
    for (what, role) in shown {
        policy = policy.with(*what, *role, true);
    }
    let mut company = world.book.company().clone();
    company.field_policy = company.field_policy.since(world.ids.today, policy);
    world.book.put(company.into());
    let mut order = world.stored_order();
    order.terms.lines[0].cost = Some(Money::whole(612));
    world.book.put(order.into());
    let mut product = world.book.product(world.ids.product).expect("the product").clone();
    product.cost = product.cost.since(world.ids.today.plus(-400), Some(Money::whole(615)));
    world.book.put(product.into());
    world
}

impl World {
    fn stored_order(&self) -> Order {
        self.book.order(self.ids.order).expect("the order").clone()
    }

    fn sight(&self, person: PersonId) -> Sight {
        Sight::of(&self.ids.moment(person, &self.book).actor, &self.book, self.ids.today)
    }

    /// What a person's device holds of a record.
    fn copy(&self, person: PersonId, key: impl Into<Key>) -> String {
        self.sight(person).copy_of(self.book.get(key.into()).expect("the record")).body()
    }

    /// Everything that a person's devices hold.
    fn device(&self, person: PersonId) -> Book {
        let actor = self.ids.moment(person, &self.book).actor;
        let mut device = Book::default();
        let held = self.book.records().filter(|it| it.scope(&self.book).is_open_to(&actor, &self.book));
        held.for_each(|it| device.put(self.sight(person).copy_of(it)));
        device
    }
}

#[test]
fn the_policy_decides_what_each_role_holds() {
    let everybody = |world: &World| [world.ids.lin, world.ids.boss, world.ids.manager, world.ids.director, world.ids.admin];
    type Case = (&'static [(Sensitive, Role)], &'static [(Sensitive, Role)], [bool; 5], [bool; 5]);
    let cases: [Case; 4] = [
        (&[], &[], [true, true, true, false, false], [true, true, true, true, true]),
        (&[(Contacts, Role::Supervisor), (Contacts, Role::Manager)], &[], [true, false, false, false, false], [true; 5]),
        (&[], &[(Contacts, Role::Director)], [true, true, true, true, false], [true; 5]),
        (
            &[(Costs, Role::Rep), (Costs, Role::Supervisor), (Costs, Role::Director)],
            &[],
            [true, true, true, false, false],
            [false, false, true, false, true],
        ),
    ];
    for (hidden, shown, contacts, costs) in cases {
        let world = world_with(hidden, shown);
        let sees_phone = everybody(&world).map(|it| world.copy(it, world.ids.acme).contains("13800138000"));
        assert_eq!(sees_phone, contacts, "{hidden:?} {shown:?}");
        let sees_cost = everybody(&world).map(|it| world.copy(it, world.ids.order).contains("61200"));
        assert_eq!(sees_cost, costs, "{hidden:?} {shown:?}");
        let sees_price_of_purchase = everybody(&world).map(|it| world.copy(it, world.ids.product).contains("61500"));
        assert_eq!(sees_price_of_purchase, costs, "{hidden:?} {shown:?}");
    }
}

#[test]
fn nothing_but_what_is_hidden_differs_and_what_may_differ_is_named() {
    let world = world_with(&[(Costs, Role::Rep)], &[(Amounts, Role::Support)]);
    for person in world.book.people().map(|it| it.id) {
        let sight = world.sight(person);
        for record in world.book.records() {
            let copy = sight.copy_of(record.clone());
            assert!(copy == record || sight.changes(record.key().kind), "{record:?} may differ for {person}");
            assert_eq!((copy.key(), copy.family(), copy.number()), (record.key(), record.family(), record.number()));
            assert_eq!(sight.copy_of(copy.clone()), copy, "a copy of a copy");
        }
    }
    // The approved version beside a change of it, too.
    let mut changed = world.stored_order();
    let review = Review { held: Some(Box::new(world.stored_order())), ..Review::pending(world.ids.lin) };
    changed.review = Some(Box::new(review));
    for person in [world.ids.lin, world.ids.liu] {
        let copy = world.sight(person).copy_of(changed.clone().into()).body();
        assert!(!copy.contains("cost") && !copy.contains("61200"), "{copy}");
    }
    assert!(world.sight(world.ids.boss).copy_of(changed.clone().into()).body().matches("61200").count() == 2, "others see both");
}

#[test]
fn a_policy_holds_from_its_day() {
    let world = world_with(&[(Contacts, Role::Supervisor)], &[]);
    let boss = world.ids.moment(world.ids.boss, &world.book).actor;
    let sees = |day| Sight::of(&boss, &world.book, day).shows_all_contacts();
    let today = world.ids.today;
    assert_eq!([sees(today.plus(-1)), sees(today), sees(today.plus(1))], [true, false, false]);
    let name = |day| Sight::of(&boss, &world.book, day).name();
    assert_eq!(name(today.plus(-1)), Sight::usual(&boss).name(), "devices hold what releases without a policy sent");
    assert_ne!(name(today), name(today.plus(-1)), "so that devices fetch their copies again");
}

#[test]
fn people_always_see_the_contacts_of_their_own_customers() {
    let mut world = world_with(&[(Contacts, Role::Supervisor)], &[]);
    let boss = world.ids.boss;
    assert!(!world.copy(boss, world.ids.acme).contains("13800138000"));
    let mut own = world.book.customer(world.ids.acme).expect("Acme").clone();
    own.owner = boss;
    world.book.put(own.into());
    assert!(world.copy(boss, world.ids.acme).contains("13800138000"));

    let card = |by| Attachment {
        id: AttachmentId(fresh(930)),
        of: world.ids.acme.into(),
        payment: None,
        stage: None,
        customer: world.ids.acme,
        owner: None,
        team: None,
        name: "王芳 13800138000".to_owned(),
        media: Media::Jpeg,
        size: 1,
        sha256: Digest::parse(&"0".repeat(64)).expect("a digest"),
        width: None,
        height: None,
        note: String::new(),
        by,
        made_at: Timestamp(0),
        stored_at: None,
        withdrawn: None,
    };
    let sight = world.sight(boss);
    assert!(sight.opens(&card(boss)) && sight.copy_of(card(boss).into()).body().contains("13800138000"), "their own photo");
    assert!(!sight.opens(&card(world.ids.lin)) && !sight.copy_of(card(world.ids.lin).into()).body().contains("13800138000"));
}

#[test]
fn who_has_a_masked_copy_amends_all_else_and_loses_no_contact() {
    let mut world = world_with(&[(Contacts, Role::Supervisor)], &[]);
    let mut acme = world.book.customer(world.ids.acme).expect("Acme").clone();
    acme.profile.contacts = vec![Contact { name: "李工".to_owned(), phone: "13900139000".to_owned(), ..Contact::default() }];
    world.book.put(acme.clone().into());
    let was = acme.masked().profile;
    let amend = |change: fn(&mut crate::records::customer::CustomerProfile)| {
        let mut now = was.clone();
        change(&mut now);
        Command::AmendCustomer(AmendCustomer { customer: world.ids.acme, was: was.clone(), now })
    };
    let boss = world.ids.boss;
    // The device decides like the server.
    let device = World { book: world.device(boss), ids: world.ids };
    let renames = amend(|it| it.industry = "化工".to_owned());
    for world in [&device, &world] {
        assert!(world.decides(boss, &renames).is_ok());
        world.refuses(boss, &amend(|it| it.phone = "***001".to_owned()), &[(Field::Phone, Refusal::NotAllowed)]);
        let all: fn(&mut crate::records::customer::CustomerProfile) = |profile| {
            profile.contact = "新人".to_owned();
            profile.email = String::new();
            profile.contacts.clear();
        };
        let refused = [Field::Contact, Field::Email, Field::Contacts].map(|it| (it, Refusal::NotAllowed));
        world.refuses(boss, &amend(all), &refused);
    }
    let decided = world.applies(boss, &renames);
    assert!(decided.conflicts.is_empty());
    let profile = &world.book.customer(world.ids.acme).expect("Acme").profile;
    assert_eq!((profile.industry.as_str(), &profile.phone, &profile.email), ("化工", &acme.profile.phone, &acme.profile.email));
    assert_eq!((&profile.contact, &profile.contacts), (&acme.profile.contact, &acme.profile.contacts));
}

#[test]
fn who_sees_no_costs_amends_an_order_and_every_line_keeps_its_own() {
    // F-16.
    let mut world = world_with(&[(Costs, Role::Rep)], &[]);
    let lin = world.ids.lin;
    let mut stored = world.stored_order();
    let first = stored.terms.lines[0].clone();
    // The same goods twice, at other prices and costs, and goods whose cost nobody knew.
    stored.terms.lines.push(Line { price: Money::whole(900), cost: Some(Money::whole(590)), ..first.clone() });
    stored.terms.lines.push(Line { price: Money::whole(800), cost: None, ..first.clone() });
    world.book.put(stored.clone().into());
    let was = stored.clone().without_costs().terms;
    let amend = |world: &World, change: fn(&mut OrderTerms)| {
        let mut now = was.clone();
        change(&mut now);
        Command::AmendOrder(AmendOrder { order: world.ids.order, was: was.clone(), now })
    };
    let yuan = |cost: Money| cost.0 / 100;
    let costs = |world: &World| world.stored_order().terms.lines.iter().map(|it| it.cost.map(yuan)).collect::<Vec<_>>();
    for (change, expected) in [
        ((|it| it.note = "加急".to_owned()) as fn(&mut OrderTerms), vec![Some(612), Some(590), None]),
        (|it| it.lines[1].quantity = Quantity::whole(7), vec![Some(612), Some(590), None]),
        (|it| it.lines.swap(0, 1), vec![Some(590), Some(612), None]),
        (|it| it.lines.push(Line { price: Money::whole(5), ..it.lines[0].clone() }), vec![Some(612), Some(590), None, Some(615)]),
    ] {
        let mut world = World { book: world.book.clone(), ids: world.ids };
        let command = amend(&world, change);
        let decided = world.applies(lin, &command);
        assert!(decided.conflicts.is_empty());
        assert_eq!(costs(&world), expected);
    }
    // Somebody else changed the lines meanwhile: the answer names no cost.
    world
        .book
        .set_stamps(world.ids.order.into(), [("lines".to_owned(), crate::book::stamps::Stamp { version: 9, ..Default::default() })].into());
    let mut theirs = stored.clone();
    theirs.terms.lines[0].quantity = Quantity::whole(9);
    world.book.put(theirs.into());
    let command = amend(&world, |it| it.lines[0].quantity = Quantity::whole(8));
    let conflicts = world.applies(lin, &command).conflicts;
    assert_eq!(conflicts.len(), 1);
    let said = serde_json::to_string(&conflicts).expect("a conflict");
    assert!(!said.contains("cost") && !said.contains("61200") && said.contains("9000"), "{said}");
}

#[test]
fn an_order_taken_without_seeing_costs_keeps_that_of_the_product() {
    // F-16.
    let mut world = world_with(&[(Costs, Role::Rep)], &[]);
    let take = Command::TakeOrder(world.take(931, 2));
    let device = World { book: world.device(world.ids.lin), ids: world.ids };
    assert!(device.decides(world.ids.lin, &take).is_ok());
    world.applies(world.ids.lin, &take);
    let taken = world.book.order(OrderId(fresh(931))).expect("the order");
    assert_eq!(taken.terms.lines[0].cost, Some(Money::whole(615)));
}

#[test]
fn kpis_of_costs_are_not_those_of_somebody_who_sees_none() {
    // R-11, F-16: directly, in a formula, and through another KPI.
    let mut world = world_with(&[(Costs, Role::Rep)], &[]);
    let profit = Formula::gauge(Gauge::sum(Counted::GrossMargin));
    let of = |id, formula: Formula| {
        let kpi = crate::sample::kpis::pilots(world.ids.today);
        Kpi {
            id: crate::values::ids::KpiId(fresh(id)),
            formula: crate::rules::Dated::default().since(world.ids.today, Some(formula)),
            ..kpi
        }
    };
    let (direct, through) = (
        of(932, Formula::per_head(profit)),
        of(
            933,
            Formula::ratio(
                Formula::Kpi { kpi: KpiName::Own(crate::values::ids::KpiId(fresh(932))) },
                Formula::gauge(Gauge::sum(Counted::SalesAmount)),
            ),
        ),
    );
    let names = [KpiName::Shipped(ShippedKpi::GrossMargin), KpiName::Own(direct.id), KpiName::Own(through.id)];
    world.book.put(direct.into());
    world.book.put(through.into());
    let has = |person| {
        let kpis = kpis_of(&world.ids.moment(person, &world.book).actor, &world.book, world.ids.today);
        names.map(|it| kpis.contains(&it))
    };
    assert_eq!((has(world.ids.lin), has(world.ids.boss)), ([false; 3], [true; 3]));
    assert!(names.iter().all(|it| is_of_costs(*it, &world.book)));
    let others = ShippedKpi::ALL.into_iter().filter(|it| is_of_costs(KpiName::Shipped(*it), &world.book)).collect::<Vec<_>>();
    assert_eq!(others, [ShippedKpi::GrossMargin], "no other shipped KPI counts costs");
}

#[test]
fn a_supporting_department_sees_amounts_only_if_the_company_says_so() {
    //
    for (shown, price, sells_for) in [(&[][..], false, Money::whole(1)), (&[(Amounts, Role::Support)][..], true, Money::whole(1_000))] {
        let world = world_with(&[], shown);
        let copy = world.sight(world.ids.liu).copy_of(world.stored_order().into());
        let Record::Order(copy) = copy else { panic!("an order") };
        assert_eq!((copy.terms.lines[0].price, copy.terms.lines[0].cost), (sells_for, None));
        assert_eq!(world.sight(world.ids.liu).shows_amounts(), price);
        assert!(!world.copy(world.ids.liu, world.ids.product).contains("61500"), "costs are never theirs");
    }
}
