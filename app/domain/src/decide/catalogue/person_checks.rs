//! What holds for every person that is written, alone or among several.

use crate::book::Book;
use crate::records::organisation::Person;
use crate::values::field::Field;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// The cleaned person; what is wrong is added to the refusals.
pub(super) fn check_person(person: &Person, book: &Book, refusals: &mut Refusals) -> Person {
    let name = refusals.keep(Field::Name, text::required(&person.name, text::LINE));
    let account = Person::account_key(&person.account);
    refusals.refuse_if(account.is_empty(), Field::Account, Refusal::Missing);
    refusals.refuse_if(64 < account.chars().count(), Field::Account, Refusal::TooLong { longest: 64 });
    let email = refusals.keep(Field::Email, text::email(person.email.as_deref().unwrap_or_default()));
    let taken = book.people().any(|it| it.id != person.id && it.account == account);
    refusals.refuse_if(taken, Field::Account, Refusal::Taken);

    let team_unknown = person.team.is_some_and(|it| book.team(it).is_none());
    refusals.refuse_if(team_unknown, Field::Team, Refusal::NotYours);
    refusals.refuse_if(person.role.has_a_team() && person.team.is_none(), Field::Team, Refusal::Missing);
    let department_unknown = person.department.is_some_and(|it| book.department(it).is_none());
    refusals.refuse_if(department_unknown, Field::Department, Refusal::NotYours);
    refusals.refuse_if(person.role.has_a_department() && person.department.is_none(), Field::Department, Refusal::Missing);
    Person { name: name.unwrap_or_default(), account, email: email.flatten(), ..person.clone() }
}

/// The person with only the place that their role has: a team, a department or none.
pub(super) fn in_place(person: Person) -> Person {
    let team = person.team.filter(|_| person.role.has_a_team());
    let department = person.department.filter(|_| person.role.has_a_department());
    Person { team, department, ..person }
}
