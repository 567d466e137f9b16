//! Carries out planned moves of people on their day: the records they hold go to the devices of the new team, as with any move. Devices do the same in
//! their book (`Book::turn_to`), with or without a network.

use std::sync::Arc;
use std::time::Duration;

use app::api::ApiError;
use domain::access::actor::Actor;
use domain::decide::command::{Command, Save};
use domain::records::organisation::Person;
use domain::values::calendar::{Day, Timestamp};
use domain::values::ids::{CommandId, PersonId};
use uuid::Uuid;

use super::{Announcer, Origin, broken, push_as};
use crate::Server;
use crate::db::Database;
use crate::db::queries::people;
use crate::seed;

/// Carries out the moves that are due by now, each in the name of the person who planned it. Two servers may do it at once: the second changes nothing.
pub async fn carry_out(db: &Database, live: &dyn Announcer, now: Timestamp) -> Result<usize, ApiError> {
    let book = people::catalogue(db).await.map_err(broken)?;
    let today = now.day(book.company().utc_offset_minutes);
    let due: Vec<(Person, Person)> = book.people().filter_map(|was| was.settled(today).map(|it| (was.clone(), it))).collect();
    for (was, settled) in &due {
        let actor = Actor { person: planner(settled, today).unwrap_or_default(), ..Actor::company() };
        let save = Command::SavePerson(Save { was: Some(was.clone()), now: settled.clone() });
        push_as(db, &actor, Origin::HOUSE, &[seed::envelope(0, CommandId(Uuid::now_v7()), now, &save)], now, live).await?;
    }
    Ok(due.len())
}

fn planner(person: &Person, today: Day) -> Option<PersonId> {
    let last = person.postings.versions().iter().rfind(|it| it.from <= today)?;
    last.set.map(|it| it.by)
}

/// How often a server looks whether a move is due.
const PATIENCE: Duration = Duration::from_secs(60);

/// Carries out moves until the server is told to stop.
pub async fn keep_moving(server: Arc<Server>) {
    let mut closing = server.closing();
    while !*closing.borrow() {
        match carry_out(&server.db, &server.live, server.clock.now()).await {
            Ok(0) => {}
            Ok(n) => tracing::info!(moves = n, "people moved as planned"),
            // The next attempt is a minute away.
            Err(error) => tracing::error!(%error, "planned moves could not be carried out"),
        }
        tokio::select! {
            () = tokio::time::sleep(PATIENCE) => {}
            // An error means that the server is gone: stop as well.
            _ = closing.changed() => {}
        }
    }
}
