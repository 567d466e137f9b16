//! Tests of the client's side of sync: power cuts between any two steps, two tabs over one store, revocation, a restored server, an overgrown
//! log.

pub(crate) mod office;
mod paging;

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use domain::access::bucket::Bucket;
use domain::decide::command::{AmendCustomer, Command, FileCustomer};
use domain::decide::merge::Conflict;
use domain::records::customer::CustomerProfile;
use domain::values::ids::{CommandId, CustomerId, Key, PersonId};
use futures::FutureExt;
use futures::executor::block_on;
use office::{Office, PowerCut, Shaky, ids, today};
use uuid::Uuid;

use super::*;
use crate::local::{MemoryStore, Unsent, UnsentError};
use crate::ports::{Device, LocalStore, StoreError, Transport};

/// One open page of a person's browser.
struct Tab {
    replica: RefCell<Replica>,
    store: Rc<dyn LocalStore>,
    office: Rc<Office>,
}

impl Tab {
    fn open(store: &Rc<dyn LocalStore>, office: &Rc<Office>) -> Tab {
        Tab::try_open(store, office).unwrap()
    }

    fn try_open(store: &Rc<dyn LocalStore>, office: &Rc<Office>) -> Result<Tab, StoreError> {
        let opened = block_on(open(&**store, ids::me(), ids::device()))?;
        Ok(Tab { replica: RefCell::new(opened), store: Rc::clone(store), office: Rc::clone(office) })
    }

    /// Like `Notebook::commit`. Returns whether the user was told that it is saved.
    fn commit(&self, command: &Command) -> bool {
        let id = CommandId(self.office.new_id());
        let sealed = self.replica.borrow().seal(command, id, self.office.now(), true);
        let Ok(waiting) = sealed else { return false };
        // Without `block_on`, so that a test can commit in the middle of a round.
        let written = self.store.write(vec![Replica::write_of(&waiting)]).now_or_never().expect("a store in memory answers at once");
        if written.is_err() {
            return false;
        }
        self.replica.borrow_mut().keep(waiting);
        true
    }

    /// Like `Notebook::insist`.
    fn insists(&self, item: &Attention, conflict: &Conflict, command: &Command) {
        let id = CommandId(self.office.new_id());
        let waiting = self.replica.borrow().seal(command, id, self.office.now(), true).expect("it is allowed");
        let remedy = Remedy::Insists { record: conflict.record, field: conflict.field.clone(), command: id };
        let noted = self.replica.borrow().remedy(item.command_id(), &remedy).expect("it is there");
        block_on(self.store.write(vec![Replica::write_of(&waiting), noted])).expect("a store in memory does not fail");
        self.replica.borrow_mut().keep(waiting);
        self.replica.borrow_mut().note_remedy(item.command_id(), &remedy);
    }

    /// Pulls without pushing what waits.
    fn pulls(&self) {
        let mut ours = self.replica.borrow_mut().request(100, false);
        let batch: Vec<CommandId> = ours.envelopes.drain(..).map(|it| it.command_id).collect();
        let answer = block_on(self.office.exchange(ours)).expect("the office answers");
        let now = self.office.now();
        let writes = self.replica.borrow().writes_of(&answer, now);
        block_on(self.store.write(writes)).expect("a store in memory does not fail");
        self.replica.borrow_mut().take(answer, now);
        self.replica.borrow_mut().unsent(&batch);
    }

    fn round(&self) -> Round {
        block_on(round(&self.replica, &*self.store, &*self.office, &*self.office, true, &|| {}))
    }

    /// Like the browser's loop: until nothing is left to exchange, or an exchange fails.
    fn converse(&self) -> Ending {
        loop {
            if block_on(refresh(&self.replica, &*self.store)).is_err() {
                return Ending::Failed { retry_after: None };
            }
            if let Some(ending) = Ending::of(&self.round()) {
                return ending;
            }
        }
    }

    fn refresh(&self) {
        block_on(refresh(&self.replica, &*self.store)).unwrap();
    }

    fn settle(&self) {
        for _ in 0..50 {
            match self.round() {
                Ok(Outcome::Settled) => return,
                Err(RoundError::Overtaken) => self.refresh(),
                _ => {}
            }
        }
        panic!("never settled");
    }

    fn names(&self) -> Vec<String> {
        self.replica.borrow().book().customers().map(|it| it.profile.name.clone()).collect()
    }

    fn n_waiting(&self) -> usize {
        self.replica.borrow().outbox().len()
    }
}

fn file(n: u128) -> Command {
    let profile = CustomerProfile { name: format!("客户{n}"), ..CustomerProfile::default() };
    let id = CustomerId(Uuid::from_u128(n));
    Command::FileCustomer(FileCustomer { id, number: None, filed_on: today(), owner: None, profile })
}

fn fresh() -> (Rc<dyn LocalStore>, Rc<Office>) {
    (Rc::new(MemoryStore::default()), Rc::new(Office::default()))
}

#[test]
fn a_server_that_asks_for_a_pause_has_stored_the_commands() {
    let (store, office) = fresh();
    let tab = Tab::open(&store, &office);
    assert!(tab.commit(&file(1)));
    office.asks_for_rest(90);
    assert_eq!(tab.converse(), Ending::Asked { seconds: 90 });
    assert_eq!((tab.n_waiting(), tab.names()), (0, vec!["客户1".to_owned()]));
}

/// Files three customers with exchanges between, with the power cut at one point; then repeats everything until it succeeds.
fn survive(at: usize, restarts: bool) -> bool {
    let cut = Rc::new(PowerCut::at(at));
    let store: Rc<dyn LocalStore> = Rc::new(Shaky::new(MemoryStore::default(), Rc::clone(&cut)));
    let office = Rc::new(Office::failing(Rc::clone(&cut)));
    // If the power is cut while opening, the user opens it again.
    let reopen = || Tab::try_open(&store, &office).unwrap_or_else(|_| Tab::open(&store, &office));
    let mut tab = reopen();
    let mut told = Vec::new();
    let was_cut = || cut.has_struck();
    for n in 1..=3 {
        if tab.commit(&file(n)) {
            told.push(n);
        }
        if n != 2 {
            let _result = tab.round();
        }
        if restarts && was_cut() {
            tab = reopen();
        }
    }
    cut.repair();
    for n in 1..=3 {
        let key = Key::from(CustomerId(Uuid::from_u128(n)));
        if !tab.replica.borrow().book().has(key) {
            assert!(!told.contains(&n), "cut at {at}: she was told that {n} is saved, and it is gone");
            tab.commit(&file(n));
        }
    }
    tab.settle();
    assert_eq!(tab.n_waiting(), 0, "cut at {at}");
    assert_eq!(tab.names(), ["客户1", "客户2", "客户3"], "cut at {at}");
    assert_eq!(office.n_applied(), 3, "cut at {at}: something was applied twice");
    assert_eq!(Tab::open(&store, &office).names(), tab.names(), "cut at {at}: what is on disk differs");
    cut.has_struck()
}

#[test]
fn nothing_is_lost_or_doubled_by_a_failure_at_any_step() {
    for restarts in [false, true] {
        let n_points = (0..).take_while(|at| survive(*at, restarts)).count();
        assert!(16 <= n_points, "only {n_points} points were tried");
    }
}

#[test]
fn two_tabs_write_at_once_and_both_survive() {
    let (store, office) = fresh();
    let (one, two) = (Tab::open(&store, &office), Tab::open(&store, &office));
    assert!(one.commit(&file(1)));
    assert!(two.commit(&file(2)));
    one.refresh();
    assert_eq!(one.names(), ["客户1", "客户2"]);
    one.settle();
    assert_eq!((one.n_waiting(), two.n_waiting()), (0, 1));
    two.refresh();
    assert_eq!(two.n_waiting(), 0);
    assert_eq!(two.names(), ["客户1", "客户2"]);
    two.settle();
    assert_eq!(office.n_applied(), 2);
}

#[test]
fn an_answer_overtaken_by_another_tab_is_discarded() {
    let (store, office) = fresh();
    let (one, two) = (Tab::open(&store, &office), Tab::open(&store, &office));
    one.settle();
    assert!(two.commit(&file(2)));
    // The second tab does not know what the first has fetched.
    assert_eq!(two.round(), Err(RoundError::Overtaken));
    assert_eq!(two.n_waiting(), 1);
    two.settle();
    assert_eq!(two.n_waiting(), 0);
    one.refresh();
    assert_eq!(one.names(), two.names());
    assert_eq!(Tab::open(&store, &office).names(), two.names());
    assert_eq!(office.n_applied(), 1);
}

#[test]
fn a_tab_notices_a_rewritten_log() {
    let (store, office) = fresh();
    let one = Tab::open(&store, &office);
    assert!(one.commit(&file(1)));
    one.settle();
    for _ in 0..100 {
        office.touch(CustomerId(Uuid::from_u128(1)));
        one.settle();
    }
    let before = block_on(store.read_all(drawers::CONFIRMED)).unwrap().len();
    assert!(100 <= before);
    let two = Tab::open(&store, &office);
    assert_eq!(block_on(store.read_all(drawers::CONFIRMED)).unwrap().len(), 1);
    assert!(one.commit(&file(3)));
    assert_eq!(one.round(), Err(RoundError::Overtaken));
    one.settle();
    two.refresh();
    let three = Tab::open(&store, &office);
    for tab in [&one, &two, &three] {
        assert_eq!(tab.names(), ["客户1", "客户3"]);
        assert_eq!(tab.n_waiting(), 0);
    }
}

#[test]
fn a_record_goes_with_its_last_bucket() {
    let (store, office) = fresh();
    let tab = Tab::open(&store, &office);
    assert!(tab.commit(&file(1)));
    tab.settle();
    assert!(tab.commit(&file(2)));
    office.hand_away(CustomerId(Uuid::from_u128(1)));
    tab.settle();
    assert_eq!(tab.names(), ["客户2"]);
    office.revoke(Bucket::Person(ids::me().id));
    tab.settle();
    assert!(tab.names().is_empty());
    assert!(Tab::open(&store, &office).names().is_empty());
}

#[test]
fn commands_lost_by_a_restored_server_are_sent_again() {
    let (store, office) = fresh();
    let tab = Tab::open(&store, &office);
    assert!(tab.commit(&file(1)));
    tab.settle();
    let backup = office.back_up();
    assert!(tab.commit(&file(2)));
    tab.settle();
    office.restore(backup);
    let other = Tab::open(&store, &office);
    tab.settle();
    assert_eq!(tab.names(), ["客户1", "客户2"]);
    assert_eq!(office.names(), ["客户1", "客户2"]);
    other.refresh();
    assert_eq!(other.names(), tab.names());
    assert_eq!(Tab::open(&store, &office).names(), tab.names());
}

#[test]
fn other_copies_are_fetched_anew_and_nothing_else_is_lost() {
    // what somebody may no longer see is gone from the disk, too; commands and verdicts stay.
    let (store, office) = fresh();
    let tab = Tab::open(&store, &office);
    assert!(tab.commit(&file(1)));
    tab.settle();
    assert!(tab.commit(&file(2)));
    let other = Tab::open(&store, &office);
    office.copies_otherwise("contacts");
    let shadow = tab.replica.borrow().shadow().to_vec();
    // The first answer only tells it to forget.
    assert_eq!(tab.round(), Ok(Outcome::More));
    let kept = block_on(store.read_all(crate::sync::drawers::CONFIRMED)).expect("the store can be read");
    assert!(kept.is_empty(), "{kept:?}");
    assert_eq!((tab.n_waiting(), tab.replica.borrow().shadow()), (1, &*shadow), "the same epoch has every verdict");
    tab.settle();
    let both = vec!["客户1".to_owned(), "客户2".to_owned()];
    assert_eq!((tab.names(), office.names(), office.n_applied()), (both.clone(), both, 2));
    other.refresh();
    assert_eq!(other.names(), tab.names());
    assert_eq!(Tab::open(&store, &office).names(), tab.names());
    let n_exchanges = office.n_exchanges();
    assert_eq!(tab.round(), Ok(Outcome::Settled), "once");
    assert_eq!(office.n_exchanges(), n_exchanges + 1);
}

#[test]
fn a_refused_command_keeps_its_text() {
    let (store, office) = fresh();
    let tab = Tab::open(&store, &office);
    assert!(tab.commit(&file(1)));
    office.steal_id(CustomerId(Uuid::from_u128(1)));
    tab.settle();
    let opened = Tab::open(&store, &office);
    for tab in [&tab, &opened] {
        let replica = tab.replica.borrow();
        let [item] = replica.attention() else { panic!("nothing to look at") };
        assert!(matches!(item.trouble, Trouble::Refused { .. }));
        // The number shown to the user is part of the command.
        let Some(Command::FileCustomer(filed)) = item.envelope.read() else { panic!("her words") };
        assert_eq!(Command::FileCustomer(FileCustomer { number: None, ..filed.clone() }), file(1));
        assert_eq!(filed.number.as_deref(), Some("C001"));
    }
}

#[test]
fn unsent_work_is_imported_only_by_its_author() {
    let (store, office) = fresh();
    let tab = Tab::open(&store, &office);
    assert!(tab.commit(&file(1)));
    let replica = tab.replica.borrow();
    let text = Unsent::new(ids::me().id, replica.outbox()).text();
    assert_eq!(Unsent::read(&text, ids::me().id).unwrap(), replica.outbox());
    assert_eq!(Unsent::read(&text, PersonId(Uuid::from_u128(9))), Err(UnsentError::WrongPerson));
    assert_eq!(Unsent::read("{}", ids::me().id), Err(UnsentError::Unreadable));
}

#[test]
fn a_command_that_was_not_delivered_is_shown_as_local_again() {
    let (store, office) = fresh();
    let tab = Tab::open(&store, &office);
    assert!(tab.commit(&file(1)));
    let mut replica = tab.replica.borrow_mut();
    let key = Key::from(CustomerId(Uuid::from_u128(1)));
    assert_eq!(replica.saved(key), Saved::Here);
    let batch: Vec<CommandId> = replica.request(100, false).envelopes.iter().map(|it| it.command_id).collect();
    assert_eq!(replica.saved(key), Saved::Sent);

    let drawn = replica.edition();
    replica.unsent(&batch);
    assert_eq!(replica.saved(key), Saved::Here);
    assert!(drawn < replica.edition(), "a row that says 已上传 would go on saying it");
    let drawn = replica.edition();
    replica.unsent(&batch);
    assert_eq!(replica.edition(), drawn, "nothing was on its way");
}

#[test]
fn a_command_builds_on_the_last_one_about_its_record() {
    let (store, office) = fresh();
    let tab = Tab::open(&store, &office);
    let amend = |name: &str, was: &str| {
        let profile = |name: &str| CustomerProfile { name: name.to_owned(), ..CustomerProfile::default() };
        Command::AmendCustomer(AmendCustomer { customer: CustomerId(Uuid::from_u128(1)), was: profile(was), now: profile(name) })
    };
    for command in [file(1), amend("甲", "客户1"), file(2), amend("乙", "甲")] {
        assert!(tab.commit(&command));
    }
    // Reopened, the replica knows the same waiting commands.
    for tab in [&tab, &Tab::open(&store, &office)] {
        let replica = tab.replica.borrow();
        let ids: Vec<CommandId> = replica.outbox().iter().map(|it| it.envelope.command_id).collect();
        let after: Vec<Option<CommandId>> = replica.outbox().iter().map(|it| it.envelope.after).collect();
        assert_eq!(after, [None, Some(ids[0]), None, Some(ids[1])]);
        let next = replica.seal(&amend("丙", "乙"), CommandId(Uuid::from_u128(99)), office.now(), true).unwrap();
        assert_eq!(next.envelope.after, Some(ids[3]));
    }
}

/// T12: one failure at any step, and no user action. The loop alone, in virtual time, delivers everything within a minute.
#[test]
fn the_outbox_drains_after_a_single_failure() {
    for at in 0.. {
        let cut = Rc::new(PowerCut::default());
        let store: Rc<dyn LocalStore> = Rc::new(Shaky::new(MemoryStore::default(), Rc::clone(&cut)));
        let office = Rc::new(Office::failing(Rc::clone(&cut)));
        let tab = Tab::open(&store, &office);
        assert!(tab.commit(&file(1)) && tab.commit(&file(2)));
        cut.plan(at);

        let (mut patience, mut passed) = (Patience::default(), Duration::ZERO);
        while 0 < tab.n_waiting() {
            let ending = tab.converse();
            // The largest jitter.
            match patience.after(ending, true, u64::MAX) {
                Pause::Rest(pause) | Pause::HoldOff(pause) => passed += pause,
                other => panic!("cut at {at}: {other:?} with work waiting"),
            }
            assert!(passed <= Duration::from_secs(60), "cut at {at}: {} still waiting after a minute", tab.n_waiting());
        }
        assert_eq!(office.n_applied(), 2, "cut at {at}");
        if !cut.has_struck() {
            assert!(3 < at, "there is something to fail at");
            return;
        }
    }
}

fn number_of(tab: &Tab, n: u128) -> String {
    tab.replica.borrow().book().customer(CustomerId(Uuid::from_u128(n))).expect("the customer").number.clone()
}

#[test]
fn a_changed_number_is_reported_and_shown_as_proposed_until_then() {
    let (store, office) = fresh();
    let tab = Tab::open(&store, &office);
    tab.settle();
    // Meanwhile somebody files a customer that this user cannot see.
    office.files_elsewhere("C001");
    assert!(tab.commit(&file(1)));
    assert_eq!(number_of(&tab, 1), "C001");
    assert!(tab.replica.borrow().book().numbers().is_proposed("C001"));
    tab.settle();
    assert_eq!(number_of(&tab, 1), "C002");
    assert!(!tab.replica.borrow().book().numbers().is_proposed("C002"));
    let replica = tab.replica.borrow();
    let [item] = replica.attention() else { panic!("it is told") };
    let Trouble::Merged { conflicts } = &item.trouble else { panic!("{:?}", item.trouble) };
    assert_eq!((conflicts[0].yours.as_str(), conflicts[0].theirs.as_str()), (Some("C001"), Some("C002")));
}

#[test]
fn a_proposed_number_does_not_change_during_sync() {
    let (store, office) = fresh();
    let tab = Tab::open(&store, &office);
    assert!(tab.commit(&file(1)));
    tab.settle();
    assert!(tab.commit(&file(2)) && tab.commit(&file(3)));
    let numbers = || [number_of(&tab, 2), number_of(&tab, 3)];
    let before = numbers();
    assert_eq!(before, ["C002", "C003"]);
    for _ in 0..3 {
        // A change of another record: the outbox is rolled back and replayed.
        office.touch(CustomerId(Uuid::from_u128(1)));
        tab.pulls();
        assert_eq!(numbers(), before);
    }
}

/// The user and somebody else have changed the same field of a customer; the user's value lost.
fn in_conflict() -> (Rc<dyn LocalStore>, Rc<Office>, Tab) {
    let (store, office) = fresh();
    let tab = Tab::open(&store, &office);
    assert!(tab.commit(&file(1)));
    tab.settle();
    office.amends_meanwhile(CustomerId(Uuid::from_u128(1)), |it| it.industry = "化工".to_owned());
    assert!(tab.commit(&amend_industry(&tab, "钢铁")));
    tab.settle();
    assert_eq!(tab.replica.borrow().attention().len(), 1);
    (store, office, tab)
}

fn amend_industry(tab: &Tab, industry: &str) -> Command {
    let customer = CustomerId(Uuid::from_u128(1));
    let was = tab.replica.borrow().book().customer(customer).expect("the customer").profile.clone();
    let now = CustomerProfile { industry: industry.to_owned(), ..was.clone() };
    Command::AmendCustomer(AmendCustomer { customer, was, now })
}

#[test]
fn a_conflict_resolved_with_the_own_value_disappears_after_confirmation() {
    let (store, office, tab) = in_conflict();
    let item = tab.replica.borrow().attention()[0].clone();
    let Trouble::Merged { conflicts } = &item.trouble else { panic!("{:?}", item.trouble) };
    tab.insists(&item, &conflicts[0], &amend_industry(&tab, "钢铁"));
    // Until the verdict, the item stays, marked as in hand, in every tab and after a restart.
    for tab in [&tab, &Tab::open(&store, &office)] {
        let replica = tab.replica.borrow();
        assert!(replica.attention()[0].is_in_hand() && replica.attention()[0].insists_on(&conflicts[0]));
    }
    tab.settle();
    assert!(tab.replica.borrow().attention().is_empty());
    assert!(Tab::open(&store, &office).replica.borrow().attention().is_empty(), "and not after a restart either");
}

#[test]
fn a_conflict_whose_answer_is_refused_stays() {
    let (_, office, tab) = in_conflict();
    let item = tab.replica.borrow().attention()[0].clone();
    let Trouble::Merged { conflicts } = &item.trouble else { panic!("{:?}", item.trouble) };
    tab.insists(&item, &conflicts[0], &amend_industry(&tab, "钢铁"));
    office.loses(CustomerId(Uuid::from_u128(1)));
    tab.settle();
    let replica = tab.replica.borrow();
    let still: Vec<bool> = replica.attention().iter().map(Attention::is_in_hand).collect();
    assert_eq!(still, [false, false], "both values are still to be seen, and why hers was refused");
}

#[test]
fn a_refused_command_disappears_after_a_retry() {
    let (store, office) = fresh();
    let tab = Tab::open(&store, &office);
    assert!(tab.commit(&file(1)));
    office.steal_id(CustomerId(Uuid::from_u128(1)));
    tab.settle();
    let refused = tab.replica.borrow().attention()[0].command_id();
    let remedy = Remedy::TriesAgain { makes: Uuid::from_u128(2) };
    let write = tab.replica.borrow().remedy(refused, &remedy).expect("it is there");
    block_on(store.write(vec![write])).expect("a store in memory does not fail");
    tab.replica.borrow_mut().note_remedy(refused, &remedy);
    // Another command does not resolve the item.
    assert!(tab.commit(&file(3)));
    tab.settle();
    assert_eq!(tab.replica.borrow().attention().len(), 1);
    assert!(tab.commit(&file(2)));
    tab.settle();
    assert!(tab.replica.borrow().attention().is_empty());
}

#[test]
fn the_first_answer_corrects_the_clock_across_restarts() {
    const YEAR: i64 = 365 * 24 * 3_600_000;
    let (store, office) = fresh();
    let tab = Tab::open(&store, &office);
    office.is_behind(YEAR);
    let now = |tab: &Tab| tab.replica.borrow().now(office.now());
    assert_eq!(now(&tab).0, office.now().0);
    tab.settle();
    for tab in [&tab, &Tab::open(&store, &office)] {
        assert_eq!(now(tab).0, office.now().0 + YEAR);
        assert_eq!(tab.replica.borrow().clock().gap(office.now()), Some(YEAR / 60_000));
    }
}
