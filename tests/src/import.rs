//! Imports real data and compares the figures with known ones.

use std::path::{Path, PathBuf};

use domain::access::actor::Actor;
use domain::access::moment::Moment;
use domain::book::Book;
use domain::decide;
use domain::figures::analytics::{self, By, Figure, Filter, PointKey};
use domain::records::organisation::{Person, Role};
use domain::values::calendar::{Period, Timestamp};
use domain::values::ids::PersonId;
use domain::values::ratio::Ratio;
use server::import::{Mapping, Plan};

/// 2018-01-15 in Shanghai: after the last deal of the data set.
const NOW: Timestamp = Timestamp(1_515_981_600_000);

/// The public data set, if it is next to this checkout; otherwise the test has nothing to read.
fn maven() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/maven-crm");
    if folder.exists() {
        return Some(folder);
    }
    eprintln!("the data set is not beside this checkout; nothing to import");
    None
}

fn mapping() -> Mapping {
    toml::from_str(include_str!("../fixtures/import/maven-crm.toml")).expect("the mapping is TOML")
}

fn administrator() -> (Book, Actor) {
    let mut book = Book::default();
    let id = PersonId(uuid::Uuid::from_u128(1));
    let person = Person {
        id,
        name: "Administrator".into(),
        account: "admin".into(),
        role: Role::Administrator,
        team: None,
        department: None,
        email: None,
        active: true,
        postings: Default::default(),
        joined_on: None,
        left_on: None,
    };
    let actor = Actor { imports: true, ..Actor::of(&person, &book) };
    book.put(domain::records::organisation::Company { name: "Maven".into(), ..Default::default() }.into());
    book.put(person.into());
    (book, actor)
}

/// Applies a plan to a book, as the server would.
fn played(plan: &Plan, mut book: Book, actor: Actor) -> Book {
    for planned in &plan.commands {
        let today = planned.made_at.day(480);
        let moment = Moment::of(actor, planned.made_at, today);
        decide::apply(&planned.command, &mut book, &moment).expect("the plan was rehearsed");
    }
    book
}

#[test]
fn the_public_data_set_gives_its_known_figures() {
    let Some(folder) = maven() else { return };
    let (book, actor) = administrator();
    let plan = Plan::make(&mapping(), &folder, &book, &actor, NOW).expect("the files are there");
    assert_eq!(plan.problems, Vec::new());
    let notes: Vec<(&String, &usize)> = plan.notes.iter().collect();
    assert!(notes.iter().any(|(note, n)| note.contains("account") && **n == 1_425), "{notes:?}");
    assert!(notes.iter().any(|(note, n)| note.contains("engage_date") && **n == 500), "{notes:?}");

    let book = played(&plan, book, actor);
    let n_reps = book.people().filter(|it| it.role == Role::Rep).count();
    let n_supervisors = book.people().filter(|it| it.role == Role::Supervisor).count();
    assert_eq!((book.customers().len() - 1, book.products().len(), n_reps, n_supervisors), (85, 7, 35, 6));
    assert_eq!((book.regions().len(), book.opportunities().len()), (3, 8_800));

    let facts = analytics::facts_of(&book);
    let filter = Filter::default();
    let value = |figure: Figure, period: &str| {
        let period = Period::parse(period).expect("a period");
        figure.value(&analytics::totals(&facts, period, &filter, &book))
    };
    let dollars = |period: &str| value(Figure::SalesAmount, period).map(|it| it.rounded() / 100);
    assert_eq!(dollars("2017"), Some(10_005_534));
    let quarters = ["2017-Q1", "2017-Q2", "2017-Q3", "2017-Q4"].map(dollars);
    assert_eq!(quarters, [Some(1_134_672), Some(3_086_111), Some(2_982_255), Some(2_802_496)]);
    assert_eq!(value(Figure::Deals, "2017"), Some(4_238.into()));
    let tenths = value(Figure::WinRate, "2017").map(|it| it.in_parts(1_000));
    assert_eq!(tenths, Some(632), "63.2 % when shown with one decimal");

    let regions = analytics::oracle::breakdown(
        Figure::SalesAmount,
        By::Region,
        &facts,
        Period::natural_year(2017),
        &filter,
        Period::natural_year(2017).last(),
        &book,
    );
    let named: Vec<(String, i64)> = regions
        .points
        .iter()
        .map(|point| match point.key {
            PointKey::Region(id) => (book.region(id).expect("a region").name.clone(), point.value.map_or(0, Ratio::rounded) / 100),
            _ => panic!("every deal has a region"),
        })
        .collect();
    let expected = [("West", 3_568_647), ("Central", 3_346_293), ("East", 3_090_594)];
    assert_eq!(named, expected.map(|(name, value)| (name.to_owned(), value)));
}
