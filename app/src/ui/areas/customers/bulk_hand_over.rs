//! Hands many customers over at once: shows the consequence first, sends one command per customer, and lists refused ones by name (C-20, R-02,
//! Can be stopped half-way: finished hand-overs stay, the rest stays selected.

use std::sync::Arc;

use domain::decide::command::{Command, HandOverCustomer};
use domain::values::field::Field;
use domain::values::ids::{CustomerId, PersonId};
use domain::values::money::Share;
use domain::values::ratio::Ratio;
use domain::values::refusal::Refusal;
use domain::views::hand_over::GoesAlong;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::choosing::Choosing;
use crate::i18n;
use crate::local::{CommitError, Notebook};
use crate::state::customer_index::Indexed;
use crate::state::person_name;
use crate::t;
use crate::ui::fields::choices;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::unkept;
use crate::ui::forms::writing::{Writing, against_all};
use crate::ui::kit::{Button, DraftNote, FormErrors, Look, ProgressBar, SelectField, Sheet, TextArea, icons};

/// Progress so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Progress {
    n_all: usize,
    n_done: usize,
    /// Customers not handed over, and why.
    refused: Vec<(String, String)>,
    /// Whether the user stopped it.
    is_stopped: bool,
}

impl Progress {
    fn is_over(&self) -> bool {
        self.is_stopped || self.n_left() == 0
    }

    /// Number not tried yet.
    fn n_left(&self) -> usize {
        self.n_all.saturating_sub(self.n_done + self.refused.len())
    }

    fn share(&self) -> Share {
        let tried = i64::try_from(self.n_done + self.refused.len()).unwrap_or(0);
        i64::try_from(self.n_all).ok().and_then(|all| (tried * Share::WHOLE.0).checked_div(all)).map_or(Share::WHOLE, Share)
    }
}

/// A bulk hand-over. It continues while the sheet is closed.
#[derive(Clone, Copy)]
pub struct BulkHandOver {
    is_open: RwSignal<bool>,
    progress: RwSignal<Option<Progress>>,
    /// Whether to stop before the next customer.
    is_stopping: RwSignal<bool>,
    choosing: Choosing,
    notebook: Notebook,
}

impl BulkHandOver {
    /// An idle hand-over.
    pub fn of(choosing: Choosing) -> BulkHandOver {
        BulkHandOver {
            is_open: RwSignal::new(false),
            progress: RwSignal::new(None),
            is_stopping: RwSignal::new(false),
            choosing,
            notebook: expect_context::<Notebook>(),
        }
    }

    fn is_busy(self) -> bool {
        self.progress.with(|progress| progress.as_ref().is_some_and(|it| !it.is_over()))
    }

    /// Hands over one customer after another until all are tried or the user stops it. Discards the typed text only when none is left.
    fn give(self, all: Vec<(CustomerId, String)>, to: PersonId, reason: String, forget: impl FnOnce() + 'static) {
        if untrack(|| self.is_busy()) {
            return;
        }
        self.progress.set(Some(Progress { n_all: all.len(), ..Progress::default() }));
        self.is_stopping.set(false);
        spawn_local(async move {
            for (customer, name) in all {
                // Leaving the page does not stop it.
                if self.is_stopping.try_get_untracked() == Some(true) {
                    let _ = self.progress.try_update(|progress| progress.iter_mut().for_each(|it| it.is_stopped = true));
                    return;
                }
                let command = Command::HandOverCustomer(HandOverCustomer { customer, to, reason: reason.clone() });
                let refused = match self.notebook.commit(command).await {
                    Ok(_) => None,
                    Err(CommitError::Refused(refusals)) => {
                        let first = refusals.0.values().flatten().next().map(i18n::refusal);
                        Some(first.unwrap_or_else(|| t!("error.refused").to_owned()))
                    }
                    Err(CommitError::Store(error)) => Some(unkept::words(&error).to_owned()),
                };
                if refused.is_none() {
                    self.choosing.drop(customer);
                }
                let _ = self.progress.try_update(|progress| {
                    if let Some(progress) = progress {
                        match refused {
                            None => progress.n_done += 1,
                            Some(why) => progress.refused.push((name, why)),
                        }
                    }
                });
            }
            forget();
        });
    }
}

/// The button that hands the selected customers over.
#[component]
pub fn HandOverButton(
    bulk: BulkHandOver,
    /// The selected customers in sight.
    meant: Memo<Vec<Arc<Indexed>>>,
) -> impl IntoView {
    view! {
        <Button
            label=move || t!("customers.hand_over_n", n = meant.with(Vec::len))
            look=Look::Primary
            icon=icons::HAND_OVER
            disabled=Signal::derive(move || meant.with(Vec::is_empty) && bulk.progress.with(Option::is_none))
            busy=Signal::derive(move || bulk.is_busy())
            on_press=move || bulk.is_open.set(true)
        />
    }
    .into_any()
}

/// Actions on the selection of a phone, within the thumb's reach.
#[component]
pub fn ChoosingBar(
    /// The list after search and filters.
    #[prop(into)]
    found: Signal<Vec<Arc<Indexed>>>,
    bulk: BulkHandOver,
    meant: Memo<Vec<Arc<Indexed>>>,
) -> impl IntoView {
    let choosing = bulk.choosing;
    let all_are = move || found.with(Vec::len) == meant.with(Vec::len);
    view! {
        <Show when=move || choosing.is_on.get()>
            <div class="action-bar grid grid-cols-2 gap-2 no-print sm:flex sm:justify-end">
                <Button
                    label=move || if all_are() { t!("customers.choose_none").to_owned() } else { t!("customers.choose_all", n = found.with(Vec::len)) }
                    on_press=move || found.with_untracked(|it| choosing.turn_all(it))
                />
                <Button label=move || t!("kit.cancel") look=Look::Ghost on_press=move || choosing.end()/>
                <div class="col-span-2 grid"><HandOverButton bulk meant/></div>
            </div>
        </Show>
    }
    .into_any()
}

/// The sheet of a bulk hand-over.
#[component]
pub fn BulkHandOverSheet(bulk: BulkHandOver, meant: Memo<Vec<Arc<Indexed>>>) -> impl IntoView {
    let close = move || {
        bulk.is_open.set(false);
        if !bulk.is_busy() {
            bulk.progress.set(None);
        }
    };
    let is_under_way = Memo::new(move |_| bulk.progress.with(Option::is_some));
    view! {
        <Sheet open=bulk.is_open title=move || t!("customers.hand_over_many") on_close=close>
            <Show when=move || is_under_way.get() fallback=move || view! { <BulkForm bulk meant/> }>
                <BulkProgress bulk on_close=close/>
            </Show>
        </Sheet>
    }
}

#[component]
fn BulkForm(bulk: BulkHandOver, meant: Memo<Vec<Arc<Indexed>>>) -> impl IntoView {
    let notebook = bulk.notebook;
    let (to, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let kept = KeptWords::of("hand-over/many", [("to", to), ("reason", reason)]);
    let writing = Writing::ready();
    let refusals = writing.refusals();
    let people = notebook.see(move |book| {
        let actor = notebook.actor();
        choices::people(actor.receivers(book))
    });
    let receiver = Memo::new(move |_| to.with(|it| it.parse::<PersonId>().ok()));
    // Skips customers that the receiver already owns.
    let to_go = Memo::new(move |_| {
        let receiver = receiver.get();
        meant.with(|customers| {
            customers.iter().filter(|it| Some(it.owner) != receiver).map(|it| (it.id, it.name.clone())).collect::<Vec<_>>()
        })
    });
    let consequence = move || {
        let Some(receiver) = receiver.get() else { return String::new() };
        let along = to_go.with(|customers| notebook.with(|book| GoesAlong::with(customers.iter().map(|it| it.0), book)));
        let name = notebook.with(|book| person_name(book, receiver));
        t!("customers.hand_over_consequence", n = along.customers, opportunities = along.opportunities, tasks = along.tasks, to = name)
    };
    let n_theirs = Memo::new(move |_| meant.with(Vec::len) - to_go.with(Vec::len));
    let against = move || {
        let (all, reason) = (to_go.get(), reason.get());
        let to = receiver.get().unwrap_or_default();
        let command = |customer| Command::HandOverCustomer(HandOverCustomer { customer, to, reason: reason.clone() });
        let mut against = against_all(all.iter().map(|it| untrack(|| notebook.would(&command(it.0)))));
        if receiver.with(Option::is_none) {
            // No receiver is reported as missing, not as a person this user may not give to.
            against.0.insert(Field::To.into(), vec![Refusal::Missing]);
        } else if all.is_empty() {
            against.refuse(Field::To, Refusal::Unchanged);
        }
        against
    };
    let give = writing.trying(against, move || {
        let Some(receiver) = receiver.get_untracked() else { return };
        bulk.give(to_go.get_untracked(), receiver, reason.get_untracked(), kept.forgetting());
    });
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        give();
    };
    view! {
        <form on:submit=save novalidate class="grid gap-4">
            <DraftNote was_restored=kept.was_restored() on_discard=move || kept.discard()/>
            <SelectField label=move || t!("words.field.to") name=Field::To value=to choices=people none=move || t!("customers.choose_person") refusals required=true/>
            <TextArea label=move || t!("words.field.reason") name=Field::Reason value=reason refusals rows=2/>
            <div role="status">
                <p class="text-sm font-medium">{consequence}</p>
                <p class="text-sm text-quiet">{move || Some(n_theirs.get()).filter(|it| 0 < *it).map(|n| t!("customers.hand_over_theirs", n = n))}</p>
            </div>
            <p class="text-sm text-quiet">{move || t!("customers.hand_over_body")}</p>
            <FormErrors refusals shown=&[Field::To, Field::Reason]/>
            <Button label=move || t!("customers.hand_over_n", n = to_go.with(Vec::len)) look=Look::Primary submit=true wide=true/>
        </form>
    }
    .into_any()
}

#[component]
fn BulkProgress(bulk: BulkHandOver, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let progress = Memo::new(move |_| bulk.progress.get().unwrap_or_default());
    let said = move || progress.with(|it| t!("customers.handing_over", n = it.n_done, all = it.n_all));
    let stopped = move || progress.with(|it| it.is_stopped.then(|| t!("customers.hand_over_stopped", n = it.n_left())));
    let refused = move || progress.with(|it| it.refused.clone());
    view! {
        <div class="grid gap-4">
            <ProgressBar label=Signal::derive(said) done=Signal::derive(move || Ratio::from(progress.with(Progress::share)))/>
            <div role="status">
                <p class="font-medium tabular-nums">{said}</p>
                <p class="text-sm">{stopped}</p>
            </div>
            <Show when=move || progress.with(|it| !it.refused.is_empty())>
                <div role="alert">
                    <p class="text-sm font-medium text-error">{move || t!("customers.not_handed_over", n = progress.with(|it| it.refused.len()))}</p>
                    <ul class="text-sm">
                        <For each=refused key=|it| it.clone() let((name, why))>
                            <li class="break-words">{move || t!("kit.said", what = name, words = why)}</li>
                        </For>
                    </ul>
                </div>
            </Show>
            <Show when=move || bulk.is_busy()>
                <Button
                    label=move || t!("customers.hand_over_stop")
                    wide=true
                    busy=bulk.is_stopping
                    on_press=move || bulk.is_stopping.set(true)
                />
            </Show>
            <Button
                label=move || if bulk.is_busy() { t!("customers.go_on_behind") } else { t!("kit.close") }
                look=Look::Primary
                wide=true
                on_press=move || on_close.run(())
            />
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_refused_counts_as_tried_and_what_is_stopped_is_over() {
        let refused = vec![("甲".to_owned(), "不可".to_owned())];
        for (n_all, n_done, refused, is_stopped, share, n_left, is_over) in [
            (4, 1, vec![], false, 2_500, 3, false),
            (4, 1, refused.clone(), false, 5_000, 2, false),
            (4, 1, refused.clone(), true, 5_000, 2, true),
            (2, 1, refused, false, 10_000, 0, true),
            (3, 0, vec![], true, 0, 3, true),
            (0, 0, vec![], false, 10_000, 0, true),
        ] {
            let progress = Progress { n_all, n_done, refused, is_stopped };
            assert_eq!((progress.share(), progress.n_left(), progress.is_over()), (Share(share), n_left, is_over), "{progress:?}");
        }
    }
}
