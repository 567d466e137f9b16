//! The lens in the URL: read reactively, changed by navigation.

use domain::figures::analytics::{Barrier, PointKey};
use domain::records::customer::Source;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::lens::Lens;
use crate::local::Notebook;
use crate::ui::url::{address, routes};

/// The lens of this page, and navigation to others.
#[derive(Clone, Copy)]
pub struct LensInUrl {
    pub lens: Memo<Lens>,
    notebook: Notebook,
    go: Callback<String>,
    replace: Callback<String>,
}

impl LensInUrl {
    /// Reads the URL. Call it in a component.
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

    /// Why the figure cannot be computed under the filter.
    pub fn barrier(self) -> Signal<Option<Barrier>> {
        Signal::derive(move || self.lens.with(|it| it.figure.barrier(&it.filter)))
    }

    /// Navigates to a changed lens.
    pub fn change(&self, change: impl FnOnce(&mut Lens)) {
        let lens = self.lens.get_untracked().with(change);
        self.go.run(self.address(&lens));
    }

    /// Navigates to another lens in place of this one: used on a sheet, whose history entry is replaced.
    pub fn turn_to(&self, lens: &Lens) {
        self.replace.run(self.address(lens));
    }

    /// Narrows to a part of a chart; if that is not possible, opens the records of the lens.
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

    /// Path of the dashboard with this lens.
    pub fn address(&self, lens: &Lens) -> String {
        format!("{}{}", routes::PERFORMANCE, lens.query(&untrack(|| self.notebook.actor()), self.notebook.today()))
    }

    /// Path of the records with this lens.
    pub fn records(&self, lens: &Lens) -> String {
        format!("{}{}", routes::PERFORMANCE_RECORDS, lens.query(&untrack(|| self.notebook.actor()), self.notebook.today()))
    }

    /// Path of one channel's page with this lens.
    pub fn channel(&self, lens: &Lens, channel: Option<Source>) -> String {
        let query = lens.query(&untrack(|| self.notebook.actor()), self.notebook.today());
        let joint = if query.is_empty() { "?" } else { "&" };
        format!("{}{query}{joint}channel={}", routes::PERFORMANCE_CHANNEL, address::channel_word(channel))
    }

    /// Opens the records of a lens.
    pub fn open_records(&self, lens: &Lens) {
        self.go.run(self.records(lens));
    }
}
