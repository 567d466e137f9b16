//! 字典: the words that the company offers for a choice (E-11, E-16, E-18, E-19, E-21, E-22, CO-01), from a given day.

use domain::records::customer::Source;
use domain::records::expense::ExpenseKind;
use domain::records::organisation::Company;
use domain::rules::Dictionaries;
use domain::rules::dictionary::{Activity, RiskKind, SuccessFactor, Term};
use domain::values::field::Field;
use domain::values::method::Method;
use leptos::prelude::*;

use super::administrators_only::AdministratorsOnly;
use super::company_section::{Beside, CompanySection};
use super::version_form::VersionForm;
use super::word_list;
use crate::i18n::{measure_words, words};
use crate::t;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{PageHead, TextArea};

/// The page.
#[component]
pub fn DictionariesPage() -> impl IntoView {
    let unfolded = RwSignal::new(false);
    view! {
        <AdministratorsOnly>
            <PageHead title=move || t!("measures.settings.page")/>
            <div class="max-w-6xl">
                <CompanySection title=move || t!("measures.settings.title") form=move |was| view! { <Fields was unfolded/> }/>
            </div>
        </AdministratorsOnly>
    }
}

/// The lists, in the order of the form.
const LISTS: [Field; 7] =
    [Field::Sources, Field::Methods, Field::ExpenseKinds, Field::Activities, Field::SuccessFactors, Field::RiskKinds, Field::GapReasons];

/// The lists and what every form of rules has.
const SHOWN: &[Field] = &[
    Field::Sources,
    Field::Methods,
    Field::ExpenseKinds,
    Field::Activities,
    Field::SuccessFactors,
    Field::RiskKinds,
    Field::GapReasons,
    Field::FromDay,
    Field::Note,
];

fn texts(dictionaries: &Dictionaries) -> Vec<(String, String)> {
    let Dictionaries { gap_reasons, success_factors, risk_kinds, activities, sources, methods, expense_kinds } = dictionaries;
    let lists = [sources, methods, expense_kinds, activities, success_factors, risk_kinds, gap_reasons];
    LISTS.into_iter().zip(lists).map(|(field, words)| (field.text().into_owned(), words.join("\n"))).collect()
}

/// Parses what [`texts`] made.
fn read(typed: &[String]) -> Dictionaries {
    let words = |at: usize| typed.get(at).map(|it| word_list::read(it)).unwrap_or_default();
    Dictionaries {
        sources: words(0),
        methods: words(1),
        expense_kinds: words(2),
        activities: words(3),
        success_factors: words(4),
        risk_kinds: words(5),
        gap_reasons: words(6),
    }
}

/// The built-in entries of a list, which can always be chosen.
fn usual(list: Field) -> String {
    let all: Vec<String> = match list {
        Field::Sources => Source::ALL.into_iter().map(words::source).collect(),
        Field::Methods => Method::ALL.into_iter().map(words::method).collect(),
        Field::ExpenseKinds => ExpenseKind::ALL.into_iter().map(words::expense_kind).collect(),
        Field::SuccessFactors => Term::<SuccessFactor>::offered(&[]).iter().map(measure_words::success).collect(),
        Field::RiskKinds => Term::<RiskKind>::offered(&[]).iter().map(measure_words::risk_kind).collect(),
        Field::Activities => Term::<Activity>::offered(&[]).iter().map(measure_words::activity).collect(),
        _ => Vec::new(),
    };
    all.join(" · ")
}

#[component]
fn Fields(was: Company, unfolded: RwSignal<bool>) -> impl IntoView {
    let writing = Writing::ready();
    let form = VersionForm::<Dictionaries>::open("dictionaries", &was, texts);
    let kept = form.kept();
    let save = writing.saving(kept, move || form.command(Ok(read(&form.typed()))), || {});
    let refusals = form.refusals(writing.refusals());
    let part = move |(at, name): (usize, Field)| {
        view! {
            <div class="grid gap-1">
                <TextArea label=move || words::field(name) name value=form.field(at) refusals rows=4/>
                <p class="text-xs break-words text-quiet empty:hidden">{move || usual(name)}</p>
            </div>
        }
    };
    view! {
        <Beside history=form.history(unfolded)>
            <WriteForm
                writing
                kept
                refusals
                on_submit=save
                shown=SHOWN
            >
                {form.loaded_note()}
                <p class="text-xs text-quiet">{move || t!("measures.settings.hint")}</p>
                <div class="grid gap-3 sm:grid-cols-2">{LISTS.into_iter().enumerate().map(part).collect_view()}</div>
                {form.day_and_note(refusals)}
            </WriteForm>
        </Beside>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_of_words_reads_back() {
        // E-11, E-16, E-18, E-19, E-21, E-22, CO-01.
        let list = |it: &str| vec![it.to_owned(), format!("{it}2")];
        let words = Dictionaries {
            gap_reasons: list("缺料"),
            success_factors: list("口碑"),
            risk_kinds: list("汇率"),
            activities: list("路演"),
            sources: list("抖音"),
            methods: list("钉钉"),
            expense_kinds: list("快递"),
        };
        let typed: Vec<String> = texts(&words).into_iter().map(|it| it.1).collect();
        assert_eq!(read(&typed), words);
    }
}
