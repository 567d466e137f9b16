//! The state of a simulation beside a draft.

use domain::access::moment::Moment;
use domain::values::calendar::Timestamp;
use domain::values::refusal::Refusals;
use domain::views::simulation::{RuleDraft, Simulation, may_simulate, simulate};
use leptos::prelude::*;

use crate::api::{ApiError, rules};
use crate::local::Notebook;
use crate::ui::forms::server_call::ServerCall;

/// A draft that was tried, and what it would change.
#[derive(Clone, Debug, PartialEq)]
pub struct TriedDraft {
    pub draft: RuleDraft,
    pub simulation: Simulation,
    pub at: Timestamp,
    /// Computed from the records on this device, because there was no network.
    pub is_from_device: bool,
}

/// Tries a draft at the press of a button. Create it at the top of a component; cheap to copy.
#[derive(Clone, Copy)]
pub struct Simulator {
    notebook: Notebook,
    draft: Memo<Result<RuleDraft, Refusals>>,
    call: ServerCall,
    tried: RwSignal<Option<TriedDraft>>,
    /// Whether the last attempt was of a draft that is refused: its fields say why, until it is corrected.
    is_refused: RwSignal<bool>,
}

impl Simulator {
    /// A simulator of this draft; an error if its fields cannot be read.
    pub fn of(draft: impl Fn() -> Result<RuleDraft, Refusals> + Send + Sync + 'static) -> Simulator {
        let notebook = expect_context::<Notebook>();
        let moment = move || Moment::of(notebook.actor(), notebook.now(), notebook.today());
        let checked = move |draft: RuleDraft| {
            let may = notebook.with(|book| may_simulate(&draft, book.company(), &moment()).and_then(|()| draft.check_within(book)));
            may.map(|()| draft)
        };
        let draft = Memo::new(move |_| draft().and_then(checked));
        let simulator =
            Simulator { notebook, draft, call: ServerCall::ready(), tried: RwSignal::new(None), is_refused: RwSignal::new(false) };
        Effect::new(move |_| {
            // What was refused was another draft.
            draft.track();
            simulator.call.forget_failure();
        });
        simulator
    }

    /// Asks the server. Without a network, a device that holds customers computes it from them.
    pub fn run(self) {
        self.is_refused.set(self.draft.with_untracked(Result::is_err));
        let Ok(draft) = self.draft.get_untracked() else { return };
        let sent = draft.clone();
        self.call.ask(async move { rules::simulate(sent).await }, move |answer| match answer {
            Ok(simulation) => self.keep(draft, simulation, false),
            Err(ApiError::Offline) if self.notebook.actor().may_see_sales() => self.run_here(draft),
            Err(_) => {}
        });
    }

    fn run_here(self, draft: RuleDraft) {
        let moment = Moment::of(self.notebook.actor(), self.notebook.now(), self.notebook.today());
        if let Ok(simulation) = self.notebook.peek(|book| simulate(&draft, book, &moment)) {
            self.call.forget_failure();
            self.keep(draft, simulation, true);
        }
    }

    fn keep(self, draft: RuleDraft, simulation: Simulation, is_from_device: bool) {
        let at = self.notebook.now();
        self.tried.set(Some(TriedDraft { draft, simulation, at, is_from_device }));
    }

    pub fn is_busy(self) -> Signal<bool> {
        self.call.is_busy()
    }

    /// Why the last attempt failed, apart from a refused draft.
    pub fn failure(self) -> Signal<Option<ApiError>> {
        self.call.failure()
    }

    pub fn tried(self) -> ReadSignal<Option<TriedDraft>> {
        self.tried.read_only()
    }

    /// Whether the draft is another than the one that was tried. Tracked.
    pub fn is_stale(self) -> bool {
        self.tried.with(|tried| tried.as_ref().is_some_and(|it| self.draft.with(|draft| draft.as_ref() != Ok(&it.draft))))
    }

    /// Whether the last attempt was of a draft that still has to be corrected. Tracked.
    pub fn is_refused(self) -> bool {
        self.is_refused.get() && self.draft.with(Result::is_err)
    }

    /// The refusals of the draft for its fields, after an attempt.
    pub fn refusals(self) -> Signal<Refusals> {
        let by_server = self.call.refusals();
        Signal::derive(move || {
            let mut refusals = by_server.get();
            if self.is_refused.get() {
                self.draft.with(|it| it.as_ref().err().cloned()).into_iter().for_each(|it| refusals.refuse_all(it));
            }
            refusals
        })
    }

    /// The refusals of a form, and those of the draft after an attempt.
    pub fn with(self, refusals: impl Into<Signal<Refusals>>) -> Signal<Refusals> {
        let (of_form, own) = (refusals.into(), self.refusals());
        Signal::derive(move || {
            let mut all = of_form.get();
            for (field, reasons) in own.get().0 {
                if all.on(field.clone()).is_empty() {
                    reasons.into_iter().for_each(|it| all.refuse(field.clone(), it));
                }
            }
            all
        })
    }
}
