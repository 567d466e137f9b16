//! Turns waiting notices into parcels: for each person one message on each channel they chose, for every robot one of its own. Held back in the
//! quiet hours, and for a while after the last message unless something urgent is among it.

use std::collections::BTreeMap;

use anyhow::Result;
use app::api::robots::Robot;
use app::i18n::Lang;
use domain::access::actor::Actor;
use domain::access::bucket::Bucket;
use domain::book::Book;
use domain::records::organisation::Company;
use domain::values::calendar::Timestamp;
use domain::values::ids::PersonId;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::digest::{Digest, is_urgent};
use super::message::{Message, NameOf};
use crate::Server;
use crate::alerts::Notice;
use crate::db::queries::delivery::{self, Choice, Device};
use crate::db::queries::notices::Audience;
use crate::db::queries::parcels::{self, Channel, Parcel};
use crate::db::queries::{notices, packing, people, robots};
use crate::db::tx::Attempts;

/// Notices packed in one transaction; more are packed in the next round.
const MOST: u32 = 5_000;
/// A minute in milliseconds.
const MINUTE: i64 = 60_000;

/// Packs what may be sent now.
pub(super) async fn pack(server: &Server) -> Result<()> {
    let (db, now) = (&server.db, server.clock.now());
    let book = people::catalogue(db).await?;
    let company = book.company();
    let quiet = Quiet::at(now, company, &delivery::choices(db.connection()).await?);
    // Checked before taking the write lock: usually nothing waits.
    if quiet.is_everywhere() || !packing::is_any_waiting(db).await? {
        return Ok(());
    }
    let round = Round { now, company, book: &book, quiet, sends_mail: server.channels.sends_mail() };
    let mut attempts = Attempts::new(db).await;
    loop {
        let transaction = attempts.begin().await?;
        let result = round.pack(&transaction).await;
        if let Some(done) = attempts.end(transaction, result).await {
            return done;
        }
    }
}

/// Where quiet hours apply now: by the company's hours, or by the person's own.
struct Quiet {
    by_company: bool,
    by_themselves: BTreeMap<PersonId, bool>,
}

impl Quiet {
    fn at(now: Timestamp, company: &Company, choices: &[(PersonId, Choice)]) -> Quiet {
        let minute = now.minute_of_day(company.utc_offset_minutes);
        let own =
            |(person, choice): &(PersonId, Choice)| choice.quiet.map(|own| (*person, company.notices.quiet_of(Some(own)).hold(minute)));
        Quiet { by_company: company.notices.quiet.hold(minute), by_themselves: choices.iter().filter_map(own).collect() }
    }

    /// Whether nobody may be told now.
    fn is_everywhere(&self) -> bool {
        self.by_company && self.by_themselves.values().all(|it| *it)
    }

    fn is_for(&self, person: PersonId) -> bool {
        self.by_themselves.get(&person).copied().unwrap_or(self.by_company)
    }

    /// People who may be told during the company's quiet hours.
    fn awake(&self) -> Vec<PersonId> {
        self.by_themselves.iter().filter(|(_, is_quiet)| !**is_quiet).map(|(person, _)| *person).collect()
    }
}

/// One packing run.
struct Round<'a> {
    now: Timestamp,
    company: &'a Company,
    book: &'a Book,
    quiet: Quiet,
    sends_mail: bool,
}

/// A person's choices and devices.
#[derive(Default)]
struct Ways {
    choice: Choice,
    devices: Vec<Device>,
}

impl Round<'_> {
    async fn pack(&self, transaction: &DatabaseTransaction) -> Result<()> {
        let Some(last) = packing::begin(transaction).await? else { return Ok(()) };
        let (for_people, for_groups) = self.waiting(transaction).await?;
        let all = || for_people.iter().chain(&for_groups);
        let is_soon = self.now.0 < last.0 + i64::from(self.company.notices.collect_minutes) * MINUTE;
        if all().next().is_none() || (is_soon && !all().any(is_urgent)) {
            return Ok(());
        }
        let customers = packing::customer_names(transaction, all().filter_map(|it| it.alert.customer).collect()).await?;
        let name_of = |notice: &Notice| match notice.alert.customer {
            Some(customer) => customers.get(&customer).cloned().unwrap_or_default(),
            None => self.book.person(notice.alert.person).map(|it| it.name.clone()).unwrap_or_default(),
        };
        // A person is not told their own name. A chat group is: the recipient of a notice says nothing about who reads it there.
        let name_to_them = |notice: &Notice| {
            let is_their_own = notice.alert.customer.is_none() && notice.alert.person == notice.person;
            if is_their_own { String::new() } else { name_of(notice) }
        };

        let mut ways: BTreeMap<PersonId, Ways> = BTreeMap::new();
        for (person, choice) in delivery::choices(transaction).await? {
            ways.entry(person).or_default().choice = choice;
        }
        for device in delivery::devices(transaction, self.now).await? {
            ways.entry(device.person).or_default().devices.push(device);
        }
        let mut of_person: BTreeMap<PersonId, Vec<&Notice>> = BTreeMap::new();
        for notice in &for_people {
            of_person.entry(notice.person).or_default().push(notice);
        }
        let mut parcels = Vec::new();
        for (person, notices) in &of_person {
            if let Some(ways) = ways.get(person) {
                parcels.extend(self.for_person(*person, notices, ways, &name_to_them));
            }
        }
        for robot in robots::all(transaction).await? {
            parcels.extend(self.for_robot(&robot.robot, &for_groups, &name_of));
        }
        parcels::add(transaction, &parcels, self.now).await?;
        packing::end(transaction, [(Audience::People, &for_people), (Audience::Groups, &for_groups)], self.now).await?;
        tracing::info!(people = for_people.len(), groups = for_groups.len(), parcels = parcels.len(), "packed notifications into messages");
        Ok(())
    }

    /// Notices that may be told now: to people by their own hours, to chat groups by the company's.
    async fn waiting(&self, transaction: &DatabaseTransaction) -> Result<(Vec<Notice>, Vec<Notice>)> {
        if self.quiet.by_company {
            return Ok((notices::waiting_of(transaction, &self.quiet.awake()).await?, Vec::new()));
        }
        let mut for_people = notices::waiting(transaction, Audience::People, MOST).await?;
        for_people.retain(|it| !self.quiet.is_for(it.person));
        Ok((for_people, notices::waiting(transaction, Audience::Groups, MOST).await?))
    }

    fn for_person(&self, person: PersonId, notices: &[&Notice], ways: &Ways, name_of: NameOf<'_>) -> Vec<Parcel> {
        let Some(who) = self.book.person(person).filter(|it| it.active) else { return Vec::new() };
        let lang = Lang::parse(&ways.choice.language).unwrap_or_default();
        let Some(digest) = Digest::of(notices.iter().copied()) else { return Vec::new() };
        let message = Message::of(&digest, lang, name_of);
        let wants_mail = self.sends_mail && ways.choice.mail && who.email.is_some();
        addressed(person, &ways.devices, wants_mail, &message)
    }

    fn for_robot(&self, robot: &Robot, notices: &[Notice], name_of: NameOf<'_>) -> Option<Parcel> {
        let is_told = |it: &&Notice| (is_urgent(it) || !robot.urgent_only) && self.is_of(it.alert.person, robot.of);
        let digest = Digest::of(notices.iter().filter(|_| robot.active).filter(is_told))?;
        let message = Message::of(&digest, Lang::parse(&robot.language).unwrap_or_default(), name_of);
        Some(parcel(Channel::Robot, robot.id, None, &message))
    }

    /// Whether what a person is responsible for belongs to a part of the company.
    fn is_of(&self, person: PersonId, of: Bucket) -> bool {
        let actor = self.book.person(person).map(|it| Actor::of(it, self.book));
        match of {
            Bucket::Company | Bucket::Catalog => true,
            Bucket::Person(id) | Bucket::Assigned(id) => person == id,
            Bucket::Team(id) => actor.is_some_and(|it| it.team == Some(id)),
            Bucket::Department(id) => actor.is_some_and(|it| it.department == Some(id)),
        }
    }
}

/// One parcel for each device, and one for e-mail if wanted.
pub(super) fn addressed(person: PersonId, devices: &[Device], wants_mail: bool, message: &Message) -> Vec<Parcel> {
    let rung = devices.iter().map(|it| parcel(Channel::Push, it.device.0, Some(person), message));
    let written = wants_mail.then(|| parcel(Channel::Mail, person.0, Some(person), message));
    rung.chain(written).collect()
}

fn parcel(channel: Channel, receiver: Uuid, person: Option<PersonId>, message: &Message) -> Parcel {
    let body = serde_json::to_string(message).expect("a message of texts is JSON");
    Parcel { id: Uuid::now_v7(), channel, receiver, person: person.map(|it| it.0), body, attempts: 0 }
}
