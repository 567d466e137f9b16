//! A phone: the real replica and engine over an in-memory store and real HTTP.

use std::cell::{Cell, RefCell};

use app::api::ApiError;
use app::api::session::SignedIn;
use app::local::MemoryStore;
use app::ports::{Device, LocalStore, Transport};
use app::sync::{Outcome, Replica, RoundError, Saved, Trouble, open, round};
use async_trait::async_trait;
use domain::decide::command::{AmendCustomer, Command, LogFollowUp};
use domain::records::customer::CustomerProfile;
use domain::sync::{Answer, Exchange};
use domain::values::calendar::Timestamp;
use domain::values::ids::{CommandId, CustomerId, FollowUpId, Key};
use domain::values::method::Method;
use serde::Serialize;
use uuid::Uuid;

use super::company::PASSWORD;
use super::{Browser, TestServer};

/// Maximum rounds before a phone that does not settle fails the test.
const PATIENCE: u32 = 200;

pub struct Phone {
    browser: Browser,
    replica: RefCell<Replica>,
    store: MemoryStore,
    is_online: Cell<bool>,
}

/// The arguments of the exchange call. A command's text must arrive exactly as sealed, so it never passes through a JSON value.
#[derive(Serialize)]
pub struct Asked<'a> {
    pub ours: &'a Exchange,
}

struct Pocket<'a>(&'a Phone);

impl Device for Pocket<'_> {
    fn now(&self) -> Timestamp {
        server::clock::Clock::system().now()
    }

    fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }

    fn is_online(&self) -> bool {
        self.0.is_online.get()
    }
}

#[async_trait(?Send)]
impl Transport for Pocket<'_> {
    async fn exchange(&self, ours: Exchange) -> Result<Answer, ApiError> {
        if !self.0.is_online.get() {
            return Err(ApiError::Offline);
        }
        let sent = self.0.browser.post("sync/exchange", &Asked { ours: &ours }).send().await;
        let Ok(answer) = sent else { return Err(ApiError::Offline) };
        let is_ok = answer.status().is_success();
        // Anything else is no answer of ours: half a body, or a hotel's sign-in page.
        let Ok(text) = answer.text().await else { return Err(ApiError::Offline) };
        if is_ok {
            serde_json::from_str(&text).map_err(|_| ApiError::Offline)
        } else {
            Err(serde_json::from_str(&text).unwrap_or(ApiError::Offline))
        }
    }
}

impl Phone {
    /// A new phone of a person of the small company, signed in and filled.
    pub async fn of(server: &TestServer, account: &str) -> Phone {
        Phone::through(server, account, &server.url).await
    }

    /// The same, with this address of the server.
    pub async fn through(server: &TestServer, account: &str, url: &str) -> Phone {
        let mut browser = server.browser();
        let signed_in = browser.sign_in(account, PASSWORD).await.expect("the small company's people can sign in");
        browser.move_to(url);
        Phone::filled(browser, signed_in).await
    }

    /// The same, with this browser.
    pub async fn signed_in(browser: Browser, account: &str) -> Phone {
        let signed_in = browser.sign_in(account, PASSWORD).await.expect("the small company's people can sign in");
        Phone::filled(browser, signed_in).await
    }

    async fn filled(browser: Browser, signed_in: SignedIn) -> Phone {
        let replica = RefCell::new(Replica::new(signed_in.person, browser.device));
        let phone = Phone { browser, replica, store: MemoryStore::default(), is_online: Cell::new(true) };
        phone.syncs().await;
        phone
    }

    /// Uses this server address from now on.
    pub fn moves_to(&mut self, url: &str) {
        self.browser.move_to(url);
    }

    pub fn goes_offline(&self) {
        self.is_online.set(false);
    }

    /// Goes online and syncs.
    pub async fn comes_online(&self) {
        self.is_online.set(true);
        self.syncs().await;
    }

    /// Syncs until nothing is left to exchange.
    pub async fn syncs(&self) {
        for _ in 0..PATIENCE {
            if self.tries().await == Ok(Outcome::Settled) {
                return;
            }
        }
        panic!("the phone never settled");
    }

    /// Runs one sync round.
    pub async fn tries(&self) -> Result<Outcome, RoundError> {
        round(&self.replica, &self.store, &Pocket(self), &Pocket(self), false, &|| {}).await
    }

    /// Restarts the phone: state that was only in memory is lost.
    pub async fn restarts(&self) {
        let (me, device) = {
            let replica = self.replica.borrow();
            (replica.me().clone(), replica.device())
        };
        let opened = open(&self.store, me, device).await.expect("a store in memory does not fail");
        *self.replica.borrow_mut() = opened;
    }

    /// Makes a command that the rules allow.
    pub async fn does(&self, command: Command) -> CommandId {
        let id = CommandId(Uuid::now_v7());
        let pocket = Pocket(self);
        let sealed = self.replica.borrow().seal(&command, id, self.replica.borrow().now(pocket.now()), !pocket.is_online());
        let waiting = sealed.unwrap_or_else(|refusals| panic!("{}: {refusals:?}", command.verb()));
        self.store.write(vec![Replica::write_of(&waiting)]).await.expect("a store in memory does not fail");
        self.replica.borrow_mut().keep(waiting);
        id
    }

    /// Logs a visit dated today.
    pub async fn logs_visit(&self, customer: CustomerId, content: &str) -> FollowUpId {
        let id = FollowUpId(Uuid::now_v7());
        let log = LogFollowUp {
            id,
            customer,
            on: Pocket(self).now().day(480),
            method: Method::Visit,
            content: content.to_owned(),
            next_step: String::new(),
            next_on: None,
            expected_close: None,
            feedback: String::new(),
            activity: None,
            next_task: None,
            completes: Vec::new(),
        };
        self.does(Command::LogFollowUp(log)).await;
        id
    }

    /// Amends a customer.
    pub async fn amends(&self, customer: CustomerId, change: impl FnOnce(&mut CustomerProfile)) -> CommandId {
        let was = self.look(|book| book.customer(customer).expect("a customer of this phone").profile.clone());
        let mut now = was.clone();
        change(&mut now);
        self.does(Command::AmendCustomer(AmendCustomer { customer, was, now })).await
    }

    /// Reads from the book.
    pub fn look<T>(&self, look: impl FnOnce(&domain::book::Book) -> T) -> T {
        look(self.replica.borrow().book())
    }

    /// How far a record has got.
    pub fn saved(&self, key: impl Into<Key>) -> Saved {
        self.replica.borrow().saved(key.into())
    }

    /// The number of commands in the outbox.
    pub fn n_pending(&self) -> usize {
        self.replica.borrow().outbox().len()
    }

    /// The troubles that this person must look at.
    pub fn troubles(&self) -> Vec<Trouble> {
        self.replica.borrow().attention().iter().map(|it| it.trouble.clone()).collect()
    }

    /// The commands that this person must look at, as they were made.
    pub fn troubled(&self) -> Vec<Command> {
        self.replica.borrow().attention().iter().filter_map(|it| it.envelope.read()).collect()
    }
}
