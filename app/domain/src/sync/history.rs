//! 变更记录: what people changed in records, as the server tells it page by page, newest first.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::access::actor::Actor;
use crate::access::sight::Sight;
use crate::book::record::Record;
use crate::decide::arrival::NOTABLE;
use crate::records::customer::Contact;
use crate::values::calendar::{Day, Timestamp};
use crate::values::field::{Field, FieldName};
use crate::values::ids::{CommandId, CustomerId, Key, Kind, PersonId};
use crate::values::{json, text};

/// Set in the stored changes of a record that the command made.
pub const MADE: &str = "made";
/// Set in the stored changes of a record that the command removed.
pub const REMOVED: &str = "removed";

/// Fields that follow from others or that nobody writes.
const UNTOLD: [&str; 12] = [
    MADE,
    REMOVED,
    "arrived_at",
    "clock_said",
    "customer_name",
    "customer_then",
    "ended_by",
    "opened_by",
    "put_off_after",
    "revision",
    "seen",
    "stored_at",
];

/// What a person asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryQuestion {
    /// Only of this record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<Key>,
    /// Only of records of this kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// Only by this person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// The first day, by the company's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// The last day, by the company's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// Only changes with this text in the name of the record or of a field, or in a value.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Only what comes after this place in the order newest first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<HistoryPlace>,
    /// The most entries to return.
    pub limit: u32,
}

impl HistoryQuestion {
    /// The most entries of one answer, whatever is asked for.
    pub const MOST: u32 = 100;
}

/// The place of an entry. New changes come before all known places, so a place stays valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryPlace {
    /// When the server accepted the command.
    pub at: Timestamp,
    pub version: i64,
    pub command: CommandId,
    pub record: Key,
}

/// What became of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    Made,
    Amended,
    Removed,
}

/// What one command changed in one record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistoryEntry {
    pub place: HistoryPlace,
    /// `None` if the server did it.
    #[serde(default)]
    pub by: Option<PersonId>,
    /// When it was made on the device.
    pub made_at: Timestamp,
    pub change: Change,
    /// The name or number of the record; empty if it has none that the reader may see.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The customer that the record belongs to, if the reader may see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldChange>,
}

impl HistoryEntry {
    /// Whether the device sent it notably later than it was made, so that both times are shown (A46).
    pub fn is_late(&self) -> bool {
        NOTABLE <= self.place.at.0.saturating_sub(self.made_at.0)
    }
}

/// One field before and after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldChange {
    pub field: FieldName,
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub from: Value,
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub to: Value,
    /// The value that was not taken, because somebody else had changed the field meanwhile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lost: Option<Value>,
    /// The reader may not see the values.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
}

/// A page of the history.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HistoryAnswer {
    pub entries: Vec<HistoryEntry>,
    /// Where to go on. `None` if nothing older is left; an answer may end before its limit, because a server does not search everything at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<HistoryPlace>,
}

/// What became of a record, by its stored changes. Older releases stored no changes for a record that a command made besides its subject.
pub fn change_of(changes: &Map<String, Value>) -> Change {
    match () {
        () if changes.contains_key(REMOVED) => Change::Removed,
        () if changes.contains_key(MADE) || changes.is_empty() => Change::Made,
        () => Change::Amended,
    }
}

/// The stored changes as this person may read them.
pub fn told(record: &Record, changes: Map<String, Value>, reader: &Actor, sight: Sight) -> Vec<FieldChange> {
    let fields = changes.into_iter().filter(|(field, _)| !UNTOLD.contains(&field.as_str()));
    fields.map(|(field, values)| FieldChange::of(&field, values).shown_to(record, reader, sight)).collect()
}

impl FieldChange {
    /// The stored values: before, after, and for a conflict the losing one.
    fn of(field: &str, values: Value) -> FieldChange {
        let mut values = match values {
            Value::Array(values) => values.into_iter(),
            _ => Vec::new().into_iter(),
        };
        let (from, to) = (values.next().unwrap_or_default(), values.next().unwrap_or_default());
        FieldChange { field: FieldName::parse(field), from, to, lost: values.next(), hidden: false }
    }

    fn shown_to(self, record: &Record, reader: &Actor, sight: Sight) -> FieldChange {
        if !reader.may_read_history_values(record.key().kind) {
            return self.hidden();
        }
        match record {
            Record::Customer(customer) if !sight.shows_contacts_of(customer) => self.without_contacts(Kind::Customer),
            Record::Attachment(attachment) if !sight.shows_all_contacts() && attachment.by != reader.person => {
                self.without_contacts(Kind::Attachment)
            }
            Record::Order(_) | Record::Product(_) if !sight.shows_costs() => self.without_costs(),
            _ => self,
        }
    }

    fn without_costs(self) -> FieldChange {
        let cost = Field::Cost.text();
        if self.field.text() == cost {
            return self.hidden();
        }
        self.map(&|value| {
            let mut without = value.clone();
            json::remove(&mut without, &cost);
            Some(without)
        })
    }

    fn without_contacts(self, kind: Kind) -> FieldChange {
        let field = self.field.text().into_owned();
        match (kind, field.as_str()) {
            (Kind::Customer, "contact") => self.map(&|it| it.as_str().map(|name| text::masked_name(name).into())),
            (Kind::Customer, "phone" | "email") => self.map(&|it| it.as_str().map(|contact| text::masked_contact(contact).into())),
            (Kind::Customer, "contacts") => self.map(&|all| {
                let contacts: Vec<Contact> = json::of_tree(all).ok()?;
                Some(json::tree(contacts.iter().map(Contact::masked).collect::<Vec<_>>()))
            }),
            (Kind::Attachment, "name" | "note") => self.hidden(),
            _ => self,
        }
    }

    fn hidden(self) -> FieldChange {
        FieldChange { field: self.field, from: Value::Null, to: Value::Null, lost: None, hidden: true }
    }

    /// With every value replaced; hidden if one cannot be.
    fn map(self, mask: &dyn Fn(&Value) -> Option<Value>) -> FieldChange {
        let masked = |value: &Value| if value.is_null() { Some(Value::Null) } else { mask(value) };
        let lost = self.lost.as_ref().map(masked);
        match (masked(&self.from), masked(&self.to), lost) {
            (Some(from), Some(to), None) => FieldChange { from, to, ..self },
            (Some(from), Some(to), Some(Some(lost))) => FieldChange { from, to, lost: Some(lost), ..self },
            _ => self.hidden(),
        }
    }
}

/// The name or number by which this person knows a record; empty if it has none that they may see.
pub fn name_of(record: &Record, reader: &Actor) -> String {
    let may_read = reader.may_read_history_values(record.key().kind);
    match record {
        Record::Company(company) => company.name.clone(),
        Record::Region(region) => region.name.clone(),
        Record::Department(department) => department.name.clone(),
        Record::Team(team) => team.name.clone(),
        Record::Person(person) => person.name.clone(),
        Record::Product(product) => product.model.clone(),
        Record::Kpi(kpi) => kpi.name.clone(),
        Record::Customer(customer) if may_read => customer.profile.name.clone(),
        Record::Customer(customer) => customer.number.clone(),
        Record::Order(order) => order.number.clone(),
        Record::Opportunity(opportunity) if may_read => opportunity.profile.title.clone(),
        Record::Task(task) if may_read => task.profile.goal.clone(),
        Record::Opportunity(_)
        | Record::Task(_)
        | Record::FollowUp(_)
        | Record::Target(_)
        | Record::Attachment(_)
        | Record::Alert(_)
        | Record::Expense(_)
        | Record::Quota(_)
        | Record::KpiEntry(_)
        | Record::Benchmark(_)
        | Record::PlanningNote(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::book::Book;
    use crate::records::customer::{Customer, CustomerProfile};
    use crate::records::order::Order;
    use crate::records::organisation::{Company, Role};
    use crate::rules::{Dated, FieldPolicy};
    use crate::values::sensitive::Sensitive;

    fn reader(role: Role) -> Actor {
        Actor { person: PersonId::default(), role, team: None, department: None, imports: false }
    }

    /// What somebody of this role reads of a customer, by a policy.
    fn read_by(policy: &FieldPolicy, role: Role, record: &Record, stored: Map<String, Value>) -> Vec<FieldChange> {
        let mut book = Book::default();
        book.put(Company { field_policy: Dated::default().since(Day(1), policy.clone()), ..Company::default() }.into());
        let reader = reader(role);
        told(record, stored, &reader, Sight::of(&reader, &book, Day(1)))
    }

    fn customer() -> Record {
        let (owner, profile) = (PersonId(uuid::Uuid::from_u128(7)), CustomerProfile::default());
        Record::Customer(Customer::filed(CustomerId::default(), String::new(), Day(1), owner, owner, profile))
    }

    fn changes(value: Value) -> Map<String, Value> {
        match value {
            Value::Object(changes) => changes,
            _ => Map::new(),
        }
    }

    #[test]
    fn what_became_of_a_record_follows_from_its_changes() {
        for (stored, change) in [
            (json!({}), Change::Made),
            (json!({ "made": [false, true], "number": ["2", "2", "1"] }), Change::Made),
            (json!({ "removed": [false, true] }), Change::Removed),
            (json!({ "note": ["", "a"] }), Change::Amended),
        ] {
            assert_eq!(change_of(&changes(stored.clone())), change, "{stored}");
        }
    }

    #[test]
    fn contacts_are_masked_for_a_director_and_sales_values_hidden_from_an_administrator() {
        //
        let stored =
            || changes(json!({ "phone": ["13800138000", "13900139000"], "industry": ["机械", "化工"], "customer_then": [null, {}] }));
        let usual = FieldPolicy::default();
        let read = |role| read_by(&usual, role, &customer(), stored());
        for role in [Role::Rep, Role::Supervisor, Role::Manager] {
            let fields = read(role);
            assert_eq!(fields.len(), 2, "what follows from other fields is left out");
            assert_eq!((&fields[1].from, &fields[1].to), (&json!("13800138000"), &json!("13900139000")), "{role:?}");
        }
        let fields = read(Role::Director);
        assert_eq!((&fields[0].from, &fields[0].to), (&json!("机械"), &json!("化工")));
        assert_eq!((&fields[1].from, &fields[1].to), (&json!("***00"), &json!("***00")));
        for field in read(Role::Administrator) {
            assert!(field.hidden && field.from.is_null() && field.to.is_null(), "{field:?}");
        }
        let person: Record = crate::sample::small().0.people().next().expect("somebody").clone().into();
        assert!(
            read_by(&usual, Role::Administrator, &person, stored()).iter().all(|it| !it.hidden),
            "the organisation is the administrator's own work"
        );
    }

    #[test]
    fn the_history_follows_the_policy_and_not_the_role() {
        //
        let shown = FieldPolicy::default().with(Sensitive::Contacts, Role::Director, true);
        let hidden = FieldPolicy::default().with(Sensitive::Contacts, Role::Manager, false).with(Sensitive::Costs, Role::Manager, false);
        let phone = || changes(json!({ "phone": ["13800138000", "13900139000"] }));
        assert_eq!(read_by(&shown, Role::Director, &customer(), phone())[0].to, json!("13900139000"));
        assert_eq!(read_by(&hidden, Role::Manager, &customer(), phone())[0].to, json!("***00"));

        let lines =
            || changes(json!({ "lines": [[{ "price": 100, "cost": 61_200 }], [{ "price": 90, "cost": 61_200 }], [{ "cost": 5 }]] }));
        let order = Record::Order(Order::default());
        let fields = read_by(&hidden, Role::Manager, &order, lines());
        assert_eq!(
            (&fields[0].from, &fields[0].to, &fields[0].lost),
            (&json!([{ "price": 100 }]), &json!([{ "price": 90 }]), &Some(json!([{}])))
        );
        assert_eq!(read_by(&hidden, Role::Rep, &order, lines())[0].from, json!([{ "price": 100, "cost": 61_200 }]), "others see them");
        let product: Record = crate::sample::small().0.products().next().expect("a product").clone().into();
        let costs = || changes(json!({ "cost": [null, [{ "rules": 61_200 }]], "price": [1, 2] }));
        let fields = read_by(&hidden, Role::Manager, &product, costs());
        assert!(fields[0].hidden && fields[0].to.is_null() && !fields[1].hidden, "{fields:?}");
        assert!(!read_by(&hidden, Role::Administrator, &product, costs())[0].hidden, "administrators set costs");
    }

    #[test]
    fn the_contacts_of_a_customer_are_masked_one_by_one() {
        let contact = |phone: &str| json!([{ "id": CommandId::default(), "name": "王芳", "phone": phone }]);
        let stored = changes(json!({ "contacts": [contact("13800138000"), contact("13900139009"), contact("13700137001")] }));
        let fields = read_by(&FieldPolicy::default(), Role::Director, &customer(), stored);
        let phone = |value: &Value| value[0]["phone"].as_str().map(str::to_owned);
        assert_eq!(phone(&fields[0].from), Some("***00".to_owned()));
        assert_eq!(phone(&fields[0].to), Some("***09".to_owned()));
        assert_eq!(fields[0].lost.as_ref().and_then(phone), Some("***01".to_owned()));
        let broken = changes(json!({ "contacts": ["13800138000", []] }));
        assert!(read_by(&FieldPolicy::default(), Role::Director, &customer(), broken)[0].hidden, "what cannot be masked is hidden");
    }

    #[test]
    fn an_entry_is_late_from_ten_minutes_on() {
        // A46.
        let record = Key::COMPANY;
        for (minutes, is_late) in [(0, false), (9, false), (10, true), (600, true)] {
            let at = Timestamp(1_000_000_000 + minutes * 60_000);
            let place = HistoryPlace { at, version: 1, command: CommandId::default(), record };
            let made_at = Timestamp(1_000_000_000);
            let (name, fields) = (String::new(), Vec::new());
            let entry = HistoryEntry { place, by: None, made_at, change: Change::Amended, name, customer: None, fields };
            assert_eq!(entry.is_late(), is_late, "{minutes}");
        }
    }
}
