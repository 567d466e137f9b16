//! A figure against the industry average (F-13, AN-09).

use domain::figures::kpis::AgainstIndustry;
use domain::values::better::Better;
use leptos::prelude::*;

use crate::i18n::benchmark_words;
use crate::local::Notebook;
use crate::t;

/// One line: the average and the difference, `行业平均完成率 90% · +6.0 个百分点`.
#[component]
pub fn IndustryLine(against: AgainstIndustry) -> impl IntoView {
    let class = colour(&against);
    view! {
        <span class="tabular-nums">
            {benchmark_words::average(&against)} " · " <span class=class>{benchmark_words::gap(against.difference)}</span>
        </span>
    }
    .into_any()
}

/// The line, which average was applied, and where it comes from.
#[component]
pub fn IndustryNote(against: AgainstIndustry) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let applied = notebook.with(|book| benchmark_words::applied(&against, book));
    let source = t!("benchmarks.source", text = against.benchmark.citation);
    view! {
        <div class="pt-2 text-sm">
            <p><IndustryLine against/></p>
            <p class="text-xs break-words text-quiet tabular-nums">{applied}</p>
            <p class="text-xs break-words text-quiet">{source}</p>
        </div>
    }
    .into_any()
}

/// A value below the average is not red: red is for what a rule says must be acted on.
fn colour(against: &AgainstIndustry) -> &'static str {
    let Some(difference) = against.difference else { return "whitespace-nowrap" };
    let sign = difference.value().sign();
    let is_good = match against.better {
        Better::More => sign.is_gt(),
        Better::Less => sign.is_lt(),
        Better::Neither => false,
    };
    if is_good { "font-medium whitespace-nowrap text-good" } else { "font-medium whitespace-nowrap" }
}
