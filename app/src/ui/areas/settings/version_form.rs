//! What the forms of dated rules share: the first day and the note of a version, and the versions that a person loads into the form.

use std::marker::PhantomData;

use domain::decide::command::Command;
use domain::records::organisation::Company;
use domain::rules::{Dated, Version};
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::refusal::{Refusal, Refusals};
use leptos::html;
use leptos::prelude::*;

use super::company_section::PlannedNote;
use super::rule_history::{HistoryDoors, RuleHistory};
use super::rule_kind::{RuleKind, saving};
use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::kit::{DateField, TextField};

/// The name and text of every field for some rules, in a fixed order.
pub type RuleTexts<T> = fn(&T) -> Vec<(String, String)>;

/// The state of a form that sets a version of some rules. Create it at the top of a component; cheap to copy.
pub struct VersionForm<T: RuleKind> {
    from: RwSignal<String>,
    note: RwSignal<String>,
    /// Where the fields come from, see [`Source`].
    source: RwSignal<String>,
    fields: StoredValue<Vec<RwSignal<String>>>,
    was: StoredValue<Company>,
    texts: StoredValue<RuleTexts<T>>,
    today: Day,
    kept: KeptWords,
    /// Says what was loaded.
    loaded: NodeRef<html::P>,
    kind: PhantomData<fn() -> T>,
}

impl<T: RuleKind> Clone for VersionForm<T> {
    fn clone(&self) -> VersionForm<T> {
        *self
    }
}

impl<T: RuleKind> Copy for VersionForm<T> {}

/// The version that was loaded into the form, as the draft keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    /// None: fields that the user has not changed show the rules of the chosen day.
    Chosen,
    /// The planned version of this day, to be replaced.
    Planned(Day),
    /// An earlier version.
    Earlier,
}

impl Source {
    const EARLIER: &str = "earlier";

    fn text(self) -> String {
        match self {
            Source::Chosen => String::new(),
            Source::Planned(day) => day.to_string(),
            Source::Earlier => Source::EARLIER.to_owned(),
        }
    }

    fn parse(text: &str) -> Source {
        match text {
            Source::EARLIER => Source::Earlier,
            other => Day::parse(other).map_or(Source::Chosen, Source::Planned),
        }
    }
}

impl<T: RuleKind> VersionForm<T> {
    /// A form with the rules of today, and the draft of this name.
    pub fn open(draft: &str, was: &Company, texts: RuleTexts<T>) -> VersionForm<T> {
        let today = expect_context::<Notebook>().today();
        let opening: Vec<(String, RwSignal<String>)> =
            texts(&T::on(was, today)).into_iter().map(|(name, text)| (name, RwSignal::new(text))).collect();
        let (from, note) = (RwSignal::new(today.to_string()), RwSignal::new(note_on(T::versions(was), today)));
        let source = RwSignal::new(Source::Chosen.text());
        let own = [(Field::FromDay.text(), from), (Field::Note.text(), note), ("source".into(), source)];
        let own = own.map(|(name, text)| (name.into_owned(), text));
        let kept = KeptWords::of(draft, opening.iter().cloned().chain(own));
        let form = VersionForm {
            from,
            note,
            source,
            fields: StoredValue::new(opening.into_iter().map(|it| it.1).collect()),
            was: StoredValue::new(was.clone()),
            texts: StoredValue::new(texts),
            today,
            kept,
            loaded: NodeRef::new(),
            kind: PhantomData,
        };
        Effect::new(move |_| {
            if form.source() == Source::Chosen {
                form.reopen(form.chosen());
            }
        });
        form
    }

    /// The draft.
    pub fn kept(self) -> KeptWords {
        self.kept
    }

    /// The signal of the field at this place.
    pub fn field(self, at: usize) -> RwSignal<String> {
        self.fields.with_value(|it| it[at])
    }

    /// The texts of all fields. Tracked.
    pub fn typed(self) -> Vec<String> {
        self.fields.get_value().into_iter().map(|it| it.get()).collect()
    }

    /// The chosen day; today as long as there is no valid one. Tracked.
    pub fn chosen(self) -> Day {
        self.first_day().unwrap_or(self.today)
    }

    /// The rules on the chosen day. Tracked.
    pub fn before(self) -> T {
        self.was.with_value(|it| T::on(it, self.chosen()))
    }

    /// The first day, which cannot be in the past: what happened then was judged by the rules of that time. Tracked.
    pub fn first_day(self) -> Result<Day, Refusal> {
        first_day(&self.from.get(), self.today)
    }

    /// The command that saves these rules from the chosen day. Tracked.
    pub fn command(self, rules: Result<T, Refusals>) -> Result<Command, Refusals> {
        let mut refusals = Refusals::default();
        let rules = rules.map_err(|it| refusals.refuse_all(it)).ok();
        let from = refusals.keep(Field::FromDay, self.first_day());
        let source = self.source();
        let planned = if let Source::Planned(day) = source { Some(day) } else { None };
        self.was.with_value(|was| {
            let versions = T::versions(was);
            let is_taken = from.is_some_and(|it| planned.is_some_and(|day| day != it) && versions.starting(it).is_some());
            refusals.refuse_if(is_taken, Field::FromDay, Refusal::Taken);
            match (rules, from) {
                (Some(rules), Some(from)) if refusals.is_empty() => {
                    let base = planned.map_or_else(|| versions.clone(), |day| versions.without(day, self.today));
                    Ok(saving(was, changed(&base, &T::first(was), from, rules, self.note.get())))
                }
                _ => Err(refusals),
            }
        })
    }

    /// The refusals of the rules under the names of the form: those of the versions as a whole concern the first day.
    pub fn refusals(self, refusals: Signal<Refusals>) -> Signal<Refusals> {
        Signal::derive(move || refusals.with(|it| it.renamed(|field| if field == T::FIELD { Field::FromDay } else { field })))
    }

    /// The first day and the note, and what is planned for later.
    pub fn day_and_note(self, refusals: Signal<Refusals>) -> AnyView {
        self.day_and_note_saying(|| t!("settings.versions.holds"), refusals)
    }

    /// Like [`VersionForm::day_and_note`], where the text says for which records the rules hold from that day.
    pub fn day_and_note_saying(self, holds: fn() -> &'static str, refusals: Signal<Refusals>) -> AnyView {
        let planned = Signal::derive(move || match self.source() {
            Source::Planned(_) => None,
            Source::Chosen | Source::Earlier => self.was.with_value(|it| T::versions(it).next_after(self.chosen())),
        });
        view! {
            <div class="grid gap-3 sm:grid-cols-2">
                <DateField label=move || words::field(Field::FromDay) name=Field::FromDay value=self.from refusals first=self.today required=true/>
                <TextField label=move || t!("settings.versions.note") name=Field::Note value=self.note refusals/>
            </div>
            <PlannedNote from=planned/>
            <p class="text-xs text-quiet">{holds}</p>
        }
        .into_any()
    }

    /// Says which version was loaded into the form, and offers to leave it.
    pub fn loaded_note(self) -> AnyView {
        let said = move || match self.source() {
            Source::Chosen => None,
            Source::Planned(day) => Some(t!("settings.versions.amending", day = locale().day(day))),
            Source::Earlier => Some(t!("settings.versions.restoring").to_owned()),
        };
        let note = move |said: String| {
            view! {
                <p
                    node_ref=self.loaded
                    class="flex min-h-11 scroll-mt-20 items-center gap-2 rounded-box border border-base-300 bg-base-100 px-3 py-1 text-sm"
                    role="status"
                    tabindex="-1"
                >
                    <span class="flex-1">{said}</span>
                    <button type="button" class="btn btn-ghost btn-sm min-h-11" on:click=move |_| self.kept.discard()>
                        {move || t!("settings.versions.leave")}
                    </button>
                </p>
            }
        };
        (move || said().map(note)).into_any()
    }

    /// The list of all versions, whose buttons load them into this form.
    pub fn history(self, unfolded: RwSignal<bool>) -> AnyView {
        let amend = move |day: Day| {
            let version = self.was.with_value(|it| T::versions(it).starting(day).cloned());
            version.into_iter().for_each(|it| self.load(Source::Planned(day), &it));
        };
        let restore = move |from: Option<Day>| {
            let rules = self.was.with_value(|it| from.map_or_else(|| T::first(it), |day| T::on(it, day)));
            self.load(Source::Earlier, &Version::of(untrack(|| self.chosen()), rules));
        };
        let doors = HistoryDoors { amend: Callback::new(amend), restore: Callback::new(restore) };
        RuleHistory::<T>::new(Some(doors), unfolded).view()
    }

    /// Shows a version in the fields. The draft keeps how they differ from the rules of today.
    fn load(self, source: Source, version: &Version<T>) {
        self.source.set(source.text());
        self.reopen(self.today);
        let texts = (self.texts.get_value())(&version.rules);
        self.fields.get_value().into_iter().zip(texts).for_each(|(field, (_, text))| field.set(text));
        self.from.set(version.from.to_string());
        self.note.set(version.note.clone().unwrap_or_default());
        // On a phone the list lies below the form.
        let loaded = self.loaded;
        request_animation_frame(move || loaded.get_untracked().into_iter().for_each(|it| drop(it.focus())));
    }

    /// Lets the fields that the user has not changed show the rules of a day.
    fn reopen(self, day: Day) {
        let opening = self.was.with_value(|was| {
            let versions = T::versions(was);
            let note = (Field::Note.text().into_owned(), note_on(versions, day));
            (self.texts.get_value())(&T::on(was, day)).into_iter().chain([note]).collect::<Vec<_>>()
        });
        self.kept.reopen(&opening);
    }

    fn source(self) -> Source {
        self.source.with(|it| Source::parse(it))
    }
}

/// The first day of a version, as typed.
pub fn first_day(typed: &str, today: Day) -> Result<Day, Refusal> {
    let day = Day::read(typed)?;
    if day < today { Err(Refusal::TooEarly { first: today }) } else { Ok(day) }
}

/// The note of the version that takes effect on a day.
pub fn note_on<T: RuleKind>(versions: &Dated<T>, day: Day) -> String {
    versions.starting(day).and_then(|it| it.note.clone()).unwrap_or_default()
}

/// The versions with these rules from a day on, where `first` holds before them all. Rules that hold on that day anyway make no version, unless their note changes.
fn changed<T: RuleKind>(versions: &Dated<T>, first: &T, from: Day, rules: T, note: String) -> Dated<T> {
    let is_noted = versions.starting(from).is_some() && note_on(versions, from) != note.trim();
    if versions.on_after(first, from) == rules && !is_noted {
        return versions.clone();
    }
    versions.with(Version { note: Some(note), ..Version::of(from, rules) })
}

#[cfg(test)]
mod tests {
    use domain::rules::EntryTimes;

    use super::*;

    #[test]
    fn a_day_that_is_past_is_refused_at_its_field() {
        let today = Day(20_000);
        assert_eq!(first_day(&today.plus(-1).to_string(), today), Err(Refusal::TooEarly { first: today }));
        assert_eq!(first_day("", today), Err(Refusal::Missing));
        assert_eq!(first_day(&today.to_string(), today), Ok(today));
    }

    #[test]
    fn the_source_of_the_fields_is_read_back_from_the_draft() {
        for source in [Source::Chosen, Source::Earlier, Source::Planned(Day(20_000))] {
            assert_eq!(Source::parse(&source.text()), source);
        }
    }

    #[test]
    fn rules_that_hold_anyway_make_no_version() {
        let [day, later] = [20_000, 20_010].map(Day);
        let late = EntryTimes { expected_by: 1_200, ..EntryTimes::default() };
        let was = Dated::default().with(Version { note: Some("旺季".to_owned()), ..Version::of(day, late) });
        for (from, rules, note, n_versions, kept) in [
            (day, late, "旺季", 1, Some("旺季")),
            (day, late, "", 1, Some("")),
            (day, late, "淡季", 1, Some("淡季")),
            (later, late, "别的", 1, Some("旺季")),
            (later, EntryTimes::default(), "", 2, Some("旺季")),
        ] {
            let now = changed(&was, &EntryTimes::default(), from, rules, note.to_owned());
            assert_eq!((now.versions().len(), now.versions()[0].note.as_deref()), (n_versions, kept), "{from} {note}");
        }
    }
}
