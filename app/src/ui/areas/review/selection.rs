//! The records that a reviewer has ticked, and one action on all of them.

use std::collections::BTreeMap;

use domain::decide::command::{ApproveRecord, Command, ReturnRecord};
use domain::records::review::Matter;
use domain::values::field::Field;
use domain::values::refusal::{Refusal, Refusals};
use domain::views::review_queue::Waiting;
use leptos::prelude::*;
use uuid::Uuid;

use crate::i18n;
use crate::local::{CommitError, Notebook};
use crate::t;
use crate::ui::forms::unkept;
use crate::ui::forms::writing::{Writing, against_all};
use crate::ui::kit::{Toasts, Tone};

/// The ticked records, each with the mark it had on the screen when ticked, so that a later change is not approved unseen.
#[derive(Clone, Copy)]
pub struct Selection {
    ticked: RwSignal<BTreeMap<Matter, Uuid>>,
    /// The attempt to write about all of them.
    pub writing: Writing,
    notebook: Notebook,
    toasts: Toasts,
}

impl Selection {
    pub fn none() -> Selection {
        Selection {
            ticked: RwSignal::new(BTreeMap::new()),
            writing: Writing::ready(),
            notebook: expect_context::<Notebook>(),
            toasts: expect_context::<Toasts>(),
        }
    }

    pub fn has(self, matter: Matter) -> bool {
        self.ticked.with(|it| it.contains_key(&matter))
    }

    /// Toggles the tick of a record.
    pub fn turn(self, waiting: &Waiting) {
        self.ticked.update(|ticked| {
            if ticked.remove(&waiting.matter).is_none() {
                ticked.insert(waiting.matter, waiting.mark);
            }
        });
    }

    /// Ticks all of these, or unticks them if all are ticked.
    pub fn turn_all(self, all: &[Waiting]) {
        let are_ticked = self.ticked.with_untracked(|ticked| all.iter().all(|it| ticked.contains_key(&it.matter)));
        self.ticked.update(|ticked| {
            if are_ticked {
                ticked.retain(|matter, _| all.iter().all(|it| it.matter != *matter));
            } else {
                ticked.extend(all.iter().map(|it| (it.matter, it.mark)));
            }
        });
    }

    /// How many of the visible records are ticked.
    pub fn count(self, all: &[Waiting]) -> usize {
        self.ticked.with(|ticked| still_ticked(ticked, marks(all)).len())
    }

    /// Unticks records that no longer wait or have changed since they were ticked.
    pub fn drop_gone(self, queue: &[Waiting]) {
        let kept = self.ticked.with_untracked(|ticked| still_ticked(ticked, marks(queue)));
        if self.ticked.with_untracked(|it| it.len() != kept.len()) {
            self.ticked.set(kept);
        }
    }

    /// Approves the ticked records among the visible ones.
    pub fn approve(self, shown: &[Waiting]) {
        self.write(
            shown,
            |matter, seen| Command::ApproveRecord(ApproveRecord { matter, seen }),
            |n| t!("review.approved_n", n = n),
            || (),
            || (),
        );
    }

    /// The refusals of sending the ticked visible records back; none if at least one can be sent back.
    pub fn against_sending_back(self, shown: &[Waiting], reason: &str) -> Refusals {
        let meant = self.ticked.with(|ticked| still_ticked(ticked, marks(shown)));
        if meant.is_empty() {
            // A colleague decided on it, or its author amended it, while the reason was typed.
            return Refusals::of(Field::Matter, Refusal::ChangedMeanwhile);
        }
        let command = |(matter, seen)| Command::ReturnRecord(ReturnRecord { matter, seen, reason: reason.to_owned() });
        against_all(meant.into_iter().map(|it| self.notebook.would(&command(it))))
    }

    /// Sends back the ticked visible records, with one reason for all. Deletes the draft once every command is stored.
    pub fn send_back(self, shown: &[Waiting], reason: &str, forget: impl FnOnce() + 'static, then: impl FnOnce() + 'static) {
        let reason = reason.to_owned();
        let command = move |matter, seen| Command::ReturnRecord(ReturnRecord { matter, seen, reason: reason.clone() });
        self.write(shown, command, |n| t!("review.sent_back_n", n = n), forget, then);
    }

    /// Commits one command per record. Refused records stay ticked and the reason is shown. Ticked records out of sight are left alone, because
    /// the button states the number it acts on.
    fn write(
        self,
        shown: &[Waiting],
        command: impl Fn(Matter, Uuid) -> Command + 'static,
        said: fn(usize) -> String,
        forget: impl FnOnce() + 'static,
        then: impl FnOnce() + 'static,
    ) {
        let meant = self.ticked.with_untracked(|ticked| still_ticked(ticked, marks(shown)));
        self.writing.attempt(async move {
            let (mut n_done, mut n_refused, mut refused) = (0_usize, 0_usize, Refusals::default());
            let mut is_kept = true;
            for (matter, seen) in meant {
                match self.notebook.commit(command(matter, seen)).await {
                    Ok(_) => {
                        n_done += 1;
                        let _ = self.ticked.try_update(|ticked| ticked.retain(|it, _| *it != matter));
                    }
                    Err(CommitError::Refused(refusals)) => {
                        n_refused += 1;
                        refused = refusals;
                    }
                    Err(CommitError::Store(error)) => {
                        self.toasts.say(unkept::words(&error), Tone::Error);
                        is_kept = false;
                        break;
                    }
                }
            }
            if 0 < n_done {
                self.toasts.say(said(n_done), Tone::Success);
            }
            if 0 < n_refused {
                let reason = refused.0.values().flatten().next().map(i18n::refusal).unwrap_or_default();
                self.toasts.say(t!("review.some_refused", n = n_refused, reason = reason), Tone::Error);
            } else if is_kept {
                forget();
                if !self.ticked.is_disposed() {
                    then();
                }
            }
            refused
        });
    }
}

/// The waiting records with their current marks.
fn marks(of: &[Waiting]) -> impl Iterator<Item = (Matter, Uuid)> {
    of.iter().map(|it| (it.matter, it.mark))
}

/// The ticked records that still have the mark they were ticked with.
fn still_ticked(ticked: &BTreeMap<Matter, Uuid>, of: impl Iterator<Item = (Matter, Uuid)>) -> BTreeMap<Matter, Uuid> {
    of.filter(|(matter, mark)| ticked.get(matter) == Some(mark)).collect()
}

#[cfg(test)]
mod tests {
    use domain::values::ids::OrderId;

    use super::*;

    #[test]
    fn only_what_is_in_sight_and_unchanged_is_written() {
        let record = |order: u128, mark: u128| (Matter::Order { order: OrderId(Uuid::from_u128(order)) }, Uuid::from_u128(mark));
        let ticked = BTreeMap::from([record(1, 10), record(2, 20), record(3, 30)]);
        // Record 2 is out of sight, 3 has changed since, 4 is not ticked.
        let shown = [record(1, 10), record(3, 31), record(4, 40)];
        assert_eq!(still_ticked(&ticked, shown.into_iter()), BTreeMap::from([record(1, 10)]));
        assert_eq!(still_ticked(&ticked, [].into_iter()), BTreeMap::new());
    }
}
