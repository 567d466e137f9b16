//! A KPI as one line of a list: its name, value and change.

use domain::access::actor::Actor;
use domain::book::Book;
use domain::figures::analytics::{Against, Growth};
use domain::figures::kpis::{AgainstIndustry, Evaluator, FormulaChange, KpiRow};
use domain::records::kpi::KpiGroup;
use domain::values::better::Better;
use domain::values::kpi_name::KpiName;
use leptos::prelude::*;

use super::lens::Lens;
use crate::i18n::{NOTHING, kpi_words, locale, words};
use crate::t;
use crate::ui::kit::growth_colour;
use crate::ui::records::formula_change;
use crate::ui::records::industry::IndustryLine;

/// The line.
#[derive(Clone, Debug, PartialEq)]
pub struct KpiLine {
    pub name: KpiName,
    pub group: KpiGroup,
    pub title: String,
    /// The formatted value, or why there is none.
    pub value: String,
    pub has_value: bool,
    /// The formatted value of the previous period.
    pub previous: String,
    /// The formatted target, if there is one.
    pub target: Option<String>,
    /// 完成率, formatted.
    pub completion: String,
    /// 差额 with its sign, formatted; of a rate in percentage points.
    pub gap: Option<String>,
    growth: Growth,
    better: Better,
    /// 口径变更 since the previous period.
    pub changes: Vec<FormulaChange>,
    /// Against the industry averages that apply.
    pub industry: Vec<AgainstIndustry>,
    /// What must be known to read the value.
    pub note: String,
    /// 含未审核, formatted.
    pub unreviewed: Option<String>,
}

impl KpiLine {
    pub fn without_target(self) -> KpiLine {
        KpiLine { target: None, ..self }
    }
}

/// The line of a KPI under a lens; `None` if the KPI did not exist in the period.
pub fn line_of(name: KpiName, lens: &Lens, actor: &Actor, evaluator: &Evaluator<'_>, book: &Book) -> Option<KpiLine> {
    let KpiRow { definition, now, unreviewed, previous, growth, target, is_target_late, completion, gap, changes, .. } =
        evaluator.row(name, lens.period, &lens.filter)?;
    let unit_word = unit_word(name, book);
    let written = |value| kpi_words::value(definition.unit, value, &unit_word);
    let note = match now.value {
        Err(missing) => kpi_words::why(missing),
        Ok(_) if now.is_incomplete => t!("kpis.incomplete"),
        Ok(_) if is_target_late => t!("targets.late_hint"),
        Ok(_) => "",
    };
    let unreviewed = unreviewed.map(|it| t!("review.unreviewed", value = written(it)));
    // The note says what the star means.
    let star = if is_target_late { "*" } else { "" };
    Some(KpiLine {
        name,
        group: definition.group,
        title: kpi_words::name(name, book),
        value: now.value.map_or_else(|it| kpi_words::missing(it).to_owned(), written),
        has_value: now.value.is_ok(),
        previous: previous.map_or_else(|| NOTHING.to_owned(), written),
        target: target.map(written),
        completion: completion.map_or_else(|| NOTHING.to_owned(), |it| format!("{}{star}", locale().completion(it))),
        gap: gap.map(|it| kpi_words::signed(definition.unit, it, &unit_word)),
        growth,
        better: definition.better,
        changes,
        industry: evaluator.industry_for(actor, name, lens.period, &lens.filter),
        note: note.to_owned(),
        unreviewed,
    })
}

/// The word for one of what an own KPI counts.
pub fn unit_word(name: KpiName, book: &Book) -> String {
    match name {
        KpiName::Own(id) => book.kpi(id).map(|it| it.unit_word.clone()).unwrap_or_default(),
        KpiName::Shipped(_) => String::new(),
    }
}

/// The change since the previous period, coloured if it is good.
pub fn change(line: &KpiLine) -> AnyView {
    let class = growth_colour(line.better, line.growth);
    let text = words::growth(line.growth, Against::PeriodBefore);
    view! { <span class=class>{text}</span> }.into_any()
}

/// The line as a link to the KPI's page. Keeps its elements when the values change.
#[component]
pub fn KpiLineLink(line: Memo<Option<KpiLine>>, #[prop(into)] to: Signal<String>) -> impl IntoView {
    let of = move |read: fn(&KpiLine) -> &str| move || line.with(|shown| shown.as_ref().map_or_else(String::new, |it| read(it).to_owned()));
    let has_value = move || line.with(|shown| shown.as_ref().is_some_and(|it| it.has_value));
    let growth_class = move || line.with(|shown| shown.as_ref().map_or("", |it| growth_colour(it.better, it.growth)));
    let growth_said =
        move || line.with(|shown| shown.as_ref().map_or_else(String::new, |it| words::growth(it.growth, Against::PeriodBefore)));
    let below = move || line.with(|shown| shown.as_ref().map(Below::of).filter(|it| *it != Below::default()));
    view! {
        // A plain link: the router's own watches the address, and a page with dozens of them changes it with every filter.
        <a href=to class="flex min-h-11 flex-wrap items-center gap-x-3 border-b border-base-200 px-3 py-1 text-sm last:border-b-0 pressable lg:min-h-9" title=of(|it| &it.note)>
            <span class="min-w-0 flex-1 truncate">{of(|it| &it.title)}</span>
            <span
                class="shrink-0 text-end whitespace-nowrap tabular-nums"
                class=("font-semibold", has_value)
                class=("text-quiet", move || !has_value())
            >
                {of(|it| &it.value)}
            </span>
            <span class="hidden w-14 shrink-0 text-end text-xs whitespace-nowrap tabular-nums lg:block">{of(|it| &it.completion)}</span>
            <span class="w-24 shrink-0 text-end text-xs whitespace-nowrap tabular-nums lg:w-28"><span class=growth_class>{growth_said}</span></span>
            <span class="hidden w-20 shrink-0 text-end text-xs whitespace-nowrap text-quiet tabular-nums lg:block">{of(|it| &it.previous)}</span>
            // Below the cells, for they are longer than the name.
            {move || below().map(Below::view)}
        </a>
    }
    .into_any()
}

/// What stands below the cells of some lines.
#[derive(Clone, Default, PartialEq)]
struct Below {
    unreviewed: Option<String>,
    changed: String,
    industry: Vec<AgainstIndustry>,
}

impl Below {
    fn of(line: &KpiLine) -> Below {
        let changed = formula_change::mark(&line.changes);
        Below { unreviewed: line.unreviewed.clone(), changed, industry: line.industry.clone() }
    }

    fn view(self) -> AnyView {
        let Below { unreviewed, changed, industry } = self;
        view! {
            {unreviewed.map(|it| view! { <span class="w-full text-xs text-quiet tabular-nums">{it}</span> })}
            {(!changed.is_empty()).then(|| view! { <span class="w-full text-xs text-quiet">{changed}</span> })}
            {industry.into_iter().map(|against| view! { <span class="w-full text-xs text-quiet"><IndustryLine against/></span> }).collect_view()}
        }
        .into_any()
    }
}
