//! 等级规则: what makes a customer strategic, key, potential or normal, from a day on, and how many customers that would change (C-09). An
//! administrator changes them; a manager or director reads them, and has the customers to try them out on.

use domain::calendar::Day;
use domain::command::{Command, Save};
use domain::grading::preview;
use domain::money::Money;
use domain::organisation::{Company, Role};
use domain::refusal::{Refusal, Refusals};
use domain::rules::{Bar, GradeRules, Window};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::i18n::words;
use crate::local::Notebook;
use crate::state::typed;
use crate::t;
use crate::ui::address::{of_word, word_of};
use crate::ui::kit::{Button, Card, Choice, DateField, FormErrors, Look, MoneyField, NumberField, PageHead, RefusedNote, SelectField};
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
        let text = |it: String| RwSignal::new(it);
        Typed {
            strategic_amount: text(typed::money(rules.strategic.amount)),
            strategic_months: text(rules.strategic.months.to_string()),
            key_amount: text(typed::money(rules.key.amount)),
            key_months: text(rules.key.months.to_string()),
            potential_amount: text(typed::money(rules.potential)),
            window: text(word_of(rules.window)),
            quarters: text(rules.quarters.to_string()),
            new_for_months: text(rules.new_for_months.to_string()),
            a_percent: text(rules.a_percent.to_string()),
            b_percent: text(rules.b_percent.to_string()),
        }
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

#[component]
fn Fields(was: Company) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let today = notebook.today();
    let may_save = notebook.actor().may_administer();
    let typed = Typed::of(&was.grade_rules.on(Day::LAST));
    let from = RwSignal::new(today.to_string());
    let rules = Memo::new(move |_| typed.rules());
    let refusals = Signal::derive(move || match rules.get() {
        Err(refusals) => refusals,
        Ok(_) => writing.refusals().get(),
    });
    let effect = move || {
        let Ok(rules) = rules.get() else { return String::new() };
        notebook.with(|book| match preview(book, today, &rules) {
            (_, 0) => t!("grades.rules.no_customers").to_owned(),
            (n, all) => t!("grades.rules.preview", n = n, all = all),
        })
    };
    let windows = Signal::derive(|| {
        let name = |it: Window| match it {
            Window::Rolling => t!("grades.rules.rolling"),
            Window::CalendarYear => t!("grades.rules.calendar_year"),
        };
        Window::ALL.map(|it| Choice::new(word_of(it), name(it))).to_vec()
    });
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Ok(rules) = rules.get_untracked() else { return };
        let Some(from) = Day::parse(&from.get_untracked()) else {
            return writing.refuse(Refusals::of("from_day", Refusal::Missing));
        };
        let now = Company { grade_rules: was.grade_rules.since(from, rules), ..was.clone() };
        writing.commit(Command::SaveCompany(Save { was: Some(was.clone()), now }), || {});
    };
    view! {
        <form on:submit=save novalidate class="grid gap-4">
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
            {match may_save {
                true => view! {
                    <DateField label=move || words::field("from_day") name="from_day" value=from refusals required=true/>
                    <p class="text-xs text-quiet">{move || t!("grades.rules.body")}</p>
                    <FormErrors refusals shown=&["strategic_amount", "strategic_months", "key_amount", "key_months", "potential_amount", "window", "quarters", "new_for_months", "a_percent", "b_percent", "from_day"]/>
                    <Button label=move || t!("grades.rules.save") look=Look::Primary submit=true busy=writing.is_busy()/>
                }
                .into_any(),
                false => view! { <p class="text-xs text-quiet">{move || t!("grades.rules.read_only")}</p> }.into_any(),
            }}
        </form>
    }
    .into_any()
}
