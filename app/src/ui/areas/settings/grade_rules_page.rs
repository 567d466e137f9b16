//! 等级规则: the conditions for strategic, key, potential and normal customers from a given day, with the number of customers that a change would
//! affect (C-09). Administrators change them; managers and directors read them and try them out on their customers.

use domain::values::field::Field;
use domain::values::json::{of_word, word_of};
use std::borrow::Cow;
use std::time::Duration;

use domain::decide::command::{Command, Save};
use domain::records::organisation::Company;
use domain::rules::{GradeRules, Window};
use domain::values::calendar::Day;
use domain::values::money::Money;
use domain::values::number;
use domain::values::refusal::{Refusal, Refusals};
use domain::views::grading::preview;
use leptos::prelude::*;

use super::company_section::PlannedNote;
use crate::i18n::words;
use crate::local::Notebook;
use crate::state::typed;
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Card, Choice, DateField, DraftNote, MoneyField, NumberField, PageHead, RefusedNote, SelectField};

/// The page.
#[component]
pub fn GradeRulesPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let may_read = Memo::new(move |_| notebook.actor().may_see_rules());
    let company = notebook.see(|book| book.has_company().then(|| book.company().clone()));
    view! {
        <div class="mx-auto max-w-2xl">
            <PageHead title=move || t!("grades.rules.title")/>
            <Show when=move || may_read.get() fallback=|| view! { <p class="pb-3 text-sm text-quiet">{move || t!("grades.rules.read_only_refused")}</p> <RefusedNote/> }>
                {move || company.get().map(|was| view! { <Fields was/> })}
            </Show>
        </div>
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct RuleField {
    /// The field name in refusals.
    name: Field,
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
const FIELDS: [RuleField; 10] = [
    RuleField { name: Field::StrategicAmount, at: At::Amount(|it| &mut it.strategic.amount) },
    RuleField { name: Field::StrategicMonths, at: At::Number(|it| &mut it.strategic.months) },
    RuleField { name: Field::KeyAmount, at: At::Amount(|it| &mut it.key.amount) },
    RuleField { name: Field::KeyMonths, at: At::Number(|it| &mut it.key.months) },
    RuleField { name: Field::PotentialAmount, at: At::Amount(|it| &mut it.potential) },
    RuleField { name: Field::Window, at: At::Window },
    RuleField { name: Field::Quarters, at: At::Number(|it| &mut it.quarters) },
    RuleField { name: Field::NewForMonths, at: At::Number(|it| &mut it.new_for_months) },
    RuleField { name: Field::APercent, at: At::Percent(|it| &mut it.a_percent) },
    RuleField { name: Field::BPercent, at: At::Percent(|it| &mut it.b_percent) },
];

/// The fields that show their own refusals: the rules, and the first day.
const SHOWN: &[Field] = &{
    let mut shown = [Field::FromDay; FIELDS.len() + 1];
    let mut place = 0;
    while place < FIELDS.len() {
        shown[place] = FIELDS[place].name;
        place += 1;
    }
    shown
};

impl RuleField {
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

    fn view(self, value: RwSignal<String>, refusals: Signal<Refusals>) -> AnyView {
        let name = self.name;
        let label = Signal::derive(move || words::field(name));
        match self.at {
            At::Amount(_) => view! { <MoneyField label name value refusals/> }.into_any(),
            At::Number(_) | At::Percent(_) => view! { <NumberField label name value refusals/> }.into_any(),
            At::Window => view! { <SelectField label name value choices=Signal::derive(windows) refusals/> }.into_any(),
        }
    }
}

fn windows() -> Vec<Choice> {
    let name = |window: Window| match window {
        Window::Rolling => t!("grades.rules.rolling"),
        Window::CalendarYear => t!("grades.rules.calendar_year"),
    };
    Window::ALL.map(|it| Choice::new(word_of(it), name(it))).to_vec()
}

/// The texts of all fields for these rules.
fn texts(rules: &GradeRules) -> [(Cow<'static, str>, String); FIELDS.len()] {
    FIELDS.map(|it| (it.name.text(), it.text(rules)))
}

/// Parses the rules. Returns every field that cannot be parsed or is refused.
fn rules_of(typed: [String; FIELDS.len()], was: &GradeRules) -> Result<GradeRules, Refusals> {
    let (mut rules, mut refusals) = (GradeRules::default(), Refusals::default());
    for (field, typed) in FIELDS.into_iter().zip(typed) {
        refusals.keep(field.name, field.put(&typed, &mut rules));
    }
    if refusals.is_empty() {
        rules.check_change(was, &mut refusals);
    }
    refusals.into_result()?;
    Ok(rules)
}

#[component]
fn Fields(was: Company) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let today = notebook.today();
    let may_save = notebook.actor().may_administer();
    let typed = texts(&was.grade_rules.on(today)).map(|(_, text)| RwSignal::new(text));
    let from = RwSignal::new(today.to_string());
    let named = FIELDS.into_iter().zip(typed).map(|(field, value)| (field.name.text(), value));
    let kept = KeptWords::of("grade-rules", named.chain([(Field::FromDay.text(), from)]));
    // Fields that the user has not changed show the rules of the chosen day.
    let versions = was.grade_rules.clone();
    let chosen = Memo::new(move |_| Day::parse(&from.get()).filter(|it| today <= *it));
    let planned = Memo::new(move |_| versions.next_after(chosen.get().unwrap_or(today)));
    let versions = was.grade_rules.clone();
    Effect::new(move |_| {
        if let Some(day) = chosen.get() {
            kept.reopen(&texts(&versions.on(day)));
        }
    });
    let versions = was.grade_rules.clone();
    let rules = Memo::new(move |_| rules_of(typed.map(|it| it.get()), &versions.on(chosen.get().unwrap_or(today))));
    let first_day = Memo::new(move |_| first_day(&from.get(), today));
    let refusals = Signal::derive(move || {
        let mut refusals = rules.get().err().unwrap_or_else(|| by_field(writing.refusals().get()));
        refusals.keep(Field::FromDay, first_day.get());
        refusals
    });
    let rested = rested(rules);
    let effect = Memo::new(move |_| rested.with(|it| it.as_ref().map(|rules| notebook.with(|book| preview(book, today, rules)))));
    let effect = move || match effect.get() {
        None => String::new(),
        Some((_, 0)) => t!("grades.rules.no_customers").to_owned(),
        Some((n, all)) => t!("grades.rules.preview", n = n, all = all),
    };
    let make = move || {
        let rules = rules.get()?;
        let from = first_day.get().map_err(|it| Refusals::of(Field::FromDay, it))?;
        let now = Company { grade_rules: was.grade_rules.since(from, rules), ..was.clone() };
        Ok(Command::SaveCompany(Save { was: Some(was.clone()), now }))
    };
    let save = writing.saving(kept, make, || {});
    let fields = move || {
        view! {
            <Card class="grid gap-4 sm:grid-cols-2">
                {FIELDS.into_iter().zip(typed).map(|(field, value)| field.view(value, refusals)).collect_view()}
            </Card>
            <p class="text-sm" role="status" data-preview="grades">{effect}</p>
        }
    };
    if may_save {
        view! {
            <WriteForm
                writing
                kept
                refusals
                on_submit=save
                shown=SHOWN
                label=Signal::derive(|| t!("grades.rules.save").to_owned())
            >
                {fields()}
                <DateField label=move || words::field(Field::FromDay) name=Field::FromDay value=from refusals first=today required=true/>
                <PlannedNote from=planned/>
                <p class="text-xs text-quiet">{move || t!("grades.rules.body")}</p>
            </WriteForm>
        }
        .into_any()
    } else {
        view! {
            <div class="grid gap-3">
                <DraftNote was_restored=kept.was_restored() on_discard=move || kept.discard()/>
                {fields()}
                <p class="text-xs text-quiet">{move || t!("grades.rules.read_only")}</p>
            </div>
        }
        .into_any()
    }
}

/// The first day of the rules. It cannot be in the past: customers were judged by the rules of that time.
fn first_day(typed: &str, today: Day) -> Result<Day, Refusal> {
    let day = Day::read(typed)?;
    if day < today { Err(Refusal::TooEarly { first: today }) } else { Ok(day) }
}

/// Refusals of the rules as a whole concern the first day, so they move to its field.
fn by_field(mut refusals: Refusals) -> Refusals {
    for reason in refusals.0.remove(&Field::GradeRules.into()).unwrap_or_default() {
        refusals.refuse(Field::FromDay, reason);
    }
    refusals
}

/// Typing pause before the effect on all customers is computed again.
const REST: Duration = Duration::from_millis(400);

/// The rules after a typing pause; `None` while they cannot be parsed.
fn rested(rules: Memo<Result<GradeRules, Refusals>>) -> RwSignal<Option<GradeRules>> {
    let rested = RwSignal::new(rules.get_untracked().ok());
    let asked = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let rules = rules.get().ok();
        let number = asked.get_value().wrapping_add(1);
        asked.set_value(number);
        if rules.is_none() {
            return rested.set(None);
        }
        set_timeout(
            move || {
                let is_last = asked.try_get_value() == Some(number);
                if is_last && rested.try_with_untracked(|it| *it != rules) == Some(true) {
                    rested.set(rules);
                }
            },
            REST,
        );
    });
    rested
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
        let typed = texts(&rules).map(|it| it.1);
        assert_eq!(rules_of(typed.clone(), &rules), Ok(rules));
        for (place, field) in FIELDS.into_iter().enumerate().filter(|(_, it)| !matches!(it.at, At::Window)) {
            let mut wrong = typed.clone();
            wrong[place] = "x".to_owned();
            assert_eq!(rules_of(wrong, &rules), Err(Refusals::of(field.name, Refusal::Malformed)), "{}", field.name);
        }
        assert_eq!(SHOWN.iter().filter(|it| **it == Field::FromDay).count(), 1);
    }

    #[test]
    fn a_day_that_is_past_is_refused_at_its_field() {
        let today = Day(20_000);
        assert_eq!(first_day(&today.plus(-1).to_string(), today), Err(Refusal::TooEarly { first: today }));
        assert_eq!(first_day("", today), Err(Refusal::Missing));
        assert_eq!(first_day(&today.to_string(), today), Ok(today));
        let told = by_field(Refusals::of(Field::GradeRules, Refusal::TooEarly { first: today }));
        assert_eq!(told, Refusals::of(Field::FromDay, Refusal::TooEarly { first: today }));
    }
}
