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
use crate::ui::url::UrlState;

/// The filters.
#[component]
pub fn AlertFilters(
    url: UrlState<AlertFilter>,
    /// All raised alerts.
    raised: Memo<Vec<Raised>>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    // The alerts of the list before the level filter applies.
    let counted = Memo::new(move |_| {
        let (filter, me) = (url.get(), notebook.actor().person);
        notebook
            .with(|book| raised.with(|raised| of_part(&filter, raised, me, today, book).into_iter().map(|it| it.level).collect::<Vec<_>>()))
    });
    let chip = move |level: Level| {
        let on = Signal::derive(move || url.with(|it| it.level == Some(level)));
        let count = Signal::derive(move || counted.with(|levels| levels.iter().filter(|it| **it == level).count()).to_string());
        let press = move || url.change(|it| it.level = Some(level).filter(|_| it.level != Some(level)));
        view! { <Chip label=move || alert_words::level(level) on on_press=press count/> }
    };
    let rule =
        url.field(|it| it.rule.map(|rule| rule.as_str().to_owned()).unwrap_or_default(), |it, word| it.rule = AlertRule::parse(&word));
    let person = url.field(|it| it.person.map(|person| person.to_string()).unwrap_or_default(), |it, word| it.person = word.parse().ok());
    let rules = move || {
        let raised = raised.with(|raised| raised.iter().map(|it| it.key.rule).collect::<Vec<_>>());
        let is_there = |it: &AlertRule| raised.contains(it) || url.with(|filter| filter.rule == Some(*it));
        AlertRule::every().filter(is_there).map(|it| Choice::new(it.as_str(), alert_words::rule(it))).collect::<Vec<_>>()
    };
    let people = Memo::new(move |_| {
        let chosen = url.with(|it| it.person);
        notebook.with(|book| {
            let people: BTreeSet<PersonId> = raised.with(|raised| raised.iter().map(|it| it.person).chain(chosen).collect());
            // Keyed by id: two people may have the same name.
            let mut named: Vec<(String, PersonId)> = people.into_iter().map(|it| (person_name(book, it), it)).collect();
            sort_by_person(&mut named, |it| &it.0);
            named.into_iter().map(|(name, id)| Choice::new(id, name)).collect::<Vec<_>>()
        })
    });
    let clear = move || url.change(AlertFilter::clear);
    view! {
        <ChipRow label=move || t!("alerts.level_label")>{Level::ALL.map(chip).collect_view()}</ChipRow>
        <FilterBar active=Signal::derive(move || url.with(AlertFilter::n_active)) on_clear=clear>
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
