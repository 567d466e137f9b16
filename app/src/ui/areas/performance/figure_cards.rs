//! One card per figure of the period; the charts below show the selected one.

use domain::book::Book;
use domain::figures::analytics::{Dashboard, time_passed};
use domain::figures::kpis::{AgainstIndustry, Evaluator};
use domain::values::working_days::WorkingDays;
use leptos::prelude::*;

use super::compared_note::ComparedNote;
use super::lens_in_url::LensInUrl;
use crate::i18n::locale;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::KpiCard;
use crate::ui::records::industry::IndustryLine;
use crate::ui::records::standing_tone::tone_of;

/// The cards.
#[component]
pub fn FigureCards(url: LensInUrl, answer: Signal<Dashboard>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let working_days = notebook.see(|book| WorkingDays::of(book.company()));
    // Completion expected by now.
    let time_passed =
        Memo::new(move |_| working_days.with(|working_days| time_passed(url.with(|it| it.period), notebook.today(), working_days)));
    // Against the industry, in the order of the cards. KPIs are measured only if there is an average.
    let industry = Memo::new(move |_| {
        let lens = url.get();
        let is_seen = |book: &Book| 0 < book.benchmarks().len() && notebook.actor().may_see_benchmarks(book, notebook.today());
        if !notebook.with(is_seen) {
            return Vec::new();
        }
        let (facts, today, actor) = (notebook.kpi_facts(), notebook.today(), notebook.actor());
        let figures = answer.with(|it| it.cards.iter().map(|card| card.figure).collect::<Vec<_>>());
        notebook.with(|book| {
            let evaluator = Evaluator::over(&facts, book, today);
            figures.iter().map(|it| evaluator.industry_for(&actor, it.kpi(), lens.period, &lens.filter)).collect::<Vec<_>>()
        })
    });
    let cards = move || {
        (0..answer.with(|it| it.cards.len()))
            .map(|index| {
                let kpi = Memo::new(move |_| answer.with(|it| it.cards[index]));
                let tone = Signal::derive(move || tone_of(kpi.with(|it| it.standing)));
                let chosen = Signal::derive(move || url.with(|it| it.figure == kpi.get().figure));
                let choose = move || url.change(|it| it.figure = kpi.get_untracked().figure);
                let beside = move || industry.with(|it| lines(it.get(index)));
                view! { <KpiCard kpi time_passed tone chosen beside on_press=choose/> }
            })
            .collect_view()
    };
    let pace = move || time_passed.get().map(|it| t!("performance.time_passed", share = locale().share(it)));
    let n_cards = Memo::new(move |_| answer.with(|it| it.cards.len()));
    view! {
        <div class="grid grid-cols-1 gap-3 min-[420px]:grid-cols-2 lg:grid-cols-4">{move || { n_cards.track(); untrack(cards) }}</div>
        <p class="pt-2 text-xs text-quiet tabular-nums">{pace}</p>
        <ComparedNote url working_days/>
    }
    .into_any()
}

fn lines(against: Option<&Vec<AgainstIndustry>>) -> AnyView {
    let line = |against: AgainstIndustry| view! { <span class="block pt-1 text-xs text-quiet"><IndustryLine against/></span> };
    against.into_iter().flatten().cloned().map(line).collect_view().into_any()
}
