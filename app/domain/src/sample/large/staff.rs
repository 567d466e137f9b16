//! Who works in the large company, where, from when and until when; and its products.

use super::teller::Teller;
use super::words;
use crate::decide::command::{Command, Save};
use crate::records::organisation::{Company, Department, Person, Region, Role, Team};
use crate::records::product::Product;
use crate::sample::{Act, SignIn};
use crate::values::calendar::Day;
use crate::values::ids::{DepartmentId, PersonId, ProductId, RegionId, TeamId};
use crate::values::money::Money;
use crate::values::refusal::Refusals;

/// Reps of a team, and teams of a department.
const TEAM: usize = 8;
const DEPARTMENT: usize = 5;

/// A salesperson.
pub(super) struct Rep {
    pub(super) index: usize,
    pub(super) id: PersonId,
    pub(super) supervisor: PersonId,
    /// Index into [`words::REGIONS`].
    pub(super) place: usize,
    pub(super) region: RegionId,
    /// Sales skill, in percent of the average.
    pub(super) skill: i32,
    pub(super) starts_on: Day,
    /// The last day, and who takes over.
    pub(super) leaves: Option<(Day, PersonId)>,
}

pub(super) struct LargeSampleTeam {
    pub(super) id: TeamId,
    pub(super) supervisor: PersonId,
    pub(super) manager: PersonId,
    /// Indexes of its reps.
    pub(super) reps: Vec<usize>,
}

pub(super) struct LargeSampleStaff {
    pub(super) begin: Day,
    pub(super) administrator: PersonId,
    pub(super) director: PersonId,
    pub(super) teams: Vec<LargeSampleTeam>,
    pub(super) reps: Vec<Rep>,
    pub(super) products: Vec<(ProductId, Money)>,
    people: Vec<Person>,
}

impl LargeSampleStaff {
    pub(super) fn sign_ins(&self) -> Vec<SignIn> {
        let gone = |id: PersonId| self.reps.iter().any(|it| it.id == id && it.leaves.is_some());
        let sign_in = |person: &Person| SignIn {
            person: person.id,
            account: person.account.clone(),
            name: person.name.clone(),
            role: person.role,
            password: format!("dabiao-{}-demo", person.account),
        };
        self.people.iter().filter(|it| !gone(it.id)).map(sign_in).collect()
    }

    pub(super) fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.iter().find(|it| it.id == id)
    }
}

pub(super) fn hire(teller: &mut Teller, n_reps: u32, begin: Day, today: Day) -> Result<LargeSampleStaff, (Box<Act>, Refusals)> {
    teller.begin_day(begin);
    let administrator = PersonId(teller.id());
    let mut hiring = Hiring { teller, administrator, people: Vec::new() };
    hiring.person(administrator, "系统管理员".to_owned(), "admin".to_owned(), Role::Administrator, None, None)?;
    let company = Company { name: "中联智控(示例)股份有限公司".to_owned(), ..Company::default() };
    hiring.save(Command::SaveCompany(Save { was: None, now: company }))?;
    let mut regions = Vec::new();
    for (name, _) in words::REGIONS {
        let id = RegionId(hiring.teller.id());
        hiring.save(Command::SaveRegion(Save { was: None, now: Region { id, name: name.to_owned() } }))?;
        regions.push(id);
    }
    let mut products = Vec::new();
    for (line, models) in words::PRODUCTS {
        for (model, price) in models {
            let (id, price) = (ProductId(hiring.teller.id()), Money::whole(*price));
            let product = Product {
                id,
                line: line.to_owned(),
                model: (*model).to_owned(),
                module: String::new(),
                price,
                active: true,
                cost: Default::default(),
            };
            hiring.save(Command::SaveProduct(Save { was: None, now: product }))?;
            products.push((id, price));
        }
    }
    let director = hiring.named("director".to_owned(), Role::Director, None, None)?;

    let n_reps = n_reps as usize;
    let n_teams = n_reps.div_ceil(TEAM);
    let (mut teams, mut reps): (Vec<LargeSampleTeam>, Vec<Rep>) = (Vec::new(), Vec::new());
    let mut department = (DepartmentId::default(), director);
    for index in 0..n_teams {
        let place = index / DEPARTMENT % words::REGIONS.len();
        if index.is_multiple_of(DEPARTMENT) {
            department = hiring.department(index / DEPARTMENT, place)?;
        }
        let (id, city) = (TeamId(hiring.teller.id()), words::REGIONS[place].1[index % DEPARTMENT]);
        let name = format!("{city}{}组", index / DEPARTMENT / words::REGIONS.len() * DEPARTMENT + index % DEPARTMENT + 1);
        let team = Team { id, name, department: department.0, region: Some(regions[place]) };
        hiring.save(Command::SaveTeam(Save { was: None, now: team }))?;
        let account = if index == 0 { "boss".to_owned() } else { format!("s{:03}", index + 1) };
        let supervisor = hiring.named(account, Role::Supervisor, Some(id), None)?;
        let members: Vec<usize> = (index * TEAM..((index + 1) * TEAM).min(n_reps)).collect();
        for number in &members {
            let account = if *number == 0 { "zhang".to_owned() } else { format!("r{:04}", number + 1) };
            let rep = hiring.named(account, Role::Rep, Some(id), None)?;
            reps.push(hiring.rep(*number, rep, supervisor, (place, regions[place]), begin, today));
        }
        teams.push(LargeSampleTeam { id, supervisor, manager: department.1, reps: members });
    }
    // A leaving rep is followed by the first of the team, who was there from the beginning and stays.
    for team in &teams {
        let heir = team.reps.first().map(|it| reps[*it].id);
        for index in &team.reps {
            if let (Some((_, successor)), Some(heir)) = (&mut reps[*index].leaves, heir) {
                *successor = heir;
            }
        }
    }
    Ok(LargeSampleStaff { begin, administrator, director, teams, reps, products, people: hiring.people })
}

struct Hiring<'a> {
    teller: &'a mut Teller,
    administrator: PersonId,
    people: Vec<Person>,
}

impl Hiring<'_> {
    fn save(&mut self, command: Command) -> Result<(), (Box<Act>, Refusals)> {
        self.teller.act(self.administrator, command)
    }

    fn person(
        &mut self,
        id: PersonId,
        name: String,
        account: String,
        role: Role,
        team: Option<TeamId>,
        department: Option<DepartmentId>,
    ) -> Result<(), (Box<Act>, Refusals)> {
        let person = Person {
            id,
            name,
            account,
            role,
            team,
            department,
            email: None,
            active: true,
            postings: Default::default(),
            joined_on: None,
            left_on: None,
        };
        self.save(Command::SavePerson(Save { was: None, now: person.clone() }))?;
        self.people.push(person);
        Ok(())
    }

    fn named(
        &mut self,
        account: String,
        role: Role,
        team: Option<TeamId>,
        department: Option<DepartmentId>,
    ) -> Result<PersonId, (Box<Act>, Refusals)> {
        let id = PersonId(self.teller.id());
        let name = person_name(self.teller);
        self.person(id, name, account, role, team, department)?;
        Ok(id)
    }

    fn department(&mut self, index: usize, place: usize) -> Result<(DepartmentId, PersonId), (Box<Act>, Refusals)> {
        let id = DepartmentId(self.teller.id());
        let round = index / words::REGIONS.len();
        let suffix = if round == 0 { "销售部".to_owned() } else { format!("销售{}部", round + 1) };
        let name = format!("{}{suffix}", words::REGIONS[place].0);
        self.save(Command::SaveDepartment(Save { was: None, now: Department { id, name } }))?;
        let account = if index == 0 { "manager".to_owned() } else { format!("m{:02}", index + 1) };
        Ok((id, self.named(account, Role::Manager, None, Some(id))?))
    }

    fn rep(&mut self, index: usize, id: PersonId, supervisor: PersonId, (place, region): (usize, RegionId), begin: Day, today: Day) -> Rep {
        let dice = &mut self.teller.dice;
        let skill = dice.between(60, 140);
        let is_first = index.is_multiple_of(TEAM);
        let starts_on = if !is_first && dice.chance(15) { begin.plus(dice.between(60, 400)) } else { begin };
        // Some of those who were there from the beginning leave; in every team of more than three, at least one may.
        let leaves = !is_first && starts_on == begin && (dice.chance(8) || index % TEAM == 3);
        let leaves = leaves.then(|| (today.plus(-dice.between(60, 300)), id));
        Rep { index, id, supervisor, place, region, skill, starts_on, leaves }
    }
}

pub(super) fn person_name(teller: &mut Teller) -> String {
    let dice = &mut teller.dice;
    let (surname, first) = (*dice.pick(&words::SURNAMES), *dice.pick(&words::FIRST));
    let second = if dice.chance(80) { *dice.pick(&words::SECOND) } else { "" };
    format!("{surname}{first}{second}")
}
