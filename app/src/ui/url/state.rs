//! The state that a page keeps in its address: its filter, period or owner. A link shows the same page to a colleague.

use std::str::FromStr;

use domain::access::actor::Actor;
use domain::book::Book;
use domain::values::calendar::Day;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};

use super::address;
use crate::local::Notebook;

/// The person who reads an address, and today. The defaults, which an address leaves out, depend on both.
pub struct UrlReader<'a> {
    pub actor: &'a Actor,
    pub today: Day,
    pub book: &'a Book,
}

/// The state of a page in its address.
pub trait InUrl: Clone + PartialEq + Send + Sync + 'static {
    /// The path of the page.
    const PATH: &'static str;
    /// Whether a change replaces the history entry. If not, "back" undoes the change.
    const REPLACES: bool = true;

    /// Reads the query. What is missing, invalid or not visible to the reader falls back to a default.
    fn read(query: &dyn Fn(&str) -> Option<String>, reader: &UrlReader) -> Self;

    /// The parameters of the query, without defaults.
    fn parts(&self, reader: &UrlReader) -> Vec<(&'static str, String)>;

    /// `?name=value&…`, or empty if everything is a default.
    fn query(&self, reader: &UrlReader) -> String {
        address::query(&self.parts(reader))
    }
}

/// Reads and changes the state in the address of this page.
pub struct UrlState<T: InUrl> {
    state: Memo<T>,
    /// The path of this page.
    path: &'static str,
    notebook: Notebook,
    /// Navigates to the address; replaces the history entry if `true`.
    go: Callback<(String, bool)>,
}

impl<T: InUrl> Clone for UrlState<T> {
    fn clone(&self) -> UrlState<T> {
        *self
    }
}

impl<T: InUrl> Copy for UrlState<T> {}

impl<T: InUrl> UrlState<T> {
    /// Reads the address. Call it in a component.
    pub fn here() -> UrlState<T> {
        UrlState::at(T::PATH)
    }

    /// Reads the address of another page with the same state; changes of it stay on that page.
    pub fn at(path: &'static str) -> UrlState<T> {
        let notebook = expect_context::<Notebook>();
        let query = use_query_map();
        let state = Memo::new(move |_| {
            let (actor, today) = (notebook.actor(), notebook.today());
            notebook.with(|book| {
                let reader = UrlReader { actor: &actor, today, book };
                query.with(|query| T::read(&|name| query.get(name), &reader))
            })
        });
        let navigate = use_navigate();
        let go = Callback::new(move |(to, replace): (String, bool)| {
            navigate(&to, NavigateOptions { scroll: false, replace, ..Default::default() });
        });
        UrlState { state, path, notebook, go }
    }

    pub fn get(&self) -> T {
        self.state.get()
    }

    pub fn get_untracked(&self) -> T {
        self.state.get_untracked()
    }

    pub fn with<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        self.state.with(look)
    }

    pub fn with_untracked<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        self.state.with_untracked(look)
    }

    /// Navigates to the changed state. Does nothing if nothing changed.
    pub fn change(&self, change: impl FnOnce(&mut T)) {
        let before = self.get_untracked();
        let mut after = before.clone();
        change(&mut after);
        if after != before {
            self.go_to(self.address(&after), T::REPLACES);
        }
    }

    /// Navigates to a state in place of the current history entry, even if nothing changed.
    pub fn replace(&self, state: &T) {
        self.go_to(self.address(state), true);
    }

    /// Navigates to another address; replaces the current history entry if `replace`.
    pub fn go_to(&self, address: String, replace: bool) {
        self.go.run((address, replace));
    }

    /// The address of this page with another state.
    pub fn address(&self, state: &T) -> String {
        self.address_at(self.path, state)
    }

    /// The address of another page that reads the same state.
    pub fn address_at(&self, path: &str, state: &T) -> String {
        format!("{path}{}", self.read_by(|reader| state.query(reader)))
    }

    /// A signal for one field of the state, synchronized in both directions.
    pub fn field(&self, read: impl Fn(&T) -> String + Copy + 'static, write: impl Fn(&mut T, String) + Copy + 'static) -> RwSignal<String> {
        let url = *self;
        let field = RwSignal::new(url.with_untracked(read));
        Effect::new(move |_| {
            let kept = url.with(read);
            if field.with_untracked(|it| *it != kept) {
                field.set(kept);
            }
        });
        Effect::new(move |_| {
            let chosen = field.get();
            if url.with_untracked(read) != chosen {
                url.change(|state| write(state, chosen));
            }
        });
        field
    }

    /// The value of one parameter; empty if the address leaves it out.
    pub fn part(&self, name: &str) -> String {
        self.state.with(|state| self.read_by(|reader| value_of(&state.parts(reader), name).unwrap_or_default()))
    }

    /// Changes the value of one parameter.
    pub fn set_part(&self, name: &str, value: &str) {
        self.change(|state| {
            *state = self.read_by(|reader| {
                let parts = state.parts(reader);
                let query = |asked: &str| if asked == name { Some(value.to_owned()) } else { value_of(&parts, asked) };
                T::read(&query, reader)
            });
        });
    }

    /// Reads the book as the person who reads the address, untracked.
    pub fn read_by<R>(&self, look: impl FnOnce(&UrlReader) -> R) -> R {
        let actor = untrack(|| self.notebook.actor());
        self.notebook.peek(|book| look(&UrlReader { actor: &actor, today: self.notebook.today(), book }))
    }
}

fn value_of(parts: &[(&'static str, String)], name: &str) -> Option<String> {
    parts.iter().find(|it| it.0 == name).map(|it| it.1.clone())
}

/// One value of the query with which a page was opened. Call it in a component.
pub fn use_query_value<T>(name: &'static str) -> Memo<Option<T>>
where
    T: FromStr + PartialEq + Send + Sync + 'static,
{
    let query = use_query_map();
    Memo::new(move |_| query.with(|it| it.get(name)).and_then(|it| it.parse().ok()))
}

/// The id in the path of a record's page; `None` if it is none. Call it in a component.
pub fn use_path_id<I>() -> Memo<Option<I>>
where
    I: FromStr + PartialEq + Send + Sync + 'static,
{
    let params = use_params_map();
    Memo::new(move |_| params.with(|it| it.get("id")).and_then(|it| it.parse().ok()))
}

/// The state as read back from its own parameters.
#[cfg(test)]
pub fn read_back<T: InUrl>(state: &T, reader: &UrlReader) -> T {
    let parts = state.parts(reader);
    T::read(&|name| value_of(&parts, name), reader)
}

/// Fails unless the default of an address and this state are read back from their own parameters, by the director of the small company.
#[cfg(test)]
pub fn assert_reads_back<T: InUrl + std::fmt::Debug>(state: impl FnOnce(&domain::sample::SmallIds) -> T) {
    let (book, ids) = domain::sample::small();
    let moment = ids.moment(ids.director, &book);
    let reader = UrlReader { actor: &moment.actor, today: ids.today, book: &book };
    for state in [T::read(&|_| None, &reader), state(&ids)] {
        assert_eq!(read_back(&state, &reader), state);
    }
}
