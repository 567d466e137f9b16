//! People pasted from a spreadsheet: which cell says what of whom, and what is wrong at which cell. Nothing is guessed: a place, a role or a
//! superior that the company does not have is a mistake of its cell.

use std::collections::BTreeMap;

use crate::book::Book;
use crate::records::organisation::{Department, Person, Role, Team};
use crate::values::field::PersonPart;
use crate::values::ids::PersonId;
use crate::values::refusal::Refusal;
use crate::values::text;

/// The columns without a line of titles, in their order.
pub const COLUMNS: [PersonPart; 7] = [
    PersonPart::Account,
    PersonPart::Name,
    PersonPart::Role,
    PersonPart::Team,
    PersonPart::Department,
    PersonPart::Superior,
    PersonPart::Email,
];

/// The titles of a column, in either language.
const TITLES: [(PersonPart, &[&str]); 7] = [
    (PersonPart::Account, &["账号", "登录名", "用户名", "account", "login", "username"]),
    (PersonPart::Name, &["姓名", "名字", "name", "full name"]),
    (PersonPart::Role, &["角色", "岗位", "职务", "role"]),
    (PersonPart::Team, &["小组", "团队", "组", "team"]),
    (PersonPart::Department, &["部门", "department"]),
    (PersonPart::Superior, &["上级", "主管", "直属上级", "superior", "reports to"]),
    (PersonPart::Email, &["邮箱", "邮件", "e-mail", "email"]),
];

/// The words for a role, in either language.
const ROLES: [(Role, &[&str]); 6] = [
    (Role::Rep, &["销售员", "销售", "销售代表", "业务员", "rep", "sales rep"]),
    (Role::Supervisor, &["销售主管", "主管", "组长", "supervisor"]),
    (Role::Manager, &["部门经理", "经理", "department manager", "manager"]),
    (Role::Director, &["销售总监", "总监", "sales director", "director"]),
    (Role::Administrator, &["管理员", "administrator", "admin"]),
    (Role::Support, &["协作人员", "协作", "supporting department", "support"]),
];

/// One line of the paste.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastedPerson {
    /// The texts as pasted.
    pub cells: BTreeMap<PersonPart, String>,
    /// As far as the cells can be read.
    pub person: Person,
    /// What is wrong at which cell.
    pub problems: Vec<(PersonPart, Refusal)>,
}

/// Reads the lines of a paste. A first line of titles says which column is which; without one, the columns are [`COLUMNS`]. Blank lines are left
/// out. `ids` gives the id of each new person.
pub fn pasted_people(block: &[Vec<String>], mut ids: impl FnMut() -> PersonId, book: &Book) -> Vec<PastedPerson> {
    let titles = block.first().map(|line| titles_of(line)).filter(|it| 2 <= it.iter().flatten().count());
    let columns = titles.clone().unwrap_or_else(|| COLUMNS.map(Some).to_vec());
    let lines = block.iter().skip(usize::from(titles.is_some())).filter(|line| line.iter().any(|it| !text::is_blank(it)));
    let cells_of = |line: &Vec<String>| -> BTreeMap<PersonPart, String> {
        columns.iter().zip(line).filter_map(|(part, cell)| Some(((*part)?, cell.trim().to_owned()))).collect()
    };
    let all: Vec<BTreeMap<PersonPart, String>> = lines.map(cells_of).collect();
    let mut read: Vec<PastedPerson> = all.into_iter().map(|cells| line_of(cells, ids(), book)).collect();
    let leaders: Vec<Person> = read.iter().map(|it| it.person.clone()).chain(book.people().filter(|it| it.active).cloned()).collect();
    read.iter_mut().for_each(|it| follow_superior(it, &leaders, book));
    read
}

fn titles_of(line: &[String]) -> Vec<Option<PersonPart>> {
    let part = |cell: &String| TITLES.iter().find(|(_, words)| says(words, cell)).map(|it| it.0);
    line.iter().map(part).collect()
}

fn says(words: &[&str], cell: &str) -> bool {
    let cell = text::fold(cell);
    let cell = cell.trim().trim_end_matches('*').trim();
    words.iter().any(|it| text::fold(it) == cell)
}

fn line_of(cells: BTreeMap<PersonPart, String>, id: PersonId, book: &Book) -> PastedPerson {
    let mut problems = Vec::new();
    let cell = |part: PersonPart| cells.get(&part).map(String::as_str).unwrap_or_default();
    let role = match cell(PersonPart::Role) {
        "" => Err(Refusal::Missing),
        word => ROLES.iter().find(|(_, words)| says(words, word)).map(|it| it.0).ok_or(Refusal::Malformed),
    };
    let role = role.map_err(|it| problems.push((PersonPart::Role, it))).ok();
    let department = match cell(PersonPart::Department) {
        "" => None,
        name => {
            let found = book.departments().find(|it: &&Department| is_named(&it.name, name)).map(|it| it.id);
            found.or_else(|| {
                problems.push((PersonPart::Department, Refusal::NotYours));
                None
            })
        }
    };
    let team = match cell(PersonPart::Team) {
        "" => None,
        name => {
            let of_name = |it: &&Team| is_named(&it.name, name) && department.is_none_or(|department| it.department == department);
            let mut found = book.teams().filter(of_name);
            match (found.next(), found.next()) {
                (Some(team), None) => Some(team.id),
                // Two teams of the same name: only the department tells them apart.
                (Some(_), Some(_)) => {
                    problems.push((PersonPart::Department, Refusal::Missing));
                    None
                }
                (None, _) => {
                    problems.push((PersonPart::Team, Refusal::NotYours));
                    None
                }
            }
        }
    };
    let (name, account) = (cell(PersonPart::Name).to_owned(), cell(PersonPart::Account).to_owned());
    let email = Some(cell(PersonPart::Email).to_owned()).filter(|it| !text::is_blank(it));
    let person = Person {
        id,
        name,
        account,
        role: role.unwrap_or_default(),
        team,
        department,
        email,
        active: true,
        postings: Default::default(),
        joined_on: None,
        left_on: None,
    };
    PastedPerson { cells, person, problems }
}

/// Takes the team or department of the superior where none is given, and refuses a superior who leads another one.
fn follow_superior(line: &mut PastedPerson, leaders: &[Person], book: &Book) {
    let Some(named) = line.cells.get(&PersonPart::Superior).filter(|it| !text::is_blank(it)).cloned() else { return };
    let is_asked = |it: &&Person| it.id != line.person.id && (it.account == Person::account_key(&named) || is_named(&it.name, &named));
    let leads = |it: &&Person| matches!(it.role, Role::Supervisor | Role::Manager | Role::Director);
    let Some(superior) = leaders.iter().filter(is_asked).find(leads) else {
        line.problems.push((PersonPart::Superior, Refusal::NotYours));
        return;
    };
    let person = &mut line.person;
    match superior.role {
        Role::Supervisor
            if person.role.has_a_team() && person.team.is_none() && line.cells.get(&PersonPart::Team).is_none_or(|it| it.is_empty()) =>
        {
            person.team = superior.team;
        }
        Role::Manager if person.role.has_a_department() && person.department.is_none() => person.department = superior.department,
        _ => {}
    }
    let department = person.team.and_then(|it| book.team(it)).map(|it| it.department).or(person.department);
    let is_above = match superior.role {
        Role::Supervisor => person.role == Role::Rep && (person.team.is_none() || superior.team == person.team),
        Role::Manager => department.is_none() || superior.department == department,
        _ => true,
    };
    if !is_above {
        line.problems.push((PersonPart::Superior, Refusal::Malformed));
    }
}

fn is_named(name: &str, asked: &str) -> bool {
    text::fold(name) == text::fold(asked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::small;
    use crate::values::pasted::cells_of;
    use uuid::Uuid;

    fn read(pasted: &str) -> Vec<PastedPerson> {
        let mut next = 100;
        let ids = || {
            next += 1;
            PersonId(Uuid::from_u128(next))
        };
        pasted_people(&cells_of(pasted), ids, &small().0)
    }

    #[test]
    fn titles_say_which_column_is_which() {
        // in any order, in either language, and without titles in the usual order.
        let ids = small().1;
        for pasted in [
            "姓名\t账号 *\t角色\t小组\n张三\tZhang San\t销售员\t一组\n",
            "Team\tRole\tAccount\tName\n一组\tRep\tZhang San\t张三",
            "Zhang San\t张三\t销售\t一组",
        ] {
            let people = read(pasted);
            assert_eq!(people.len(), 1, "{pasted}");
            let person = &people[0].person;
            assert_eq!((person.name.as_str(), person.account.as_str(), person.role), ("张三", "Zhang San", Role::Rep), "{pasted}");
            assert_eq!((person.team, &people[0].problems), (Some(ids.first_team), &Vec::new()), "{pasted}");
        }
    }

    #[test]
    fn every_problem_is_at_its_cell() {
        //
        let problems = |line: &str| read(line).remove(0).problems;
        for (line, expected) in [
            ("a\t甲\t\t一组", vec![(PersonPart::Role, Refusal::Missing)]),
            ("a\t甲\t会计\t一组", vec![(PersonPart::Role, Refusal::Malformed)]),
            ("a\t甲\t销售员\t九组", vec![(PersonPart::Team, Refusal::NotYours)]),
            ("a\t甲\t部门经理\t\t九部", vec![(PersonPart::Department, Refusal::NotYours)]),
            ("a\t甲\t销售员\t一组\t物流部", vec![(PersonPart::Team, Refusal::NotYours)]),
            ("a\t甲\t销售员\t一组\t\t没有人", vec![(PersonPart::Superior, Refusal::NotYours)]),
            ("a\t甲\t销售员\t一组\t\t陈晨", vec![(PersonPart::Superior, Refusal::Malformed)]),
            ("a\t甲\t销售员\t一组\t\t林晓", vec![(PersonPart::Superior, Refusal::NotYours)]),
            ("a\t甲\t会计\t九组", vec![(PersonPart::Role, Refusal::Malformed), (PersonPart::Team, Refusal::NotYours)]),
        ] {
            assert_eq!(problems(line), expected, "{line}");
        }
    }

    #[test]
    fn a_superior_gives_the_place() {
        // also a superior of the same paste.
        let ids = small().1;
        let place = |line: &str| {
            let read = read(line);
            let last = read.last().expect("a line").clone();
            assert_eq!(last.problems, [], "{line}");
            (last.person.team, last.person.department)
        };
        assert_eq!(place("a\t甲\t销售员\t\t\t王强"), (Some(ids.first_team), None));
        assert_eq!(place("a\t甲\t销售员\t\t\tchen"), (Some(ids.second_team), None));
        assert_eq!(place("a\t甲\t协作人员\t\t物流部"), (None, Some(ids.logistics)));
        assert_eq!(place("b\t乙\t销售主管\t二组\na\t甲\t销售员\t\t\t乙"), (Some(ids.second_team), None));
        assert_eq!(place("a\t甲\t销售主管\t一组\t\t马骏"), (Some(ids.first_team), None));
    }

    #[test]
    fn blank_lines_are_left_out() {
        assert_eq!(read("\t\t\na\t甲\t销售员\t一组\n\t\n").len(), 1);
        assert!(read("账号\t姓名\t角色").is_empty());
    }
}
