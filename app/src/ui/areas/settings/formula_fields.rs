//! The fields of the formula editor: the shape, and for each part what it counts, how, when, and only what.

use domain::book::Book;
use domain::records::customer::{Scale, Source};
use domain::records::expense::ExpenseKind;
use domain::records::kpi::{Buyer, Counted, EntryPolicy, FactTrait, Kpi, Span, Tally};
use domain::records::order::Origin;
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::grade::Grade;
use domain::values::json::word_of;
use domain::values::method::Method;
use domain::values::refusal::Refusals;
use domain::values::stage::Stage;
use leptos::prelude::*;

use super::kpi_settings_page::others;
use crate::i18n::{kpi_words, words};
use crate::local::Notebook;
use crate::state::forms::{FormulaForm, FormulaPart, Shape, kpi_of};
use crate::t;
use crate::ui::fields::choices;
use crate::ui::kit::{Chip, ChipRow, Choice, SelectField};

/// The texts of one part.
#[derive(Clone, Copy)]
struct PartSignals {
    what: RwSignal<String>,
    tally: RwSignal<String>,
    span: RwSignal<String>,
    only: [RwSignal<String>; 2],
}

/// The texts of the formula.
#[derive(Clone, Copy)]
pub struct FormulaSignals {
    shape: RwSignal<String>,
    /// `money` if amounts are entered.
    entered: RwSignal<String>,
    /// What is asked of each entry: `evidence`, `review`, joined by commas.
    asks: RwSignal<String>,
    parts: [PartSignals; 2],
}

impl FormulaSignals {
    pub fn of(form: &FormulaForm) -> FormulaSignals {
        let part = |part: &FormulaPart| PartSignals {
            what: RwSignal::new(part.what.clone()),
            tally: RwSignal::new(part.tally.clone()),
            span: RwSignal::new(part.span.clone()),
            only: [RwSignal::new(part.only[0].clone()), RwSignal::new(part.only[1].clone())],
        };
        FormulaSignals {
            shape: RwSignal::new(form.shape.word().to_owned()),
            asks: RwSignal::new(asks_said(form.policy)),
            entered: RwSignal::new(if form.enters_money { "money" } else { "count" }.to_owned()),
            parts: [part(&form.parts[0]), part(&form.parts[1])],
        }
    }

    pub fn shape(self) -> Shape {
        self.shape.with(|it| Shape::of(it))
    }

    pub fn form(self) -> FormulaForm {
        let part = |part: PartSignals| FormulaPart {
            what: part.what.get(),
            tally: part.tally.get(),
            span: part.span.get(),
            only: [part.only[0].get(), part.only[1].get()],
        };
        let (enters_money, policy) = (self.entered.get() == "money", self.asks.with(|it| asks_read(it)));
        FormulaForm { shape: self.shape(), enters_money, policy, parts: self.parts.map(part) }
    }

    /// The texts with their names in the draft.
    pub fn named(self) -> Vec<(&'static str, RwSignal<String>)> {
        let [a, b] = self.parts;
        vec![
            ("shape", self.shape),
            ("entered", self.entered),
            ("asks", self.asks),
            ("a.what", a.what),
            ("a.tally", a.tally),
            ("a.span", a.span),
            ("a.only", a.only[0]),
            ("a.also", a.only[1]),
            ("b.what", b.what),
            ("b.tally", b.tally),
            ("b.span", b.span),
            ("b.only", b.only[0]),
            ("b.also", b.only[1]),
        ]
    }
}

const EVIDENCE: &str = "evidence";
const REVIEW: &str = "review";

fn asks_said(policy: EntryPolicy) -> String {
    let asks = [(policy.needs_evidence, EVIDENCE), (policy.needs_review, REVIEW)];
    asks.into_iter().filter(|it| it.0).map(|it| it.1).collect::<Vec<_>>().join(",")
}

fn asks_read(asks: &str) -> EntryPolicy {
    let has = |word: &str| asks.split(',').any(|it| it == word);
    EntryPolicy { needs_evidence: has(EVIDENCE), needs_review: has(REVIEW) }
}

/// What is asked of each entry, as chips that turn on and off.
#[component]
fn AsksField(asks: RwSignal<String>) -> impl IntoView {
    let policy = Memo::new(move |_| asks.with(|it| asks_read(it)));
    let turn = move |change: fn(&mut EntryPolicy)| {
        let mut now = policy.get_untracked();
        change(&mut now);
        asks.set(asks_said(now));
    };
    view! {
        <div class="min-w-0">
            <p class="mb-1 text-sm font-medium" aria-hidden="true">{move || t!("kpis.field.asks")}</p>
            <ChipRow label=move || t!("kpis.field.asks")>
                <Chip
                    label=move || t!("kpis.asks.evidence")
                    on=Signal::derive(move || policy.get().needs_evidence)
                    on_press=move || turn(|it| it.needs_evidence = !it.needs_evidence)
                />
                <Chip
                    label=move || t!("kpis.asks.review")
                    on=Signal::derive(move || policy.get().needs_review)
                    on_press=move || turn(|it| it.needs_review = !it.needs_review)
                />
            </ChipRow>
        </div>
    }
    .into_any()
}

/// The editor.
#[component]
pub fn FormulaFields(
    signals: FormulaSignals,
    /// The KPI as it was, which its own formula may not name.
    was: Option<Kpi>,
    #[prop(into)] refusals: Signal<Refusals>,
) -> impl IntoView {
    let name = |shape: Shape| match shape {
        Shape::Entered => t!("kpis.shape.entered"),
        Shape::Gauge => t!("kpis.shape.gauge"),
        Shape::Ratio => t!("kpis.shape.ratio"),
        Shape::Sum => t!("kpis.shape.sum"),
        Shape::Less => t!("kpis.shape.less"),
        Shape::PerHead => t!("kpis.shape.per_head"),
    };
    let shapes = move || Shape::ALL.map(|it| Choice::new(it.word(), name(it))).to_vec();
    let entered = move || vec![Choice::new("count", t!("kpis.entered_count")), Choice::new("money", t!("kpis.entered_money"))];
    let shape = Memo::new(move |_| signals.shape());
    let was = StoredValue::new(was);
    let parts = move || {
        let letters = ["A", "B"];
        (0..shape.get().n_parts())
            .map(|at| view! { <PartFields letter=letters[at] at part=signals.parts[at] was=was.get_value() refusals/> })
            .collect_view()
    };
    view! {
        <SelectField label=move || t!("kpis.field.shape") name=Field::Formula value=signals.shape choices=Signal::derive(shapes) refusals/>
        <Show when=move || shape.get() == Shape::Entered>
            <SelectField label=move || t!("kpis.field.entered_unit") name=Field::Kind value=signals.entered choices=Signal::derive(entered)/>
            <AsksField asks=signals.asks/>
        </Show>
        {parts}
    }
    .into_any()
}

#[component]
fn PartFields(
    letter: &'static str,
    /// Its place in the formula.
    at: usize,
    part: PartSignals,
    was: Option<Kpi>,
    #[prop(into)] refusals: Signal<Refusals>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let counted = Memo::new(move |_| FormulaPart { what: part.what.get(), ..FormulaPart::default() }.counted());
    let is_kpi = Memo::new(move |_| part.what.with(|it| kpi_of(it).is_some()));
    let what = move || {
        notebook.with(|book| {
            let facts = Counted::ALL.map(|it| Choice::new(format!("fact:{}", word_of(it)), kpi_words::counted(it)));
            let named = |it| format!("{}：{}", t!("kpis.one"), kpi_words::name(it, book));
            let kpis = others(was.as_ref(), book).into_iter().map(|it| Choice::new(format!("kpi:{it}"), named(it)));
            facts.into_iter().chain(kpis).collect::<Vec<_>>()
        })
    };
    let tallies = move || {
        let asked = |it: &Tally| counted.get().is_none_or(|of| *it != Tally::Number || of.base() != domain::records::kpi::Base::Netted);
        let all = [Tally::Sum, Tally::Number, Tally::Customers].into_iter();
        all.filter(asked).map(|it| Choice::new(word_of(it), kpi_words::tally(it))).collect::<Vec<_>>()
    };
    let spans = move || {
        let asked = |it: &Span| counted.get().is_none_or(|of| *it == Span::Within || !of.is_of_a_period());
        let all = [Span::Within, Span::Before, Span::UpToEnd, Span::TwelveMonths].into_iter();
        all.filter(asked).map(|it| Choice::new(word_of(it), kpi_words::span(it))).collect::<Vec<_>>()
    };
    let conditions =
        Memo::new(move |_| counted.get().map(|of| notebook.with(|book| conditions_of(of, book, notebook.today()))).unwrap_or_default());
    let title = move || format!("{letter} · {}", t!("kpis.field.what"));
    view! {
        <fieldset class="grid gap-3 rounded-box border border-base-300 p-3">
            <SelectField
                label=Signal::derive(title)
                name=Field::FormulaAt(at)
                value=part.what
                choices=Signal::derive(what)
                refusals
                none=move || t!("kpis.choose_part")
                required=true
            />
            <Show when=move || counted.get().is_some() && !is_kpi.get()>
                <div class="grid gap-3 sm:grid-cols-2">
                    <SelectField label=move || t!("kpis.field.tally") name=Field::Kind value=part.tally choices=Signal::derive(tallies)/>
                    <SelectField label=move || t!("kpis.field.span") name=Field::Kind value=part.span choices=Signal::derive(spans)/>
                    <Show when=move || conditions.with(|it| !it.is_empty())>
                        <SelectField label=move || t!("kpis.field.narrow") name=Field::Kind value=part.only[0] choices=conditions none=move || t!("kpis.no_narrowing")/>
                        <SelectField label=move || t!("kpis.field.narrow_also") name=Field::Kind value=part.only[1] choices=conditions none=move || t!("kpis.no_narrowing")/>
                    </Show>
                </div>
            </Show>
        </fieldset>
    }
    .into_any()
}

/// Every condition that facts of this kind can be asked for.
fn conditions_of(of: Counted, book: &Book, today: Day) -> Vec<Choice> {
    let dictionaries = book.company().dictionaries_on(today);
    let mut all = Vec::new();
    let mut add =
        |of: &str, word: String, label: String, name: &str| all.push(Choice::new(format!("{of}={word}"), format!("{name}：{label}")));
    let field = |it: Field| words::field(it);
    if of.knows(FactTrait::Method) {
        dictionaries
            .offered::<Method>(None)
            .into_iter()
            .for_each(|it| add("method", word_of(it), words::method(it), &field(Field::Method)));
    }
    if of.knows(FactTrait::Stage) {
        let stages = Stage::ALL.into_iter().filter(|it| *it <= Stage::Won);
        stages.for_each(|it| add("stage", word_of(it), words::stage(it).to_owned(), &field(Field::Stage)));
    }
    if of.knows(FactTrait::Buyer) {
        add("buyer", word_of(Buyer::New), t!("kpis.buyer.new").to_owned(), t!("kpis.buyer.name"));
        add("buyer", word_of(Buyer::Old), t!("kpis.buyer.old").to_owned(), t!("kpis.buyer.name"));
    }
    if of.knows(FactTrait::Origin) {
        Origin::ALL.into_iter().for_each(|it| add("origin", word_of(it), words::origin(it).to_owned(), &field(Field::Origin)));
    }
    if of.knows(FactTrait::Product) {
        let lines = choices::distinct(book.products().map(|it| &it.line));
        lines.into_iter().for_each(|it| add("line", it.clone(), it, &field(Field::ProductLine)));
        for product in book.products().filter(|it| it.active) {
            add("product", product.id.to_string(), product.model.clone(), &field(Field::Product));
        }
        let modules = choices::distinct(book.products().map(|it| &it.module));
        modules.into_iter().filter(|it| !it.is_empty()).for_each(|it| add("module", it.clone(), it, &field(Field::Module)));
    }
    if of.knows(FactTrait::ExpenseKind) {
        dictionaries
            .offered::<ExpenseKind>(None)
            .into_iter()
            .for_each(|it| add("expense_kind", word_of(it), words::expense_kind(it), &field(Field::Kind)));
    }
    if of.knows(FactTrait::Customer) {
        Grade::ALL.into_iter().for_each(|it| add("grade", word_of(it), words::grade(it).to_owned(), &field(Field::Grade)));
        for source in dictionaries.offered::<Source>(None) {
            add("channel", word_of(source), words::source(source), &field(Field::Source));
        }
        Scale::ALL.into_iter().for_each(|it| add("scale", word_of(it), words::scale(it).to_owned(), &field(Field::Scale)));
        book.regions().for_each(|it| add("region", it.id.to_string(), it.name.clone(), &field(Field::Region)));
    }
    all
}
