//! Versions of the administrator's rules (C-09): scheduled, changed, taken back, and who did it.

use super::*;
use crate::access::actor::Actor;
use crate::book::record::Record;
use crate::decide::ruling::ruling_versions;
use crate::figures::analytics::Filter;
use crate::figures::kpis::{Evaluator, KpiFacts};
use crate::records::customer::Source;
use crate::records::kpi::Narrowing;
use crate::records::organisation::Company;
use crate::rules::cadence::{Cadence, Interval};
use crate::rules::pipeline::SubStage;
use crate::rules::{Dated, Dictionaries, GradeRules, PriceBands, SetBy, Version};
use crate::values::calendar::Timestamp;
use crate::values::field::StagePart;
use crate::values::grade::Grade;
use crate::values::ids::{CustomerId, Key};
use crate::values::kpi_name::KpiName;
use crate::values::open_list::OwnWord;
use crate::values::ratio::Ratio;
use crate::values::shipped_kpi::ShippedKpi;

const PLAIN: GradeRules = GradeRules {
    strategic: crate::rules::Bar { amount: Money::whole(500_000), months: 24 },
    key: crate::rules::Bar { amount: Money::whole(200_000), months: 12 },
    potential: Money::whole(50_000),
    window: crate::rules::Window::Rolling,
    quarters: 2,
    new_for_months: 12,
    a_percent: 80,
    b_percent: 95,
};

fn quarters(quarters: i32) -> GradeRules {
    GradeRules { quarters, ..PLAIN }
}

/// A version that claims to have been set by somebody else at another time.
fn claimed(world: &World, from: Day, rules: GradeRules, note: Option<&str>) -> Version<GradeRules> {
    let set = Some(SetBy { by: world.ids.boss, at: Timestamp(1) });
    Version { from, rules, set, note: note.map(str::to_owned) }
}

fn save(world: &World, change: impl FnOnce(&Dated<GradeRules>) -> Dated<GradeRules>) -> Command {
    let was = world.book.company().clone();
    Command::SaveCompany(Save { now: Company { grade_rules: change(&was.grade_rules), ..was.clone() }, was: Some(was) })
}

/// Day after today, quarters, author and note of each version.
fn versions(world: &World) -> Vec<(i32, i32, Option<PersonId>, Option<String>)> {
    let versions = world.book.company().grade_rules.versions().iter();
    versions.map(|it| (it.from.0 - world.ids.today.0, it.rules.quarters, it.set.map(|set| set.by), it.note.clone())).collect()
}

#[test]
fn the_author_and_the_time_are_those_of_the_command() {
    let mut world = world();
    let (admin, today) = (world.ids.admin, world.ids.today);
    let version = claimed(&world, today.plus(30), quarters(3), Some("  旺季放宽 "));
    world.applies(admin, &save(&world, |it| it.with(version)));
    assert_eq!(versions(&world), [(30, 3, Some(admin), Some("旺季放宽".to_owned()))]);
    let set = world.book.company().grade_rules.versions()[0].set;
    assert_eq!(set.map(|it| it.at), Some(world.ids.moment(admin, &world.book).now));

    // Another change leaves the author of this one alone.
    let second = add_administrator(&mut world);
    world.applies(second, &save(&world, |it| it.since(today, quarters(1))));
    let note = Some("旺季放宽".to_owned());
    assert_eq!(versions(&world), [(0, 1, Some(second), None), (30, 3, Some(admin), note.clone())]);
    // A change of the plan, or of its note alone, is the author's own.
    world.applies(second, &save(&world, |it| it.with(Version { note: note.clone(), ..Version::of(today.plus(30), quarters(4)) })));
    assert_eq!(versions(&world)[1], (30, 4, Some(second), note));
    world.applies(admin, &save(&world, |it| it.with(Version { note: Some(" ".to_owned()), ..Version::of(today.plus(30), quarters(4)) })));
    assert_eq!(versions(&world)[1], (30, 4, Some(admin), None));
}

#[test]
fn a_planned_version_is_taken_back_and_set_again() {
    let mut world = world();
    let (admin, today) = (world.ids.admin, world.ids.today);
    world.applies(admin, &save(&world, |it| it.since(today.plus(1), quarters(3))));
    let planned = world.book.company().grade_rules.clone();
    // The day before it takes effect is the last one.
    world.applies(admin, &save(&world, |it| it.without(today.plus(1), today)));
    assert!(world.book.company().grade_rules.is_default());
    assert_eq!(world.book.company().grade_rules.on(today.plus(2)), PLAIN);
    world.applies(admin, &save(&world, |_| planned));
    assert_eq!(versions(&world), [(1, 3, Some(admin), None)]);

    // A day later by the server's clock it is in force.
    let early = save(&world, |it| it.without(today.plus(1), today));
    let moment = Moment { server_today: today.plus(1), ..world.ids.moment(admin, &world.book) };
    let refused = decide(&early, &world.book, &moment);
    assert_eq!(refused, Err(Refusals::of(Field::GradeRules, Refusal::TooEarly { first: today.plus(1) })));
}

#[test]
fn notes_and_authors_of_the_past_stay() {
    let mut world = world();
    let (admin, today) = (world.ids.admin, world.ids.today);
    world.applies(admin, &save(&world, |it| it.with(Version { note: Some("旺季".to_owned()), ..Version::of(today, quarters(3)) })));
    let tomorrow = Moment { today: today.plus(1), server_today: today.plus(1), ..world.ids.moment(admin, &world.book) };
    let too_early = Err(Refusals::of(Field::GradeRules, Refusal::TooEarly { first: today.plus(1) }));
    for (note, refused) in [(Some("别的"), true), (Some(""), true), (Some("旺季"), false), (None, false)] {
        let version = claimed(&world, today, quarters(3), note);
        let decided = decide(&save(&world, |it| it.with(version)), &world.book, &tomorrow);
        match refused {
            true => assert_eq!(decided, too_early, "{note:?}"),
            // A claimed author is of no effect.
            false => assert!(decided.is_ok_and(|it| company_of(&it).grade_rules == world.book.company().grade_rules), "{note:?}"),
        }
    }
    world.refuses(
        admin,
        &save(&world, |it| it.with(claimed(&world, today, quarters(3), Some(&long(NOTE + 1))))),
        &[(Field::Note, too_long(NOTE))],
    );
}

#[test]
fn a_device_of_an_older_release_keeps_what_it_does_not_know() {
    // It reads neither authors nor notes, and sends its versions without them.
    let mut world = world();
    let (admin, today) = (world.ids.admin, world.ids.today);
    let version = claimed(&world, today.plus(9), quarters(3), Some("旺季"));
    world.applies(admin, &save(&world, |it| it.with(version)));
    let known: Dated<GradeRules> =
        world.book.company().grade_rules.versions().iter().fold(Dated::default(), |dated, it| dated.since(it.from, it.rules));
    let was = Company { grade_rules: known.clone(), ..world.book.company().clone() };
    let now = Company { grade_rules: known.since(today.plus(4), quarters(1)), ..was.clone() };
    let decision = world.applies(admin, &Command::SaveCompany(Save { was: Some(was), now }));
    assert_eq!(decision.conflicts, []);
    assert_eq!(versions(&world), [(4, 1, Some(admin), None), (9, 3, Some(admin), Some("旺季".to_owned()))]);
}

#[test]
fn the_first_company_says_who_set_its_rules() {
    let world = world();
    let admin = world.ids.admin;
    let mut book = world.book.clone();
    book.remove(Key::COMPANY);
    let grade_rules = Dated::default().since(world.ids.today, quarters(3));
    let now = Company { name: "新公司".to_owned(), grade_rules, ..Company::default() };
    let decision = decide(&Command::SaveCompany(Save { was: None, now }), &book, &world.ids.moment(admin, &world.book));
    let set = company_of(&decision.expect("a company")).grade_rules.versions()[0].set;
    assert_eq!(set.map(|it| it.by), Some(admin));
}

/// The company after a change in place, as a device of an earlier release makes it.
fn in_place(world: &World, change: impl FnOnce(&mut Company)) -> Command {
    let was = world.book.company().clone();
    let mut now = was.clone();
    change(&mut now);
    Command::SaveCompany(Save { was: Some(was), now })
}

#[test]
fn rules_that_an_earlier_release_changes_in_place_hold_from_that_day() {
    // FU-03, A28, E-07, E-16, E-18: what held before the first version is the past and stays.
    let mut world = world();
    let (admin, today) = (world.ids.admin, world.ids.today);
    let was = world.book.company().clone();
    let weekly = was.cadence.with(Grade::Normal, Interval::Days(7));
    let bands = PriceBands::beginning_at(vec![Money::whole(5)]);
    let change = in_place(&world, |now| {
        now.cadence = weekly;
        now.task_review = Interval::Days(9);
        now.price_bands = bands.clone();
        now.pipeline.limits.clear();
        now.activities = vec!["路演".to_owned()];
    });
    world.applies(admin, &change);
    let now = world.book.company().clone();
    let before = today.plus(-1);
    assert_eq!((now.cadence_on(before), now.cadence_on(today)), (was.cadence, weekly));
    assert_eq!((now.task_review_on(before), now.task_review_on(today)), (was.task_review, Interval::Days(9)));
    assert_eq!((now.price_bands_on(before), now.price_bands_on(today)), (was.price_bands.clone(), bands));
    assert_eq!((now.pipeline_on(before), now.pipeline_on(today).limits), (was.pipeline.clone(), Vec::new()));
    let words = Dictionaries { activities: vec!["路演".to_owned()], ..was.first_dictionaries() };
    assert_eq!((now.dictionaries_on(before), now.dictionaries_on(today)), (was.first_dictionaries(), words.clone()));
    assert_eq!(now.cadence_versions.versions()[0].set.map(|it| it.by), Some(admin));

    // Of the lists of words, only the one that it changed follows it.
    world.applies(admin, &in_place(&world, |it| it.gap_reasons = vec!["缺料".to_owned()]));
    let both = Dictionaries { gap_reasons: vec!["缺料".to_owned()], ..words };
    assert_eq!(world.book.company().dictionaries_on(today), both);
    assert_eq!(world.book.company().first_dictionaries(), was.first_dictionaries());
}

#[test]
fn a_company_that_an_earlier_release_stored_keeps_its_rules() {
    // FU-03, A28, A44, E-07, E-16, E-18, E-19, E-21: they had no day, so they hold on every day, and are written as they were.
    let stored = concat!(
        r#"{"name":"老公司","currency":"CNY","utc_offset_minutes":480,"credit_days":30,"#,
        r#""pipeline":{"sub_stages":[{"stage":"proposal","name":"打样"}],"limits":[{"stage":"proposal","days":9}]},"#,
        r#""cadence":{"strategic":{"days":3},"key":{"days":14},"potential":{"months":1},"normal":{"months":2}},"task_review":{"days":7},"#,
        r#""gap_reasons":["缺料"],"price_bands":[100],"success_factors":["口碑"],"risk_kinds":["汇率"],"activities":["路演"],"revision":4}"#,
    );
    let company: Company = serde_json::from_str(stored).expect("a company");
    assert_eq!(serde_json::to_string(&company).expect("a text"), stored);
    let words = |it: &str| vec![it.to_owned()];
    for day in [Day::FIRST, Day(20_000), Day::LAST] {
        assert_eq!((company.cadence_on(day).strategic, company.task_review_on(day)), (Interval::Days(3), Interval::Days(7)));
        let pipeline = company.pipeline_on(day);
        assert_eq!(
            (pipeline.has(Stage::Proposal, "打样"), pipeline.limit(Stage::Proposal), pipeline.limit(Stage::Prospect)),
            (true, Some(9), None)
        );
        assert_eq!(company.price_bands_on(day).limits(), [Money(100)]);
        let all = company.dictionaries_on(day);
        assert_eq!((all.gap_reasons, all.success_factors), (words("缺料"), words("口碑")));
        assert_eq!((all.risk_kinds, all.activities), (words("汇率"), words("路演")));
    }
    // A version follows them; what was before stays.
    let cadence_versions = company.cadence_versions.since(Day(20_000), Cadence::default());
    let now = Company { cadence_versions, ..company.clone() };
    let read: Company = serde_json::from_str(&serde_json::to_string(&now).expect("a text")).expect("a company");
    assert_eq!((read.cadence_on(Day(19_999)), read.cadence_on(Day(20_000))), (company.cadence, Cadence::default()));
}

#[test]
fn every_version_of_cadence_sub_stages_bands_and_words_is_checked() {
    // FU-03, A28, E-07, E-11, E-16, E-18, E-19, E-21, E-22, CO-01: all problems at once, each at its field.
    let world = world();
    let (admin, today) = (world.ids.admin, world.ids.today);
    let was = world.book.company().clone();
    let tomorrow = today.plus(1);
    let command = in_place(&world, |now| {
        now.cadence_versions = Dated::default().since(tomorrow, was.cadence.with(Grade::Key, Interval::Days(0)));
        let mut pipeline = was.pipeline.clone();
        pipeline.limits[0].days = 0;
        now.pipeline_versions = Dated::default().since(tomorrow, pipeline);
        now.price_band_versions = Dated::default().since(tomorrow, PriceBands::beginning_at(vec![Money::ZERO]));
        let many = |n: usize| (0..n).map(|at| at.to_string()).collect::<Vec<_>>();
        let words = Dictionaries {
            gap_reasons: many(31),
            success_factors: many(31),
            risk_kinds: many(31),
            activities: many(31),
            sources: many(31),
            methods: vec!["长".repeat(13)],
            expense_kinds: vec!["长".repeat(12), "😀".repeat(13)],
        };
        now.dictionary_versions = Dated::default().since(tomorrow, words);
    });
    let own = Refusal::OutOfRange { least: 0, most: 30 };
    world.refuses(
        admin,
        &command,
        &[
            (Field::CadenceOf(Grade::Key), Refusal::OutOfRange { least: 1, most: 730 }),
            (Field::StageOf(Stage::Prospect, StagePart::Limit), Refusal::OutOfRange { least: 1, most: 730 }),
            (Field::PriceBandAt(0), Refusal::NotPositive),
            (Field::GapReasons, Refusal::TooLong { longest: 30 }),
            (Field::SuccessFactors, own.clone()),
            (Field::RiskKinds, own.clone()),
            (Field::Activities, own.clone()),
            (Field::Sources, own),
            (Field::Methods, Refusal::TooLong { longest: 12 }),
            (Field::ExpenseKinds, Refusal::TooLong { longest: 12 }),
        ],
    );
    let words = Dictionaries { activities: vec![" 路演 ".to_owned(), "".to_owned(), "路演".to_owned()], ..Dictionaries::default() };
    let decision = world.decides(admin, &in_place(&world, |it| it.dictionary_versions = Dated::default().since(tomorrow, words)));
    assert_eq!(company_of(&decision.expect("words")).dictionaries_on(tomorrow).activities, ["路演"]);
}

#[test]
fn a_companys_own_source_method_and_expense_kind_are_chosen_and_counted() {
    // E-11, E-22, CO-01: recorded offline before the word was taken away, they stay.
    let mut world = world();
    let (lin, today) = (world.ids.lin, world.ids.today);
    let own = |it: &str| OwnWord::new(it).expect("a word");
    let (source, method) = (Source::Own(own("抖音")), Method::Own(own("钉钉")));
    let words = Dictionaries { sources: vec!["抖音".to_owned()], ..Dictionaries::default() };
    assert_eq!(words.offered::<Source>(None), Source::ALL.into_iter().chain([source]).collect::<Vec<_>>());
    assert_eq!(words.offered(Some(method)).last(), Some(&method), "chosen before");

    let customer = CustomerId(uuid::Uuid::from_u128(7 << 76 | 0b10 << 62 | 8_801));
    let profile = CustomerProfile { name: "新客户".to_owned(), source: Some(source), ..CustomerProfile::default() };
    world.applies(lin, &Command::FileCustomer(FileCustomer { id: customer, number: None, filed_on: today, owner: None, profile }));
    assert_eq!(world.book.customer(customer).and_then(|it| it.profile.source), Some(source));
    let log = FollowUpId(uuid::Uuid::from_u128(7 << 76 | 0b10 << 62 | 8_802));
    world.applies(lin, &Command::LogFollowUp(LogFollowUp::of(log, customer, today, method, "谈了需求")));

    let facts = KpiFacts::of(&world.book);
    let of = |only: Narrowing| {
        let evaluator = || Evaluator::over(&facts, &world.book, today).within(only.clone());
        let n = |kpi| evaluator().measure(kpi, Period::Month(today.month()), &Filter::default()).value.map(Ratio::rounded);
        (n(KpiName::Shipped(ShippedKpi::FollowUps)), n(KpiName::Shipped(ShippedKpi::Visits)))
    };
    assert_eq!(of(Narrowing { method: Some(method), ..Narrowing::default() }).0, Ok(1));
    assert_eq!(of(Narrowing { channel: Some(source), ..Narrowing::default() }), (Ok(1), Ok(0)));
    assert_eq!(of(Narrowing { channel: Some(Source::Own(own("快手"))), ..Narrowing::default() }).0, Ok(0));
}

#[test]
fn a_planned_sub_stage_can_be_chosen_from_its_day_on() {
    // A28, C9: an opportunity recorded offline the day before is judged by the rules of its day.
    let mut world = world();
    let (admin, lin, today) = (world.ids.admin, world.ids.lin, world.ids.today);
    let tomorrow = today.plus(1);
    let change = in_place(&world, |now| {
        let mut pipeline = now.pipeline.clone();
        pipeline.sub_stages.push(SubStage { stage: Stage::Interested, name: "样机测试".to_owned() });
        now.pipeline_versions = Dated::default().since(tomorrow, pipeline);
    });
    world.applies(admin, &change);
    let profile = OpportunityProfile { title: "换装".to_owned(), sub_stage: "样机测试".to_owned(), ..OpportunityProfile::default() };
    let (id, customer, stage) = (OpportunityId(fresh(70)), world.ids.acme, Stage::Interested);
    let opening = Command::OpenOpportunity(OpenOpportunity { id, customer, opened_on: today, stage, owner: None, profile });
    world.refuses(lin, &opening, &[(Field::SubStage, Refusal::NotAStep)]);
    let moment = Moment { today: tomorrow, server_today: tomorrow, ..world.ids.moment(lin, &world.book) };
    assert!(decide(&opening, &world.book, &moment).is_ok());
}

#[test]
fn a_refusal_names_the_version_of_the_rules_that_made_the_difference() {
    // A28, C9: she chose a sub-stage offline that an administrator removed meanwhile.
    let mut world = world();
    let (admin, lin, today) = (world.ids.admin, world.ids.lin, world.ids.today);
    let profile = OpportunityProfile { title: "换装".to_owned(), sub_stage: "需求调研".to_owned(), ..OpportunityProfile::default() };
    let (id, customer, stage) = (OpportunityId(fresh(70)), world.ids.acme, Stage::Interested);
    let opening = Command::OpenOpportunity(OpenOpportunity { id, customer, opened_on: today, stage, owner: None, profile });
    let made = Moment { now: Timestamp(world.ids.moment(admin, &world.book).now.0 - 1), ..world.ids.moment(lin, &world.book) };
    assert!(decide(&opening, &world.book, &made).is_ok());
    let without = |now: &mut Company| {
        let mut pipeline = now.pipeline_on(today);
        pipeline.sub_stages.clear();
        now.pipeline_versions = now.pipeline_versions.since(today, pipeline);
        // Another rule of that day has no part in it.
        now.cadence_versions = now.cadence_versions.since(today, now.cadence);
    };
    world.applies(admin, &in_place(&world, without));
    let refused = decide(&opening, &world.book, &made).expect_err("the sub-stage is gone");
    assert_eq!(refused, Refusals::of(Field::SubStage, Refusal::NotAStep));
    let named = |refused: &Refusals, moment: &Moment| -> Vec<(Field, Day, Option<PersonId>)> {
        let versions = ruling_versions(&opening, refused, &world.book, moment);
        versions.into_iter().map(|it| (it.rules, it.from, it.set.map(|set| set.by))).collect()
    };
    assert_eq!(named(&refused, &made), [(Field::PipelineVersions, today, Some(admin))]);
    // Made after the change: she should have known. Refused for something else: not because of the rules.
    let later = Moment { now: Timestamp(made.now.0 + 1), ..made };
    assert_eq!(named(&refused, &later), []);
    assert_eq!(named(&Refusals::of(Field::Id, Refusal::Exists), &made), []);
}

#[test]
fn administrators_write_the_rules_and_superiors_of_teams_read_them() {
    let world = world();
    let ids = world.ids;
    let plan = save(&world, |it| it.since(ids.today.plus(1), quarters(3)));
    for (person, reads, writes) in [
        (ids.lin, false, false),
        (ids.boss, false, false),
        (ids.manager, true, false),
        (ids.director, true, false),
        (ids.admin, true, true),
    ] {
        let actor = Actor::of(world.book.person(person).expect("a person"), &world.book);
        assert_eq!(actor.may_see_rules(), reads, "{person:?}");
        match writes {
            true => assert!(world.decides(person, &plan).is_ok()),
            false => world.refuses(person, &plan, &[(Field::Role, Refusal::NotAllowed)]),
        }
    }
}

fn company_of(decision: &Decision) -> Company {
    let company = decision.puts.iter().find_map(|it| if let Record::Company(company) = it { Some(company.clone()) } else { None });
    company.expect("the company is saved")
}

fn add_administrator(world: &mut World) -> PersonId {
    let mut now = world.book.person(world.ids.admin).expect("a person").clone();
    (now.id, now.account) = (PersonId(fresh(50)), "second".to_owned());
    let id = now.id;
    world.applies(world.ids.admin, &Command::SavePerson(Save { was: None, now }));
    id
}
