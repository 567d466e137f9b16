//! A simulation equals publishing the draft and comparing; boundaries; what each role gets.

mod kpis;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::access::actor::Actor;
use crate::decide::apply;
use crate::decide::command::{Command, LogFollowUp};
use crate::records::alert::AlertKey;
use crate::records::customer::CustomerProfile;
use crate::records::organisation::Role;
use crate::rules::alert_rules::{AlertRule, Level, Setting};
use crate::rules::cadence::Interval;
use crate::rules::{Bar, Window};
use crate::sample::{Large, Size, company, small};
use crate::values::calendar::Timestamp;
use crate::values::grade::Grade;
use crate::values::ids::{CustomerId, FollowUpId, PersonId, TeamId};
use crate::values::method::Method;
use crate::values::money::Money;
use crate::views::alert;
use crate::views::cadence::Rhythm;
use crate::views::grading::expected;

const TODAY: Day = Day(20_778);

/// The demo's company and two generated ones.
static BOOKS: LazyLock<[Book; 3]> = LazyLock::new(|| [company(TODAY).book(), large(1), large(2)]);

fn large(seed: u64) -> Book {
    let mut large = Large::new(Size { reps: 2, seed }, TODAY).expect("a company");
    let mut book = Book::default();
    for index in 0..large.n_parts() {
        for act in large.part(index).expect("the rules accept it") {
            let moment = Moment::of(large.actor(&act), act.made_at, act.made_at.day(480));
            apply(&act.command, &mut book, &moment).expect("the rules accept it");
        }
    }
    book
}

/// Noon.
fn now() -> Timestamp {
    Timestamp((i64::from(TODAY.0) * 24 + 4) * 3_600_000)
}

fn moment_of(role: Role, book: &Book) -> Moment {
    let person = book.people().find(|it| it.role == role && it.active).expect("somebody has the role");
    Moment::of(Actor::of(person, book), now(), TODAY)
}

/// The book once the draft was published today.
fn published(draft: &RuleDraft, book: &Book) -> Book {
    let mut company = book.company().clone();
    match draft.clone() {
        RuleDraft::Grades(rules) => company.grade_rules = company.grade_rules.since(TODAY, rules),
        RuleDraft::Alerts(rules) => company.alerts = company.alerts.since(TODAY, rules),
        RuleDraft::Cadence(cadence) => company.cadence_versions = company.cadence_versions.since(TODAY, cadence),
        RuleDraft::Kpi(_) => {}
    }
    let mut book = book.clone();
    book.put(company.into());
    book
}

/// Whether the caller's simulation covers somebody's customers, by the matrix: administrators everybody's, superiors those within reach.
fn reaches(moment: &Moment, owner: PersonId, book: &Book) -> bool {
    moment.actor.role == Role::Administrator || moment.actor.covers(owner, book)
}

fn team_of(person: PersonId, book: &Book) -> Option<TeamId> {
    book.person(person).and_then(|it| it.team)
}

/// The names are the first of all that change, and nobody gets them who may not see customers.
#[track_caller]
fn check_named<T>(named: Option<FirstOf<T>>, n: usize, moment: &Moment, key: impl Fn(&T) -> CustomerId, all: &BTreeSet<CustomerId>) {
    assert_eq!(named.is_none(), moment.actor.role == Role::Administrator);
    let Some(named) = named else { return };
    assert_eq!(named.first.len() + named.n_more as usize, n);
    assert!(named.first.len() == n || named.first.len() == FirstOf::<T>::MOST);
    assert!(named.first.iter().all(|it| all.contains(&key(it))));
}

fn check_grades(draft: &RuleDraft, book: &Book, moment: &Moment) {
    let Ok(Simulation::Grades(found)) = simulate(draft, book, moment) else { panic!("no grades") };
    let after = published(draft, book);
    let mut moves = BTreeMap::<(Grade, Grade), u32>::new();
    let mut teams = BTreeMap::<Option<TeamId>, (u32, u32)>::new();
    let (mut moved, mut n_customers) = (BTreeSet::new(), 0);
    for customer in book.customers().filter(|it| reaches(moment, it.owner, book)) {
        n_customers += 1;
        let (from, to) = (expected(customer, book, TODAY).grade, expected(customer, &after, TODAY).grade);
        if from != to {
            *moves.entry((from, to)).or_default() += 1;
            let team = teams.entry(team_of(customer.owner, book)).or_default();
            *(if to < from { &mut team.0 } else { &mut team.1 }) += 1;
            moved.insert(customer.id);
        }
    }
    assert_eq!(found.n_customers, n_customers);
    assert_eq!(found.n_moved() as usize, moved.len());
    assert_eq!(found.moves.iter().map(|it| ((it.from, it.to), it.n)).collect::<BTreeMap<_, _>>(), moves);
    assert_eq!(found.teams.iter().map(|it| (it.team, (it.n_up, it.n_down))).collect::<BTreeMap<_, _>>(), teams);
    check_named(found.named, moved.len(), moment, |it| it.customer, &moved);
}

fn check_alerts(draft: &RuleDraft, book: &Book, moment: &Moment) {
    let Ok(Simulation::Alerts(found)) = simulate(draft, book, moment) else { panic!("no alerts") };
    let after = published(draft, book);
    let is_admin = moment.actor.role == Role::Administrator;
    let raising = if is_admin { Moment { actor: Actor::company(), ..*moment } } else { *moment };
    let open = |book: &Book| -> BTreeMap<AlertKey, (Level, PersonId)> {
        let is_mine = |raised: &alert::Raised| {
            let holder = raised.customer.and_then(|id| book.customer(id)).map(|customer| customer.owner);
            [Some(raised.person), holder].into_iter().flatten().any(|person| reaches(moment, person, book))
        };
        alert::open(book, &raising).into_iter().filter(is_mine).map(|it| (it.key, (it.level, it.person))).collect()
    };
    let (before, after) = (open(book), open(&after));
    let changed: BTreeSet<AlertRule> = found.rules.iter().map(|it| it.rule).collect();
    let others = |all: &BTreeMap<AlertKey, (Level, PersonId)>| -> BTreeMap<AlertKey, (Level, PersonId)> {
        all.iter().filter(|it| !changed.contains(&it.0.rule)).map(|(key, it)| (*key, *it)).collect()
    };
    assert_eq!(others(&before), others(&after), "a rule that is left out raises the same alerts");
    let tally = |all: &BTreeMap<AlertKey, (Level, PersonId)>, is_counted: &dyn Fn(&AlertKey, PersonId) -> bool| {
        let levels = || all.iter().filter(|it| is_counted(it.0, it.1.1)).map(|it| it.1.0);
        AlertTally { n: levels().count() as u32, n_red: levels().filter(|it| *it == Level::Red).count() as u32 }
    };
    for effect in &found.rules {
        let of_rule = |key: &AlertKey, _| key.rule == effect.rule;
        assert_eq!((effect.now, effect.then), (tally(&before, &of_rule), tally(&after, &of_rule)), "{:?}", effect.rule);
        let only_in = |these: &BTreeMap<AlertKey, _>, those: &BTreeMap<AlertKey, _>| {
            these.keys().filter(|it| it.rule == effect.rule && !those.contains_key(it)).count() as u32
        };
        assert_eq!((effect.n_risen, effect.n_fallen), (only_in(&after, &before), only_in(&before, &after)), "{:?}", effect.rule);
    }
    for team in &found.teams {
        let of_team = |key: &AlertKey, person| changed.contains(&key.rule) && team_of(person, book) == team.team;
        assert_eq!((team.now, team.then), (tally(&before, &of_team), tally(&after, &of_team)), "{:?}", team.team);
    }
    let sum = |of: fn(&TeamAlerts) -> u32| found.teams.iter().map(of).sum::<u32>();
    let all = |of: fn(&RuleEffect) -> u32| found.rules.iter().map(of).sum::<u32>();
    assert_eq!((sum(|it| it.now.n), sum(|it| it.then.n)), (all(|it| it.now.n), all(|it| it.then.n)));
    let keys: BTreeSet<&AlertKey> = before.keys().chain(after.keys()).collect();
    let n_turned = keys.into_iter().filter(|it| before.get(it).map(|one| one.0) != after.get(it).map(|one| one.0)).count();
    assert_eq!(all(|it| it.n_risen + it.n_fallen + it.n_relevelled) as usize, n_turned);
    assert_eq!(found.is_same(), n_turned == 0);
    if let Some(named) = found.named {
        assert_eq!(named.first.len() + named.n_more as usize, n_turned);
        assert!(named.first.iter().all(|it| it.now != it.then && !it.name.is_empty()));
    }
}

/// The contacts from today on, one day at a time, if each is made on the day on which it is due.
fn contacts(book: &Book, customer: &crate::records::customer::Customer) -> u32 {
    let rhythm = Rhythm::of(book.company(), TODAY);
    let (mut since, mut n) = (crate::views::cadence::contacted_on(customer, book), 0);
    for day in (TODAY.0..TODAY.0 + WEEKS * 7).map(Day) {
        if rhythm.due_after(customer.profile.grade, since) <= day {
            (since, n) = (day, n + 1);
        }
    }
    n
}

fn check_cadence(draft: &RuleDraft, book: &Book, moment: &Moment) {
    let Ok(Simulation::Cadence(found)) = simulate(draft, book, moment) else { panic!("no cadence") };
    let after = published(draft, book);
    let [before_due, after_due] = [book, &after].map(|it| Rhythm::of(it.company(), TODAY));
    let mut all = ContactLoad::default();
    let mut late = BTreeSet::new();
    let is_here = |person| book.person(person).is_none_or(|it| it.active);
    for customer in book.customers().filter(|it| Rhythm::asks_for(it) && is_here(it.owner) && reaches(moment, it.owner, book)) {
        let [late_now, late_then] = [(&before_due, book), (&after_due, &after)].map(|(it, book)| it.days_missed(customer, book, TODAY));
        all.n_customers += 1;
        all.now += contacts(book, customer);
        all.then += contacts(&after, customer);
        all.late_now += u32::from(0 < late_now);
        all.late_then += u32::from(0 < late_then);
        if late_now == 0 && 0 < late_then {
            late.insert(customer.id);
        }
    }
    assert_eq!(found.all, all);
    for loads in [found.grades.iter().map(|it| it.load).collect::<Vec<_>>(), found.teams.iter().map(|it| it.load).collect()] {
        let sum = |of: fn(&ContactLoad) -> u32| loads.iter().map(of).sum::<u32>();
        assert_eq!((sum(|it| it.n_customers), sum(|it| it.now), sum(|it| it.then)), (all.n_customers, all.now, all.then));
        assert_eq!((sum(|it| it.late_now), sum(|it| it.late_then)), (all.late_now, all.late_then));
    }
    check_named(found.named, late.len(), moment, |it| it.customer, &late);
}

fn interval() -> impl Strategy<Value = Interval> {
    prop_oneof![(1..60_u16).prop_map(Interval::Days), (1..6_u8).prop_map(Interval::Months)]
}

fn drafts() -> impl Strategy<Value = RuleDraft> {
    let grades = ([1..10_i64, 1..20_i64, 1..60_i64], [0..30_i32, 0..30_i32], any::<bool>()).prop_map(|(amounts, months, rolls)| {
        let ten_thousands = |n: i64| Money::whole(n * 10_000);
        let [potential, key, strategic] = amounts;
        RuleDraft::Grades(GradeRules {
            potential: ten_thousands(potential),
            key: Bar { amount: ten_thousands(potential + key), months: months[0] },
            strategic: Bar { amount: ten_thousands(potential + key + strategic), months: months[0] + months[1] },
            window: if rolls { Window::Rolling } else { Window::CalendarYear },
            ..GradeRules::default()
        })
    });
    let setting = (0..15_usize, any::<bool>(), 0..60_i64, 0..10_i64);
    let adjusts = proptest::bool::weighted(0.8);
    let lasts = prop_oneof![4 => Just(7_i32), 1 => 1..30_i32];
    let alerts = (proptest::collection::vec(setting, 1..3), adjusts, lasts).prop_map(|(settings, adjust_for_time, lasts)| {
        let rules = AlertRules { adjust_for_time, lasts, ..AlertRules::default() };
        RuleDraft::Alerts(settings.into_iter().fold(rules, |rules, (at, on, threshold, margin)| {
            let rule = AlertRule::ALL[at];
            let was = rules.of(rule);
            let parts = if was.threshold < 1_000 { 1 } else { 200 };
            rules.with(rule, Setting { on, threshold: (threshold * parts).min(20_000), margin: margin * parts, ..was }.into_valid(rule))
        }))
    });
    let cadence = [interval(), interval(), interval(), interval()]
        .prop_map(|[strategic, key, potential, normal]| RuleDraft::Cadence(Cadence { strategic, key, potential, normal }));
    prop_oneof![grades, alerts, cadence]
}

impl Setting {
    /// The same with a threshold that the unit allows.
    fn into_valid(self, rule: AlertRule) -> Setting {
        let most = if rule == AlertRule::ContractEnding { 24 } else { i64::MAX };
        Setting { threshold: self.threshold.min(most), margin: self.margin.min(most), ..self }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]
    /// C-09, C7, FU-03: whatever the draft and the company, a simulation says what publishing would change.
    #[test]
    fn a_simulation_equals_publishing_and_comparing(draft in drafts(), at in 0..3_usize, role in 0..3_usize) {
        let book = &BOOKS[at];
        let moment = moment_of([Role::Manager, Role::Director, Role::Administrator][role], book);
        prop_assert_eq!(draft.check(book.company(), TODAY), Refusals::default());
        match draft {
            RuleDraft::Grades(_) => check_grades(&draft, book, &moment),
            RuleDraft::Alerts(_) => check_alerts(&draft, book, &moment),
            RuleDraft::Cadence(_) => check_cadence(&draft, book, &moment),
            RuleDraft::Kpi(_) => unreachable!("formulas have tests of their own"),
        }
    }
}

#[test]
fn the_rules_in_force_change_nothing() {
    for book in &*BOOKS {
        let company = book.company();
        let moment = moment_of(Role::Director, book);
        let simulated = |draft| simulate(&draft, book, &moment).expect("a director may");
        let Simulation::Grades(grades) = simulated(RuleDraft::Grades(company.grade_rules.on(TODAY))) else { panic!("no grades") };
        assert_eq!((grades.n_moved(), grades.teams.len(), grades.named.map(|it| it.first.len())), (0, 0, Some(0)));
        let Simulation::Alerts(alerts) = simulated(RuleDraft::Alerts(company.alerts.on(TODAY))) else { panic!("no alerts") };
        assert!(alerts.is_same() && alerts.rules.is_empty() && alerts.teams.is_empty());
        let Simulation::Cadence(cadence) = simulated(RuleDraft::Cadence(company.cadence_on(TODAY))) else { panic!("no cadence") };
        assert_eq!((cadence.all.now, cadence.all.late_now), (cadence.all.then, cadence.all.late_then));
    }
}

#[test]
fn a_grade_changes_exactly_at_its_threshold() {
    // C-05…C-07, A21: Acme has bought for 10,000 yuan and says what it needs.
    let (mut book, ids) = small();
    let acme = book.customer(ids.acme).expect("Acme").clone();
    let since = Day::parse("2020-01-01");
    let profile = CustomerProfile { demand_explicit: true, cooperation_since: since, ..acme.profile.clone() };
    book.put(crate::records::customer::Customer { profile, ..acme }.into());
    let moment = ids.moment(ids.director, &book);
    let rules = |potential: Money, key: Money| GradeRules { potential, key: Bar { amount: key, months: 12 }, ..GradeRules::default() };
    let [bought, more] = [Money::whole(10_000), Money(1_000_001)];
    for (draft, to) in [
        (rules(bought, Money::whole(200_000)), Some(Grade::Potential)),
        (rules(more, Money::whole(200_000)), None),
        (rules(Money::whole(1_000), bought), Some(Grade::Key)),
        (rules(Money::whole(1_000), more), Some(Grade::Potential)),
    ] {
        let Ok(Simulation::Grades(found)) = simulate(&RuleDraft::Grades(draft), &book, &moment) else { panic!("no grades") };
        let expected: Vec<GradeMove> = to.map(|to| GradeMove { from: Grade::Normal, to, n: 1 }).into_iter().collect();
        assert_eq!((found.n_customers, found.moves), (1, expected), "{draft:?}");
        let names = found.named.expect("a director sees customers").first;
        assert_eq!(names.first().map(|it| (it.name.as_str(), it.customer)), to.map(|_| ("Acme", ids.acme)));
    }
}

#[test]
fn an_alert_rises_exactly_past_its_threshold() {
    // AL-02, A17: Acme's order is 40 days past due.
    let (book, ids) = small();
    let moment = ids.moment(ids.director, &book);
    let none = AlertTally::default();
    let tally = |n_red| AlertTally { n: 1, n_red };
    let now = book.company().alerts.on(ids.today);
    for (threshold, margin, on, then, [n_risen, n_fallen, n_relevelled]) in [
        (39, 0, true, tally(1), [0, 0, 0]),
        (40, 0, true, none, [0, 1, 0]),
        (40, 1, true, tally(0), [0, 0, 1]),
        (10, 0, false, none, [0, 1, 0]),
    ] {
        let setting = Setting { threshold, margin, on, ..now.of(AlertRule::CollectionOverdue) };
        let draft = RuleDraft::Alerts(now.with(AlertRule::CollectionOverdue, setting));
        let Ok(Simulation::Alerts(found)) = simulate(&draft, &book, &moment) else { panic!("no alerts") };
        let effect = RuleEffect { rule: AlertRule::CollectionOverdue, now: tally(1), then, n_risen, n_fallen, n_relevelled };
        assert_eq!(found.rules, [effect], "{setting:?}");
        assert_eq!(found.teams, [TeamAlerts { team: Some(ids.first_team), now: tally(1), then }]);
        let turned = found.named.expect("a director sees customers").first;
        let level = if then.n_red == 1 { Level::Red } else { Level::Amber };
        let expected = (then != tally(1)).then(|| ("Acme", Some(Level::Red), (then.n == 1).then_some(level)));
        assert_eq!(turned.first().map(|it| (it.name.as_str(), it.now, it.then)), expected);
    }
}

#[test]
fn a_cadence_costs_its_contacts_a_quarter() {
    // FU-03, A34, AL-10: Acme, 普通, was last contacted on Friday 15 May; today is Monday 18 May 2026. 端午节 and two weekends move days forward.
    let (mut book, ids) = small();
    let on = ids.today.plus(-3);
    let log = LogFollowUp::of(FollowUpId(uuid::Uuid::from_u128(7 << 76 | 0b10 << 62 | 9_000)), ids.acme, on, Method::Phone, "问候");
    let then = ids.moment_on(on, ids.lin, &book);
    apply(&Command::LogFollowUp(log), &mut book, &then).expect("she holds Acme");
    let moment = ids.moment(ids.director, &book);
    let load = |normal| {
        let draft = RuleDraft::Cadence(Cadence { normal, ..Cadence::default() });
        let Ok(Simulation::Cadence(found)) = simulate(&draft, &book, &moment) else { panic!("no cadence") };
        assert_eq!(found.teams, [TeamContacts { team: Some(ids.first_team), load: found.all }]);
        (found.all, found.named.expect("a director sees customers").first)
    };
    for (normal, then) in [
        (Interval::Days(7), 13),
        (Interval::Days(14), 6),
        // Monday, Thursday and, instead of Sunday, Friday; one less in the week after the holiday.
        (Interval::Days(3), 38),
        (Interval::Months(2), 1),
        (Interval::Months(24), 0),
    ] {
        let expected = ContactLoad { n_customers: 1, now: 1, then, late_now: 0, late_then: 0 };
        assert_eq!(load(normal), (expected, Vec::new()), "{normal:?}");
    }
    // Due on Sunday, two days after the contact: overdue since yesterday.
    let (all, late) = load(Interval::Days(2));
    assert_eq!((all.late_now, all.late_then), (0, 1));
    assert_eq!(late, [NewlyLate { customer: ids.acme, name: "Acme".to_owned(), due_on: ids.today.plus(-1) }]);
}

#[test]
fn each_role_simulates_within_its_reach() {
    // R-02…R-05.
    let book = &BOOKS[0];
    let draft = RuleDraft::Grades(GradeRules { potential: Money::whole(1_000), ..GradeRules::default() });
    let not_allowed = Err(Refusals::of(Field::Role, Refusal::NotAllowed));
    for role in [Role::Rep, Role::Supervisor] {
        assert_eq!(simulate(&draft, book, &moment_of(role, book)), not_allowed, "{role:?}");
    }
    let of = |role| match simulate(&draft, book, &moment_of(role, book)) {
        Ok(Simulation::Grades(found)) => found,
        other => panic!("{other:?}"),
    };
    let (manager, director, admin) = (of(Role::Manager), of(Role::Director), of(Role::Administrator));
    assert_eq!((director.n_customers, &director.moves, &director.teams), (admin.n_customers, &admin.moves, &admin.teams));
    assert!(manager.n_customers < director.n_customers && manager.named.is_some() && director.named.is_some());
    assert_eq!(admin.named, None, "an administrator sees no customers");
}

#[test]
fn an_invalid_draft_is_refused_at_its_fields() {
    let (book, ids) = small();
    let moment = ids.moment(ids.admin, &book);
    let fields = |draft: RuleDraft| -> Vec<Field> {
        let refusals = simulate(&draft, &book, &moment).expect_err("it is invalid");
        refusals.0.into_keys().map(|it| Field::parse(&it.text()).expect("a field")).collect()
    };
    let zero = Interval::Days(0);
    assert_eq!(fields(RuleDraft::Grades(GradeRules { quarters: 9, ..GradeRules::default() })), [Field::Quarters]);
    assert_eq!(fields(RuleDraft::Alerts(AlertRules { lasts: 0, ..AlertRules::default() })), [Field::AlertsLasts]);
    let both = fields(RuleDraft::Cadence(Cadence { key: zero, normal: zero, ..Cadence::default() }));
    assert_eq!(both.len(), 2, "all at once: {both:?}");
}

#[test]
fn drafts_and_answers_travel_as_json() {
    let book = &BOOKS[0];
    let moment = moment_of(Role::Director, book);
    let late = Setting { threshold: 1, ..AlertRules::default_of(AlertRule::DeliveryLate) };
    for draft in [
        RuleDraft::Grades(GradeRules { potential: Money::whole(1_000), ..GradeRules::default() }),
        RuleDraft::Alerts(AlertRules::default().with(AlertRule::DeliveryLate, late)),
        RuleDraft::Cadence(Cadence { normal: Interval::Days(9), ..Cadence::default() }),
        kpis::deals_per_visit(KpiRows::People),
    ] {
        let text = serde_json::to_string(&draft).expect("a text");
        assert_eq!(serde_json::from_str::<RuleDraft>(&text).expect("a draft"), draft, "{text}");
        let answer = simulate(&draft, book, &moment).expect("a director may");
        let text = serde_json::to_string(&answer).expect("a text");
        assert_eq!(serde_json::from_str::<Simulation>(&text).expect("an answer"), answer);
        assert!(text.len() < 40_000, "{}", text.len());
    }
}
