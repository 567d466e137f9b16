//! The pages of the history that were read so far.

use domain::sync::history::{HistoryEntry, HistoryPlace, HistoryQuestion};
use domain::values::calendar::Timestamp;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::ApiError;
use crate::api::history::history;
use crate::local::Notebook;
use crate::ui::forms::network;

/// Entries of one page.
const PAGE: u32 = 50;

/// What was read, and what is being asked. Cheap to copy.
#[derive(Clone, Copy)]
pub struct HistoryFeed {
    notebook: Notebook,
    question: Signal<HistoryQuestion>,
    entries: RwSignal<Vec<HistoryEntry>>,
    next: RwSignal<Option<HistoryPlace>>,
    failure: RwSignal<Option<ApiError>>,
    is_busy: RwSignal<bool>,
    /// When the newest page was read; `None` before that.
    read_at: RwSignal<Option<Timestamp>>,
    /// The number of the last question; an answer to an earlier one is dropped.
    asked: StoredValue<u32>,
}

impl HistoryFeed {
    /// Asks the question, and again whenever it changes or the network returns. Call it in a component.
    pub fn of(question: Signal<HistoryQuestion>) -> HistoryFeed {
        let feed = HistoryFeed {
            notebook: expect_context::<Notebook>(),
            question,
            entries: RwSignal::new(Vec::new()),
            next: RwSignal::new(None),
            failure: RwSignal::new(None),
            is_busy: RwSignal::new(false),
            read_at: RwSignal::new(None),
            asked: StoredValue::new(0),
        };
        Effect::new(move |_| {
            question.track();
            untrack(|| feed.begin());
        });
        network::on_return(move || feed.begin());
        feed
    }

    pub fn entries(self) -> ReadSignal<Vec<HistoryEntry>> {
        self.entries.read_only()
    }

    /// Where older entries begin; `None` at the end.
    pub fn next(self) -> ReadSignal<Option<HistoryPlace>> {
        self.next.read_only()
    }

    pub fn failure(self) -> ReadSignal<Option<ApiError>> {
        self.failure.read_only()
    }

    pub fn is_busy(self) -> ReadSignal<bool> {
        self.is_busy.read_only()
    }

    pub fn read_at(self) -> ReadSignal<Option<Timestamp>> {
        self.read_at.read_only()
    }

    /// Reads the newest page, in place of what was read before.
    pub fn begin(self) {
        self.entries.set(Vec::new());
        self.next.set(None);
        self.read_at.set(None);
        self.ask(None);
    }

    /// Reads the page after the last one.
    pub fn go_on(self) {
        if let Some(next) = self.next.get_untracked().filter(|_| !self.is_busy.get_untracked()) {
            self.ask(Some(next));
        }
    }

    fn ask(self, before: Option<HistoryPlace>) {
        let number = self.asked.get_value().wrapping_add(1);
        self.asked.set_value(number);
        self.is_busy.set(true);
        self.failure.set(None);
        let question = HistoryQuestion { before, limit: PAGE, ..self.question.get_untracked() };
        spawn_local(async move {
            let answer = history(question).await;
            if self.asked.try_get_value() != Some(number) {
                return;
            }
            self.is_busy.set(false);
            match answer {
                Ok(answer) => {
                    self.entries.update(|entries| entries.extend(answer.entries));
                    self.next.set(answer.next);
                    if before.is_none() {
                        self.read_at.set(Some(self.notebook.now()));
                    }
                }
                Err(error) => self.failure.set(Some(error)),
            }
        });
    }
}
