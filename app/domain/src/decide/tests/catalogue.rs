use super::*;
use crate::decide::command::AddPeople;
use crate::records::organisation::{Company, Department, Person, Region, Role, Team};
use crate::records::product::Product;
use crate::rules::Dated;
use crate::rules::cadence::Interval;
use crate::rules::notices::{NoticeRules, QuietHours};
use crate::rules::pipeline::{StageLimit, SubStage};
use crate::values::calendar::{Day, Timestamp};
use crate::values::field::{Field, NodePart, PersonPart, StagePart};
use crate::values::grade::Grade;
use crate::values::ids::{DepartmentId, RegionId, TeamId};
use crate::values::refusal::Refusal;
use crate::values::working_days::{Notice, WorkingDays};

fn hired(world: &World) -> Person {
    Person {
        id: PersonId(fresh(1)),
        name: "新人".to_owned(),
        account: "new".to_owned(),
        role: Role::Rep,
        team: Some(world.ids.first_team),
        department: None,
        email: None,
        active: true,
        postings: Default::default(),
        joined_on: None,
        left_on: None,
    }
}

fn hire(world: &World, change: impl FnOnce(&mut Person)) -> Command {
    let mut now = hired(world);
    change(&mut now);
    Command::SavePerson(Save { was: None, now })
}

fn change_person(world: &World, who: PersonId, change: impl FnOnce(&mut Person)) -> Command {
    let was = world.book.person(who).expect("a person").clone();
    let mut now = was.clone();
    change(&mut now);
    Command::SavePerson(Save { was: Some(was), now })
}

const NOT_ALLOWED: (Field, Refusal) = (Field::Role, Refusal::NotAllowed);

#[test]
fn only_administrators_keep_the_catalogue() {
    //
    let world = world();
    for who in [world.ids.lin, world.ids.boss, world.ids.manager, world.ids.director] {
        world.refuses(who, &hire(&world, |_| {}), &[NOT_ALLOWED]);
        let now = Region { id: RegionId(fresh(2)), name: "华南".to_owned() };
        world.refuses(who, &Command::SaveRegion(Save { was: None, now }), &[NOT_ALLOWED]);
    }
    assert!(world.decides(world.ids.admin, &hire(&world, |_| {})).is_ok());
}

#[test]
fn saving_a_person_is_refused_for_every_reason() {
    let world = world();
    let (admin, unknown) = (world.ids.admin, TeamId(fresh(3)));
    world.refuses(admin, &hire(&world, |it| it.name = String::new()), &[(Field::Name, Refusal::Missing)]);
    world.refuses(admin, &hire(&world, |it| it.name = long(LINE + 1)), &[(Field::Name, too_long(LINE))]);
    world.refuses(admin, &hire(&world, |it| it.account = " \t".to_owned()), &[(Field::Account, Refusal::Missing)]);
    world.refuses(admin, &hire(&world, |it| it.account = long(65)), &[(Field::Account, too_long(64))]);
    world.refuses(admin, &hire(&world, |it| it.account = " L IN".to_owned()), &[(Field::Account, Refusal::Taken)]);
    world.refuses(admin, &hire(&world, |it| it.team = None), &[(Field::Team, Refusal::Missing)]);
    world.refuses(admin, &hire(&world, |it| it.team = Some(unknown)), &[(Field::Team, Refusal::NotYours)]);
    world.refuses(admin, &hire(&world, |it| it.role = Role::Manager), &[(Field::Department, Refusal::Missing)]);
    let nowhere = Some(DepartmentId(fresh(4)));
    world.refuses(
        admin,
        &hire(&world, |it| (it.role, it.department) = (Role::Manager, nowhere)),
        &[(Field::Department, Refusal::NotYours)],
    );
    world.refuses(admin, &hire(&world, |it| it.email = Some("li@acme".to_owned())), &[(Field::Email, Refusal::Malformed)]);
    world.refuses(admin, &hire(&world, |it| it.email = Some(format!("{}@a.cn", long(250)))), &[(Field::Email, too_long(254))]);
    world.refuses(admin, &hire(&world, |it| it.id = admin), &[(Field::Role, Refusal::NotAllowed)]);
    world.refuses(admin, &hire(&world, |it| it.id = world.ids.lin), &[(Field::Id, Refusal::Exists)]);
    let gone = Command::SavePerson(Save { was: Some(hired(&world)), now: hired(&world) });
    world.refuses(admin, &gone, &[(Field::Id, Refusal::NotYours)]);
}

#[test]
fn an_administrator_cannot_disable_their_own_account() {
    let world = world();
    let admin = world.ids.admin;
    world.refuses(admin, &change_person(&world, admin, |it| it.active = false), &[(Field::Active, Refusal::NotAllowed)]);
    let demoted = change_person(&world, admin, |it| (it.role, it.team) = (Role::Rep, Some(world.ids.first_team)));
    world.refuses(admin, &demoted, &[NOT_ALLOWED]);
}

#[test]
fn a_change_of_role_clears_the_place_of_the_former_role() {
    let mut world = world();
    let promoted = change_person(&world, world.ids.boss, |it| (it.role, it.department) = (Role::Manager, Some(world.ids.department)));
    world.applies(world.ids.admin, &promoted);
    let boss = world.book.person(world.ids.boss).expect("boss");
    assert_eq!((boss.team, boss.department), (None, Some(world.ids.department)));
}

#[test]
fn the_day_of_leaving_is_written_when_a_person_is_disabled() {
    // R-05, F-07: whatever a device claims.
    let mut world = world();
    let (admin, wang, today) = (world.ids.admin, world.ids.wang, world.ids.today);
    let left_on = |world: &World| world.book.person(wang).and_then(|it| it.left_on);
    world.applies(admin, &change_person(&world, wang, |it| it.left_on = Some(today.plus(-100))));
    assert_eq!(left_on(&world), None);
    world.applies(admin, &change_person(&world, wang, |it| it.active = false));
    assert_eq!(left_on(&world), Some(today));
    let later = World { ids: crate::sample::SmallIds { today: today.plus(9), ..world.ids }, book: world.book.clone() };
    let amended = later.decides(admin, &change_person(&later, wang, |it| it.name = "王离".to_owned())).expect("a name");
    assert!(matches!(&amended.puts[..], [crate::book::record::Record::Person(person)] if person.left_on == Some(today)), "{amended:?}");
    world.applies(admin, &change_person(&world, wang, |it| it.active = true));
    assert_eq!(left_on(&world), None);
}

#[test]
fn concurrent_changes_of_role_and_team_leave_a_valid_person() {
    let mut world = world();
    // Both administrators saw the same supervisor: one makes this person a manager, the other moves the person to the second team.
    let promote = change_person(&world, world.ids.boss, |it| (it.role, it.department) = (Role::Manager, Some(world.ids.department)));
    let moved = change_person(&world, world.ids.boss, |it| it.team = Some(world.ids.second_team));
    world.applies(world.ids.admin, &promote);
    world.applies(world.ids.admin, &moved);
    let boss = world.book.person(world.ids.boss).expect("boss");
    assert_eq!((boss.role, boss.team, boss.department), (Role::Manager, None, Some(world.ids.department)));
}

#[test]
fn saving_a_team_is_refused_for_every_reason() {
    let mut world = world();
    let admin = world.ids.admin;
    let save = |department: DepartmentId, region: Option<RegionId>, name: &str| {
        let now = Team { id: TeamId(fresh(5)), name: name.to_owned(), department, region };
        Command::SaveTeam(Save { was: None, now })
    };
    let ours = world.ids.department;
    world.refuses(world.ids.boss, &save(ours, None, "三组"), &[NOT_ALLOWED]);
    world.refuses(admin, &save(ours, None, ""), &[(Field::Name, Refusal::Missing)]);
    world.refuses(admin, &save(ours, None, &long(LINE + 1)), &[(Field::Name, too_long(LINE))]);
    world.refuses(admin, &save(DepartmentId(fresh(6)), None, "三组"), &[(Field::Department, Refusal::NotYours)]);
    world.refuses(admin, &save(ours, Some(RegionId(fresh(7))), "三组"), &[(Field::Region, Refusal::NotYours)]);

    let other = DepartmentId(fresh(6));
    let department = Department { id: other, name: "二部".to_owned() };
    world.applies(admin, &Command::SaveDepartment(Save { was: None, now: department }));
    let was = world.book.team(world.ids.first_team).expect("the team").clone();
    let moved = Command::SaveTeam(Save { was: Some(was.clone()), now: Team { department: other, ..was } });
    world.refuses(admin, &moved, &[(Field::Department, Refusal::NotAllowed)]);
    world.applies(admin, &save(other, None, "三组"));
    world.refuses(admin, &save(other, None, "三组"), &[(Field::Id, Refusal::Exists)]);
}

#[test]
fn departments_and_regions_need_a_name() {
    let world = world();
    let admin = world.ids.admin;
    let department = |name: &str| {
        let now = Department { id: DepartmentId(fresh(8)), name: name.to_owned() };
        Command::SaveDepartment(Save { was: None, now })
    };
    let region = |name: &str| Command::SaveRegion(Save { was: None, now: Region { id: RegionId(fresh(9)), name: name.to_owned() } });
    for save in [&department as &dyn Fn(&str) -> Command, &region] {
        world.refuses(admin, &save(" "), &[(Field::Name, Refusal::Missing)]);
        world.refuses(admin, &save(&long(LINE + 1)), &[(Field::Name, too_long(LINE))]);
        world.refuses(world.ids.director, &save(""), &[(Field::Role, Refusal::NotAllowed), (Field::Name, Refusal::Missing)]);
        assert!(world.decides(admin, &save("华南")).is_ok());
    }
}

#[test]
fn saving_a_product_is_refused_for_every_reason() {
    let mut world = world();
    let admin = world.ids.admin;
    let save = |line: &str, model: &str, price: i64, active: bool| {
        let now = Product {
            id: ProductId(fresh(10)),
            line: line.to_owned(),
            model: model.to_owned(),
            module: String::new(),
            price: Money(price),
            active,
            cost: Default::default(),
        };
        Command::SaveProduct(Save { was: None, now })
    };
    world.refuses(world.ids.manager, &save("B", "B-1", 1, true), &[NOT_ALLOWED]);
    world.refuses(
        admin,
        &save("", "", -1, true),
        &[(Field::Line, Refusal::Missing), (Field::Model, Refusal::Missing), (Field::Price, Refusal::NotPositive)],
    );
    world.refuses(admin, &save("B", &long(LINE + 1), 1, true), &[(Field::Model, too_long(LINE))]);
    world.refuses(admin, &save("B", "B-1", Money::LARGEST.0 + 1, true), &[(Field::Price, MOST)]);
    let of_module = |module: String| match save("B", "B-1", 1, true) {
        Command::SaveProduct(Save { was, now }) => Command::SaveProduct(Save { was, now: Product { module, ..now } }),
        other => other,
    };
    world.refuses(admin, &of_module(long(LINE + 1)), &[(Field::Module, too_long(LINE))]);
    // The same model in full-width characters.
    world.refuses(admin, &save("B", "ａ 100", 1, true), &[(Field::Model, Refusal::Taken)]);
    world.applies(admin, &save("B", "a100", 1, false));
    let was = world.book.product(ProductId(fresh(10))).expect("the product").clone();
    let revived = Command::SaveProduct(Save { was: Some(was.clone()), now: Product { active: true, ..was } });
    world.refuses(admin, &revived, &[(Field::Model, Refusal::Taken)]);
}

/// The product of the sample, with other costs.
fn with_cost(world: &World, change: impl FnOnce(Dated<Option<Money>>) -> Dated<Option<Money>>) -> Command {
    let was = world.book.product(world.ids.product).expect("the product").clone();
    let now = Product { cost: change(was.cost.clone()), ..was.clone() };
    Command::SaveProduct(Save { was: Some(was), now })
}

#[test]
fn a_cost_holds_from_a_day_and_the_past_keeps_its_own() {
    // F-16, R-12.
    let mut world = world();
    let (admin, today) = (world.ids.admin, world.ids.today);
    let cost = |yuan: i64| Some(Money::whole(yuan));
    let since = |from: Day, cost: Option<Money>| move |it: Dated<Option<Money>>| it.since(from, cost);
    let too_early = [(Field::FromDay, Refusal::TooEarly { first: today })];
    world.refuses(world.ids.manager, &with_cost(&world, since(today, cost(600))), &[NOT_ALLOWED]);
    world.refuses(admin, &with_cost(&world, since(today.plus(-1), cost(600))), &too_early);
    world.refuses(admin, &with_cost(&world, since(today, Some(Money(-1)))), &[(Field::Cost, Refusal::NotPositive)]);
    let too_much = Money(Money::LARGEST.0 + 1);
    world.refuses(admin, &with_cost(&world, since(today, Some(too_much))), &[(Field::Cost, MOST)]);
    world.applies(admin, &with_cost(&world, since(today, cost(600))));
    world.applies(admin, &with_cost(&world, since(today.plus(10), cost(650))));
    let product = world.book.product(world.ids.product).expect("the product").clone();
    for (day, expected) in [(-1, None), (0, cost(600)), (9, cost(600)), (10, cost(650)), (99, cost(650))] {
        assert_eq!(product.cost_on(today.plus(day)), expected, "{day}");
    }
    assert!(product.cost.versions().iter().all(|it| it.set.is_some_and(|set| set.by == admin)), "who set it");
    // What began to hold is followed, never taken away or rewritten; what is planned may go.
    let tomorrow = world.ids.moment_on(today.plus(1), admin, &world.book);
    let rewritten = decide(&with_cost(&world, |it| it.map(|_| cost(1))), &world.book, &tomorrow);
    assert_eq!(rewritten, Err(Refusals::of(Field::FromDay, Refusal::TooEarly { first: today.plus(1) })));
    world.applies(admin, &with_cost(&world, |it| it.without(today.plus(10), today)));
    assert_eq!(world.book.product(world.ids.product).and_then(|it| it.cost_on(today.plus(10))), cost(600));
    // Anything else of the product changes beside it.
    let was = world.book.product(world.ids.product).expect("the product").clone();
    world.applies(admin, &Command::SaveProduct(Save { was: Some(was.clone()), now: Product { price: Money::whole(1_200), ..was } }));
    assert_eq!(world.book.product(world.ids.product).and_then(|it| it.cost_on(today)), cost(600));
}

#[test]
fn every_change_of_the_company_raises_its_revision() {
    let mut world = world();
    let admin = world.ids.admin;
    let was = world.book.company().clone();
    let save = |now: Company| Command::SaveCompany(Save { was: Some(was.clone()), now });
    let notices = NoticeRules { quiet: QuietHours { from: -1, until: 1_440 }, collect_minutes: 1_441 };
    let wrong = Company { name: " ".to_owned(), credit_days: 366, utc_offset_minutes: 841, notices, ..was.clone() };
    let no_minute = Refusal::OutOfRange { least: 0, most: 1_439 };
    let too_many = Refusal::OutOfRange { least: 0, most: 365 };
    world.refuses(
        admin,
        &save(wrong),
        &[
            (Field::Name, Refusal::Missing),
            (Field::CreditDays, too_many),
            (Field::UtcOffsetMinutes, Refusal::Malformed),
            (Field::QuietFrom, no_minute.clone()),
            (Field::QuietUntil, no_minute),
            (Field::CollectMinutes, Refusal::OutOfRange { least: 0, most: 1_440 }),
        ],
    );
    world.refuses(world.ids.director, &save(was.clone()), &[NOT_ALLOWED]);
    world.refuses(admin, &Command::SaveCompany(Save { was: None, now: was.clone() }), &[(Field::Id, Refusal::Exists)]);
    // The revision sent by the client is ignored.
    world.applies(admin, &save(Company { credit_days: 0, revision: 99, ..was.clone() }));
    assert_eq!((world.book.company().revision, world.book.company().credit_days), (was.revision + 1, 0));
}

#[test]
fn the_administrator_changes_the_working_days() {
    // A18.
    let mut world = world();
    let admin = world.ids.admin;
    let notice = |text: &str| Notice::read(text).expect("a notice");
    let save = |world: &World, holidays: Vec<Notice>| {
        let was = world.book.company().clone();
        Command::SaveCompany(Save { was: Some(was.clone()), now: Company { holidays, ..was } })
    };
    let year = notice("2027-10-01,off,国庆节");
    let far = Notice { year: 2030, ..year.clone() };
    let empty = Notice { year: 2027, days: Vec::new() };
    let twice = vec![year.clone(), year.clone()];
    for unsound in [vec![far], vec![empty], twice] {
        world.refuses(admin, &save(&world, unsound), &[(Field::Holidays, Refusal::Malformed)]);
    }
    world.applies(admin, &save(&world, vec![year]));
    assert!(!WorkingDays::of(world.book.company()).is_working(Day::parse("2027-10-01").expect("a day")));
    // Removing the last notice leaves nothing behind.
    world.applies(admin, &save(&world, Vec::new()));
    assert!(world.book.company().holidays.is_empty());
}

#[test]
fn the_administrator_changes_the_grade_rules_from_a_day_on() {
    // C-09: thresholds are data with an effective date; what was in force is never rewritten.
    use crate::rules::{Bar, GradeRules};
    let mut world = world();
    let (admin, today) = (world.ids.admin, world.ids.today);
    let save = |world: &World, from: Day, rules: GradeRules| {
        let was = world.book.company().clone();
        let grade_rules = was.grade_rules.since(from, rules);
        Command::SaveCompany(Save { was: Some(was.clone()), now: Company { grade_rules, ..was } })
    };
    let base = GradeRules::default();
    let amount = |units: i64, months: i32| Bar { amount: Money::whole(units), months };
    world.refuses(admin, &save(&world, today.plus(-1), base), &[(Field::GradeRules, Refusal::TooEarly { first: today })]);
    let range = |least, most| Refusal::OutOfRange { least, most };
    let least = |units: i64| Refusal::TooLittle { least: Money::whole(units) };
    for (rules, field, refusal) in [
        (GradeRules { potential: Money::ZERO, ..base }, Field::PotentialAmount, Refusal::NotPositive),
        (GradeRules { key: amount(50_000, 12), ..base }, Field::KeyAmount, least(50_000)),
        (GradeRules { strategic: amount(200_000, 24), ..base }, Field::StrategicAmount, least(200_000)),
        (GradeRules { strategic: Bar { amount: Money(i64::MAX), months: 24 }, ..base }, Field::StrategicAmount, MOST),
        (GradeRules { key: amount(200_000, -1), ..base }, Field::KeyMonths, range(0, 240)),
        (GradeRules { strategic: amount(500_000, 11), ..base }, Field::StrategicMonths, range(12, 240)),
        (GradeRules { quarters: 0, ..base }, Field::Quarters, range(1, 8)),
        (GradeRules { new_for_months: 0, ..base }, Field::NewForMonths, range(1, 240)),
        (GradeRules { a_percent: 0, ..base }, Field::APercent, range(1, 99)),
        (GradeRules { b_percent: 80, ..base }, Field::BPercent, range(81, 100)),
    ] {
        world.refuses(admin, &save(&world, today, rules), &[(field, refusal)]);
    }
    world.applies(admin, &save(&world, today, GradeRules { quarters: 1, ..base }));
    let kept = world.book.company().grade_rules.clone();
    assert_eq!((kept.on(today.plus(-1)).quarters, kept.on(today).quarters), (2, 1));
}

#[test]
fn the_administrator_changes_the_cadence_and_the_pipeline() {
    // FU-03, A28.
    let mut world = world();
    let admin = world.ids.admin;
    let save = |world: &World, change: &dyn Fn(&mut Company)| {
        let was = world.book.company().clone();
        let mut now = was.clone();
        change(&mut now);
        Command::SaveCompany(Save { was: Some(was), now })
    };
    for (interval, most) in [
        (Interval::Days(0), Some(730)),
        (Interval::Days(1), None),
        (Interval::Days(730), None),
        (Interval::Days(731), Some(730)),
        (Interval::Months(0), Some(24)),
        (Interval::Months(24), None),
        (Interval::Months(25), Some(24)),
    ] {
        let command = save(&world, &|it| it.cadence = it.cadence.with(Grade::Key, interval));
        match most {
            None => assert!(world.decides(admin, &command).is_ok(), "{interval:?}"),
            Some(most) => world.refuses(admin, &command, &[(Field::CadenceOf(Grade::Key), Refusal::OutOfRange { least: 1, most })]),
        }
    }
    let of = |stage, name: &str| SubStage { stage, name: name.to_owned() };
    for (sub_stages, field, refusal) in [
        (vec![of(Stage::Interested, "")], Field::StageOf(Stage::Interested, StagePart::Names), Refusal::Missing),
        (vec![of(Stage::Interested, " 调研")], Field::StageOf(Stage::Interested, StagePart::Names), Refusal::Malformed),
        (vec![of(Stage::Won, "验收")], Field::Pipeline, Refusal::Malformed),
        (
            vec![of(Stage::Interested, "需求调研"), of(Stage::Interested, "需求调研")],
            Field::StageOf(Stage::Interested, StagePart::Names),
            Refusal::Taken,
        ),
        (
            vec![of(Stage::Interested, &long(LINE + 1))],
            Field::StageOf(Stage::Interested, StagePart::Names),
            Refusal::TooLong { longest: LINE },
        ),
    ] {
        let command = save(&world, &|it| it.pipeline.sub_stages = sub_stages.clone());
        world.refuses(admin, &command, &[(field, refusal)]);
    }
    for days in [0, 731] {
        let command = save(&world, &|it| it.pipeline.limits = vec![StageLimit { stage: Stage::Proposal, days }]);
        world.refuses(admin, &command, &[(Field::StageOf(Stage::Proposal, StagePart::Limit), Refusal::OutOfRange { least: 1, most: 730 })]);
    }
    world.applies(admin, &save(&world, &|it| it.pipeline.sub_stages.push(of(Stage::Negotiation, "商务谈判"))));
    assert!(world.book.company().pipeline_on(world.ids.today).has(Stage::Negotiation, "商务谈判"));
}

#[test]
fn the_company_sets_the_review_interval_of_ongoing_tasks() {
    // E-23, A44: monthly by default; one day to two years.
    let mut world = world();
    let admin = world.ids.admin;
    assert_eq!(Company::default().task_review, Interval::Months(1));
    let today = world.ids.today;
    let save = |world: &World, every| {
        let was = world.book.company().clone();
        let task_review_versions = was.task_review_versions.since(today, crate::rules::ReviewRhythm(every));
        Command::SaveCompany(Save { was: Some(was.clone()), now: Company { task_review_versions, ..was } })
    };
    for (every, most) in [(Interval::Days(0), 730), (Interval::Days(731), 730), (Interval::Months(0), 24), (Interval::Months(25), 24)] {
        world.refuses(admin, &save(&world, every), &[(Field::TaskReview, Refusal::OutOfRange { least: 1, most })]);
    }
    world.refuses(world.ids.boss, &save(&world, Interval::Days(7)), &[NOT_ALLOWED]);
    for every in [Interval::Days(1), Interval::Days(730), Interval::Months(24), Interval::Months(1), Interval::Days(7)] {
        world.applies(admin, &save(&world, every));
        assert_eq!(world.book.company().task_review_on(today), every);
        assert_eq!(world.book.company().task_review_on(today.plus(-1)), Interval::Months(1));
    }
}

#[test]
fn dated_rules_are_validated_and_keep_past_versions() {
    // C9: evidence (A32), review (DQ-01), entry times (A46), comparisons (A48), years and weeks (A43), sensitive fields, KPI sets, grades (C-09), alerts (C7), nodes (O-03),
    // sub-stages (A28), cadence (FU-03), price bands (E-07), words to choose from (E-16, E-18, E-19, E-21).
    use crate::rules::Dated;
    let mut world = world();
    let (admin, today) = (world.ids.admin, world.ids.today);
    type Make = fn(&mut Company, &[Day]);
    fn versions<T: Default + serde::Serialize + serde::de::DeserializeOwned>(from: &[Day]) -> Dated<T> {
        let rules = serde_json::to_value(T::default()).expect("rules are plain data");
        let all: Vec<_> = from.iter().map(|it| serde_json::json!({ "from": it, "rules": rules })).collect();
        serde_json::from_value(all.into()).expect("versions")
    }
    let sets: [(Field, Make); 17] = [
        (Field::Evidence, |it, from| it.evidence = versions(from)),
        (Field::Review, |it, from| it.review = versions(from)),
        (Field::EntryTimes, |it, from| it.entry_times = versions(from)),
        (Field::Comparisons, |it, from| it.comparisons = versions(from)),
        (Field::FiscalCalendar, |it, from| it.fiscal_calendar = versions(from)),
        (Field::FieldPolicy, |it, from| it.field_policy = versions(from)),
        (Field::KpiSets, |it, from| it.kpi_sets = versions(from)),
        (Field::GradeRules, |it, from| it.grade_rules = versions(from)),
        (Field::Alerts, |it, from| it.alerts = versions(from)),
        (Field::OrderNodes, |it, from| it.order_nodes = versions(from)),
        (Field::PipelineVersions, |it, from| it.pipeline_versions = versions(from)),
        (Field::CadenceVersions, |it, from| it.cadence_versions = versions(from)),
        (Field::TaskReviewVersions, |it, from| it.task_review_versions = versions(from)),
        (Field::PriceBandVersions, |it, from| it.price_band_versions = versions(from)),
        (Field::DictionaryVersions, |it, from| it.dictionary_versions = versions(from)),
        (Field::SeasonCurves, |it, from| it.season_curves = versions(from)),
        (Field::Ramp, |it, from| it.ramp = versions(from)),
    ];
    let save = |world: &World, make: Make, from: &[Day]| {
        let was = world.book.company().clone();
        let mut now = was.clone();
        make(&mut now, from);
        Command::SaveCompany(Save { was: Some(was), now })
    };
    for (field, make) in sets {
        let (tomorrow, after) = (today.plus(1), today.plus(2));
        for unsound in [vec![after, tomorrow], vec![tomorrow, tomorrow], vec![Day::LAST.plus(1)], vec![Day::FIRST.plus(-1)]] {
            world.refuses(admin, &save(&world, make, &unsound), &[(field, Refusal::Malformed)]);
        }
        world.refuses(admin, &save(&world, make, &[today.plus(-1)]), &[(field, Refusal::TooEarly { first: today })]);
        world.applies(admin, &save(&world, make, &[today, tomorrow]));
        // Once in force, it is the past on the next day and cannot be changed.
        let later = World { ids: crate::sample::SmallIds { today: tomorrow, ..world.ids }, book: world.book.clone() };
        later.refuses(admin, &save(&later, make, &[tomorrow]), &[(field, Refusal::TooEarly { first: tomorrow })]);
        later.refuses(admin, &save(&later, make, &[]), &[(field, Refusal::TooEarly { first: tomorrow })]);
    }
}

#[test]
fn rules_of_review_of_entry_times_and_of_nodes_are_refused_for_every_reason() {
    // DQ-01, A46, O-03.
    use crate::rules::{EntryTimes, NodeStep, NodeTemplate, ReviewPolicy};
    use crate::values::node::{Node, Responsible};
    let world = world();
    let (admin, today) = (world.ids.admin, world.ids.today);
    let save = |change: &dyn Fn(&mut Company)| {
        let was = world.book.company().clone();
        let mut now = was.clone();
        change(&mut now);
        Command::SaveCompany(Save { was: Some(was), now })
    };
    let least = Refusal::TooLittle { least: Money::ZERO };
    for (from, refusal) in
        [(None, None), (Some(0), None), (Some(Money::LARGEST.0), None), (Some(-1), Some(least)), (Some(Money::LARGEST.0 + 1), Some(MOST))]
    {
        let from = from.map(Money);
        for (field, policy) in [
            (Field::ReviewOrdersFrom, ReviewPolicy { orders_from: from, ..ReviewPolicy::default() }),
            (Field::ReviewPaymentsFrom, ReviewPolicy { payments_from: from, ..ReviewPolicy::default() }),
        ] {
            let command = save(&|it| it.review = it.review.since(today, policy));
            match &refusal {
                None => assert!(world.decides(admin, &command).is_ok(), "{policy:?}"),
                Some(refusal) => world.refuses(admin, &command, &[(field, refusal.clone())]),
            }
        }
    }
    for (minute, is_right) in [(-1, false), (0, true), (1_439, true), (1_440, false)] {
        for (field, times) in [
            (Field::EntryTimesExpectedBy, EntryTimes { expected_by: minute, ..EntryTimes::default() }),
            (Field::EntryTimesBackFilledAfter, EntryTimes { back_filled_after: minute, ..EntryTimes::default() }),
        ] {
            let command = save(&|it| it.entry_times = it.entry_times.since(today, times));
            if is_right {
                assert!(world.decides(admin, &command).is_ok(), "{times:?}");
            } else {
                world.refuses(admin, &command, &[(field, Refusal::OutOfRange { least: 0, most: 1_439 })]);
            }
        }
    }
    let sees_to = |person| {
        let step = NodeStep { node: Node::Shipped, owner: Some(Responsible::Person(person)), days: 5 };
        save(&|it| it.order_nodes = it.order_nodes.since(today, NodeTemplate::default().with(step.clone())))
    };
    assert!(world.decides(admin, &sees_to(world.ids.wang)).is_ok());
    world.refuses(admin, &sees_to(PersonId(fresh(70))), &[(Field::NodeOf(Node::Shipped, NodePart::Owner), Refusal::NotYours)]);
}

#[test]
fn a_device_with_a_slow_clock_cannot_change_closed_periods() {
    // The server's day decides what is over, not the day of the device.
    let world = world();
    let (admin, today) = (world.ids.admin, world.ids.today);
    let then = Day::FIRST.plus(10);
    let behind = |by: PersonId| Moment { now: Timestamp(i64::from(then.0) * 86_400_000), today: then, ..world.ids.moment(by, &world.book) };
    let was = world.book.company().clone();
    let review = was.review.since(then, crate::rules::ReviewPolicy { follow_ups: true, ..Default::default() });
    let save = Command::SaveCompany(Save { now: Company { review, ..was.clone() }, was: Some(was) });
    let refused = decide(&save, &world.book, &behind(admin));
    assert_eq!(refused, Err(Refusals::of(Field::Review, Refusal::TooEarly { first: today })));

    // A device clock that is behind does not turn today into a future day.
    let take = Command::TakeOrder(world.take(7, 1));
    assert!(decide(&take, &world.book, &behind(world.ids.lin)).is_ok());
}

fn newcomer(id: u128, account: &str, role: Role, team: Option<TeamId>) -> Person {
    let (id, name, account) = (PersonId(fresh(id)), format!("新人{id}"), account.to_owned());
    Person {
        id,
        name,
        account,
        role,
        team,
        department: None,
        email: None,
        active: true,
        postings: Default::default(),
        joined_on: None,
        left_on: None,
    }
}

#[test]
fn several_people_are_added_all_or_none() {
    // every mistake of every line at once, accounts that are in use or twice in the lines included.
    let mut world = world();
    let (ids, team) = (world.ids, Some(world.ids.first_team));
    let add = |people: Vec<Person>| Command::AddPeople(AddPeople { people });
    let sound = vec![newcomer(801, "Sun Li", Role::Rep, team), newcomer(802, "qian", Role::Director, team)];
    world.refuses(ids.boss, &add(sound.clone()), &[(Field::Role, Refusal::NotAllowed)]);
    world.refuses(ids.admin, &add(Vec::new()), &[(Field::People, Refusal::Missing)]);
    let most = i64::try_from(AddPeople::MOST).expect("a small number");
    let mut many: Vec<Person> =
        (0..=AddPeople::MOST as u128).map(|at| newcomer(10_000 + at, &format!("p{at}"), Role::Director, None)).collect();
    world.refuses(ids.admin, &add(many.clone()), &[(Field::People, Refusal::OutOfRange { least: 1, most })]);
    many.pop();

    let wrong = vec![
        newcomer(803, "lin", Role::Rep, team),
        newcomer(804, " ", Role::Rep, None),
        newcomer(805, "wu", Role::Manager, None),
        Person { name: String::new(), email: Some("x".to_owned()), ..newcomer(805, "WU", Role::Rep, Some(TeamId(fresh(1)))) },
    ];
    let at = Field::PersonAt;
    let reasons = [
        (at(0, PersonPart::Account), Refusal::Taken),
        (at(1, PersonPart::Account), Refusal::Missing),
        (at(1, PersonPart::Team), Refusal::Missing),
        (at(2, PersonPart::Department), Refusal::Missing),
        (at(3, PersonPart::Account), Refusal::Taken),
        (at(3, PersonPart::Email), Refusal::Malformed),
        (at(3, PersonPart::Id), Refusal::Exists),
        (at(3, PersonPart::Name), Refusal::Missing),
        (at(3, PersonPart::Team), Refusal::NotYours),
    ];
    world.refuses(ids.admin, &add(wrong), &reasons);
    assert!(world.book.person(PersonId(fresh(805))).is_none(), "none is added");

    world.applies(ids.admin, &add(sound));
    let (first, second) =
        (world.book.person(PersonId(fresh(801))).expect("added"), world.book.person(PersonId(fresh(802))).expect("added"));
    assert_eq!((first.account.as_str(), first.team), ("sunli", team));
    assert_eq!((second.role, second.team), (Role::Director, None), "a director has no team");
    world.applies(ids.admin, &add(many));
}
