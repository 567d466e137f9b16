//! 等级规则: what makes a customer strategic, key, potential or normal, from a day on, and how many customers that would change (C-09). An
//! administrator changes them; a manager or director reads them, and has the customers to try them out on.

use std::time::Duration;

use domain::calendar::Day;
use domain::command::{Command, Save};
use domain::grading::preview;
use domain::money::Money;
use domain::organisation::{Company, Role};
use domain::refusal::{Refusal, Refusals};
use domain::rules::{Bar, GradeRules, Window};
use leptos::prelude::*;

use super::company_section::PlannedNote;
use crate::i18n::words;
use crate::local::Notebook;
use crate::state::typed;
use crate::t;
use crate::ui::address::{of_word, word_of};
use crate::ui::kept_words::KeptWords;
use crate::ui::kit::{Card, Choice, DateField, DraftNote, MoneyField, NumberField, PageHead, RefusedNote, SelectField};
use crate::ui::write_form::WriteForm;
use crate::ui::writing::Writing;

/// The page.
#[component]
pub fn GradeRulesPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let may_read = Memo::new(move |_| matches!(notebook.actor().role, Role::Administrator | Role::Manager | Role::Director));
    let company = notebook.see(|book| book.has_company().then(|| book.company()));
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

/// What is typed; each field by the name the rules refuse it by.
#[derive(Clone, Copy)]
struct Typed {
    strategic_amount: RwSignal<String>,
    strategic_months: RwSignal<String>,
    key_amount: RwSignal<String>,
    key_months: RwSignal<String>,
    potential_amount: RwSignal<String>,
    window: RwSignal<String>,
    quarters: RwSignal<String>,
    new_for_months: RwSignal<String>,
    a_percent: RwSignal<String>,
    b_percent: RwSignal<String>,
}

impl Typed {
    fn of(rules: &GradeRules) -> Typed {
        let [
            strategic_amount,
            strategic_months,
            key_amount,
            key_months,
            potential_amount,
            window,
            quarters,
            new_for_months,
            a_percent,
            b_percent,
        ] = texts(rules).map(|it| RwSignal::new(it.1));
        Typed {
            strategic_amount,
            strategic_months,
            key_amount,
            key_months,
            potential_amount,
            window,
            quarters,
            new_for_months,
            a_percent,
            b_percent,
        }
    }

    /// The fields and their names.
    fn fields(self) -> [(&'static str, RwSignal<String>); 10] {
        [
            ("strategic_amount", self.strategic_amount),
            ("strategic_months", self.strategic_months),
            ("key_amount", self.key_amount),
            ("key_months", self.key_months),
            ("potential_amount", self.potential_amount),
            ("window", self.window),
            ("quarters", self.quarters),
            ("new_for_months", self.new_for_months),
            ("a_percent", self.a_percent),
            ("b_percent", self.b_percent),
        ]
    }

    /// The rules typed, or every field that cannot be read or meant.
    fn rules(self) -> Result<GradeRules, Refusals> {
        let mut refusals = Refusals::default();
        let mut amount = |field: &str, typed: RwSignal<String>| {
            let read = Money::parse(&typed.get());
            refusals.refuse_if(read.is_none(), field, Refusal::Malformed);
            read.unwrap_or(Money::ZERO)
        };
        let strategic_amount = amount("strategic_amount", self.strategic_amount);
        let key_amount = amount("key_amount", self.key_amount);
        let potential = amount("potential_amount", self.potential_amount);
        let mut number = |field: &str, typed: RwSignal<String>| {
            let read = typed.get().trim().parse::<i32>().ok();
            refusals.refuse_if(read.is_none(), field, Refusal::Malformed);
            read.unwrap_or(0)
        };
        let rules = GradeRules {
            strategic: Bar { amount: strategic_amount, months: number("strategic_months", self.strategic_months) },
            key: Bar { amount: key_amount, months: number("key_months", self.key_months) },
            potential,
            window: of_word(&self.window.get()).unwrap_or_default(),
            quarters: number("quarters", self.quarters),
            new_for_months: number("new_for_months", self.new_for_months),
            a_percent: i64::from(number("a_percent", self.a_percent)),
            b_percent: i64::from(number("b_percent", self.b_percent)),
        };
        if refusals.is_empty() {
            rules.check(&mut refusals);
        }
        refusals.into_result()?;
        Ok(rules)
    }
}

/// What stands in the fields for these rules, in the order of [`Typed::fields`].
fn texts(rules: &GradeRules) -> [(&'static str, String); 10] {
    [
        ("strategic_amount", typed::money(rules.strategic.amount)),
        ("strategic_months", rules.strategic.months.to_string()),
        ("key_amount", typed::money(rules.key.amount)),
        ("key_months", rules.key.months.to_string()),
        ("potential_amount", typed::money(rules.potential)),
        ("window", word_of(rules.window)),
        ("quarters", rules.quarters.to_string()),
        ("new_for_months", rules.new_for_months.to_string()),
        ("a_percent", rules.a_percent.to_string()),
        ("b_percent", rules.b_percent.to_string()),
    ]
}

#[component]
fn Fields(was: Company) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let today = notebook.today();
    let may_save = notebook.actor().may_administer();
    let typed = Typed::of(&was.grade_rules.on(today));
    let from = RwSignal::new(today.to_string());
    let kept = KeptWords::of("grade-rules", typed.fields().into_iter().chain([("from_day", from)]));
    // What she has not touched shows the rules of the day she chooses.
    let versions = was.grade_rules.clone();
    let chosen = Memo::new(move |_| Day::parse(&from.get()).filter(|it| today <= *it));
    let planned = Memo::new(move |_| versions.next_after(chosen.get().unwrap_or(today)));
    let versions = was.grade_rules.clone();
    Effect::new(move |_| {
        if let Some(day) = chosen.get() {
            kept.reopen(&texts(&versions.on(day)));
        }
    });
    let rules = Memo::new(move |_| typed.rules());
    let refusals = Signal::derive(move || match rules.get() {
        Err(refusals) => refusals,
        Ok(_) => writing.refusals().get(),
    });
    let rested = rested(rules);
    let effect = Memo::new(move |_| rested.with(|it| it.as_ref().map(|rules| notebook.with(|book| preview(book, today, rules)))));
    let effect = move || match effect.get() {
        None => String::new(),
        Some((_, 0)) => t!("grades.rules.no_customers").to_owned(),
        Some((n, all)) => t!("grades.rules.preview", n = n, all = all),
    };
    let windows = Signal::derive(|| {
        let name = |it: Window| match it {
            Window::Rolling => t!("grades.rules.rolling"),
            Window::CalendarYear => t!("grades.rules.calendar_year"),
        };
        Window::ALL.map(|it| Choice::new(word_of(it), name(it))).to_vec()
    });
    let make = move || {
        let rules = rules.get()?;
        let from = Day::parse(&from.get()).ok_or_else(|| Refusals::of("from_day", Refusal::Missing))?;
        let now = Company { grade_rules: was.grade_rules.since(from, rules), ..was.clone() };
        Ok(Command::SaveCompany(Save { was: Some(was.clone()), now }))
    };
    let save = writing.saving(kept, make, || {});
    let fields = move || {
        view! {
            <Card class="grid gap-4 sm:grid-cols-2">
                <MoneyField label=move || words::field("strategic_amount") name="strategic_amount" value=typed.strategic_amount refusals/>
                <NumberField label=move || words::field("strategic_months") name="strategic_months" value=typed.strategic_months refusals/>
                <MoneyField label=move || words::field("key_amount") name="key_amount" value=typed.key_amount refusals/>
                <NumberField label=move || words::field("key_months") name="key_months" value=typed.key_months refusals/>
                <MoneyField label=move || words::field("potential_amount") name="potential_amount" value=typed.potential_amount refusals/>
                <SelectField label=move || words::field("window") name="window" value=typed.window choices=windows refusals/>
                <NumberField label=move || words::field("quarters") name="quarters" value=typed.quarters refusals/>
                <NumberField label=move || words::field("new_for_months") name="new_for_months" value=typed.new_for_months refusals/>
                <NumberField label=move || words::field("a_percent") name="a_percent" value=typed.a_percent refusals/>
                <NumberField label=move || words::field("b_percent") name="b_percent" value=typed.b_percent refusals/>
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
                shown=&["strategic_amount", "strategic_months", "key_amount", "key_months", "potential_amount", "window", "quarters", "new_for_months", "a_percent", "b_percent", "from_day"]
                label=Signal::derive(|| t!("grades.rules.save").to_owned())
            >
                {fields()}
                <DateField label=move || words::field("from_day") name="from_day" value=from refusals first=today required=true/>
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

/// How long the keys must rest before every customer is looked at again.
const REST: Duration = Duration::from_millis(400);

/// The rules once the keys rest; nothing while they cannot be read.
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
