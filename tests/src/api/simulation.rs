//! 试算 over HTTP: who gets counts, who gets names, and that an answer follows the records.

use app::api::ApiError;
use domain::access::actor::Actor;
use domain::access::moment::Moment;
use domain::decide::command::{Command, FileCustomer, RemoveCustomer, TakeOrder};
use domain::records::customer::CustomerProfile;
use domain::records::kpi::{Counted, Formula, Gauge};
use domain::records::order::{Line, OrderTerms};
use domain::rules::GradeRules;
use domain::rules::alert_rules::{AlertRule, AlertRules, Setting};
use domain::rules::cadence::{Cadence, Interval};
use domain::values::calendar::{Day, Period};
use domain::values::field::Field;
use domain::values::grade::Grade;
use domain::values::ids::{CustomerId, KpiId, OrderId};
use domain::values::kpi_unit::KpiUnit;
use domain::values::money::{Money, Quantity};
use domain::values::ratio::Ratio;
use domain::values::refusal::{Refusal, Refusals};
use domain::views::simulation::{GradeMove, KpiDraft, KpiRows, RuleDraft, Simulation, simulate};
use reqwest::StatusCode;
use rstest::rstest;
use serde_json::json;
use uuid::Uuid;

use crate::support::company::{IDS, PASSWORD};
use crate::support::phone::Phone;
use crate::support::{Browser, Db, TestServer};

async fn tries(browser: &Browser, draft: &RuleDraft) -> Result<Simulation, ApiError> {
    browser.call("rules/simulate", json!({ "draft": draft })).await
}

async fn signed_in(test: &TestServer, account: &str) -> Browser {
    let browser = test.browser();
    browser.sign_in(account, PASSWORD).await.expect("everybody can sign in");
    browser
}

/// Rules by which ten thousand yuan a year and an explicit demand are worth 潜力.
fn softer() -> RuleDraft {
    RuleDraft::Grades(GradeRules { potential: Money::whole(10_000), ..GradeRules::default() })
}

/// One draft of each kind.
fn drafts(today: Day) -> [RuleDraft; 4] {
    let setting = Setting { threshold: 1, ..AlertRules::default_of(AlertRule::ReceivableOverdue) };
    [
        softer(),
        RuleDraft::Alerts(AlertRules::default().with(AlertRule::ReceivableOverdue, setting)),
        RuleDraft::Cadence(Cadence { normal: Interval::Days(1), ..Cadence::default() }),
        RuleDraft::Kpi(KpiDraft {
            kpi: KpiId(Uuid::from_u128(7)),
            formula: Formula::gauge(Gauge::sum(Counted::SalesAmount)),
            period: Period::Month(today.month()),
            rows: KpiRows::People,
        }),
    ]
}

/// Files a customer with an explicit demand.
async fn files(phone: &Phone, name: &str, today: Day) -> CustomerId {
    let id = CustomerId(Uuid::now_v7());
    let profile =
        CustomerProfile { name: name.to_owned(), phone: "13800138000".to_owned(), demand_explicit: true, ..CustomerProfile::default() };
    phone.does(Command::FileCustomer(FileCustomer { id, number: None, filed_on: today, owner: None, profile })).await;
    id
}

/// Sells ten pieces for ten thousand yuan.
async fn sells(phone: &Phone, customer: CustomerId, today: Day) {
    let lines = vec![Line::of(IDS.product, Quantity::whole(10), Money::whole(1_000))];
    let terms = OrderTerms { deal_on: today, lines, ..OrderTerms::default() };
    phone.does(Command::TakeOrder(TakeOrder { id: OrderId(Uuid::now_v7()), number: None, customer, owner: None, terms })).await;
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn those_who_read_rules_get_counts_and_those_who_see_customers_names(#[case] db: Db) {
    // C-09, R-02…R-05.
    let test = TestServer::start(db).await;
    let today = test.server.clock.now().day(480);
    let lin = Phone::of(&test, "lin").await;
    let acme = files(&lin, "宏达机械", today).await;
    sells(&lin, acme, today).await;
    lin.syncs().await;

    assert_eq!(tries(&test.browser(), &softer()).await, Err(ApiError::SignedOut));
    let not_allowed = ApiError::Refused(Refusals::of(Field::Role, Refusal::NotAllowed));
    for account in ["lin", "boss"] {
        let browser = signed_in(&test, account).await;
        for draft in drafts(today) {
            assert_eq!(tries(&browser, &draft).await, Err(not_allowed.clone()), "{account}");
        }
        let answer = browser.post("rules/simulate", &json!({ "draft": softer() })).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    }
    for (account, sees_names) in [("manager", true), ("director", true), ("admin", false)] {
        let browser = signed_in(&test, account).await;
        for draft in drafts(today) {
            let names = match tries(&browser, &draft).await.expect("may read the rules") {
                Simulation::Grades(found) => {
                    assert_eq!(
                        (found.n_customers, &found.moves[..]),
                        (1, &[GradeMove { from: Grade::Normal, to: Grade::Potential, n: 1 }][..])
                    );
                    found.named.map(|it| it.first.into_iter().map(|moved| (moved.customer, moved.name)).collect())
                }
                Simulation::Alerts(found) => {
                    // The daily list of orders counts the alerts of this rule.
                    let rules: Vec<AlertRule> = found.rules.iter().map(|it| it.rule).collect();
                    assert_eq!(rules, [AlertRule::ReceivableOverdue, AlertRule::DailyOrders]);
                    assert!(found.is_same());
                    found.named.map(|_| vec![(acme, "宏达机械".to_owned())])
                }
                Simulation::Cadence(found) => {
                    assert_eq!((found.all.n_customers, found.all.now), (1, 1));
                    assert!(60 < found.all.then);
                    found.named.map(|_| vec![(acme, "宏达机械".to_owned())])
                }
                Simulation::Kpi(found) => {
                    // Ten pieces for a thousand yuan each, in one order.
                    assert_eq!(found.all.map(|it| it.measured.value), [Ok(Ratio::whole(1_000_000)), Ok(Ratio::NONE)]);
                    assert_eq!((found.unit, found.all.map(|it| it.n_records)), (KpiUnit::Money, [1, 0]));
                    found.named.map(|it| it.first.into_iter().filter_map(|sold| sold.customer.zip(Some(sold.name))).collect())
                }
            };
            assert_eq!(names, sees_names.then(|| vec![(acme, "宏达机械".to_owned())]), "{account} {draft:?}");
        }
    }
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn a_simulation_follows_the_records_and_equals_that_of_the_device(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let today = test.server.clock.now().day(480);
    let (lin, director) = (Phone::of(&test, "lin").await, Phone::of(&test, "director").await);
    let browser = signed_in(&test, "director").await;
    let n_of = async |browser: &Browser| match tries(browser, &softer()).await {
        Ok(Simulation::Grades(found)) => (found.n_customers, found.n_moved()),
        other => panic!("{other:?}"),
    };
    assert_eq!(n_of(&browser).await, (0, 0));
    let first = files(&lin, "宏达机械", today).await;
    sells(&lin, first, today).await;
    let mistaken = files(&lin, "写错了", today).await;
    lin.syncs().await;
    assert_eq!(n_of(&browser).await, (2, 1));
    lin.does(Command::RemoveCustomer(RemoveCustomer { customer: mistaken })).await;
    lin.amends(first, |profile| profile.demand_explicit = false).await;
    lin.syncs().await;
    assert_eq!(n_of(&browser).await, (1, 0), "the kept book is brought up to date");
    lin.amends(first, |profile| profile.demand_explicit = true).await;
    lin.syncs().await;

    director.syncs().await;
    for draft in drafts(today) {
        let here = director.look(|book| {
            let actor = Actor::of(book.person(IDS.director).expect("the director is there"), book);
            simulate(&draft, book, &Moment::of(actor, test.server.clock.now(), today))
        });
        assert_eq!(tries(&browser, &draft).await, here.map_err(ApiError::Refused), "{draft:?}");
    }
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn an_invalid_draft_is_refused_at_its_fields_and_an_unreadable_one_is_outdated(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let admin = signed_in(&test, "admin").await;
    let wrong = RuleDraft::Grades(GradeRules { quarters: 9, new_for_months: 0, ..GradeRules::default() });
    let Err(ApiError::Refused(refusals)) = tries(&admin, &wrong).await else { panic!("it is refused") };
    assert_eq!(refusals.on(Field::Quarters), [Refusal::OutOfRange { least: 1, most: 8 }]);
    assert_eq!(refusals.on(Field::NewForMonths), [Refusal::OutOfRange { least: 1, most: 240 }]);
    let answer = admin.post("rules/simulate", &json!({ "draft": { "weather": {} } })).send().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
}
