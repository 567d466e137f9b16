//! 团队排名: a rep's place in their team, and the others by name (A48). The server computes it: the device holds no records of colleagues.

use domain::figures::kpis::{RankedMember, RankingQuestion};
use domain::values::kpi_name::KpiName;
use domain::values::kpi_unit::KpiUnit;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::kpi_line::unit_word;
use super::lens_in_url::LensInUrl;
use crate::api::{self, ApiError};
use crate::i18n::{self, NOTHING, kpi_words};
use crate::local::Notebook;
use crate::t;
use crate::ui::forms::network;
use crate::ui::kit::{Section, SkeletonRows};

/// The section.
#[component]
pub fn TeamRankingSection(name: KpiName, url: LensInUrl, unit: Signal<KpiUnit>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let answer = RwSignal::new(None::<Result<Vec<RankedMember>, ApiError>>);
    // The number of the last question; an answer to an earlier one is dropped.
    let asked = StoredValue::new(0_u32);
    let ask = move |(period, credited)| {
        let number = asked.get_value().wrapping_add(1);
        asked.set_value(number);
        spawn_local(async move {
            let told = api::kpis::ranking(RankingQuestion { kpi: name, period, credited }).await;
            if asked.try_get_value() == Some(number) {
                answer.try_set(Some(told));
            }
        });
    };
    let question = Memo::new(move |_| url.with(|it| (it.period, it.filter.credited)));
    Effect::new(move |_| {
        let question = question.get();
        answer.set(None);
        ask(question);
    });
    network::on_return(move || ask(question.get_untracked()));
    let member = move |member: RankedMember| {
        let is_self = member.person == notebook.actor().person;
        let value = notebook.with(|book| member.value.map(|it| kpi_words::value(unit.get(), it, &unit_word(name, book))));
        let place = member.place.map_or_else(|| NOTHING.to_owned(), |it| it.to_string());
        let weight = if is_self { "font-semibold" } else { "" };
        view! {
            <li
                class=format!("flex min-h-9 items-center gap-3 border-b border-base-200 text-sm last:border-b-0 {weight}")
                aria-current=is_self.then_some("true")
            >
                <span class="w-6 shrink-0 text-end tabular-nums">{place}</span>
                <span class="min-w-0 flex-1 truncate">{member.name}</span>
                <span class="shrink-0 whitespace-nowrap tabular-nums">{value.unwrap_or_else(|| NOTHING.to_owned())}</span>
            </li>
        }
    };
    let own_place = move |members: &[RankedMember]| {
        let own = members.iter().find(|it| it.person == notebook.actor().person).and_then(|it| it.place);
        own.map(|place| t!("benchmarks.place", place = place, of = members.len()))
    };
    let body = move || match answer.get() {
        None => view! { <SkeletonRows/> }.into_any(),
        Some(Err(ApiError::Offline)) => {
            view! { <p class="text-sm text-quiet" role="status">{t!("benchmarks.ranking_offline")}</p> }.into_any()
        }
        Some(Err(error)) => view! { <p class="text-sm text-error" role="alert">{i18n::api_error(&error)}</p> }.into_any(),
        Some(Ok(members)) => view! {
            <p class="pb-1 text-lg font-semibold tabular-nums">{own_place(&members)}</p>
            <ol>{members.into_iter().map(member).collect_view()}</ol>
        }
        .into_any(),
    };
    view! { <Section title=move || t!("benchmarks.ranking")>{body}</Section> }.into_any()
}
