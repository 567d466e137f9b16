//! The filter of the page in its address.

use domain::sync::history::HistoryQuestion;
use domain::values::calendar::Period;
use domain::values::ids::{Kind, PersonId};

use crate::ui::url::{InUrl, UrlReader, routes};

/// What the address of the page asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryQuery {
    pub person: Option<PersonId>,
    pub kind: Option<Kind>,
    pub period: Option<Period>,
    pub text: String,
}

impl HistoryQuery {
    pub fn question(&self) -> HistoryQuestion {
        let days = self.period.map(Period::days);
        HistoryQuestion {
            kind: self.kind,
            by: self.person,
            from: days.map(|it| it.0),
            until: days.map(|it| it.1),
            text: self.text.clone(),
            ..HistoryQuestion::default()
        }
    }

    /// The number of active filters.
    pub fn n_active(&self) -> usize {
        [self.person.is_some(), self.kind.is_some(), self.period.is_some(), !self.text.is_empty()].into_iter().filter(|it| *it).count()
    }
}

impl InUrl for HistoryQuery {
    const PATH: &'static str = routes::HISTORY;

    fn read(query: &dyn Fn(&str) -> Option<String>, _: &UrlReader) -> HistoryQuery {
        HistoryQuery {
            person: query("person").and_then(|it| it.parse().ok()),
            kind: query("kind").and_then(|it| Kind::parse(&it)),
            period: query("period").and_then(|it| Period::parse(&it)),
            text: query("text").unwrap_or_default(),
        }
    }

    fn parts(&self, _: &UrlReader) -> Vec<(&'static str, String)> {
        let person = self.person.map(|it| ("person", it.to_string()));
        let kind = self.kind.map(|it| ("kind", it.as_str().to_owned()));
        let period = self.period.map(|it| ("period", it.to_string()));
        let text = Some(&self.text).filter(|it| !it.is_empty()).map(|it| ("text", it.clone()));
        person.into_iter().chain(kind).chain(period).chain(text).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::url::state::assert_reads_back;

    #[test]
    fn an_address_reads_back_as_the_same_state() {
        assert_reads_back(|ids| HistoryQuery {
            person: Some(ids.lin),
            kind: Some(Kind::Order),
            period: Some(Period::Week(ids.today.week())),
            text: "13800 金额".to_owned(),
        });
    }
}
