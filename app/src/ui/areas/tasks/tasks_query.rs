//! The view, day and owner in the address.

use domain::rules::FiscalCalendar;
use domain::values::calendar::{Day, Period};
use domain::values::json::{of_word, word_of};
use domain::values::target_of::TargetOf;
use serde::{Deserialize, Serialize};

use crate::ui::fields::owners::within_reach;
use crate::ui::url::{InUrl, UrlReader, address, routes};

/// The layout of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// Open entries by day, overdue ones first.
    #[default]
    List,
    Week,
    Month,
}

impl View {
    pub const ALL: [View; 3] = [View::List, View::Week, View::Month];

    /// The period around a day.
    pub fn around(self, day: Day, calendar: FiscalCalendar) -> Period {
        match self {
            View::Week => Period::Week(calendar.week_of(day)),
            View::List | View::Month => Period::Month(day.month()),
        }
    }
}

/// What the address of the page asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TasksQuery {
    pub view: View,
    /// A day within the period.
    pub on: Day,
    pub of: TargetOf,
}

impl InUrl for TasksQuery {
    const PATH: &'static str = routes::TASKS;
    const REPLACES: bool = false;

    fn read(query: &dyn Fn(&str) -> Option<String>, reader: &UrlReader) -> TasksQuery {
        let on = query("on").and_then(|it| Day::parse(&it)).filter(|it| Day::FIRST <= *it && *it <= Day::LAST);
        TasksQuery {
            view: query("view").and_then(|it| of_word(&it)).unwrap_or_default(),
            on: on.unwrap_or(reader.today),
            of: within_reach(address::owner(query), reader.actor, reader.book),
        }
    }

    fn parts(&self, reader: &UrlReader) -> Vec<(&'static str, String)> {
        let mut parts = vec![("view", word_of(self.view))];
        parts.extend((self.on != reader.today).then(|| ("on", self.on.to_string())));
        parts.extend(address::owner_part(self.of).filter(|_| self.of != reader.actor.widest()));
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::url::state::assert_reads_back;

    #[test]
    fn an_address_reads_back_as_the_same_state() {
        assert_reads_back(|ids| TasksQuery { view: View::Month, on: ids.today.plus(40), of: TargetOf::Person(ids.lin) });
    }
}
