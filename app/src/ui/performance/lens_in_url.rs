//! The lens of the address bar: read as it changes, written by going somewhere.

use domain::figures::analytics::{Barrier, PointKey};
use domain::records::customer::Source;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::lens::Lens;
use crate::local::Notebook;
use crate::ui::{address, routes};

/// The lens of this page, and the way to another.
#[derive(Clone, Copy)]
pub struct LensInUrl {
    /// What is looked through.
    pub lens: Memo<Lens>,
    notebook: Notebook,
    go: Callback<String>,
    replace: Callback<String>,
}

impl LensInUrl {
    /// Reads the address. Called in a component.
    pub fn here() -> LensInUrl {
        let notebook = expect_context::<Notebook>();
        let query = use_query_map();
        let lens = Memo::new(move |_| {
            let actor = notebook.actor();
            query.with(|query| notebook.with(|book| Lens::read(|name| query.get(name), &actor, notebook.today(), book)))
        });
        let navigate = use_navigate();
        let way = |replace: bool| {
            let navigate = navigate.clone();
            Callback::new(move |to: String| navigate(&to, NavigateOptions { scroll: false, resolve: false, replace, ..Default::default() }))
        };
        LensInUrl { lens, notebook, go: way(false), replace: way(true) }
    }

    /// Why the figure has no answer under the filter.
    pub fn barrier(self) -> Signal<Option<Barrier>> {
        Signal::derive(move || self.lens.with(|it| it.figure.barrier(&it.filter)))
    }

    /// Looks at the same with a change.
    pub fn change(&self, change: impl FnOnce(&mut Lens)) {
        let lens = self.lens.get_untracked().with(change);
        self.go.run(self.address(&lens));
    }

    /// Looks through another lens instead of this one: from a sheet, whose own entry in the history gives way.
    pub fn turn_to(&self, lens: &Lens) {
        self.replace.run(self.address(lens));
    }

    /// Looks closer at a part of a chart; when there is nothing closer, at its records.
    pub fn narrow(&self, part: &PointKey) {
        if *part == PointKey::Unknown {
            return;
        }
        let (lens, actor) = (self.lens.get_untracked(), untrack(|| self.notebook.actor()));
        match self.notebook.peek(|book| lens.narrowed(part, &actor, book)) {
            Some(narrowed) => self.go.run(self.address(&narrowed)),
            None => self.go.run(self.records(&lens)),
        }
    }

    /// The dashboard under this lens.
    pub fn address(&self, lens: &Lens) -> String {
        format!("{}{}", routes::PERFORMANCE, lens.query(&untrack(|| self.notebook.actor()), self.notebook.today()))
    }

    /// The records under this lens.
    pub fn records(&self, lens: &Lens) -> String {
        format!("{}{}", routes::PERFORMANCE_RECORDS, lens.query(&untrack(|| self.notebook.actor()), self.notebook.today()))
    }

    /// What one channel costs and brings under this lens.
    pub fn channel(&self, lens: &Lens, channel: Option<Source>) -> String {
        let query = lens.query(&untrack(|| self.notebook.actor()), self.notebook.today());
        let joint = if query.is_empty() { "?" } else { "&" };
        format!("{}{query}{joint}channel={}", routes::PERFORMANCE_CHANNEL, address::channel_word(channel))
    }

    /// Goes to the records of a lens.
    pub fn open_records(&self, lens: &Lens) {
        self.go.run(self.records(lens));
    }
}
