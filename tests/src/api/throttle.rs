//! Patience with those who guess.

use app::api::ApiError;
use rstest::rstest;

use crate::support::company::PASSWORD;
use crate::support::{Db, TestServer};

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn guessing_becomes_slower_and_slower(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let browser = test.browser();
    for _ in 0..5 {
        assert!(matches!(browser.sign_in("lin", "wrong password").await, Err(ApiError::Refused(_))));
    }
    assert_eq!(browser.sign_in("lin", PASSWORD).await, Err(ApiError::Busy { retry_after: 1 }), "even the right one waits");
    assert!(test.browser().sign_in("zhao", PASSWORD).await.is_ok(), "another account does not");

    test.later(2);
    assert!(matches!(browser.sign_in("lin", "wrong password").await, Err(ApiError::Refused(_))));
    assert_eq!(browser.sign_in("lin", PASSWORD).await, Err(ApiError::Busy { retry_after: 2 }));
    test.later(3);
    assert!(browser.sign_in("lin", PASSWORD).await.is_ok());
    assert!(matches!(browser.sign_in("lin", "wrong password").await, Err(ApiError::Refused(_))), "after a success it begins anew");
    assert!(browser.sign_in("lin", PASSWORD).await.is_ok());
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn many_guesses_at_once_are_no_way_around(#[case] db: Db) {
    let test = TestServer::start(db).await;
    let guesses = (0..12).map(|_| async { test.browser().sign_in("lin", "wrong password").await });
    let answers = futures::future::join_all(guesses).await;
    let n_looked_at = answers.iter().filter(|it| matches!(it, Err(ApiError::Refused(_)))).count();
    assert!(n_looked_at <= 6, "{n_looked_at} of 12 were looked at");
}

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn an_office_that_signs_in_at_nine_does_not_wait_for_itself(#[case] db: Db) {
    // One address; whoever is counted second may have come a moment earlier.
    let test = TestServer::start(db).await;
    test.later(1);
    assert!(matches!(test.browser().sign_in("lin", "wrong password").await, Err(ApiError::Refused(_))));
    test.later(-1);
    assert!(test.browser().sign_in("zhao", PASSWORD).await.is_ok());
}
