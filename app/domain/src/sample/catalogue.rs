//! What the administrator sets up on the first day: company, regions, departments, teams, people and products.

use super::measures;
use super::staff::{RepOf, Staff, TeamOf};
use super::story::Story;
use crate::decide::command::{Command, Save};
use crate::records::organisation::{Company, Currency, Department, Person, Region, Role, Team};
use crate::records::product::Product;
use crate::values::ids::{DepartmentId, PersonId, ProductId, RegionId, TeamId};
use crate::values::money::Money;

const DEPARTMENTS: [&str; 2] = ["华东销售部", "华南销售部"];
const REGIONS: [&str; 2] = ["华东", "华南"];
/// Name, department and region, and the completion rate its targets lead to.
const TEAMS: [(&str, usize, i64); 3] = [("上海组", 0, 96), ("杭州组", 0, 84), ("深圳组", 1, 104)];
/// Account, name, department.
const MANAGERS: [(&str, &str, usize); 2] = [("manager", "马骏", 0), ("feng", "冯雪", 1)];
/// Account, name, team.
const SUPERVISORS: [(&str, &str, usize); 3] = [("boss", "王强", 0), ("sun", "孙丽", 1), ("zheng", "郑伟", 2)];
/// Account, name, team, completion in percent.
const REPS: [(&str, &str, usize, i64); 9] = [
    ("zhang", "小张", 0, 90),
    ("lina", "李娜", 0, 110),
    ("lin", "林晓", 0, 97),
    ("chen", "陈晨", 1, 71),
    ("qian", "钱多", 1, 102),
    ("huang", "黄海", 2, 118),
    ("he", "何静", 2, 93),
    ("wu", "吴杰", 2, 79),
    ("zhao", "赵磊", 1, 62),
];
/// Line, model, module, price in yuan.
const PRODUCTS: [(&str, &str, &str, i64); 7] = [
    ("A产品", "A-100 标准机", "加工", 28_000),
    ("A产品", "A-200 专业机", "加工", 68_000),
    ("A产品", "A-300 旗舰机", "加工与检测", 128_000),
    ("B产品", "B-10 传感套件", "采集", 9_800),
    ("B产品", "B-20 控制套件", "控制", 19_800),
    ("C服务", "C-1 年度维保", "运维", 12_000),
    ("C服务", "C-2 现场实施(天)", "运维", 2_400),
];

pub(super) fn tell(story: &mut Story) -> Staff {
    let on = story.begin;
    let administrator = Person {
        id: PersonId(story.id(on)),
        name: "管理员".to_owned(),
        account: "admin".to_owned(),
        role: Role::Administrator,
        team: None,
        department: None,
        email: None,
        active: true,
        postings: Default::default(),
        joined_on: None,
        left_on: None,
    };
    let by = administrator.id;
    let save_person = |person: &Person| Command::SavePerson(Save { was: None, now: person.clone() });
    story.act(by, on, save_person(&administrator));
    let company = Company {
        name: "东方智造(示例)有限公司".to_owned(),
        currency: Currency::Cny,
        success_factors: vec![measures::OWN_SUCCESS.to_owned()],
        risk_kinds: vec![measures::OWN_RISK.to_owned()],
        activities: vec![measures::OWN_ACTIVITY.to_owned()],
        ..Company::default()
    };
    story.act(by, on, Command::SaveCompany(Save { was: None, now: company }));

    let regions = REGIONS.map(|name| {
        let id = RegionId(story.id(on));
        story.act(by, on, Command::SaveRegion(Save { was: None, now: Region { id, name: name.to_owned() } }));
        id
    });
    let departments = DEPARTMENTS.map(|name| {
        let id = DepartmentId(story.id(on));
        story.act(by, on, Command::SaveDepartment(Save { was: None, now: Department { id, name: name.to_owned() } }));
        id
    });
    let teams = TEAMS.map(|(name, place, _)| {
        let team = Team { id: TeamId(story.id(on)), name: name.to_owned(), department: departments[place], region: Some(regions[place]) };
        story.act(by, on, Command::SaveTeam(Save { was: None, now: team.clone() }));
        team.id
    });

    let mut people = vec![administrator];
    let mut hire = |account: &str, name: &str, role: Role, team: Option<TeamId>, department: Option<DepartmentId>| {
        let id = PersonId(story.id(on));
        // A reserved domain (RFC 2606).
        let email = Some(format!("{account}@example.com"));
        let person = Person {
            id,
            name: name.to_owned(),
            account: account.to_owned(),
            role,
            team,
            department,
            email,
            active: true,
            postings: Default::default(),
            joined_on: None,
            left_on: None,
        };
        story.act(by, on, save_person(&person));
        people.push(person);
        id
    };
    let director = hire("director", "周总", Role::Director, None, None);
    let managers = MANAGERS.map(|(account, name, place)| hire(account, name, Role::Manager, None, Some(departments[place])));
    let supervisors = SUPERVISORS.map(|(account, name, team)| hire(account, name, Role::Supervisor, Some(teams[team]), None));
    let reps = REPS.map(|(account, name, team, completion)| RepOf {
        id: hire(account, name, Role::Rep, Some(teams[team]), None),
        supervisor: supervisors[team],
        region: TEAMS[team].1,
        completion,
    });

    let products = PRODUCTS.map(|(line, model, module, price)| {
        let price = Money::whole(price);
        let (line, model, module) = (line.to_owned(), model.to_owned(), module.to_owned());
        let product = Product { id: ProductId(story.id(on)), line, model, module, price, active: true, cost: Default::default() };
        story.act(by, on, Command::SaveProduct(Save { was: None, now: product.clone() }));
        (product.id, price)
    });
    let teams = teams.iter().zip(TEAMS).map(|(id, (_, place, completion))| TeamOf { id: *id, manager: managers[place], completion });
    Staff { administrator: by, director, teams: teams.collect(), reps: reps.to_vec(), regions, products: products.to_vec(), people }
}
