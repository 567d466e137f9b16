//! 团队排名 over HTTP (A48): only if the company shows it, only of the caller's team, and only names, values and places.

use app::api::ApiError;
use domain::decide::command::{Command, Save};
use domain::figures::credited::Credited;
use domain::figures::kpis::{RankedMember, RankingQuestion};
use domain::records::organisation::Company;
use domain::rules::{Comparisons, Version};
use domain::values::calendar::Period;
use domain::values::field::Field;
use domain::values::ids::KpiId;
use domain::values::kpi_name::KpiName;
use domain::values::refusal::{Refusal, Refusals};
use rstest::rstest;
use serde_json::json;
use server::db::queries::people;

use crate::support::company::{IDS, PASSWORD, push};
use crate::support::{Browser, Db, TestServer};

async fn asks(browser: &Browser, question: RankingQuestion) -> Result<Vec<RankedMember>, ApiError> {
    browser.call("kpis/ranking", json!({ "question": question })).await
}

async fn arrives(test: &TestServer, account: &str) -> Browser {
    let browser = test.browser();
    browser.sign_in(account, PASSWORD).await.unwrap();
    browser
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn a_rep_reads_the_ranking_of_their_team_when_the_company_shows_it(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let now = test.server.clock.now();
    let today = now.day(480);
    let period = Period::Month(today.month());
    let question = RankingQuestion { kpi: KpiName::SALES_AMOUNT, period, credited: Credited::Then };
    let refused = Err(ApiError::Refused(Refusals::of(Field::Kpi, Refusal::NotAllowed)));
    let (lin, zhao, boss) = (arrives(&test, "lin").await, arrives(&test, "zhao").await, arrives(&test, "boss").await);
    assert_eq!(asks(&test.browser(), question).await, Err(ApiError::SignedOut));
    assert_eq!(asks(&lin, question).await, refused, "off by default");

    let was = people::company(&test.server.db).await.expect("the company");
    let comparisons = was.comparisons.with(Version::of(today, Comparisons { for_reps: true }));
    let now_shown = Company { comparisons, ..was.clone() };
    push(&test.server.db, &[Command::SaveCompany(Save { was: Some(was), now: now_shown })], now).await;
    let members = asks(&lin, question).await.expect("her team's ranking");
    assert!(members.iter().any(|it| it.person == IDS.lin), "{members:?}");
    assert!(members.iter().all(|it| it.person != IDS.zhao && it.person != IDS.boss), "only the reps of her team: {members:?}");
    let others = asks(&zhao, question).await.expect("his team's ranking");
    assert!(others.iter().all(|it| it.person != IDS.lin), "{others:?}");
    assert_eq!(asks(&boss, question).await, refused, "he ranks his people himself");
    let unknown = RankingQuestion { kpi: KpiName::Own(KpiId::default()), ..question };
    assert_eq!(asks(&lin, unknown).await, refused, "not a KPI of hers");
}
