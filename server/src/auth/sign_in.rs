//! Signing in, identifying the person of a session, and changing passwords.

use std::net::IpAddr;

use anyhow::{Result, bail};
use app::api::ApiError;
use app::api::devices::SignInOutcome;
use domain::access::actor::Actor;
use domain::records::organisation::Person;
use domain::values::calendar::Timestamp;
use domain::values::field::Field;
use domain::values::ids::{DeviceId, PersonId};
use domain::values::refusal::{Refusal, Refusals};

use super::credential::{self, Chosen};
use super::throttle::{self, Subject};
use super::{Session, device, password, session, sign_ins, software};
use crate::db::Database;
use crate::db::queries::people;

/// A sign-in attempt.
#[derive(Clone, Copy, Debug)]
pub struct SignInAttempt<'a> {
    /// The account as typed.
    pub account: &'a str,
    /// The password as typed.
    pub password: &'a str,
    /// The browser profile.
    pub device: DeviceId,
    /// The client's address.
    pub address: Option<IpAddr>,
    /// The client's `User-Agent`.
    pub agent: &'a str,
}

/// A person who is signed in.
#[derive(Clone, Debug)]
pub struct Known {
    pub session: Session,
    /// The person, with the scope they have now.
    pub actor: Actor,
}

/// Signs a person in. Returns the token of the new session and the person.
pub async fn sign_in(db: &Database, attempt: SignInAttempt<'_>, now: Timestamp) -> Result<(String, Person)> {
    let key = Person::account_key(attempt.account);
    let person = people::by_account(db, attempt.account).await?;
    let is_own_device = match &person {
        // A browser keeps each person's records under a device id of its own.
        Some(person) => device::is_one_of(db, [attempt.device, attempt.device.of_person(person.id)], person.id).await?,
        None => false,
    };
    let address = attempt.address.map(Subject::address);
    let subjects = if is_own_device {
        vec![Subject::account_on(&key, attempt.device)]
    } else {
        let account = [Subject::account_at(&key, attempt.address), Subject::account_anywhere(&key)];
        account.into_iter().chain(address.clone()).collect()
    };
    throttle::count(db, &subjects, now).await?;

    let known = match &person {
        Some(person) => credential::of(db, person.id).await?,
        None => None,
    };
    let is_right = password::matches(attempt.password, known.map(|it| it.hash)).await?;
    // Deliberately the same answer for an unknown account and a wrong password.
    let Some(person) = person else { bail!(refused(Field::Password, Refusal::NotYours)) };
    let software = software::of_agent(attempt.agent);
    let note = async |outcome| {
        let noted = sign_ins::Attempted { outcome, device: attempt.device, software, address: attempt.address };
        sign_ins::note(db, person.id, noted, now).await
    };
    if !is_right {
        note(SignInOutcome::WrongPassword).await?;
        bail!(refused(Field::Password, Refusal::NotYours));
    }
    throttle::forgive(db, &key, now).await?;
    if let Some(address) = address.filter(|_| !is_own_device) {
        throttle::give_back(db, &address).await?;
    }
    if !person.active {
        note(SignInOutcome::Disabled).await?;
        bail!(ApiError::Disabled);
    }
    let token = session::open(db, person.id, attempt.device, software, now).await?;
    note(SignInOutcome::SignedIn).await?;
    Ok((token, person))
}

/// The person whose session token this is, with the scope they have now.
pub async fn known(db: &Database, token: Option<&str>, now: Timestamp) -> Result<Known> {
    let Some(token) = token else { bail!(ApiError::SignedOut) };
    let Some(session) = session::find(db, token, now).await? else { bail!(ApiError::SignedOut) };
    let Some(actor) = people::actor(db, session.person).await? else {
        session::revoke_all(db, session.person, now).await?;
        bail!(ApiError::Disabled);
    };
    if session.is_revoked {
        bail!(ApiError::SignedOut);
    }
    Ok(Known { session, actor })
}

/// Like `known`, but refuses a password that somebody else chose: it gives no access to records. For all calls but the few for choosing one's
/// own.
pub async fn admitted(db: &Database, token: Option<&str>, now: Timestamp) -> Result<Known> {
    let known = known(db, token, now).await?;
    refuse_password_due(db, &known).await?;
    Ok(known)
}

/// Refuses a person who must change their password first.
pub async fn refuse_password_due(db: &Database, known: &Known) -> Result<()> {
    if credential::must_change(db, known.actor.person).await? {
        bail!(ApiError::PasswordDue);
    }
    Ok(())
}

/// Changes the person's own password and ends their other sessions.
pub async fn change_password(db: &Database, known: &Known, old: &str, new: &str, now: Timestamp) -> Result<()> {
    let Some(person) = people::by_id(db, known.actor.person).await? else { bail!(ApiError::SignedOut) };
    let account = Person::account_key(&person.account);
    throttle::count(db, &[Subject::signed_in(&account)], now).await?;
    let kept = credential::of(db, person.id).await?;
    if !password::matches(old, kept.map(|it| it.hash)).await? {
        bail!(refused(Field::Old, Refusal::NotYours));
    }
    throttle::forgive(db, &account, now).await?;
    domain::values::password::check(new, &person.account).map_err(ApiError::Refused)?;
    if old == new {
        bail!(refused(Field::New, Refusal::Unchanged));
    }
    credential::give(db, person.id, new, Chosen::Oneself, now).await?;
    session::close_others(db, &known.session).await
}

/// Sets a password that the person must change at the next sign-in. Ends all their sessions.
pub async fn reset_password(db: &Database, person: PersonId, new: &str, now: Timestamp) -> Result<()> {
    let person = existing(db, person).await?;
    domain::values::password::check(new, &person.account).map_err(ApiError::Refused)?;
    credential::give(db, person.id, new, Chosen::Somebody, now).await?;
    throttle::forgive(db, &Person::account_key(&person.account), now).await?;
    session::close_all(db, person.id).await
}

/// The person with this id, or a refusal.
pub(super) async fn existing(db: &Database, person: PersonId) -> Result<Person> {
    match people::by_id(db, person).await? {
        Some(person) => Ok(person),
        None => bail!(refused(Field::Person, Refusal::NotYours)),
    }
}

fn refused(field: Field, refusal: Refusal) -> ApiError {
    ApiError::Refused(Refusals::of(field, refusal))
}
