//! The small sample company for unit tests: one department with two teams, one person of logistics, one customer, one product, one late order. Tests refer to people by
//! name.

use uuid::Uuid;

use crate::access::actor::Actor;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide;
use crate::decide::command::{Command, FileCustomer, Save, TakeOrder};
use crate::records::customer::CustomerProfile;
use crate::records::order::{Line, OrderTerms};
use crate::records::organisation::{Company, Department, Person, Region, Role, Team};
use crate::records::product::Product;
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{CustomerId, DepartmentId, OrderId, PersonId, ProductId, RegionId, TeamId};
use crate::values::money::{Money, Quantity};

/// Today and the ids of the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SmallIds {
    /// Today: a Monday in the middle of a quarter, 2026-05-18.
    pub today: Day,
    /// 华东.
    pub region: RegionId,
    /// The one department.
    pub department: DepartmentId,
    /// The team of boss, lin and wang.
    pub first_team: TeamId,
    /// The team of chen and zhao.
    pub second_team: TeamId,
    /// A rep of the first team, who holds Acme.
    pub lin: PersonId,
    /// Another rep of the first team.
    pub wang: PersonId,
    /// A rep of the second team.
    pub zhao: PersonId,
    /// The supervisor of the first team.
    pub boss: PersonId,
    /// The supervisor of the second team.
    pub chen: PersonId,
    /// The manager of the department.
    pub manager: PersonId,
    pub director: PersonId,
    pub admin: PersonId,
    /// The department of liu, outside sales.
    pub logistics: DepartmentId,
    /// A person of logistics.
    pub liu: PersonId,
    /// A customer of lin's.
    pub acme: CustomerId,
    /// The one product, 1,000 yuan each.
    pub product: ProductId,
    /// Acme's order of ten, 40 days past due and unpaid.
    pub order: OrderId,
}

/// A fixed id in the format of ids made by devices.
const fn id(of: u128) -> Uuid {
    Uuid::from_u128((7 << 76) | (0b10 << 62) | of)
}

const IDS: SmallIds = SmallIds {
    today: Day(20_591),
    region: RegionId(id(1)),
    department: DepartmentId(id(2)),
    first_team: TeamId(id(3)),
    second_team: TeamId(id(4)),
    lin: PersonId(id(10)),
    wang: PersonId(id(11)),
    zhao: PersonId(id(12)),
    boss: PersonId(id(13)),
    chen: PersonId(id(14)),
    manager: PersonId(id(15)),
    director: PersonId(id(16)),
    admin: PersonId(id(17)),
    logistics: DepartmentId(id(5)),
    liu: PersonId(id(18)),
    acme: CustomerId(id(20)),
    product: ProductId(id(21)),
    order: OrderId(id(22)),
};

impl SmallIds {
    /// The moment of a command that this person gives today at ten in the morning.
    pub fn moment(&self, person: PersonId, book: &Book) -> Moment {
        self.moment_on(self.today, person, book)
    }

    /// The moment of a command that this person gives on that day at ten in the morning.
    pub fn moment_on(&self, today: Day, person: PersonId, book: &Book) -> Moment {
        let nobody_yet = Actor { person, role: Role::Administrator, team: None, department: None, imports: false };
        let actor = book.person(person).map_or(nobody_yet, |it| Actor::of(it, book));
        // Ten o'clock in Shanghai is two o'clock UTC.
        let now = Timestamp((i64::from(today.0) * 24 + 2) * 3_600_000);
        Moment::of(actor, now, today)
    }
}

/// The small company: `lin` (first team, boss) holds Acme, whose order of ten pieces for 10,000 yuan has been due for 40 days.
pub fn small() -> (Book, SmallIds) {
    let mut book = Book::default();
    let deal_on = IDS.today.plus(-70);
    let mut done = |by: PersonId, command: Command| {
        let moment = IDS.moment_on(deal_on, by, &book);
        if let Err(refusals) = decide::apply(&command, &mut book, &moment) {
            unreachable!("the small world is accepted by the rules, but {command:?} was not: {refusals:?}");
        }
    };
    let person = |id, account: &str, name: &str, role, team, department| {
        let person = Person {
            id,
            name: name.to_owned(),
            account: account.to_owned(),
            role,
            team,
            department,
            email: None,
            active: true,
            postings: Default::default(),
            joined_on: None,
            left_on: None,
        };
        Command::SavePerson(Save { was: None, now: person })
    };
    let (one, two) = (Some(IDS.first_team), Some(IDS.second_team));
    let team = |id, name: &str| Team { id, name: name.to_owned(), department: IDS.department, region: Some(IDS.region) };

    done(IDS.admin, person(IDS.admin, "admin", "管理员", Role::Administrator, None, None));
    let company = Company { name: "小公司".to_owned(), ..Company::default() };
    done(IDS.admin, Command::SaveCompany(Save { was: None, now: company }));
    done(IDS.admin, Command::SaveRegion(Save { was: None, now: Region { id: IDS.region, name: "华东".to_owned() } }));
    done(IDS.admin, Command::SaveDepartment(Save { was: None, now: Department { id: IDS.department, name: "销售部".to_owned() } }));
    done(IDS.admin, Command::SaveTeam(Save { was: None, now: team(IDS.first_team, "一组") }));
    done(IDS.admin, Command::SaveTeam(Save { was: None, now: team(IDS.second_team, "二组") }));
    done(IDS.admin, person(IDS.lin, "lin", "林晓", Role::Rep, one, None));
    done(IDS.admin, person(IDS.wang, "wang", "王芳", Role::Rep, one, None));
    done(IDS.admin, person(IDS.zhao, "zhao", "赵磊", Role::Rep, two, None));
    done(IDS.admin, person(IDS.boss, "boss", "王强", Role::Supervisor, one, None));
    done(IDS.admin, person(IDS.chen, "chen", "陈晨", Role::Supervisor, two, None));
    done(IDS.admin, person(IDS.manager, "manager", "马骏", Role::Manager, None, Some(IDS.department)));
    done(IDS.admin, person(IDS.director, "director", "周总", Role::Director, None, None));
    done(IDS.admin, Command::SaveDepartment(Save { was: None, now: Department { id: IDS.logistics, name: "物流部".to_owned() } }));
    done(IDS.admin, person(IDS.liu, "liu", "刘洋", Role::Support, None, Some(IDS.logistics)));
    let product = Product {
        id: IDS.product,
        line: "A产品".to_owned(),
        model: "A-100".to_owned(),
        module: String::new(),
        price: Money::whole(1_000),
        active: true,
        cost: Default::default(),
    };
    done(IDS.admin, Command::SaveProduct(Save { was: None, now: product }));

    let profile = CustomerProfile {
        name: "Acme".to_owned(),
        industry: "制造业".to_owned(),
        contact: "王经理".to_owned(),
        phone: "13800138000".to_owned(),
        email: "wang@acme.example.com".to_owned(),
        ..CustomerProfile::default()
    };
    done(IDS.lin, Command::FileCustomer(FileCustomer { id: IDS.acme, number: None, filed_on: deal_on, owner: None, profile }));
    let line = Line::of(IDS.product, Quantity::whole(10), Money::whole(1_000));
    let terms = OrderTerms { deal_on, lines: vec![line], ..OrderTerms::default() };
    done(IDS.lin, Command::TakeOrder(TakeOrder { id: IDS.order, number: None, customer: IDS.acme, owner: None, terms }));
    (book, IDS)
}
