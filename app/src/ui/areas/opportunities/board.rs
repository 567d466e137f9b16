//! The opportunity board as data: the cards of each stage, their value, and how long each has been in its stage.

use domain::access::actor::Actor;
use domain::book::Book;
use domain::records::opportunity::Opportunity;
use domain::values::calendar::Day;
use domain::values::ids::{CustomerId, OpportunityId, PersonId};
use domain::values::money::Money;
use domain::values::search::{Query, SearchEntry};
use domain::values::stage::Stage;
use domain::values::target_of::TargetOf;

use crate::i18n::han;
use crate::state::customer_name;
use crate::ui::fields::choices;
use crate::ui::fields::owners::within_reach;
use crate::ui::url::{InUrl, UrlReader, address, routes};

/// The filter of the board, kept in the query of its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardFilter {
    pub owner: TargetOf,
    pub line: Option<String>,
    pub customer: Option<CustomerId>,
    /// Text to find in a title or in a customer's name.
    pub search: String,
}

impl InUrl for BoardFilter {
    const PATH: &'static str = routes::OPPORTUNITIES;

    fn read(query: &dyn Fn(&str) -> Option<String>, reader: &UrlReader) -> BoardFilter {
        BoardFilter {
            owner: within_reach(address::owner(query), reader.actor, reader.book),
            line: query("line").filter(|it| !it.is_empty()),
            customer: query("customer").and_then(|it| it.parse().ok()),
            search: query("search").unwrap_or_default(),
        }
    }

    fn parts(&self, reader: &UrlReader) -> Vec<(&'static str, String)> {
        let mut parts: Vec<(&str, String)> = Vec::new();
        parts.extend(address::owner_part(self.owner).filter(|_| self.owner != reader.actor.widest()));
        parts.extend(self.line.clone().map(|it| ("line", it)));
        parts.extend(self.customer.map(|it| ("customer", it.to_string())));
        parts.extend(Some(("search", self.search.clone())).filter(|(_, it)| !it.trim().is_empty()));
        parts
    }
}

impl BoardFilter {
    fn lets_through(&self, opportunity: &Opportunity, book: &Book) -> bool {
        let team = || book.person(opportunity.owner).and_then(|it| it.team);
        let department = || team().and_then(|it| book.team(it)).map(|it| it.department);
        let owned = match self.owner {
            TargetOf::Company => true,
            TargetOf::Department(id) => {
                department() == Some(id) || book.person(opportunity.owner).is_some_and(|it| it.department == Some(id))
            }
            TargetOf::Team(id) => team() == Some(id),
            // A customer that is handed over brings its opportunities along: its new owner works on them.
            TargetOf::Person(id) => opportunity.owner == id,
        };
        let line = || opportunity.profile.product.and_then(|it| book.product(it)).map(|it| &it.line);
        owned && (self.line.is_none() || line() == self.line.as_ref()) && self.customer.is_none_or(|it| it == opportunity.customer)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BoardCard {
    pub id: OpportunityId,
    pub title: String,
    /// The customer's name.
    pub customer: String,
    pub owner: PersonId,
    pub owner_name: String,
    pub amount: Option<Money>,
    pub expected_close: Option<Day>,
    /// Whether the expected close has passed.
    pub is_late: bool,
    /// Days since the last move.
    pub days: i32,
    /// Days beyond the company's limit for the stage; 0 within it or without a limit.
    pub over: i32,
    pub stage: Stage,
    /// Number of open risks.
    pub n_risks: usize,
    /// Whether a superior was asked for help and has not answered.
    pub awaits_help: bool,
    /// Whether the reader may move it.
    pub is_mine: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageColumn {
    pub stage: Stage,
    /// The sum of its cards; cards without an amount count as 0.
    pub amount: Money,
    /// The longest in their stage first, because they need attention most.
    pub cards: Vec<BoardCard>,
}

/// The open opportunities, by stage.
pub fn columns(filter: &BoardFilter, today: Day, actor: &Actor, book: &Book) -> Vec<StageColumn> {
    let mut columns: Vec<StageColumn> =
        Stage::OPEN.into_iter().map(|stage| StageColumn { stage, amount: Money::ZERO, cards: Vec::new() }).collect();
    let pipeline = book.company().pipeline_on(today);
    let (han, query) = (han(), Query::parse(han(), &filter.search));
    for opportunity in book.opportunities().filter(|it| it.is_open() && filter.lets_through(it, book)) {
        let customer = book.customer(opportunity.customer);
        let names = || [opportunity.profile.title.as_str(), customer.map_or("", |it| &it.profile.name)];
        if !query.is_empty() && !query.finds(&SearchEntry::of(&han, names())) {
            continue;
        }
        let Some(column) = columns.iter_mut().find(|column| column.stage == opportunity.stage) else { continue };
        column.amount = column.amount + opportunity.profile.amount.unwrap_or_default();
        column.cards.push(BoardCard {
            id: opportunity.id,
            title: opportunity.profile.title.clone(),
            customer: customer_name(book, opportunity.customer),
            owner: opportunity.owner,
            owner_name: book.person(opportunity.owner).map(|it| it.name.clone()).unwrap_or_default(),
            amount: opportunity.profile.amount,
            expected_close: opportunity.profile.expected_close,
            is_late: opportunity.profile.expected_close.is_some_and(|it| it < today),
            days: (today.0 - opportunity.moved_on().0).max(0),
            over: opportunity.days_over_limit(&pipeline, today),
            stage: opportunity.stage,
            n_risks: opportunity.open_risks().count(),
            awaits_help: opportunity.open_risks().any(|it| it.awaits_help().is_some()),
            is_mine: actor.may_work_on_opportunity(opportunity, book),
        });
    }
    for column in &mut columns {
        column.cards.sort_by(|a, b| b.days.cmp(&a.days).then(a.id.cmp(&b.id)));
    }
    columns
}

/// The product lines to choose from, sorted by name.
pub fn lines(book: &Book) -> Vec<String> {
    choices::distinct(book.products().map(|it| &it.line))
}

#[cfg(test)]
mod tests {
    use domain::sample;

    use super::*;
    use crate::ui::url::state::read_back;

    #[test]
    fn an_address_reads_back_as_the_same_filter() {
        let (book, ids) = sample::small();
        let moment = ids.moment(ids.director, &book);
        let reader = UrlReader { actor: &moment.actor, today: ids.today, book: &book };
        let widest = BoardFilter::read(&|_| None, &reader);
        let narrowed =
            BoardFilter { owner: TargetOf::Person(ids.lin), line: Some("激光".into()), customer: Some(ids.acme), search: "A & B".into() };
        for filter in [widest, narrowed] {
            assert_eq!(read_back(&filter, &reader), filter);
        }
    }

    #[test]
    fn every_open_opportunity_stands_in_one_column_and_its_amount_is_counted_once() {
        let today = Day::parse("2026-11-21").expect("a day of the calendar");
        let book = sample::company(today).book();
        let director = book.people().find(|it| it.role == domain::records::organisation::Role::Director).expect("a director");
        let actor = Actor::of(director, &book);
        let filter = BoardFilter::read(&|_| None, &UrlReader { actor: &actor, today, book: &book });
        let columns = columns(&filter, today, &actor, &book);
        let open: Vec<&Opportunity> = book.opportunities().filter(|it| it.is_open()).collect();
        assert_eq!(columns.iter().map(|it| it.cards.len()).sum::<usize>(), open.len());
        let worth: Money = open.iter().filter_map(|it| it.profile.amount).sum();
        assert_eq!(columns.iter().map(|it| it.amount).sum::<Money>(), worth);
        assert!(columns.iter().all(|it| it.cards.is_sorted_by(|a, b| b.days <= a.days)));
        // A director reads all opportunities and moves none.
        assert!(columns.iter().flat_map(|it| &it.cards).all(|it| !it.is_mine));
    }

    #[test]
    fn the_columns_of_the_teams_are_those_of_the_company() {
        let today = Day::parse("2026-11-21").expect("a day of the calendar");
        let book = sample::company(today).book();
        let director = book.people().find(|it| it.role == domain::records::organisation::Role::Director).expect("a director");
        let actor = Actor::of(director, &book);
        let count = |owner| {
            let filter = BoardFilter { owner, line: None, customer: None, search: String::new() };
            columns(&filter, today, &actor, &book).iter().map(|it| it.cards.len()).sum::<usize>()
        };
        let of_departments: usize = book.departments().map(|it| count(TargetOf::Department(it.id))).sum();
        assert_eq!(of_departments, count(TargetOf::Company));
    }

    #[test]
    fn a_card_says_how_many_days_it_has_stood_too_long() {
        // A28: 30 days in each open stage unless the company sets another limit.
        let today = Day::parse("2026-11-21").expect("a day of the calendar");
        let book = sample::company(today).book();
        let director = book.people().find(|it| it.role == domain::records::organisation::Role::Director).expect("a director");
        let actor = Actor::of(director, &book);
        let filter = BoardFilter::read(&|_| None, &UrlReader { actor: &actor, today, book: &book });
        let cards: Vec<BoardCard> = columns(&filter, today, &actor, &book).into_iter().flat_map(|it| it.cards).collect();
        for card in &cards {
            let limit = book.company().pipeline_on(today).limit(card.stage).expect("every open stage has a limit");
            assert_eq!(card.over, (card.days - i32::from(limit)).max(0), "{}", card.title);
        }
        assert!(cards.iter().any(|it| 0 < it.over) && cards.iter().any(|it| it.over == 0), "the sample company shows both");
    }
}
