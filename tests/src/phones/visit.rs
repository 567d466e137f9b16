//! A visit entered offline reaches the supervisor.

use app::sync::Saved;
use domain::figures::analytics::{Figure, Filter, facts_of, totals};
use domain::values::calendar::Period;
use rstest::rstest;

use crate::support::company::IDS;
use crate::support::phone::Phone;
use crate::support::{Db, TestServer};

fn visits_this_year(phone: &Phone) -> i64 {
    phone.look(|book| {
        let today = server::clock::Clock::system().now().day(480);
        let filter = Filter { person: Some(IDS.lin), ..Filter::default() };
        let totals = totals(&facts_of(book), Period::natural_year(today.year()), &filter, book);
        Figure::FollowUps.value(&totals).map_or(0, domain::values::ratio::Ratio::rounded)
    })
}

#[rstest]
#[tokio::test]
async fn a_visit_typed_in_a_basement_reaches_the_supervisor(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let server = TestServer::start(db).await;
    super::hand_over::file_acme(&server).await;
    let (lin, boss) = (Phone::of(&server, "lin").await, Phone::of(&server, "boss").await);
    assert_eq!((visits_this_year(&lin), visits_this_year(&boss)), (0, 0));

    lin.goes_offline();
    let visit = lin.logs_visit(IDS.acme, "同意试订一单").await;
    assert_eq!((lin.saved(visit), lin.n_pending(), visits_this_year(&lin)), (Saved::Here, 1, 1));

    lin.restarts().await;
    assert_eq!((lin.n_pending(), visits_this_year(&lin)), (1, 1));

    lin.comes_online().await;
    boss.syncs().await;
    assert_eq!((lin.saved(visit), lin.n_pending()), (Saved::Confirmed, 0));
    assert_eq!(boss.look(|book| book.follow_up(visit).map(|it| (it.by, it.content.clone()))), Some((IDS.lin, "同意试订一单".into())));
    assert_eq!(visits_this_year(&boss), 1);
}
