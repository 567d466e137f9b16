//! Adding, changing or removing an industry average.

use domain::book::Book;
use domain::decide::command::{Command, SaveBenchmark};
use domain::figures::kpis::{is_total, unit_of};
use domain::records::benchmark::{Benchmark, BenchmarkOf};
use domain::rules::FiscalCalendar;
use domain::values::calendar::{Day, Period};
use domain::values::field::{Field, FieldName};
use domain::values::json::{of_word, word_of};
use domain::values::kpi_name::KpiName;
use domain::values::kpi_unit::KpiUnit;
use domain::values::refusal::{Refusal, Refusals};
use domain::values::shipped_kpi::ShippedKpi;
use domain::values::text::is_blank;
use leptos::prelude::*;

use crate::i18n::{benchmark_words, kpi_words, locale, words};
use crate::local::Notebook;
use crate::state::kpi_value;
use crate::t;
use crate::ui::forms::edit_sheet::{Editing, EditingSheet};
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Button, Choice, Entry, Look, MoneyField, SelectField, TextArea, TextField};
use crate::ui::records::history_link::HistoryLink;

/// The sheet.
#[component]
pub fn BenchmarkSheet(
    /// `None` while the sheet is closed.
    editing: RwSignal<Option<Editing<Benchmark>>>,
) -> impl IntoView {
    let form = move |was| view! { <BenchmarkForm was editing/> }.into_any();
    let name = |it: &Benchmark| expect_context::<Notebook>().with(|book| benchmark_words::name(it, book));
    view! { <EditingSheet editing name title_of_new=move || t!("benchmarks.new") form/> }
}

const SHOWN: &[Field] = &[Field::Metric, Field::Compares, Field::Region, Field::Period, Field::Value, Field::Citation];

/// KPI, region and period make the record, so an existing one keeps them.
#[component]
fn BenchmarkForm(was: Option<Benchmark>, editing: RwSignal<Option<Editing<Benchmark>>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let today = notebook.today();
    let calendar = notebook.peek(|book| book.company().calendar_on(today));
    let unit_before = was.as_ref().and_then(|it| notebook.peek(|book| unit_of(it.metric, book)).map(|unit| it.compares.unit(unit)));
    let written = was.as_ref().zip(unit_before).and_then(|(it, unit)| it.value.map(|value| kpi_value::written(unit, value)));
    let metric = RwSignal::new(was.as_ref().map_or(KpiName::SALES_AMOUNT, |it| it.metric).to_string());
    let compares = RwSignal::new(word_of(was.as_ref().map_or(BenchmarkOf::Completion, |it| it.compares)));
    let region = RwSignal::new(was.as_ref().and_then(|it| it.region).map(|it| it.to_string()).unwrap_or_default());
    let period = RwSignal::new(was.as_ref().map_or(Period::Year(calendar.year_of(today)), |it| it.period).to_string());
    let value = RwSignal::new(written.unwrap_or_default());
    let citation = RwSignal::new(was.as_ref().map(|it| it.citation.clone()).unwrap_or_default());
    let form = was.as_ref().map_or_else(|| "benchmark".to_owned(), |it| format!("benchmark/{}", it.id));
    let named =
        [("metric", metric), ("compares", compares), ("region", region), ("period", period), ("value", value), ("citation", citation)];
    let kept = KeptWords::of(&form, named);
    let chosen = Memo::new(move |_| {
        let metric: KpiName = metric.get().parse().unwrap_or(KpiName::SALES_AMOUNT);
        (metric, of_word::<BenchmarkOf>(&compares.get()).unwrap_or(BenchmarkOf::Completion))
    });
    let unit = Memo::new(move |_| {
        let (metric, compares) = chosen.get();
        compares.unit(notebook.with(|book| unit_of(metric, book)).unwrap_or(KpiUnit::Count))
    });
    let before = was.clone();
    let make = move || {
        let (typed, citation, (metric, compares)) = (value.get(), citation.get(), chosen.get());
        let mut refusals = Refusals::default();
        let now = refusals.keep(Field::Value, kpi_value::read(unit.get(), &typed));
        let period = refusals.keep(Field::Period, Period::parse(&period.get()).ok_or(Refusal::Missing));
        refusals.refuse_if(is_blank(&citation), Field::Citation, Refusal::Missing);
        let (Some(now), Some(period), true) = (now, period, refusals.is_empty()) else { return Err(refusals) };
        let region = region.get().parse().ok();
        let (was, citation_was) = before.as_ref().map(|it| (it.value, it.citation.clone())).unwrap_or_default();
        Ok(Command::SaveBenchmark(SaveBenchmark { metric, compares, region, period, was, citation_was, now: Some(now), citation }))
    };
    let close = move || editing.set(None);
    let save = writing.saving(kept, make, close);
    let refusals = writing.refusals();
    let is_new = was.is_none();
    let whose = move || is_new.then(|| view! { <Whose metric compares region period refusals today calendar/> });
    let below = was.map(|benchmark| {
        let key = Signal::stored(benchmark.id.into());
        let remove = writing.saving(kept, move || Ok(Command::SaveBenchmark(SaveBenchmark::removal(&benchmark))), close);
        view! {
            <div class="flex flex-wrap items-center justify-between gap-2 pt-2">
                <Button label=move || t!("benchmarks.take_away") look=Look::Ghost on_press=remove/>
                <HistoryLink record=key/>
            </div>
        }
    });
    view! {
        <WriteForm writing kept on_submit=save shown=SHOWN>
            {whose()}
            <ValueField chosen unit value refusals/>
            <TextArea label=move || words::field(Field::Citation) name=Field::Citation value=citation refusals required=true
                placeholder=move || t!("benchmarks.citation_example")/>
        </WriteForm>
        {below}
    }
    .into_any()
}

/// The fields that say which average it is.
#[component]
fn Whose(
    metric: RwSignal<String>,
    compares: RwSignal<String>,
    region: RwSignal<String>,
    period: RwSignal<String>,
    #[prop(into)] refusals: Signal<Refusals>,
    today: Day,
    calendar: FiscalCalendar,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let metrics = notebook.see(|book| {
        let own = book.kpis().filter(|it| it.active).map(|it| KpiName::Own(it.id));
        let all = ShippedKpi::ALL.into_iter().map(KpiName::Shipped).chain(own);
        all.map(|it| Choice::new(it, kpi_words::name(it, book))).collect::<Vec<_>>()
    });
    let compared = move || {
        let metric: KpiName = metric.get().parse().unwrap_or(KpiName::SALES_AMOUNT);
        let choice = |of: BenchmarkOf, book: &Book| Choice::new(word_of(of), benchmark_words::compares(of, metric, book));
        notebook.with(|book| BenchmarkOf::ALL.map(|it| choice(it, book)).to_vec())
    };
    let regions = notebook.see(|book| book.regions().map(|it| Choice::new(it.id, it.name.clone())).collect::<Vec<_>>());
    let length = RwSignal::new(Period::parse(&period.get_untracked()).map_or(Length::Year, Length::of).word().to_owned());
    let chosen_length = Memo::new(move |_| Length::ALL.into_iter().find(|it| it.word() == length.get()).unwrap_or(Length::Year));
    // A chosen period of another length gives way to the running one.
    Effect::new(move |_| {
        let length = chosen_length.get();
        if period.with_untracked(|it| Period::parse(it).map(Length::of)) != Some(length) {
            period.set(length.running(today, calendar).to_string());
        }
    });
    let lengths = move || Length::ALL.map(|it| Choice::new(it.word(), it.name())).to_vec();
    let periods = move || {
        let running = chosen_length.get().running(today, calendar);
        let mut offered: Vec<Period> = (0..=chosen_length.get().reach()).map(|by| running.shift(1 - by)).collect();
        offered.extend(period.with(|it| Period::parse(it)).filter(|it| !offered.contains(it)));
        offered.into_iter().map(|it| Choice::new(it, locale().period(it))).collect::<Vec<_>>()
    };
    view! {
        <SelectField label=move || words::field(Field::Metric) name=Field::Metric value=metric choices=metrics refusals/>
        <SelectField label=move || words::field(Field::Compares) name=Field::Compares value=compares choices=Signal::derive(compared) refusals/>
        <SelectField label=move || words::field(Field::Region) name=Field::Region value=region choices=regions refusals
            none=move || t!("benchmarks.all_regions")/>
        <div class="grid grid-cols-2 gap-2">
            <SelectField label=move || t!("benchmarks.length") name=FieldName::parse("length") value=length choices=Signal::derive(lengths)/>
            <SelectField label=move || words::field(Field::Period) name=Field::Period value=period choices=Signal::derive(periods) refusals/>
        </div>
    }
    .into_any()
}

/// The average in the unit of what is compared.
#[component]
fn ValueField(
    chosen: Memo<(KpiName, BenchmarkOf)>,
    unit: Memo<KpiUnit>,
    value: RwSignal<String>,
    #[prop(into)] refusals: Signal<Refusals>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let label = move || t!("benchmarks.one");
    let hint = Signal::derive(move || {
        let (metric, compares) = chosen.get();
        let is_per_head = compares == BenchmarkOf::Value && notebook.with(|book| is_total(metric, book));
        if is_per_head { t!("benchmarks.per_head_hint").to_owned() } else { String::new() }
    });
    move || match unit.get() {
        KpiUnit::Money => view! { <MoneyField label name=Field::Value value refusals required=true hint/> }.into_any(),
        KpiUnit::Share => {
            view! { <TextField label name=Field::Value value refusals required=true hint entry=Entry::Decimal after=move || "%"/> }
                .into_any()
        }
        unit => {
            let entry = if unit == KpiUnit::Count { Entry::Whole } else { Entry::Decimal };
            let after = move || kpi_words::unit(unit);
            view! { <TextField label name=Field::Value value refusals required=true hint entry after/> }.into_any()
        }
    }
}

/// How long the period of an average is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Length {
    Month,
    Quarter,
    Year,
}

impl Length {
    const ALL: [Length; 3] = [Length::Year, Length::Quarter, Length::Month];

    fn of(period: Period) -> Length {
        match period {
            Period::Week(_) | Period::Month(_) => Length::Month,
            Period::Quarter(_) => Length::Quarter,
            Period::Year(_) => Length::Year,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Length::Month => "month",
            Length::Quarter => "quarter",
            Length::Year => "year",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Length::Month => t!("benchmarks.month"),
            Length::Quarter => t!("benchmarks.quarter"),
            Length::Year => t!("benchmarks.year"),
        }
    }

    fn running(self, today: Day, calendar: FiscalCalendar) -> Period {
        match self {
            Length::Month => Period::Month(today.month()),
            Length::Quarter => Period::Quarter(calendar.quarter_of(today)),
            Length::Year => Period::Year(calendar.year_of(today)),
        }
    }

    /// How many periods back can be chosen.
    fn reach(self) -> i32 {
        match self {
            Length::Month => 24,
            Length::Quarter => 12,
            Length::Year => 8,
        }
    }
}
