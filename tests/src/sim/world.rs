//! The simulated company: its phones and its server.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use app::local::MemoryStore;
use app::sync::{Replica, Waiting, open};
use domain::access::bucket::Bucket;
use domain::decide::command::{Command, Save};
use domain::records::organisation::{Company, Department, Person, Role, Team};
use domain::records::product::Product;
use domain::sync::{Envelope, Exchange, SCHEMA};
use domain::values::calendar::Timestamp;
use domain::values::ids::{CommandId, CustomerId, DepartmentId, DeviceId, PersonId, ProductId, TeamId};
use domain::values::money::Money;
use uuid::Uuid;

use super::hub::{Database, Hub};

/// One browser profile.
#[derive(Clone)]
pub struct Phone {
    pub person: PersonId,
    pub device: DeviceId,
    pub replica: RefCell<Replica>,
    pub store: MemoryStore,
    /// Every command made by this profile, including those copied when it was cloned.
    pub made: BTreeSet<CommandId>,
    /// Clock offset in milliseconds.
    pub ahead: i64,
}

/// A command made on a phone.
pub struct Made {
    pub command: Command,
    /// Made by an old phone that checks less: the server must refuse it.
    pub is_bad: bool,
}

/// The state of one run.
pub struct World {
    pub hub: Hub,
    pub rng: fastrand::Rng,
    pub now: i64,
    pub reps: Vec<PersonId>,
    pub supervisors: Vec<PersonId>,
    pub administrator: PersonId,
    pub director: PersonId,
    pub teams: [TeamId; 2],
    pub product: ProductId,
    pub phones: Vec<Phone>,
    pub made: BTreeMap<CommandId, Made>,
    pub limbo: Vec<(PersonId, Exchange)>,
    pub customers: Vec<CustomerId>,
    pub has_backup: bool,
}

/// Start of virtual time: 2026-01-05 10:00 in Shanghai.
const BEGINNING: i64 = 1_767_578_400_000;

const HOUR: i64 = 3_600_000;

impl World {
    /// Creates two teams with two reps and a supervisor each, a director and an administrator, and a phone for each of them.
    pub async fn new(database: &Database, seed: u64) -> Result<World, String> {
        let mut rng = fastrand::Rng::with_seed(seed);
        let id = |rng: &mut fastrand::Rng| Uuid::from_u128(rng.u128(..) & !(0xF << 76) | (7 << 76));
        let teams = [TeamId(id(&mut rng)), TeamId(id(&mut rng))];
        let department = DepartmentId(id(&mut rng));
        let product = ProductId(id(&mut rng));
        let administrator = PersonId(id(&mut rng));
        let director = PersonId(id(&mut rng));
        let reps: Vec<PersonId> = (0..4).map(|_| PersonId(id(&mut rng))).collect();
        let supervisors: Vec<PersonId> = (0..2).map(|_| PersonId(id(&mut rng))).collect();
        let hub = Hub::new(database, seed).await?;
        let mut world = World {
            hub,
            rng,
            now: BEGINNING,
            reps,
            supervisors,
            administrator,
            director,
            teams,
            product,
            phones: Vec::new(),
            made: BTreeMap::new(),
            limbo: Vec::new(),
            customers: Vec::new(),
            has_backup: false,
        };
        world.found(department).await?;
        Ok(world)
    }

    async fn found(&mut self, department: DepartmentId) -> Result<(), String> {
        let person = |id, name: &str, role, team| Person {
            id,
            name: name.to_owned(),
            account: name.to_owned(),
            role,
            team,
            department: None,
            email: None,
            active: true,
            postings: Default::default(),
            joined_on: None,
            left_on: None,
        };
        let mut people =
            vec![person(self.administrator, "admin", Role::Administrator, None), person(self.director, "director", Role::Director, None)];
        for (index, rep) in self.reps.iter().enumerate() {
            people.push(person(*rep, &format!("u{index}"), Role::Rep, Some(self.teams[index % 2])));
        }
        for (index, supervisor) in self.supervisors.iter().enumerate() {
            people.push(person(*supervisor, &format!("s{index}"), Role::Supervisor, Some(self.teams[index])));
        }
        let mut commands = vec![
            Command::SaveCompany(Save { was: None, now: Company { name: "达标".to_owned(), ..Company::default() } }),
            Command::SaveDepartment(Save { was: None, now: Department { id: department, name: "销售部".to_owned() } }),
        ];
        for (index, id) in self.teams.into_iter().enumerate() {
            let now = Team { id, name: format!("t{index}"), department, region: None };
            commands.push(Command::SaveTeam(Save { was: None, now }));
        }
        commands.extend(people.iter().map(|it| Command::SavePerson(Save { was: None, now: it.clone() })));
        let product = Product {
            id: self.product,
            line: "A".into(),
            model: "A1".into(),
            module: String::new(),
            price: Money::whole(100),
            active: true,
            cost: Default::default(),
        };
        commands.push(Command::SaveProduct(Save { was: None, now: product }));
        for command in commands {
            self.at_the_desk(self.administrator, command).await?;
        }
        for person in people {
            let device = DeviceId(self.id());
            let ahead = self.rng.choice([0, 0, -3 * HOUR, 26 * HOUR]).unwrap_or(0);
            self.phones.push(Phone { ahead, ..Phone::new(person, device) });
        }
        // One rep has two phones.
        let first = self.phones[2].replica.borrow().me().clone();
        let device = DeviceId(self.id());
        self.phones.push(Phone::new(first, device));
        Ok(())
    }

    /// A new id; ids increase in order of creation.
    pub fn id(&mut self) -> Uuid {
        self.now += 1;
        let millis = (self.now as u128) << 80;
        Uuid::from_u128(millis | (7 << 76) | (2 << 62) | (self.rng.u128(..) & ((1 << 60) - 1)))
    }

    pub fn now(&self) -> Timestamp {
        Timestamp(self.now)
    }

    /// The number of commands made on phones.
    pub fn n_made(&self) -> usize {
        self.made.len()
    }

    /// Runs a command directly on the server, as from a desk with a perfect network.
    pub async fn at_the_desk(&mut self, person: PersonId, command: Command) -> Result<(), String> {
        let id = CommandId(self.id());
        let now = self.now();
        let envelope = envelope(&command, id, self.now.unsigned_abs(), now, 0);
        self.hub.push_as(person, vec![envelope], now).await
    }

    /// Makes a command on a phone if the rules allow it; bad commands skip the check, as on an old phone.
    pub fn make(&mut self, phone: usize, command: Command, is_bad: bool) {
        let id = CommandId(self.id());
        let now = self.phones[phone].clock(self.now);
        let base = self.rng.choice([i64::MIN, -1, 0, 1, self.rng.clone().i64(..), i64::MAX]).unwrap_or(0);
        let waiting = {
            let replica = self.phones[phone].replica.borrow();
            if is_bad {
                let seq = replica.outbox().iter().chain(replica.shadow()).map(|it| it.envelope.seq).max().unwrap_or(0) + 1;
                Waiting { envelope: envelope(&command, id, seq, now, base), answered_at: None }
            } else {
                match replica.seal(&command, id, now, true) {
                    Ok(waiting) => waiting,
                    Err(_) => return,
                }
            }
        };
        let phone = &mut self.phones[phone];
        phone.write(vec![Replica::write_of(&waiting)]);
        phone.replica.borrow_mut().keep(waiting);
        phone.made.insert(id);
        self.made.insert(id, Made { command, is_bad });
    }

    /// Syncs every phone until nothing changes any more.
    pub async fn come_to_rest(&mut self) -> Result<(), String> {
        for (person, exchange) in std::mem::take(&mut self.limbo) {
            self.now += 1_000;
            let now = self.now();
            let _ = self.hub.exchange(person, exchange, now).await;
        }
        for round in 0..400 {
            let mut is_quiet = true;
            for index in 0..self.phones.len() {
                self.now += 1_000;
                let mut request = self.phones[index].replica.borrow_mut().request(3, false);
                request.envelopes.truncate(5);
                request.sent_at = Some(self.phones[index].clock(self.now));
                let now = self.now();
                let answer = self.hub.exchange(self.phones[index].person, request, now).await?;
                let phone = &self.phones[index];
                let writes = phone.replica.borrow().writes_of(&answer, now);
                phone.write(writes);
                let is_still = answer.rows.is_empty() && answer.verdicts.is_empty() && !answer.more && !answer.reset;
                phone.replica.borrow_mut().take(answer, now);
                is_quiet &= is_still && phone.replica.borrow().outbox().is_empty();
            }
            if 3 < round && is_quiet {
                return Ok(());
            }
        }
        Err("it never comes to rest".to_owned())
    }
}

impl Phone {
    fn new(person: Person, device: DeviceId) -> Phone {
        let id = person.id;
        let replica = RefCell::new(Replica::new(person, device));
        Phone { person: id, device, replica, store: MemoryStore::default(), made: BTreeSet::new(), ahead: 0 }
    }

    /// This phone's clock at the given time, in milliseconds.
    pub fn clock(&self, now: i64) -> Timestamp {
        Timestamp(now + self.ahead)
    }

    /// Writes to the store; the in-memory store cannot fail.
    pub fn write(&self, writes: Vec<app::ports::Write>) {
        use app::ports::LocalStore;
        let written = futures::FutureExt::now_or_never(self.store.write(writes));
        assert_eq!(written, Some(Ok(())), "a store in memory answers at once");
    }

    /// Kills and reopens the tab: state that was only in memory is lost.
    pub fn reopen(&self) {
        let (me, device) = {
            let replica = self.replica.borrow();
            (replica.me().clone(), replica.device())
        };
        let opened = futures::FutureExt::now_or_never(open(&self.store, me, device));
        let opened = opened.expect("a store in memory answers at once").expect("a store in memory does not fail");
        *self.replica.borrow_mut() = opened;
    }

    /// The buckets that this phone has a cursor for.
    pub fn cursors(&self) -> Vec<Bucket> {
        self.replica.borrow_mut().request(1, false).cursors.into_iter().map(|it| it.bucket).collect()
    }
}

fn envelope(command: &Command, id: CommandId, seq: u64, made_at: Timestamp, base: i64) -> Envelope {
    let text = Envelope::text_of(command);
    Envelope {
        command_id: id,
        seq,
        schema: SCHEMA,
        digest: Envelope::digest_of(text.get()),
        base,
        after: None,
        made_at,
        made_offline: false,
        rules_revision: 0,
        command: text,
    }
}
