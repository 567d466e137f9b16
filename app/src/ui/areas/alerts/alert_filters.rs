//! The filters of the alert list: level, rule, person. Offers only values that occur.

use std::collections::BTreeSet;

use domain::rules::alert_rules::{AlertRule, Level};
use domain::values::field::{Field, FieldName};
use domain::values::ids::PersonId;
use domain::views::alert::Raised;
use leptos::prelude::*;

use super::alert_list::{AlertFilter, of_part};
use crate::i18n::{alert_words, sort_by_person};
use crate::local::Notebook;
use crate::state::person_name;
use crate::t;
use crate::ui::kit::{Chip, ChipRow, Choice, FilterBar, SelectField};

/// The filters.
#[component]
pub fn AlertFilters(
    filter: Memo<AlertFilter>,
    /// Navigates to the given filter.
    go: Callback<AlertFilter>,
    /// All raised alerts.
    raised: Memo<Vec<Raised>>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let change = move |changed: AlertFilter| {
        if changed != filter.get_untracked() {
            go.run(changed);
        }
    };
    let today = notebook.today();
    // The alerts of the list before the level filter applies.
    let counted = Memo::new(move |_| {
        let (filter, me) = (filter.get(), notebook.actor().person);
        notebook
            .with(|book| raised.with(|raised| of_part(&filter, raised, me, today, book).into_iter().map(|it| it.level).collect::<Vec<_>>()))
    });
    let chip = move |level: Level| {
        let on = Signal::derive(move || filter.with(|it| it.level == Some(level)));
        let count = Signal::derive(move || counted.with(|it| it.iter().filter(|it| **it == level).count()).to_string());
        let press = move || {
            let was = filter.get_untracked();
            change(AlertFilter { level: Some(level).filter(|_| was.level != Some(level)), ..was });
        };
        view! { <Chip label=move || alert_words::level(level) on on_press=press count/> }
    };
    let rule = RwSignal::new(String::new());
    Effect::new(move |_| rule.set(filter.with(|it| it.rule.map(|it| it.as_str().to_owned()).unwrap_or_default())));
    Effect::new(move |_| {
        let rule = AlertRule::parse(&rule.get());
        change(AlertFilter { rule, ..filter.get_untracked() });
    });
    let person = RwSignal::new(String::new());
    Effect::new(move |_| person.set(filter.with(|it| it.person.map(|it| it.to_string()).unwrap_or_default())));
    Effect::new(move |_| {
        let person = person.get().parse().ok();
        change(AlertFilter { person, ..filter.get_untracked() });
    });
    let rules = move || {
        let raised = raised.with(|it| it.iter().map(|it| it.key.rule).collect::<Vec<_>>());
        let is_there = |it: &AlertRule| raised.contains(it) || filter.with(|filter| filter.rule == Some(*it));
        AlertRule::ALL.into_iter().filter(is_there).map(|it| Choice::new(it.as_str(), alert_words::rule(it))).collect::<Vec<_>>()
    };
    let people = Memo::new(move |_| {
        let chosen = filter.with(|it| it.person);
        notebook.with(|book| {
            let people: BTreeSet<PersonId> = raised.with(|it| it.iter().map(|it| it.person).chain(chosen).collect());
            // Keyed by id: two people may have the same name.
            let mut named: Vec<(String, PersonId)> = people.into_iter().map(|it| (person_name(book, it), it)).collect();
            sort_by_person(&mut named, |it| &it.0);
            named.into_iter().map(|(name, id)| Choice::new(id, name)).collect::<Vec<_>>()
        })
    });
    let clear = move || change(AlertFilter { part: filter.get_untracked().part, ..AlertFilter::default() });
    view! {
        <ChipRow label=move || t!("alerts.level_label")>{Level::ALL.map(chip).collect_view()}</ChipRow>
        <FilterBar active=Signal::derive(move || filter.with(AlertFilter::n_active)) on_clear=clear>
            <div class="w-full sm:w-60">
                <SelectField label=move || t!("alerts.rule_label") name=FieldName::parse("rule") value=rule choices=Signal::derive(rules) none=move || t!("alerts.any")/>
            </div>
            <Show when=move || people.with(|it| 1 < it.len())>
                <div class="w-full sm:w-52">
                    <SelectField label=move || t!("alerts.person_label") name=Field::Person value=person choices=people none=move || t!("alerts.any")/>
                </div>
            </Show>
        </FilterBar>
    }
    .into_any()
}
