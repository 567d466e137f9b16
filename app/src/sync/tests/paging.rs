//! A pull of several pages: each page is asked for while the one before it is being written.

use super::*;
use crate::ports::{Contents, Durability, Expected, Write};
use async_trait::async_trait;

/// A store that notes, for each answer written, how many exchanges the server had seen by then, and whether the write waited for the disk.
struct Noting {
    store: MemoryStore,
    office: Rc<Office>,
    written: RefCell<Vec<(usize, Durability)>>,
}

#[async_trait(?Send)]
impl LocalStore for Noting {
    async fn read_all(&self, drawer: &'static str) -> Result<Contents, StoreError> {
        self.store.read_all(drawer).await
    }

    async fn write(&self, writes: Vec<Write>) -> Result<(), StoreError> {
        self.store.write(writes).await
    }

    async fn write_if(&self, expected: &Expected, writes: Vec<Write>, durability: Durability) -> Result<bool, StoreError> {
        self.written.borrow_mut().push((self.office.n_exchanges(), durability));
        self.store.write_if(expected, writes, durability).await
    }
}

/// A server that holds five customers of this person and answers in pages of two rows.
fn stocked(cut: &Rc<PowerCut>) -> Rc<Office> {
    let office = Rc::new(Office::failing(Rc::clone(cut)));
    let elsewhere: Rc<dyn LocalStore> = Rc::new(MemoryStore::default());
    let tab = Tab::open(&elsewhere, &office);
    for n in 1..=5 {
        assert!(tab.commit(&file(n)));
        tab.settle();
    }
    office.answers_in_pages_of(2);
    office
}

fn all() -> Vec<String> {
    (1..=5).map(|n| format!("客户{n}")).collect()
}

#[test]
fn the_next_page_is_asked_for_before_a_page_is_on_disk() {
    let office = stocked(&Rc::default());
    let before = office.n_exchanges();
    let noting = Rc::new(Noting { store: MemoryStore::default(), office: Rc::clone(&office), written: RefCell::default() });
    let store: Rc<dyn LocalStore> = Rc::<Noting>::clone(&noting);
    let tab = Tab::open(&store, &office);
    tab.settle();
    assert_eq!(tab.names(), all());

    let written = noting.written.borrow();
    let (last, pages) = written.split_last().expect("pages were written");
    let n_pages = written.len();
    assert!(3 <= n_pages, "{n_pages} pages");
    // The first page decides the earlier commands, so the second is asked for after it.
    let ahead = pages.iter().zip(1..).filter(|((seen, _), n)| *seen == before + n + 1).count();
    assert!(n_pages - 2 <= ahead, "{written:?}");
    assert_eq!(last.0, before + n_pages, "nothing is asked for after the last page");
}

#[test]
fn only_an_answer_that_decides_a_command_waits_for_the_disk() {
    let office = stocked(&Rc::default());
    let noting = Rc::new(Noting { store: MemoryStore::default(), office: Rc::clone(&office), written: RefCell::default() });
    let store: Rc<dyn LocalStore> = Rc::<Noting>::clone(&noting);
    let tab = Tab::open(&store, &office);
    tab.settle();
    let n_pages = noting.written.borrow().len();
    assert!(3 <= n_pages, "{n_pages} pages");
    // The first page decides the earlier commands, for a device that knows nothing of them.
    assert!(noting.written.borrow().iter().skip(1).all(|(_, durability)| *durability == Durability::Relaxed));
    assert!(tab.commit(&file(6)));
    tab.settle();
    assert_eq!(noting.written.borrow()[n_pages].1, Durability::Strict);
}

#[test]
fn a_pull_of_several_pages_survives_a_failure_at_any_step() {
    let survive = |at: usize, restarts: bool| {
        let cut = Rc::new(PowerCut::default());
        let office = stocked(&cut);
        let store: Rc<dyn LocalStore> = Rc::new(Shaky::new(MemoryStore::default(), Rc::clone(&cut)));
        let mut tab = Tab::open(&store, &office);
        cut.plan(at);
        while tab.round() == Ok(Outcome::More) {}
        cut.repair();
        if restarts {
            tab = Tab::open(&store, &office);
        }
        tab.settle();
        assert_eq!(tab.names(), all(), "cut at {at}");
        assert_eq!(Tab::open(&store, &office).names(), all(), "cut at {at}: what is on disk differs");
        cut.has_struck()
    };
    for restarts in [false, true] {
        let n_points = (0..).take_while(|at| survive(*at, restarts)).count();
        assert!(8 <= n_points, "only {n_points} points were tried");
    }
}

#[test]
fn a_commit_during_a_pull_is_sent_with_the_next_exchange() {
    let office = stocked(&Rc::default());
    let store: Rc<dyn LocalStore> = Rc::new(MemoryStore::default());
    let tab = Tab::open(&store, &office);
    let commits = || {
        if tab.n_waiting() == 0 {
            assert!(tab.commit(&file(6)));
        }
    };
    let mut ending = Ok(Outcome::More);
    while tab.n_waiting() == 0 && ending == Ok(Outcome::More) {
        ending = block_on(round(&tab.replica, &*store, &*office, &*office, false, &commits));
    }
    assert_eq!((tab.n_waiting(), ending), (1, Ok(Outcome::More)), "the pull goes on, and the command waits for the next exchange");
    let before = office.n_exchanges();
    let _result = tab.round();
    assert_eq!((tab.n_waiting(), office.n_applied()), (0, 6));
    assert!(before < office.n_exchanges());
}

#[test]
fn the_pages_of_a_first_pull_enter_the_book_together() {
    // Settling after each page, as when every next page fails, leads to the same book.
    let pulled = |settles_at_once: bool| {
        let office = stocked(&Rc::default());
        let store: Rc<dyn LocalStore> = Rc::new(MemoryStore::default());
        let tab = Tab::open(&store, &office);
        let seen = RefCell::new(Vec::new());
        let on_page = || {
            if settles_at_once {
                tab.replica.borrow_mut().settle();
            }
            seen.borrow_mut().push((tab.names().len(), tab.replica.borrow().counts().0));
        };
        // A new device is first told to reset.
        while block_on(round(&tab.replica, &*store, &*office, &*office, false, &on_page)) == Ok(Outcome::More) {}
        let held: Vec<(Uuid, i64)> = tab.replica.borrow().confirmed().collect();
        (seen.take(), tab.names(), held)
    };
    let (together, names, held) = pulled(false);
    assert!(together.iter().all(|(n_shown, n_arrived)| *n_shown == 0 && 0 < *n_arrived), "{together:?}");
    let (one_by_one, same_names, same_held) = pulled(true);
    assert!(one_by_one.iter().any(|(n_shown, _)| 0 < *n_shown), "{one_by_one:?}");
    assert_eq!((names, held), (same_names.clone(), same_held));
    assert_eq!(same_names, all());
}
