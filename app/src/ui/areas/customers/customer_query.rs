//! Query of the customer list, kept in the URL so that it can be sent to a colleague.

use domain::values::json::{of_word, word_of};
use std::sync::Arc;

use domain::figures::segments::Abc;
use domain::records::customer::{Scale, Source};
use domain::values::grade::{Grade, Tier};
use domain::values::ids::{DepartmentId, PersonId, RegionId, TeamId};
use domain::values::search::Query;

use super::customer_classes::Classes;
use crate::i18n::{NOTHING, han};
use crate::state::customer_index::Indexed;
use crate::state::said_index::{FoundBy, SaidIndex};
use crate::ui::kit::GridSort;
use crate::ui::url::{InUrl, UrlReader, routes};

/// Sort order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    Name,
    /// Most important grade first.
    Grade,
    /// Newest id first.
    Newest,
}

impl Order {
    pub const ALL: [Order; 3] = [Order::Name, Order::Grade, Order::Newest];

    /// Value in the URL.
    pub fn tag(self) -> &'static str {
        match self {
            Order::Name => "",
            Order::Grade => "grade",
            Order::Newest => "newest",
        }
    }
}

/// Filter by scale: one scale, or customers without one.
pub type AskedScale = Option<Scale>;

/// URL value for customers without a scale.
pub const NO_SCALE: &str = "none";

/// Search words, filters and sort order of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerQuery {
    /// Search words.
    pub typed: String,
    /// 负责人.
    pub owner: Option<PersonId>,
    /// The owner's team.
    pub team: Option<TeamId>,
    /// The team's department.
    pub department: Option<DepartmentId>,
    /// 客户等级.
    pub grade: Option<Grade>,
    /// 价值分层 (C-12).
    pub tier: Option<Tier>,
    /// ABC 分类 among the customers this person sees (C-13).
    pub abc: Option<Abc>,
    /// 所属行业; [`NOTHING`] for customers without one.
    pub industry: String,
    /// 规模.
    pub scale: Option<AskedScale>,
    /// Whether a decision maker is known (C-22).
    pub decision_maker: Option<bool>,
    /// Only customers who have bought (C-22).
    pub bought: bool,
    /// 区域.
    pub region: Option<RegionId>,
    /// 客户来源.
    pub source: Option<Source>,
    pub order: Order,
    /// The column that the table of a desk is sorted by, above that order.
    pub sort: Option<GridSort>,
}

impl CustomerQuery {
    /// Number of active filters, without the search words.
    pub fn n_filters(&self) -> usize {
        [
            self.owner.is_some(),
            self.team.is_some(),
            self.department.is_some(),
            self.grade.is_some(),
            self.tier.is_some(),
            self.abc.is_some(),
            !self.industry.is_empty(),
            self.scale.is_some(),
            self.decision_maker.is_some(),
            self.bought,
            self.region.is_some(),
            self.source.is_some(),
        ]
        .into_iter()
        .filter(|it| *it)
        .count()
    }

    /// The matching customers in the chosen order, those found only in follow-ups last. `classes` must be those of this query.
    pub fn select(&self, all: &[Arc<Indexed>], said: &SaidIndex, classes: &Classes) -> Vec<Arc<Indexed>> {
        let search = Query::parse(han(), &self.typed);
        let mut found: Vec<(FoundBy, Arc<Indexed>)> = all
            .iter()
            .filter(|it| self.grade.is_none_or(|grade| it.grade == grade))
            .filter(|it| self.tier.is_none_or(|tier| it.grade.tier() == tier))
            .filter(|it| self.owner.is_none_or(|owner| it.owner == owner))
            .filter(|it| self.team.is_none() || it.team == self.team)
            .filter(|it| self.department.is_none() || it.department == self.department)
            .filter(|it| self.region.is_none() || it.region == self.region)
            .filter(|it| self.source.is_none() || it.source == self.source)
            .filter(|it| self.industry.is_empty() || it.industry == self.industry || (self.industry == NOTHING && it.industry.is_empty()))
            .filter(|it| self.scale.is_none_or(|scale| it.scale == scale))
            .filter(|it| self.decision_maker.is_none_or(|known| it.knows_decision_maker == known))
            .filter(|it| self.abc.is_none_or(|abc| classes.abc_of(it.id) == abc))
            .filter(|it| !self.bought || classes.has_bought(it.id))
            .filter_map(|it| said.finds(&search, it).map(|by| (by, Arc::clone(it))))
            .collect();
        match self.order {
            Order::Name => {}
            Order::Grade => found.sort_by_key(|(_, it)| it.grade),
            Order::Newest => found.sort_by_key(|(_, it)| std::cmp::Reverse(it.id)),
        }
        found.sort_by_key(|(by, _)| *by);
        found.into_iter().map(|(_, it)| it).collect()
    }
}

/// URL value for a known decision maker.
pub const KNOWN: &str = "known";
/// URL value for no known decision maker.
pub const NOT_KNOWN: &str = "unknown";

fn read_scale(word: &str) -> Option<AskedScale> {
    if word == NO_SCALE { Some(None) } else { of_word(word).map(Some) }
}

/// URL value of a scale.
fn scale_word(scale: AskedScale) -> String {
    scale.map_or_else(|| NO_SCALE.to_owned(), word_of)
}

impl InUrl for CustomerQuery {
    const PATH: &'static str = routes::CUSTOMERS;

    fn read(query: &dyn Fn(&str) -> Option<String>, _: &UrlReader) -> CustomerQuery {
        let word = |name: &str| query(name).unwrap_or_default();
        CustomerQuery {
            typed: word("q"),
            owner: word("owner").parse().ok(),
            team: word("team").parse().ok(),
            department: word("department").parse().ok(),
            grade: of_word(&word("grade")),
            tier: of_word(&word("tier")),
            abc: of_word(&word("abc")),
            industry: word("industry"),
            scale: read_scale(&word("scale")),
            decision_maker: [(KNOWN, true), (NOT_KNOWN, false)].into_iter().find(|it| it.0 == word("decides")).map(|it| it.1),
            bought: word("bought") == "1",
            region: word("region").parse().ok(),
            source: of_word(&word("source")),
            order: Order::ALL.into_iter().find(|it| it.tag() == word("order")).unwrap_or_default(),
            sort: GridSort::parse(&word("sort")),
        }
    }

    fn parts(&self, _: &UrlReader) -> Vec<(&'static str, String)> {
        let decides = self.decision_maker.map(|is_known| if is_known { KNOWN } else { NOT_KNOWN }.to_owned());
        let parts = [
            ("q", Some(self.typed.clone())),
            ("owner", self.owner.map(|it| it.to_string())),
            ("team", self.team.map(|it| it.to_string())),
            ("department", self.department.map(|it| it.to_string())),
            ("grade", self.grade.map(word_of)),
            ("tier", self.tier.map(word_of)),
            ("abc", self.abc.map(word_of)),
            ("industry", Some(self.industry.clone())),
            ("scale", self.scale.map(scale_word)),
            ("decides", decides),
            ("bought", self.bought.then(|| "1".to_owned())),
            ("region", self.region.map(|it| it.to_string())),
            ("source", self.source.map(word_of)),
            ("order", Some(self.order.tag().to_owned())),
            ("sort", self.sort.as_ref().map(GridSort::word)),
        ];
        parts.into_iter().filter_map(|(name, value)| Some((name, value?))).filter(|it| !it.1.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use domain::sample::small;
    use uuid::Uuid;

    use super::*;
    use crate::ui::url::state::read_back;

    #[test]
    fn an_address_reads_back_as_the_same_query() {
        let (book, ids) = small();
        let moment = ids.moment(ids.lin, &book);
        let reader = UrlReader { actor: &moment.actor, today: ids.today, book: &book };
        let id = Uuid::from_u128(7);
        let query = CustomerQuery {
            typed: "Acme & 激光".into(),
            owner: Some(ids.lin),
            team: Some(TeamId(id)),
            department: Some(DepartmentId(id)),
            grade: Some(Grade::Key),
            tier: Some(Tier::High),
            abc: Some(Abc::A),
            industry: NOTHING.into(),
            scale: Some(None),
            decision_maker: Some(false),
            bought: true,
            region: Some(RegionId(id)),
            source: Some(Source::Fair),
            order: Order::Newest,
            sort: GridSort::parse("-sold"),
        };
        for query in [query, CustomerQuery::default()] {
            assert_eq!(read_back(&query, &reader), query);
        }
        assert_eq!(CustomerQuery::default().query(&reader), "");
    }
}
