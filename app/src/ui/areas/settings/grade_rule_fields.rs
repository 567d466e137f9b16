//! The fields of the grade rules: how each is shown, parsed and said.

use domain::rules::{GradeRules, Window};
use domain::values::field::Field;
use domain::values::json::{of_word, word_of};
use domain::values::money::Money;
use domain::values::number;
use domain::values::refusal::{Refusal, Refusals};
use leptos::prelude::*;

use crate::i18n::{locale, words};
use crate::state::typed;
use crate::t;
use crate::ui::kit::{Choice, MoneyField, NumberField, SelectField};

/// A field of the grade rules.
#[derive(Clone, Copy)]
pub struct GradeRuleField {
    /// The field name in refusals.
    pub name: Field,
    /// Its place in the rules, which also decides how it is parsed.
    at: At,
}

#[derive(Clone, Copy)]
enum At {
    Amount(fn(&mut GradeRules) -> &mut Money),
    Number(fn(&mut GradeRules) -> &mut i32),
    Percent(fn(&mut GradeRules) -> &mut i64),
    Window,
}

/// All fields, in page order.
pub const FIELDS: [GradeRuleField; 10] = [
    GradeRuleField { name: Field::StrategicAmount, at: At::Amount(|it| &mut it.strategic.amount) },
    GradeRuleField { name: Field::StrategicMonths, at: At::Number(|it| &mut it.strategic.months) },
    GradeRuleField { name: Field::KeyAmount, at: At::Amount(|it| &mut it.key.amount) },
    GradeRuleField { name: Field::KeyMonths, at: At::Number(|it| &mut it.key.months) },
    GradeRuleField { name: Field::PotentialAmount, at: At::Amount(|it| &mut it.potential) },
    GradeRuleField { name: Field::Window, at: At::Window },
    GradeRuleField { name: Field::Quarters, at: At::Number(|it| &mut it.quarters) },
    GradeRuleField { name: Field::NewForMonths, at: At::Number(|it| &mut it.new_for_months) },
    GradeRuleField { name: Field::APercent, at: At::Percent(|it| &mut it.a_percent) },
    GradeRuleField { name: Field::BPercent, at: At::Percent(|it| &mut it.b_percent) },
];

impl GradeRuleField {
    /// The text of the field for these rules.
    fn text(self, rules: &GradeRules) -> String {
        let mut rules = *rules;
        match self.at {
            At::Amount(at) => typed::money(*at(&mut rules)),
            At::Number(at) => at(&mut rules).to_string(),
            At::Percent(at) => at(&mut rules).to_string(),
            At::Window => word_of(rules.window),
        }
    }

    /// The value in words. The name of a field says its unit.
    pub fn said(self, rules: &GradeRules) -> String {
        let mut rules = *rules;
        match self.at {
            At::Amount(at) => locale().money_exact(*at(&mut rules)),
            At::Number(_) | At::Percent(_) => self.text(&rules),
            At::Window => window(rules.window).to_owned(),
        }
    }

    /// Parses the text into the rules.
    fn put(self, typed: &str, rules: &mut GradeRules) -> Result<(), Refusal> {
        match self.at {
            At::Amount(at) => *at(rules) = Money::parse(typed)?,
            At::Number(at) => {
                *at(rules) = number::whole(typed, if matches!(self.name, Field::Quarters) { number::BARE } else { number::MONTHS })?
            }
            At::Percent(at) => *at(rules) = number::whole(typed, number::PERCENT)?,
            At::Window => rules.window = of_word(typed).unwrap_or_default(),
        }
        Ok(())
    }

    /// The control.
    pub fn view(self, value: RwSignal<String>, refusals: Signal<Refusals>) -> AnyView {
        let name = self.name;
        let label = Signal::derive(move || words::field(name));
        match self.at {
            At::Amount(_) => view! { <MoneyField label name value refusals/> }.into_any(),
            At::Number(_) | At::Percent(_) => view! { <NumberField label name value refusals/> }.into_any(),
            At::Window => view! { <SelectField label name value choices=Signal::derive(windows) refusals/> }.into_any(),
        }
    }
}

fn window(window: Window) -> &'static str {
    match window {
        Window::Rolling => t!("grades.rules.rolling"),
        Window::CalendarYear => t!("grades.rules.calendar_year"),
    }
}

fn windows() -> Vec<Choice> {
    Window::ALL.map(|it| Choice::new(word_of(it), window(it))).to_vec()
}

/// The name and text of every field for these rules.
pub fn texts(rules: &GradeRules) -> Vec<(String, String)> {
    FIELDS.map(|it| (it.name.text().into_owned(), it.text(rules))).to_vec()
}

/// Parses the rules, in the order of [`FIELDS`]. Returns every field that cannot be parsed or is refused beside what `was` there.
pub fn rules_of(typed: &[String], was: &GradeRules) -> Result<GradeRules, Refusals> {
    let (mut rules, mut refusals) = (GradeRules::default(), Refusals::default());
    for (field, typed) in FIELDS.into_iter().zip(typed) {
        refusals.keep(field.name, field.put(typed, &mut rules));
    }
    if refusals.is_empty() {
        rules.check_change(was, &mut refusals);
    }
    refusals.into_result()?;
    Ok(rules)
}

#[cfg(test)]
mod tests {
    use domain::rules::Bar;

    use super::*;

    #[test]
    fn what_stands_in_the_fields_is_read_back_and_a_wrong_one_is_refused_by_its_name() {
        // C-09: every field has its own place in the rules.
        let rules = GradeRules {
            strategic: Bar { amount: Money::whole(900_000), months: 7 },
            key: Bar { amount: Money::whole(300_000), months: 5 },
            potential: Money::whole(20_000),
            window: Window::CalendarYear,
            quarters: 3,
            new_for_months: 11,
            a_percent: 65,
            b_percent: 92,
        };
        let typed: Vec<String> = texts(&rules).into_iter().map(|it| it.1).collect();
        assert_eq!(rules_of(&typed, &rules), Ok(rules));
        for (place, field) in FIELDS.into_iter().enumerate().filter(|(_, it)| !matches!(it.at, At::Window)) {
            let mut wrong = typed.clone();
            wrong[place] = "x".to_owned();
            assert_eq!(rules_of(&wrong, &rules), Err(Refusals::of(field.name, Refusal::Malformed)), "{}", field.name);
        }
    }
}
