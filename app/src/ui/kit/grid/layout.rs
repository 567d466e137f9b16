//! Which columns a person sees, in which order and how wide.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a person changed about the columns of a table; empty for a table as it comes. The first column names the row: it stays first and is
/// always shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridLayout {
    /// The ids of the columns in the person's order; empty for the order of the table.
    #[serde(default)]
    order: Vec<String>,
    /// Columns that are shown or hidden by choice.
    #[serde(default)]
    chosen: BTreeMap<String, bool>,
    /// Widths in CSS pixels.
    #[serde(default)]
    widths: BTreeMap<String, u32>,
}

/// What a table says of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnPlan {
    pub id: &'static str,
    /// Width in CSS pixels; the least one while nobody has changed it.
    pub width: u32,
    /// Whether it is shown unless the person chooses otherwise.
    pub is_shown: bool,
}

/// A column in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacedColumn {
    /// The position in the table's own order.
    pub at: usize,
    pub plan: ColumnPlan,
    /// Whether the person has set the width.
    pub is_sized: bool,
}

/// Limits of a width in CSS pixels.
const NARROWEST: u32 = 48;
const WIDEST: u32 = 640;

impl GridLayout {
    /// All columns in the person's order. Columns that the layout does not know yet follow the one they follow in the table; unknown ids are
    /// ignored.
    pub fn arranged(&self, plans: &[ColumnPlan]) -> Vec<PlacedColumn> {
        let mut order: Vec<usize> =
            self.order.iter().filter_map(|id| plans.iter().position(|plan| plan.id == id)).filter(|at| 0 < *at).collect();
        order.insert(0, 0);
        for at in 1..plans.len() {
            if !order.contains(&at) {
                let before = order.iter().position(|it| *it == at - 1).unwrap_or(0);
                order.insert(before + 1, at);
            }
        }
        let placed = |at: usize| plans.get(at).map(|plan| self.placed(at, *plan));
        order.into_iter().filter_map(placed).collect()
    }

    fn placed(&self, at: usize, plan: ColumnPlan) -> PlacedColumn {
        let width = self.widths.get(plan.id).copied();
        let is_shown = at == 0 || self.chosen.get(plan.id).copied().unwrap_or(plan.is_shown);
        PlacedColumn { at, plan: ColumnPlan { width: width.unwrap_or(plan.width), is_shown, ..plan }, is_sized: width.is_some() }
    }

    /// Shows or hides a column.
    pub fn show(&mut self, id: &str, is_shown: bool) {
        self.chosen.insert(id.to_owned(), is_shown);
    }

    /// Sets the width of a column, within limits.
    pub fn size(&mut self, id: &str, width: u32) {
        self.widths.insert(id.to_owned(), width.clamp(NARROWEST, WIDEST));
    }

    /// Moves a column one place earlier or later; not before the first one.
    pub fn shift(&mut self, id: &str, is_later: bool, plans: &[ColumnPlan]) {
        let mut order: Vec<String> = self.arranged(plans).into_iter().map(|it| it.plan.id.to_owned()).collect();
        let Some(at) = order.iter().position(|it| it == id).filter(|at| 0 < *at) else { return };
        let to = if is_later { at + 1 } else { at - 1 };
        if 0 < to && to < order.len() {
            order.swap(at, to);
        }
        self.order = order;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn plan(id: &'static str, is_shown: bool) -> ColumnPlan {
        ColumnPlan { id, width: 100, is_shown }
    }

    const PLANS: [ColumnPlan; 4] = [plan("name", true), plan("grade", true), plan("phone", false), plan("owner", true)];

    fn shown(layout: &GridLayout, plans: &[ColumnPlan]) -> Vec<&'static str> {
        layout.arranged(plans).into_iter().filter(|it| it.plan.is_shown).map(|it| it.plan.id).collect()
    }

    #[test]
    fn a_table_as_it_comes_shows_its_own_columns() {
        assert_eq!(shown(&GridLayout::default(), &PLANS), ["name", "grade", "owner"]);
        assert_eq!(GridLayout::default().arranged(&[]), []);
    }

    #[test]
    fn columns_are_chosen_moved_and_sized_and_the_first_one_stays() {
        let mut layout = GridLayout::default();
        layout.show("phone", true);
        layout.show("grade", false);
        layout.show("name", false);
        layout.shift("owner", false, &PLANS);
        assert_eq!(shown(&layout, &PLANS), ["name", "owner", "phone"]);
        let before = layout.clone();
        for (id, is_later) in [("name", true), ("grade", false), ("phone", true), ("nothing", true)] {
            layout.shift(id, is_later, &PLANS);
            assert_eq!(shown(&layout, &PLANS), shown(&before, &PLANS), "{id} cannot go there");
        }
        for (asked, width) in [(0, 48), (47, 48), (48, 48), (640, 640), (641, 640), (u32::MAX, 640)] {
            layout.size("owner", asked);
            let owner = layout.arranged(&PLANS).into_iter().find(|it| it.plan.id == "owner").expect("a column");
            assert_eq!((owner.plan.width, owner.is_sized), (width, true), "{asked}");
        }
    }

    #[test]
    fn what_is_kept_reads_back_and_meets_a_later_release() {
        let mut layout = GridLayout::default();
        layout.shift("owner", false, &PLANS);
        layout.size("name", 200);
        let kept = serde_json::to_string(&layout).expect("text");
        assert_eq!(serde_json::from_str::<GridLayout>(&kept).expect("a layout"), layout);
        // A new column follows the one it follows in the table; one that is gone is ignored.
        let later = [plan("name", true), plan("grade", true), plan("region", true), plan("owner", true)];
        assert_eq!(shown(&layout, &later), ["name", "grade", "region", "owner"]);
        assert_eq!(serde_json::from_str::<GridLayout>("{}").expect("a layout"), GridLayout::default());
    }
}
