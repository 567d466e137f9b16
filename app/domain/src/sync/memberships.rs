//! Where a person belonged, and from which day on, as the changes of their record tell it. What was sold stays with the team of its day (A36).

use serde_json::Value;

use crate::records::organisation::{Person, Role};
use crate::sync::history::{Change, HistoryEntry};
use crate::values::calendar::Day;
use crate::values::field::{Field, FieldName};
use crate::values::ids::{DepartmentId, PersonId, TeamId};

/// One place in the organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Membership {
    pub role: Role,
    pub team: Option<TeamId>,
    pub department: Option<DepartmentId>,
    /// The first day; `None` if it is older than what was read.
    pub from: Option<Day>,
    /// The last day before the move; `None` for the place of today.
    pub until: Option<Day>,
    /// Who moved them there.
    pub by: Option<PersonId>,
}

/// The places of a person, that of today first. `entries` are the changes of their record, newest first; `utc_offset_minutes` is the company's.
pub fn memberships(person: &Person, entries: &[HistoryEntry], utc_offset_minutes: i32) -> Vec<Membership> {
    let mut place = Membership { role: person.role, team: person.team, department: person.department, from: None, until: None, by: None };
    let mut all = Vec::new();
    for entry in entries {
        let day = entry.place.at.day(utc_offset_minutes);
        // A place that was left on the day it began never counted for a day.
        let counted = place.until.is_none_or(|until| day <= until).then_some(Membership { from: Some(day), by: entry.by, ..place });
        if entry.change == Change::Made {
            all.extend(counted);
            return all;
        }
        let before = Membership {
            role: was(entry, Field::Role).unwrap_or(place.role),
            team: was(entry, Field::Team).unwrap_or(place.team),
            department: was(entry, Field::Department).unwrap_or(place.department),
            ..place
        };
        if (before.role, before.team, before.department) == (place.role, place.team, place.department) {
            continue;
        }
        all.extend(counted);
        place = Membership { from: None, until: Some(day.plus(-1)), by: None, ..before };
    }
    all.push(place);
    all
}

/// The value of a field before the entry, if the entry changed it and the value can be read.
fn was<T: serde::de::DeserializeOwned>(entry: &HistoryEntry, field: Field) -> Option<T> {
    let name = FieldName::from(field);
    let change = entry.fields.iter().find(|it| it.field == name && !it.hidden)?;
    serde_json::from_value::<T>(Value::clone(&change.from)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::small;
    use crate::sync::history::{FieldChange, HistoryPlace};
    use crate::values::calendar::Timestamp;
    use crate::values::ids::CommandId;
    use serde_json::json;
    use uuid::Uuid;

    const OFFSET: i32 = 480;

    fn entry(person: &Person, on: &str, change: Change, fields: &[(Field, Value, Value)]) -> HistoryEntry {
        let day = Day::parse(on).expect("a day");
        // One in the morning in Shanghai is the day before by UTC.
        let at = Timestamp((i64::from(day.0) * 24 - 7) * 3_600_000);
        let place = HistoryPlace { at, version: 1, command: CommandId(Uuid::nil()), record: person.id.into() };
        let field = |(field, from, to): &(Field, Value, Value)| FieldChange {
            field: FieldName::from(*field),
            from: from.clone(),
            to: to.clone(),
            lost: None,
            hidden: false,
        };
        let by = Some(small().1.admin);
        HistoryEntry { place, by, made_at: at, change, name: String::new(), customer: None, fields: fields.iter().map(field).collect() }
    }

    #[test]
    fn every_place_of_a_person_has_its_days() {
        // A36: lin was hired into the second team, moved to the first one, was renamed, and then led the department for a day.
        let (book, ids) = small();
        let lin = book.person(ids.lin).expect("lin").clone();
        let (first, second) = (json!(ids.first_team), json!(ids.second_team));
        let rename = (Field::Name, json!("林小"), json!("林晓"));
        let entries = [
            entry(&lin, "2026-05-04", Change::Amended, &[rename]),
            entry(&lin, "2026-04-01", Change::Amended, &[(Field::Team, second, first)]),
            entry(&lin, "2026-01-05", Change::Made, &[]),
        ];
        let day = |text: &str| Day::parse(text);
        let all = memberships(&lin, &entries, OFFSET);
        let shown: Vec<_> = all.iter().map(|it| (it.team, it.from, it.until)).collect();
        assert_eq!(
            shown,
            [(Some(ids.first_team), day("2026-04-01"), None), (Some(ids.second_team), day("2026-01-05"), day("2026-03-31")),]
        );
        assert!(all.iter().all(|it| it.role == Role::Rep && it.by == Some(ids.admin)));
        // Older than what was read: the first day is unknown.
        assert_eq!(memberships(&lin, &entries[..2], OFFSET)[1].from, None);
        assert_eq!(memberships(&lin, &[], OFFSET).len(), 1);
    }

    #[test]
    fn a_place_corrected_on_the_same_day_never_counted() {
        // A36: to the manager's desk by mistake, and to the first team an hour later.
        let (book, ids) = small();
        let lin = book.person(ids.lin).expect("lin").clone();
        let (first, department) = (json!(ids.first_team), json!(ids.department));
        let to_desk = [
            (Field::Role, json!("rep"), json!("manager")),
            (Field::Team, json!(ids.second_team), Value::Null),
            (Field::Department, Value::Null, department.clone()),
        ];
        let back = [
            (Field::Role, json!("manager"), json!("rep")),
            (Field::Team, Value::Null, first),
            (Field::Department, department, Value::Null),
        ];
        let entries = [entry(&lin, "2026-04-01", Change::Amended, &back), entry(&lin, "2026-04-01", Change::Amended, &to_desk)];
        let all = memberships(&lin, &entries, OFFSET);
        assert_eq!(all.iter().map(|it| it.team).collect::<Vec<_>>(), [Some(ids.first_team), Some(ids.second_team)]);
        assert_eq!(all[1].role, Role::Rep);
        let hired = [entry(&lin, "2026-04-01", Change::Amended, &back), entry(&lin, "2026-04-01", Change::Made, &[])];
        assert_eq!(memberships(&lin, &hired, OFFSET).len(), 1);
    }
}
