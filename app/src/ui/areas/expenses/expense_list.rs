//! The expense list as data: which expenses a filter lets through, newest first, and their sums.

use domain::access::actor::Actor;
use domain::book::Book;
use domain::records::customer::Source;
use domain::records::expense::{Expense, ExpenseKind};
use domain::records::review::{Review, ReviewState};
use domain::values::calendar::{Day, Period};
use domain::values::ids::ExpenseId;
use domain::values::money::Money;
use domain::values::target_of::TargetOf;

use crate::ui::fields::owners::within_reach;
use crate::ui::url::{InUrl, UrlReader, address, routes};

/// The filter of the list, kept in the query of its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpenseFilter {
    /// The period of the expense day.
    pub period: Period,
    /// The owner at the time of the expense (A36).
    pub owner: TargetOf,
    /// The channel; `Some(None)` means expenses without one.
    pub channel: Option<Option<Source>>,
}

impl InUrl for ExpenseFilter {
    const PATH: &'static str = routes::EXPENSES;

    /// What is missing, invalid or out of reach falls back to [`ExpenseFilter::widest`].
    fn read(query: &dyn Fn(&str) -> Option<String>, reader: &UrlReader) -> ExpenseFilter {
        ExpenseFilter {
            period: query("period").and_then(|it| Period::parse(&it)).unwrap_or(Period::Month(reader.today.month())),
            owner: within_reach(address::owner(query), reader.actor, reader.book),
            channel: query("channel").and_then(|it| address::channel_of(&it)),
        }
    }

    fn parts(&self, reader: &UrlReader) -> Vec<(&'static str, String)> {
        let widest = ExpenseFilter::widest(reader.actor, reader.today);
        let mut parts: Vec<(&str, String)> = Vec::new();
        parts.extend((self.period != widest.period).then(|| ("period", self.period.to_string())));
        parts.extend(address::owner_part(self.owner).filter(|_| self.owner != widest.owner));
        parts.extend(self.channel.map(|it| ("channel", address::channel_word(it))));
        parts
    }
}

impl ExpenseFilter {
    /// The reader's widest scope in the current month.
    pub fn widest(actor: &Actor, today: Day) -> ExpenseFilter {
        ExpenseFilter { period: Period::Month(today.month()), owner: actor.widest(), channel: None }
    }

    fn lets_through(&self, expense: &Expense, book: &Book) -> bool {
        let is_of_owner = match self.owner {
            TargetOf::Company => true,
            TargetOf::Person(person) => expense.owner == person,
            TargetOf::Team(team) => expense.team == Some(team),
            TargetOf::Department(department) => {
                let of_team = expense.team.and_then(|it| book.team(it)).map(|it| it.department);
                let own = || book.person(expense.owner).and_then(|it| it.department);
                if expense.team.is_some() { of_team == Some(department) } else { own() == Some(department) }
            }
        };
        self.period.contains(expense.profile.on) && is_of_owner && self.channel.is_none_or(|wanted| wanted == expense.profile.channel)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpenseRow {
    pub id: ExpenseId,
    pub kind: ExpenseKind,
    pub channel: Option<Source>,
    /// Whether it was spent on winning new customers.
    pub wins_new: bool,
    /// The owner's name.
    pub owner: String,
    pub on: Day,
    pub amount: Money,
    /// The customer's name and the note.
    pub note: String,
    pub is_voided: bool,
    /// The review state, if it is under review.
    pub review: Option<ReviewState>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExpenseList {
    /// Newest first.
    pub rows: Vec<ExpenseRow>,
    /// Number of expenses that are not voided; the sums cover these.
    pub n: usize,
    /// The sum.
    pub amount: Money,
    /// The part of the sum spent on winning new customers.
    pub on_new: Money,
}

pub fn expense_list(filter: &ExpenseFilter, book: &Book) -> ExpenseList {
    let mut list = ExpenseList::default();
    for expense in book.expenses().filter(|it| filter.lets_through(it, book)) {
        if expense.stands() {
            list.n += 1;
            list.amount = list.amount + expense.profile.amount;
            list.on_new = list.on_new + if expense.profile.wins_new { expense.profile.amount } else { Money::ZERO };
        }
        let parts = [expense.customer.and_then(|it| book.customer_name(it)).unwrap_or_default(), expense.profile.note.as_str()];
        list.rows.push(ExpenseRow {
            id: expense.id,
            kind: expense.profile.kind,
            channel: expense.profile.channel,
            wins_new: expense.profile.wins_new,
            owner: book.person(expense.owner).map(|it| it.name.clone()).unwrap_or_default(),
            on: expense.profile.on,
            amount: expense.profile.amount,
            note: parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · "),
            is_voided: !expense.stands(),
            review: expense.review.as_deref().map(Review::state),
        });
    }
    list.rows.sort_by_key(|it| std::cmp::Reverse((it.on, it.id)));
    list
}

#[cfg(test)]
mod tests {
    use domain::records::expense::ExpenseProfile;
    use domain::records::order::Voided;
    use domain::records::organisation::{Department, Person, Role, Team};
    use domain::records::review::{Approved, SentBack};
    use domain::values::ids::{DepartmentId, PersonId, TeamId};
    use uuid::Uuid;

    use super::*;
    use crate::ui::url::state::read_back;

    fn id(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day of the calendar")
    }

    /// A rep of the first team, a rep of the second, and the manager of both.
    fn book() -> Book {
        let mut book = Book::default();
        let department = DepartmentId(id(1));
        book.put(Department { id: department, name: "销售部".into() }.into());
        for n in 0..3_u128 {
            let team = (n < 2).then(|| TeamId(id(10 + n)));
            if let Some(id) = team {
                book.put(Team { id, name: format!("{n}组"), department, region: None }.into());
            }
            let role = if n < 2 { Role::Rep } else { Role::Manager };
            let department = (n == 2).then_some(department);
            let (name, account) = (format!("人{n}"), format!("p{n}"));
            book.put(
                Person {
                    id: PersonId(id(20 + n)),
                    name,
                    account,
                    role,
                    team,
                    department,
                    email: None,
                    active: true,
                    postings: Default::default(),
                    joined_on: None,
                    left_on: None,
                }
                .into(),
            );
        }
        book
    }

    fn spent(number: u128, by: u128, on: &str, yuan: i64, channel: Option<Source>, book: &mut Book) -> Expense {
        let owner = PersonId(id(20 + by));
        let profile =
            ExpenseProfile { on: day(on), amount: Money::whole(yuan), wins_new: channel.is_some(), channel, ..ExpenseProfile::default() };
        let team = book.person(owner).and_then(|it| it.team);
        let (made_by, made_at) = (owner, Default::default());
        let expense = Expense {
            id: ExpenseId(id(number)),
            customer: None,
            customer_name: String::new(),
            owner,
            team,
            made_by,
            made_at,
            clock_said: None,
            voided: None,
            profile,
            review: None,
        };
        book.put(expense.clone().into());
        expense
    }

    #[test]
    fn a_period_an_owner_and_a_channel_narrow_the_list() {
        // CO-01.
        let mut book = book();
        let manager = Actor::of(book.person(PersonId(id(22))).expect("the manager"), &book);
        spent(100, 0, "2026-05-01", 100, None, &mut book);
        spent(101, 0, "2026-05-31", 20, Some(Source::Fair), &mut book);
        spent(102, 1, "2026-05-09", 3, Some(Source::Fair), &mut book);
        spent(103, 2, "2026-05-09", 4_000, None, &mut book);
        spent(104, 0, "2026-06-01", 50_000, None, &mut book);
        let twice = spent(105, 0, "2026-05-31", 20, Some(Source::Fair), &mut book);
        let voided = Some(Voided { on: day("2026-06-02"), by: twice.owner, reason: "重复".into(), nets: false });
        book.put(Expense { voided, ..twice }.into());

        let of = |query: &[(&str, &str)]| {
            let find = |name: &str| query.iter().find(|it| it.0 == name).map(|it| it.1.to_owned());
            let filter = ExpenseFilter::read(&find, &UrlReader { actor: &manager, today: day("2026-05-20"), book: &book });
            let list = expense_list(&filter, &book);
            let numbers: Vec<u128> = list.rows.iter().map(|it| it.id.0.as_u128()).collect();
            (numbers, list.n, list.amount.0 / 100, list.on_new.0 / 100)
        };
        assert_eq!(
            of(&[]),
            (vec![105, 101, 103, 102, 100], 4, 4_123, 23),
            "this month, newest first; what is taken back is shown, not counted"
        );
        assert_eq!(of(&[("person", &id(20).to_string())]), (vec![105, 101, 100], 2, 120, 20));
        assert_eq!(of(&[("team", &id(11).to_string())]), (vec![102], 1, 3, 3));
        assert_eq!(of(&[("channel", "fair")]), (vec![105, 101, 102], 2, 23, 23));
        assert_eq!(of(&[("channel", "none")]), (vec![103, 100], 2, 4_100, 0));
        assert_eq!(of(&[("channel", "balloon")]).1, 0, "a word of the company's own that nothing was spent on");
        assert_eq!(of(&[("period", "2026-06")]), (vec![104], 1, 50_000, 0));
        assert_eq!(of(&[("period", "2025")]), (vec![], 0, 0, 0));
    }

    #[test]
    fn a_row_says_where_the_review_of_its_expense_stands() {
        // CO-01, DQ-01.
        let mut book = book();
        let manager = Actor::of(book.person(PersonId(id(22))).expect("the manager"), &book);
        let on = day("2026-05-09");
        let pending = Review::pending(PersonId(id(20)));
        let at = Default::default();
        let approved = Review { approved: Some(Approved { by: manager.person, at }), ..pending.clone() };
        let returned = Review { returned: Some(SentBack { by: manager.person, at, reason: "缺票据".into() }), ..pending.clone() };
        for (number, review, says) in [
            (100, None, None),
            (101, Some(pending), Some(ReviewState::Pending)),
            (102, Some(approved), Some(ReviewState::Approved)),
            (103, Some(returned), Some(ReviewState::Returned)),
        ] {
            let expense = spent(number, 0, "2026-05-09", 10, None, &mut book);
            book.put(Expense { review: review.map(Box::new), ..expense }.into());
            let list = expense_list(&ExpenseFilter::widest(&manager, on), &book);
            let row = list.rows.iter().find(|it| it.id.0 == id(number));
            assert_eq!(row.map(|it| it.review), Some(says), "{number}");
        }
    }

    #[test]
    fn a_filter_reads_back_from_its_address() {
        let book = book();
        let manager = Actor::of(book.person(PersonId(id(22))).expect("the manager"), &book);
        let today = day("2026-05-20");
        let reader = UrlReader { actor: &manager, today, book: &book };
        assert_eq!(ExpenseFilter::widest(&manager, today).query(&reader), "");
        let period = Period::parse("2026-Q1").expect("a period");
        for channel in [Some(None), Some(Some(Source::ActiveVisit)), None] {
            let filter = ExpenseFilter { period, owner: TargetOf::Team(TeamId(id(10))), channel };
            assert_eq!(read_back(&filter, &reader), filter);
        }
    }
}
