//! What the list is narrowed to, as it stands in the address: it can be sent to a colleague, and the back button undoes it.

use std::sync::Arc;

use domain::customer::{Grade, Source};
use domain::ids::{PersonId, RegionId, TeamId};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::state::customer_index::{Indexed, Search};
use crate::state::filling::untag;

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By name.
    #[default]
    Name,
    /// Most important grade first.
    Grade,
    /// Newest number first.
    Newest,
}

impl Order {
    /// Every order.
    pub const ALL: [Order; 3] = [Order::Name, Order::Grade, Order::Newest];

    /// The word in the address.
    pub fn tag(self) -> &'static str {
        match self {
            Order::Name => "",
            Order::Grade => "grade",
            Order::Newest => "newest",
        }
    }
}

/// What the list is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerQuery {
    /// Words looked for.
    pub typed: String,
    /// 负责人.
    pub owner: Option<PersonId>,
    /// Their team.
    pub team: Option<TeamId>,
    /// 客户等级.
    pub grade: Option<Grade>,
    /// 所属行业.
    pub industry: String,
    /// 区域.
    pub region: Option<RegionId>,
    /// 客户来源.
    pub source: Option<Source>,
    /// In which order.
    pub order: Order,
}

impl CustomerQuery {
    /// How many filters are on, beside the words.
    pub fn n_filters(&self) -> usize {
        [
            self.owner.is_some(),
            self.team.is_some(),
            self.grade.is_some(),
            !self.industry.is_empty(),
            self.region.is_some(),
            self.source.is_some(),
        ]
        .into_iter()
        .filter(|it| *it)
        .count()
    }

    /// The customers meant, in the order asked for.
    pub fn select(&self, all: &[Arc<Indexed>]) -> Vec<Arc<Indexed>> {
        let search = Search::parse(&self.typed);
        let mut found: Vec<Arc<Indexed>> = all
            .iter()
            .filter(|it| self.grade.is_none_or(|grade| it.grade == grade))
            .filter(|it| self.owner.is_none_or(|owner| it.owner == owner))
            .filter(|it| self.team.is_none() || it.team == self.team)
            .filter(|it| self.region.is_none() || it.region == self.region)
            .filter(|it| self.source.is_none() || it.source == self.source)
            .filter(|it| self.industry.is_empty() || it.industry == self.industry)
            .filter(|it| search.finds(it))
            .cloned()
            .collect();
        match self.order {
            Order::Name => {}
            Order::Grade => found.sort_by_key(|it| it.grade),
            Order::Newest => found.sort_by_key(|it| std::cmp::Reverse(it.id)),
        }
        found
    }
}

/// The query of the address.
pub fn query_in_url() -> Memo<CustomerQuery> {
    let map = use_query_map();
    Memo::new(move |_| {
        let map = map.get();
        let word = |name: &str| map.get(name).unwrap_or_default();
        CustomerQuery {
            typed: word("q"),
            owner: word("owner").parse().ok(),
            team: word("team").parse().ok(),
            grade: untag(&word("grade")),
            industry: word("industry"),
            region: word("region").parse().ok(),
            source: untag(&word("source")),
            order: Order::ALL.into_iter().find(|it| it.tag() == word("order")).unwrap_or_default(),
        }
    })
}

/// A writer of one word of the address, in place of what it was: narrowing makes no history.
pub fn write_to_url() -> Callback<(&'static str, String)> {
    let map = use_query_map();
    let navigate = use_navigate();
    let navigate = StoredValue::new_local(navigate);
    Callback::new(move |(name, value): (&'static str, String)| {
        let mut map = map.get_untracked();
        let _ = map.remove(name);
        if !value.is_empty() {
            map.insert(name, value);
        }
        let to = format!("{}{}", crate::ui::routes::CUSTOMERS, map.to_query_string());
        navigate.with_value(|it| it(&to, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() }));
    })
}
