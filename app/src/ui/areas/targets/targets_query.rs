//! The year, metric and owner in the address.

use domain::values::calendar::Year;
use domain::values::kpi_name::KpiName;
use domain::values::target_of::TargetOf;

use crate::ui::fields::owners::within_reach;
use crate::ui::url::{InUrl, UrlReader, UrlState, address, routes};

/// What the address of the page asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TargetsQuery {
    pub year: Year,
    pub metric: KpiName,
    pub of: TargetOf,
}

/// The address of the page.
pub type TargetsInUrl = UrlState<TargetsQuery>;

impl InUrl for TargetsQuery {
    const PATH: &'static str = routes::TARGETS;
    const REPLACES: bool = false;

    fn read(query: &dyn Fn(&str) -> Option<String>, reader: &UrlReader) -> TargetsQuery {
        let calendar = reader.book.company().calendar_on(reader.today);
        let year = query("year").and_then(|it| address::year(&it));
        TargetsQuery {
            year: year.unwrap_or(calendar.year_of(reader.today)),
            metric: query("metric").and_then(|it| it.parse().ok()).unwrap_or(KpiName::SALES_AMOUNT),
            of: within_reach(address::owner(query), reader.actor, reader.book),
        }
    }

    fn parts(&self, reader: &UrlReader) -> Vec<(&'static str, String)> {
        let mut parts = vec![("year", self.year.to_string()), ("metric", self.metric.to_string())];
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
        assert_reads_back(|ids| TargetsQuery { year: Year(2030), metric: KpiName::DEALS, of: TargetOf::Person(ids.lin) });
    }
}
