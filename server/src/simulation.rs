//! 试算 over the whole company: what a draft of rules would change, by `domain::views::simulation`.
//!
//! Reading a large company takes seconds, a simulation a fraction of one, and people who look for the right threshold try several. So the book is kept
//! for a while after each run, and brought up to date for the next. Runs wait for each other: the server keeps one book and works on one core.

mod asking;
mod kept_book;

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use app::api::ApiError;
use domain::access::actor::Actor;
use domain::access::moment::Moment;
use domain::records::organisation::Company;
use domain::views::simulation::{RuleDraft, Simulation, may_simulate, simulate};
use tokio::sync::Mutex;
use tokio::time::timeout;

use crate::Server;
use crate::db::queries::people;
use asking::Asking;
use kept_book::KeptBook;

/// How long a caller waits for the runs of others.
const PATIENCE: Duration = Duration::from_secs(20);
/// Seconds after which a caller should try again.
const COME_BACK_AFTER: u32 = 5;
/// How long the book is kept after the last run.
const KEPT: Duration = Duration::from_secs(5 * 60);

/// The book of the last simulation, and who is waiting for one.
#[derive(Debug, Default)]
pub struct Simulator {
    book: Arc<Mutex<Option<KeptBook>>>,
    asking: Asking,
}

/// Tries a draft for this person. Refusals come before anything is read but the company.
pub async fn run(server: &Server, caller: Actor, draft: RuleDraft) -> Result<Simulation> {
    let now = server.clock.now();
    let moment_of = move |company: &Company| Moment::of(caller, now, now.day(company.utc_offset_minutes));
    let company = people::company(&server.db).await?;
    may_simulate(&draft, &company, &moment_of(&company)).map_err(ApiError::Refused)?;

    let busy = ApiError::Busy { retry_after: COME_BACK_AFTER };
    let Some(_asking) = server.simulator.asking.enter(caller.person) else { return Err(busy.into()) };
    let Ok(mut kept) = timeout(PATIENCE, server.simulator.book.lock()).await else { return Err(busy.into()) };
    // If this call is dropped meanwhile, the next one reads the book again.
    let fresh = KeptBook::fresh(kept.take(), &server.db).await?;
    let (fresh, simulation) = tokio::task::spawn_blocking(move || {
        let simulation = simulate(&draft, fresh.book(), &moment_of(fresh.book().company()));
        (fresh, simulation)
    })
    .await?;
    *kept = Some(fresh);
    drop(kept);
    tokio::spawn(forget_unused(Arc::clone(&server.simulator.book)));
    Ok(simulation.map_err(ApiError::Refused)?)
}

/// Frees the book unless it is used again.
async fn forget_unused(book: Arc<Mutex<Option<KeptBook>>>) {
    tokio::time::sleep(KEPT).await;
    let unused = book.lock().await.take_if(|it| KEPT <= it.unused_for());
    // Freeing a large company takes a while, too.
    drop(tokio::task::spawn_blocking(move || drop(unused)).await);
}
