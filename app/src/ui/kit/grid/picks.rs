//! The selected rows of a table.

use std::collections::BTreeSet;

use leptos::prelude::*;
use uuid::Uuid;

/// The selected rows, by the ids of their records. Rows that a filter hides stay selected and count for nothing until they are shown again.
#[derive(Clone, Copy)]
pub struct Picks {
    chosen: RwSignal<BTreeSet<Uuid>>,
    /// The row selected last, from which a range begins.
    anchor: StoredValue<Option<Uuid>>,
}

impl Picks {
    pub fn none() -> Picks {
        Picks { chosen: RwSignal::new(BTreeSet::new()), anchor: StoredValue::new(None) }
    }

    pub fn has(self, row: Uuid) -> bool {
        self.chosen.with(|it| it.contains(&row))
    }

    /// Toggles one row.
    pub fn turn(self, row: Uuid) {
        self.anchor.set_value(Some(row));
        self.chosen.update(|chosen| {
            if !chosen.remove(&row) {
                chosen.insert(row);
            }
        });
    }

    /// Selects all rows from the last one to this one.
    pub fn turn_to(self, row: Uuid, shown: &[Uuid]) {
        let range = range(self.anchor.get_value(), row, shown);
        self.chosen.update(|chosen| chosen.extend(range));
    }

    /// Selects all of these, or deselects them if all are selected.
    pub fn turn_all(self, all: &[Uuid]) {
        let are_chosen = self.chosen.with_untracked(|chosen| all.iter().all(|it| chosen.contains(it)));
        self.chosen.update(|chosen| match are_chosen {
            true => *chosen = chosen.difference(&all.iter().copied().collect()).copied().collect(),
            false => chosen.extend(all),
        });
    }

    pub fn clear(self) {
        self.chosen.set(BTreeSet::new());
    }

    /// Deselects a row, even if the table is gone by now.
    pub fn drop(self, row: Uuid) {
        let _ = self.chosen.try_update(|it| it.remove(&row));
    }

    /// The selected rows among those shown, in their order.
    pub fn of(self, shown: &[Uuid]) -> Vec<Uuid> {
        self.chosen
            .with(|chosen| if chosen.is_empty() { Vec::new() } else { shown.iter().filter(|it| chosen.contains(it)).copied().collect() })
    }
}

/// The rows from the anchor to a row, both included; the row alone if the anchor is not shown.
fn range(anchor: Option<Uuid>, row: Uuid, shown: &[Uuid]) -> Vec<Uuid> {
    let place = |of: Uuid| shown.iter().position(|it| *it == of);
    match (anchor.and_then(place), place(row)) {
        (Some(from), Some(to)) => shown[from.min(to)..=from.max(to)].to_vec(),
        _ => vec![row],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_goes_from_the_last_row_to_this_one_in_either_direction() {
        let rows: Vec<Uuid> = (0..6).map(Uuid::from_u128).collect();
        for (anchor, row, expected) in [
            (Some(1), 3, &rows[1..4]),
            (Some(4), 2, &rows[2..5]),
            (Some(2), 2, &rows[2..3]),
            (Some(0), 5, &rows[..]),
            (None, 3, &rows[3..4]),
            (Some(9), 3, &rows[3..4]),
        ] {
            assert_eq!(range(anchor.map(Uuid::from_u128), Uuid::from_u128(row), &rows), expected, "{anchor:?} {row}");
        }
    }

    #[test]
    fn only_rows_in_sight_are_meant() {
        Owner::new().with(|| {
            let rows: Vec<Uuid> = (0..4).map(Uuid::from_u128).collect();
            let picks = Picks::none();
            picks.turn(rows[0]);
            picks.turn_to(rows[2], &rows);
            assert_eq!(picks.of(&rows), &rows[..3]);
            assert_eq!(picks.of(&rows[2..]), &rows[2..3]);
            picks.turn_all(&rows);
            assert_eq!(picks.of(&rows), rows);
            picks.turn_all(&rows[1..]);
            assert_eq!(picks.of(&rows), &rows[..1]);
            picks.turn(rows[0]);
            assert!(picks.of(&rows).is_empty());
        });
    }
}
