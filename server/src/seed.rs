//! Commands made by the server: those that found a company, and those of the sample company. They take the same path as all others.

use anyhow::{Context, Result, ensure};
use domain::access::actor::Actor;
use domain::access::moment::Moment;
use domain::book::Book;
use domain::decide;
use domain::decide::command::{Command, Save, StoreAttachment};
use domain::records::organisation::{Company, Person, Role};
use domain::sample::{self, Large, SignIn, Size};
use domain::sync::{Envelope, MOST_ENVELOPES, SCHEMA};
use domain::values::calendar::Timestamp;
use domain::values::ids::{CommandId, PersonId};
use domain::values::refusal::Refusals;
use futures::stream::{self, StreamExt, TryStreamExt};
use uuid::Uuid;

use crate::attachments::{Store, stored_by};
use crate::auth::{self, Chosen};
use crate::db::Database;
use crate::db::queries::people;
use crate::sync::Origin;
use crate::{notify, sync};

/// Puts a command made by the server into an envelope.
pub fn envelope(seq: u64, command_id: CommandId, made_at: Timestamp, command: &Command) -> Envelope {
    let command = Envelope::text_of(command);
    Envelope {
        command_id,
        seq,
        schema: SCHEMA,
        digest: Envelope::digest_of(command.get()),
        base: 0,
        after: None,
        made_at,
        made_offline: false,
        rules_revision: 0,
        command,
    }
}

/// Founds a company: its record and its first administrator, who chose this password.
pub async fn found(db: &Database, company: Company, administrator: Person, password: &str, now: Timestamp) -> Result<()> {
    domain::values::password::check(password, &administrator.account).map_err(app::api::ApiError::Refused)?;
    let actor = Actor { person: administrator.id, role: Role::Administrator, team: None, department: None, imports: false };
    let id = administrator.id;
    let commands = [Command::SavePerson(Save { was: None, now: administrator }), Command::SaveCompany(Save { was: None, now: company })];
    let envelopes: Vec<Envelope> =
        commands.iter().zip(1..).map(|(command, seq)| envelope(seq, CommandId(Uuid::now_v7()), now, command)).collect();
    sync::push_as(db, &actor, Origin::HOUSE, &envelopes, now, &()).await?;
    ensure!(people::by_id(db, id).await?.is_some(), "the administrator was not accepted: give a name and an account");
    notify::vapid::ensure(db, now).await?;
    auth::give(db, id, password, Chosen::Oneself, now).await
}

/// Loads the sample company into an empty database, and gives its people publicly known passwords.
pub async fn sample(db: &Database, attachments: &Store, now: Timestamp) -> Result<Vec<SignIn>> {
    ensure!(people::is_nobody(db).await?, "the sample company needs an empty database, and somebody is in this one");
    let today = now.day(Company::default().utc_offset_minutes);
    let told = tokio::task::spawn_blocking(move || sample::company(today)).await.context("generating the sample company")?;

    let mut book = Book::default();
    let mut waiting: Vec<Envelope> = Vec::new();
    let mut waiting_of: Option<Actor> = None;
    for (act, seq) in told.acts.iter().zip(1..) {
        let actor = told.actor(act, &book);
        let is_other = waiting_of.is_some_and(|it| it != actor);
        if let Some(before) = waiting_of.filter(|_| is_other || MOST_ENVELOPES <= waiting.len()) {
            sync::push_as(db, &before, Origin::HOUSE, &std::mem::take(&mut waiting), now, &()).await?;
        }
        waiting.push(envelope(seq, act.command_id, act.made_at, &act.command));
        waiting_of = Some(actor);
        let today = act.made_at.day(book.company().utc_offset_minutes);
        let moment = Moment::of(actor, act.made_at, today);
        decide::apply(&act.command, &mut book, &moment).map_err(app::api::ApiError::Refused).with_context(|| act.command.verb())?;
    }
    if let Some(last) = waiting_of {
        sync::push_as(db, &last, Origin::HOUSE, &waiting, now, &()).await?;
    }
    store_pictures(db, attachments, &book, told.administrator(), now).await?;
    give_passwords(db, &told.people, now).await?;
    Ok(told.people)
}

/// Loads a large sample company into an empty database, part by part. Reports after each part: parts done, all parts, commands given.
pub async fn large(db: &Database, size: Size, now: Timestamp, mut progress: impl FnMut(u32, u32, usize)) -> Result<Vec<SignIn>> {
    ensure!(people::is_nobody(db).await?, "the sample company needs an empty database, and somebody is in this one");
    let today = now.day(Company::default().utc_offset_minutes);
    let mut large = Large::new(size, today).map_err(refused)?;
    let n_parts = large.n_parts();
    let mut n_told = 0;
    for index in 0..n_parts {
        let acts = large.part(index).map_err(refused)?;
        let mut rest = acts.as_slice();
        while let Some(first) = rest.first() {
            let together = rest.iter().take(MOST_ENVELOPES).take_while(|it| it.by == first.by).count();
            let (batch, after) = rest.split_at(together);
            let envelopes: Vec<Envelope> =
                batch.iter().zip(1..).map(|(it, seq)| envelope(n_told + seq, it.command_id, it.made_at, &it.command)).collect();
            sync::push_as(db, &large.actor(first), Origin::HOUSE, &envelopes, now, &()).await?;
            n_told += together as u64;
            rest = after;
        }
        progress(index + 1, n_parts, usize::try_from(n_told).unwrap_or(usize::MAX));
    }
    let people = large.sign_ins();
    give_passwords(db, &people, now).await?;
    Ok(people)
}

/// The error for a command of the sample company that the rules refuse. A test makes sure that there is none.
fn refused((act, refusals): (Box<sample::Act>, Refusals)) -> anyhow::Error {
    anyhow::Error::new(app::api::ApiError::Refused(refusals)).context(act.command.verb())
}

async fn give_passwords(db: &Database, people: &[SignIn], now: Timestamp) -> Result<()> {
    let passwords: Vec<(PersonId, String)> = people.iter().map(|it| (it.person, it.password.clone())).collect();
    let given = passwords.iter().map(|(person, password)| auth::give(db, *person, password, Chosen::Sample, now));
    stream::iter(given).buffer_unordered(4).try_collect::<Vec<()>>().await?;
    Ok(())
}

/// Stores the pictures of the sample company, and marks each attachment as stored.
async fn store_pictures(db: &Database, attachments: &Store, book: &Book, administrator: Actor, now: Timestamp) -> Result<()> {
    for picture in sample::PICTURES {
        let sha256 = attachments.keep(picture.bytes.to_vec()).await?;
        ensure!(sha256.as_str() == picture.sha256, "{} is not the picture it was", picture.name);
    }
    let stored: Vec<Envelope> = book
        .attachments()
        .zip(1..)
        .map(|(attachment, seq)| {
            let command = Command::StoreAttachment(StoreAttachment { attachment: attachment.id });
            envelope(seq, stored_by(attachment.id), attachment.made_at, &command)
        })
        .collect();
    for batch in stored.chunks(MOST_ENVELOPES) {
        sync::push_as(db, &Actor { imports: true, ..administrator }, Origin::HOUSE, batch, now, &()).await?;
    }
    Ok(())
}

/// People of the sample company who can still sign in with the publicly known passwords.
pub async fn sample_sign_ins(db: &Database, now: Timestamp) -> Result<Vec<SignIn>> {
    let today = now.day(Company::default().utc_offset_minutes);
    let well_known = auth::well_known(db).await?;
    let mut still = Vec::new();
    for sign_in in sample::company(today).people {
        let person = people::by_account(db, &sign_in.account).await?;
        still.extend(person.filter(|person| well_known.contains(&person.id)).map(|_| sign_in));
    }
    Ok(still)
}
