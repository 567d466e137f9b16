//! Writing and withdrawing a note.

use domain::decide::command::{Command, VoidPlanningNote, WritePlanningNote};
use domain::figures::kpis::region_of;
use domain::records::planning_note::PlanningTopic;
use domain::values::calendar::{Period, Year};
use domain::values::field::Field;
use domain::values::ids::PlanningNoteId;
use domain::values::json::{of_word, word_of};
use domain::values::refusal::{Refusal, Refusals};
use domain::values::target_of::TargetOf;
use leptos::prelude::*;

use crate::i18n::{locale, planning_words, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::areas::targets::plan::filter_of;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Choice, Look, SelectField, TextArea};

/// The form of a new note. It opens with the region of the targets that are shown.
#[component]
pub fn NoteForm(period: Period, of: TargetOf, adding: RwSignal<bool>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let id = PlanningNoteId(notebook.new_id());
    let topics = move || {
        let actor = notebook.actor();
        let may_write = PlanningTopic::ALL.into_iter().filter(|it| actor.may_write_planning_note(*it));
        may_write.map(|it| Choice::new(word_of(it), planning_words::topic(it))).collect::<Vec<_>>()
    };
    let region = notebook.peek(|book| region_of(&filter_of(of), book)).map(|it| it.to_string()).unwrap_or_default();
    let (topic, period_text) = (RwSignal::new(word_of(PlanningTopic::Competitors)), RwSignal::new(period.to_string()));
    let (region, text) = (RwSignal::new(region), RwSignal::new(String::new()));
    let named = [("topic", topic), ("period", period_text), ("region", region), ("text", text)];
    let kept = KeptWords::of(&format!("planning-note/{period}"), named);
    let make = move || {
        let mut refusals = Refusals::default();
        let topic = refusals.keep(Field::Topic, of_word::<PlanningTopic>(&topic.get()).ok_or(Refusal::Missing));
        let period = refusals.keep(Field::Period, Period::parse(&period_text.get()).ok_or(Refusal::Missing));
        let (Some(topic), Some(period), true) = (topic, period, refusals.is_empty()) else { return Err(refusals) };
        Ok(Command::WritePlanningNote(WritePlanningNote { id, topic, period, region: region.get().parse().ok(), text: text.get() }))
    };
    let save = writing.saving(kept, make, move || adding.set(false));
    let refusals = writing.refusals();
    let regions = notebook.see(|book| book.regions().map(|it| Choice::new(it.id, it.name.clone())).collect::<Vec<_>>());
    let today = notebook.today();
    let year = notebook.peek(|book| book.company().calendar_on(today).year_around(period));
    let periods = parts_of(year).map(|it| Choice::new(it, locale().period(it))).collect::<Vec<_>>();
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Topic, Field::Period, Field::Region, Field::Text]>
            <p class="text-sm text-quiet">{move || t!("planning.hint")}</p>
            <div class="grid grid-cols-2 gap-2">
                <SelectField label=move || words::field(Field::Topic) name=Field::Topic value=topic choices=Signal::derive(topics) refusals/>
                <SelectField label=move || words::field(Field::Period) name=Field::Period value=period_text choices=Signal::stored(periods) refusals/>
            </div>
            <SelectField label=move || words::field(Field::Region) name=Field::Region value=region choices=regions refusals
                none=move || t!("planning.all_regions")/>
            <TextArea label=move || words::field(Field::Text) name=Field::Text value=text refusals required=true
                placeholder=move || t!("planning.example")/>
        </WriteForm>
    }
    .into_any()
}

/// A year, its quarters and its months.
fn parts_of(year: Year) -> impl Iterator<Item = Period> {
    let quarters = year.quarters().into_iter().map(Period::Quarter);
    let months = Period::Year(year).months().into_iter().map(Period::Month);
    std::iter::once(Period::Year(year)).chain(quarters).chain(months)
}

/// The form that withdraws a note.
#[component]
pub fn VoidForm(note: PlanningNoteId, voiding: RwSignal<Option<PlanningNoteId>>) -> impl IntoView {
    let writing = Writing::ready();
    let reason = RwSignal::new(String::new());
    let kept = KeptWords::of(&format!("void-planning-note/{note}"), [("reason", reason)]);
    let make = move || Ok(Command::VoidPlanningNote(VoidPlanningNote { note, reason: reason.get() }));
    let save = writing.saving(kept, make, move || voiding.set(None));
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Reason] look=Look::Danger label=Signal::derive(|| t!("planning.void").to_owned())>
            <p class="text-sm">{move || t!("planning.void_consequence")}</p>
            <TextArea label=move || words::field(Field::Reason) name=Field::Reason value=reason refusals=writing.refusals() required=true/>
        </WriteForm>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_about_a_year_a_quarter_or_a_month() {
        let parts: Vec<String> = parts_of(Year(2026)).map(|it| it.to_string()).collect();
        assert_eq!((parts.len(), parts[0].as_str(), parts[1].as_str(), parts[5].as_str()), (17, "2026", "2026-Q1", "2026-01"));
        assert!(parts_of(Year(2026)).all(|it| it.first().year() == 2026 && it.last().year() == 2026));
    }
}
