//! The owners whose figures the reader may choose, as a tree in reading order: the company, its departments, their teams, their people.

use std::cmp::Reverse;

use domain::access::actor::Actor;
use domain::book::Book;
use domain::records::organisation::Person;
use domain::values::target_of::TargetOf;

use crate::i18n::sort_by_person;

/// An owner to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerChoice {
    pub of: TargetOf,
    /// The company's name may be empty until its record has been synced.
    pub name: String,
    /// Depth in the tree, from 0.
    pub depth: usize,
}

/// All owners in this person's scope, in the order of the organisation.
pub fn owner_choices(actor: &Actor, book: &Book) -> Vec<OwnerChoice> {
    let mut choices = vec![OwnerChoice { of: TargetOf::Company, name: book.company().name.clone(), depth: 0 }];
    let people_of = |of: TargetOf, depth: usize| {
        let mut people: Vec<_> = book.people().filter(|it| it.has_figures() && home_of(it) == of).collect();
        sort_by_person(&mut people, |it| &it.name);
        people.sort_by_key(|it| Reverse(it.role));
        people.into_iter().map(move |it| OwnerChoice { of: TargetOf::Person(it.id), name: it.name.clone(), depth }).collect::<Vec<_>>()
    };
    choices.extend(people_of(TargetOf::Company, 1));
    for department in book.departments().filter(|it| book.sells(it.id)) {
        choices.push(OwnerChoice { of: TargetOf::Department(department.id), name: department.name.clone(), depth: 1 });
        choices.extend(people_of(TargetOf::Department(department.id), 2));
        for team in book.teams().filter(|it| it.department == department.id) {
            choices.push(OwnerChoice { of: TargetOf::Team(team.id), name: team.name.clone(), depth: 2 });
            choices.extend(people_of(TargetOf::Team(team.id), 3));
        }
    }
    choices.retain(|it| actor.may_ask_for(it.of, book));
    let top = choices.iter().map(|it| it.depth).min().unwrap_or(0);
    choices.iter_mut().for_each(|it| it.depth -= top);
    choices
}

/// The owner asked for, if this person may see its figures; otherwise the widest owner they may see.
pub fn within_reach(asked: Option<TargetOf>, actor: &Actor, book: &Book) -> TargetOf {
    asked.filter(|it| actor.may_ask_for(*it, book)).unwrap_or(actor.widest())
}

/// The name of an owner, even if it can no longer be chosen.
pub fn owner_name(of: TargetOf, book: &Book) -> String {
    match of {
        TargetOf::Company => book.company().name.clone(),
        TargetOf::Department(id) => book.department(id).map(|it| it.name.clone()).unwrap_or_default(),
        TargetOf::Team(id) => book.team(id).map(|it| it.name.clone()).unwrap_or_default(),
        TargetOf::Person(id) => book.person(id).map(|it| it.name.clone()).unwrap_or_default(),
    }
}

/// The parent of a person in the tree: their team, else their department, else the company.
fn home_of(person: &Person) -> TargetOf {
    match (person.team, person.department) {
        (Some(team), _) => TargetOf::Team(team),
        (None, Some(department)) => TargetOf::Department(department),
        (None, None) => TargetOf::Company,
    }
}
