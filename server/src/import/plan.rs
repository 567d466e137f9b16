//! Turns rows into commands. Decides them on a scratch book, so that every refusal is known before anything is written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use domain::access::actor::Actor;
use domain::access::moment::Moment;
use domain::book::Book;
use domain::decide;
use domain::decide::command::{
    Command, FileCustomer, LogFollowUp, LoseOpportunity, OpenOpportunity, RecordPayment, Save, TakeOrder, WinOpportunity,
};
use domain::records::customer::CustomerProfile;
use domain::records::opportunity::OpportunityProfile;
use domain::records::order::{Line, OrderTerms};
use domain::records::organisation::{Department, Person, Region, Role, Team};
use domain::records::product::Product;
use domain::values::calendar::{Day, Timestamp};
use domain::values::ids::{
    CommandId, CustomerId, DepartmentId, FollowUpId, OpportunityId, OrderId, PaymentId, PersonId, ProductId, RegionId, TeamId,
};
use domain::values::money::Quantity;
use domain::values::stage::Stage;
use uuid::Uuid;

use super::csv_file::CsvFile;
use super::ids;
use super::mapping::{Makes, Mapping, TableMapping};
use super::reading::{Cell, Findings, Problem, Reading};

/// A command to be given, with its place in the source.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The same in every run.
    pub id: CommandId,
    /// When it counts as made.
    pub made_at: Timestamp,
    pub command: Command,
    /// The file and line it comes from.
    pub from: (String, u64),
}

/// What an import would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// In order.
    pub commands: Vec<Planned>,
    /// What prevents the import.
    pub problems: Vec<Problem>,
    /// What was skipped or filled in, counted.
    pub notes: BTreeMap<String, usize>,
    /// The number of records of each kind.
    pub counts: BTreeMap<Makes, usize>,
}

/// A yes-or-no field.
#[derive(serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Said {
    Yes,
    No,
}

impl Plan {
    /// Reads the folder through the mapping and decides everything on a copy of the catalogue.
    pub fn make(mapping: &Mapping, folder: &Path, catalogue: &Book, actor: &Actor, now: Timestamp) -> anyhow::Result<Plan> {
        let mut files: BTreeMap<String, CsvFile> = BTreeMap::new();
        let most = mapping.tables.iter().flat_map(|it| it.fields.values()).filter_map(|it| it.most.as_ref()).map(|it| &it.file);
        for name in mapping.tables.iter().filter_map(|it| it.file.as_ref()).chain(most) {
            if !files.contains_key(name) {
                files.insert(name.clone(), CsvFile::read(folder, name)?);
            }
        }
        let findings = Findings::default();
        let mut planner = Planner {
            source: &mapping.name,
            known: BTreeMap::new(),
            commands: Vec::new(),
            counts: BTreeMap::new(),
            offset: catalogue.company().utc_offset_minutes,
            today: now.day(catalogue.company().utc_offset_minutes),
        };
        planner.company(mapping, catalogue);
        for table in &mapping.tables {
            let inline = CsvFile::inline(&table.rows);
            let file = table.file.as_ref().and_then(|it| files.get(it)).unwrap_or(&inline);
            check_columns(table, file, &findings);
            let most = most_frequent(table, &files);
            planner.table(table, file, &findings, &most);
        }
        let mut plan = Plan {
            commands: planner.commands,
            problems: findings.problems.into_inner(),
            notes: findings.notes.into_inner().into_iter().map(|(what, lines)| (what, lines.len())).collect(),
            counts: planner.counts,
        };
        if plan.problems.is_empty() {
            plan.rehearse(catalogue, actor, now);
        }
        plan.problems.sort();
        Ok(plan)
    }

    /// Decides everything on a copy of the catalogue, without what an earlier run of this import put there.
    fn rehearse(&mut self, catalogue: &Book, actor: &Actor, now: Timestamp) {
        let mut book = catalogue.clone();
        for planned in &self.commands {
            if !matches!(planned.command, Command::SaveCompany(_)) {
                book.remove(planned.command.subject());
            }
        }
        let offset = catalogue.company().utc_offset_minutes;
        for planned in &self.commands {
            let made_at = planned.made_at.min(now);
            let moment = Moment::of(*actor, made_at, made_at.day(offset));
            if let Err(refusals) = decide::apply(&planned.command, &mut book, &moment) {
                for (field, reasons) in refusals.0 {
                    let (file, line) = planned.from.clone();
                    let what = reasons.iter().map(|it| format!("{it:?}")).collect::<Vec<_>>().join(", ");
                    let what = format!("refused by {}: {what}", planned.command.verb());
                    self.problems.push(Problem { file, line, column: field.to_string(), what });
                }
            }
        }
    }
}

struct Planner<'a> {
    source: &'a str,
    known: BTreeMap<Makes, BTreeSet<String>>,
    commands: Vec<Planned>,
    counts: BTreeMap<Makes, usize>,
    offset: i32,
    today: Day,
}

impl Planner<'_> {
    fn company(&mut self, mapping: &Mapping, catalogue: &Book) {
        let was = catalogue.company().clone();
        let currency = mapping.company.currency.unwrap_or(was.currency);
        if currency != was.currency {
            let now = domain::records::organisation::Company { currency, ..was.clone() };
            let id = CommandId(ids::record(self.source, Makes::Region, "company/currency"));
            let command = Command::SaveCompany(Save { was: Some(was), now });
            self.commands.push(Planned { id, made_at: self.noon(self.today), command, from: ("mapping".to_owned(), 0) });
        }
    }

    fn table(&mut self, table: &TableMapping, file: &CsvFile, findings: &Findings, most: &BTreeMap<(String, String), String>) {
        for row in &file.rows {
            let reading = Reading { table, file, row, findings, most };
            let key = reading.key();
            if key.is_empty() {
                reading.problem(&table.key, "is empty; it names the record");
                continue;
            }
            if table.fields.keys().any(|it| matches!(reading.cell(it), Cell::Skip)) {
                continue;
            }
            if !self.known.entry(table.makes).or_default().insert(key.clone()) {
                if table.makes >= Makes::Opportunity {
                    reading.problem(&table.key, format!("{key:?} was there before"));
                }
                continue;
            }
            *self.counts.entry(table.makes).or_default() += 1;
            self.row(&reading, &key);
        }
    }

    fn row(&mut self, reading: &Reading<'_>, key: &str) {
        let id = ids::record(self.source, reading.table.makes, key);
        let today = self.today;
        match reading.table.makes {
            Makes::Region => {
                let now = Region { id: RegionId(id), name: reading.needed("name") };
                self.add(reading, key, today, Command::SaveRegion(Save { was: None, now }));
            }
            Makes::Department => {
                let now = Department { id: DepartmentId(id), name: reading.needed("name") };
                self.add(reading, key, today, Command::SaveDepartment(Save { was: None, now }));
            }
            Makes::Team => {
                let department = DepartmentId(self.reference(reading, "department", Makes::Department).unwrap_or_default());
                let region = self.reference_if_any(reading, "region", Makes::Region).map(RegionId);
                let now = Team { id: TeamId(id), name: reading.needed("name"), department, region };
                self.add(reading, key, today, Command::SaveTeam(Save { was: None, now }));
            }
            Makes::Person => {
                let now = Person {
                    id: PersonId(id),
                    name: reading.needed("name"),
                    account: reading.needed("account"),
                    role: reading.word("role").unwrap_or(Role::Rep),
                    team: self.reference_if_any(reading, "team", Makes::Team).map(TeamId),
                    department: self.reference_if_any(reading, "department", Makes::Department).map(DepartmentId),
                    email: None,
                    active: true,
                    postings: Default::default(),
                    joined_on: None,
                    left_on: None,
                };
                self.add(reading, key, today, Command::SavePerson(Save { was: None, now }));
            }
            Makes::Product => {
                let price = reading.money("price").unwrap_or_default();
                let (line, model) = (reading.needed("line"), reading.needed("model"));
                let now = Product { id: ProductId(id), line, model, module: String::new(), price, active: true, cost: Default::default() };
                self.add(reading, key, today, Command::SaveProduct(Save { was: None, now }));
            }
            Makes::Customer => self.customer(reading, key, CustomerId(id)),
            Makes::Opportunity => self.opportunity(reading, key, OpportunityId(id)),
            Makes::Order => self.order(reading, key, OrderId(id)),
            Makes::Payment => {
                let Some(order) = self.reference(reading, "order", Makes::Order).map(OrderId) else { return };
                let Some(on) = self.needed_day(reading, "on") else { return };
                let payment = RecordPayment {
                    id: PaymentId(id),
                    order,
                    on,
                    amount: reading.money("amount").unwrap_or_default(),
                    method: reading.word("method").unwrap_or_default(),
                    note: reading.text("note"),
                };
                self.add(reading, key, on, Command::RecordPayment(payment));
            }
            Makes::FollowUp => {
                let Some(customer) = self.reference(reading, "customer", Makes::Customer).map(CustomerId) else { return };
                let Some(on) = self.needed_day(reading, "on") else { return };
                let log = LogFollowUp {
                    id: FollowUpId(id),
                    customer,
                    on,
                    method: reading.usual("method").unwrap_or(domain::values::method::Method::Visit),
                    content: reading.needed("content"),
                    next_step: reading.text("next_step"),
                    next_on: reading.day("next_on"),
                    expected_close: None,
                    feedback: String::new(),
                    activity: None,
                    next_task: None,
                    completes: Vec::new(),
                };
                self.add(reading, key, on, Command::LogFollowUp(log));
            }
        }
    }

    fn customer(&mut self, reading: &Reading<'_>, key: &str, id: CustomerId) {
        let owner = self.reference(reading, "owner", Makes::Person).map(PersonId);
        let filed_on = reading.day("filed_on").unwrap_or(self.today);
        let number = Some(reading.text("number")).filter(|it| !it.is_empty());
        let profile = CustomerProfile {
            name: reading.needed("name"),
            industry: reading.text("industry"),
            contact: reading.text("contact"),
            phone: reading.text("phone"),
            email: reading.text("email"),
            demand: reading.text("demand"),
            source: reading.usual("source"),
            scale: reading.word("scale"),
            region: self.reference_if_any(reading, "region", Makes::Region).map(RegionId),
            grade: reading.word("grade").unwrap_or_default(),
            note: reading.text("note"),
            demand_explicit: matches!(reading.word("demand_explicit"), Some(Said::Yes)),
            cooperation_since: reading.day("cooperation_since"),
            contract_ends_on: reading.day("contract_ends_on"),
            ..CustomerProfile::default()
        };
        self.add(reading, key, filed_on, Command::FileCustomer(FileCustomer { id, number, filed_on, owner, profile }));
    }

    fn opportunity(&mut self, reading: &Reading<'_>, key: &str, id: OpportunityId) {
        let Some(customer) = self.reference(reading, "customer", Makes::Customer).map(CustomerId) else { return };
        let owner = self.reference_if_any(reading, "owner", Makes::Person).map(PersonId);
        let product = self.reference_if_any(reading, "product", Makes::Product).map(ProductId);
        let Some(opened_on) = self.needed_day(reading, "opened_on") else { return };
        let amount = reading.money("amount").filter(|it| 0 < it.0);
        let stage = reading.needed("stage");
        let ended = matches!(stage.as_str(), "won" | "lost");
        let open_stage = if ended { Some(Stage::Interested) } else { reading.word::<Stage>("stage").filter(|it| it.is_open()) };
        let Some(open_stage) = open_stage else {
            reading.problem("stage", format!("{stage:?} is none of won, lost, prospect, interested, proposal, negotiation"));
            return;
        };
        let profile = OpportunityProfile {
            title: reading.needed("title"),
            product,
            amount,
            expected_close: None,
            note: reading.text("note"),
            ..OpportunityProfile::default()
        };
        let open = Command::OpenOpportunity(OpenOpportunity { id, customer, opened_on, stage: open_stage, owner, profile });
        self.add(reading, key, opened_on, open);
        if !ended {
            return;
        }
        let Some(closed_on) = self.needed_day(reading, "closed_on") else { return };
        if stage == "lost" {
            let reason = reading.needed("reason");
            self.add(reading, key, closed_on, Command::LoseOpportunity(LoseOpportunity { opportunity: id, on: closed_on, reason }));
            return;
        }
        let (Some(product), Some(price)) = (product, amount) else {
            reading.problem("amount", "a won opportunity needs a product and an amount above nothing");
            return;
        };
        let number = Some(reading.text("number")).filter(|it| !it.is_empty());
        let lines = vec![Line::of(product, Quantity::whole(1), price)];
        let terms = OrderTerms { deal_on: closed_on, lines, ..OrderTerms::default() };
        let order = OrderId(ids::record(self.source, Makes::Order, key));
        self.known.entry(Makes::Order).or_default().insert(key.to_owned());
        let order = TakeOrder { id: order, number, customer, owner: None, terms };
        self.add(reading, key, closed_on, Command::WinOpportunity(WinOpportunity { opportunity: id, order }));
    }

    fn order(&mut self, reading: &Reading<'_>, key: &str, id: OrderId) {
        let Some(customer) = self.reference(reading, "customer", Makes::Customer).map(CustomerId) else { return };
        let owner = self.reference_if_any(reading, "owner", Makes::Person).map(PersonId);
        let Some(product) = self.reference(reading, "product", Makes::Product).map(ProductId) else { return };
        let Some(deal_on) = self.needed_day(reading, "deal_on") else { return };
        let quantity = reading.quantity("quantity").unwrap_or(Quantity::whole(1));
        let price = reading.money("price").unwrap_or_default();
        let terms = OrderTerms {
            deal_on,
            due_on: reading.day("due_on"),
            lines: vec![Line::of(product, quantity, price)],
            origin: reading.word("origin"),
            note: reading.text("note"),
            deliver_by: reading.day("deliver_by"),
            instalments: Vec::new(),
        };
        let number = Some(reading.text("number")).filter(|it| !it.is_empty());
        self.add(reading, key, deal_on, Command::TakeOrder(TakeOrder { id, number, customer, owner, terms }));
    }

    fn add(&mut self, reading: &Reading<'_>, key: &str, on: Day, command: Command) {
        let id = ids::command(self.source, reading.table.makes, key, command.verb());
        let from = (reading.file.name.clone(), reading.row.line);
        self.commands.push(Planned { id, made_at: self.noon(on), command, from });
    }

    fn needed_day(&self, reading: &Reading<'_>, field: &str) -> Option<Day> {
        if reading.needed(field).is_empty() { None } else { reading.day(field) }
    }

    /// The id of the record that another table made under this name.
    fn reference(&self, reading: &Reading<'_>, field: &str, makes: Makes) -> Option<Uuid> {
        let name = reading.needed(field);
        if name.is_empty() { None } else { self.find(reading, field, makes, &name) }
    }

    fn reference_if_any(&self, reading: &Reading<'_>, field: &str, makes: Makes) -> Option<Uuid> {
        let name = reading.text(field);
        if name.is_empty() { None } else { self.find(reading, field, makes, &name) }
    }

    fn find(&self, reading: &Reading<'_>, field: &str, makes: Makes, name: &str) -> Option<Uuid> {
        let is_known = self.known.get(&makes).is_some_and(|it| it.contains(name));
        if !is_known {
            reading.problem(field, format!("no {makes:?} is called {name:?}").to_lowercase());
        }
        is_known.then(|| ids::record(self.source, makes, name))
    }

    /// Noon of a day in the company's time zone.
    fn noon(&self, day: Day) -> Timestamp {
        Timestamp((i64::from(day.0) * 24 * 60 + 12 * 60 - i64::from(self.offset)) * 60_000)
    }
}

fn check_columns(table: &TableMapping, file: &CsvFile, findings: &Findings) {
    let columns = table.fields.values().filter_map(|it| it.column.as_ref()).chain([&table.key]);
    for missing in columns.filter(|it| !file.columns.contains(it)).collect::<BTreeSet<_>>() {
        let what = format!("there is no such column; the file has {}", file.columns.join(", "));
        findings.problems.borrow_mut().push(Problem { file: file.name.clone(), line: 1, column: missing.clone(), what });
    }
}

/// For every `most` of a table: the most frequent value for each key in the other file. On a tie the alphabetically first.
fn most_frequent(table: &TableMapping, files: &BTreeMap<String, CsvFile>) -> BTreeMap<(String, String), String> {
    let mut winners = BTreeMap::new();
    for (field, most) in table.fields.iter().filter_map(|(field, mapping)| mapping.most.as_ref().map(|it| (field, it))) {
        let Some(file) = files.get(&most.file) else { continue };
        let mut counts: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
        for row in &file.rows {
            let (by, value) = (row.cells.get(&most.by), row.cells.get(&most.column));
            if let (Some(by), Some(value)) = (by, value) {
                *counts.entry(by).or_default().entry(value).or_default() += 1;
            }
        }
        for (key, values) in counts {
            let winner = values.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|(value, _)| (*value).to_owned());
            winners.extend(winner.map(|it| ((field.clone(), key.to_owned()), it)));
        }
    }
    winners
}
