//! Today: the month's number first, then pending items, then what to do.

use leptos::prelude::*;

use super::administrator_today::AdministratorToday;
use super::agenda_list::AgendaList;
use super::alerts_card::AlertsCard;
use super::grade_reviews::GradeReviews;
use super::help_card::HelpCard;
use super::month_ring::MonthRing;
use super::proposals_card::ProposalsCard;
use super::quotas_card::QuotasCard;
use super::recent_customers::RecentCustomers;
use super::reviews::Reviews;
use super::rule_news_card::RuleNewsCard;
use super::shortfall_card::ShortfallCard;
use super::waiting::Waiting;
use crate::i18n::locale;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{ButtonLink, PageHead, icons};
use crate::ui::url::routes;

/// The page.
#[component]
pub fn TodayPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let is_administrator = Memo::new(move |_| notebook.actor().may_administer());
    let is_rep = Memo::new(move |_| !notebook.actor().may_see_others());
    let note = move || format!("{} {}", locale().day(today), locale().weekday(today));
    view! {
        <PageHead title=move || t!("nav.today") note>
            <Show when=move || !is_administrator.get()>
                <ButtonLink label=move || t!("today.plan") to=routes::TASKS icon=icons::CALENDAR/>
            </Show>
        </PageHead>
        <div class="pb-4 empty:hidden"><RuleNewsCard/></div>
        {move || match is_administrator.get() {
            true => view! { <Waiting/> <AdministratorToday/> }.into_any(),
            false => view! {
                <div class="grid items-start gap-4 lg:grid-cols-[2fr_3fr]">
                    <div class="grid gap-4">
                        <MonthRing/>
                        <Waiting/>
                        <Reviews/>
                        <GradeReviews/>
                        <QuotasCard/>
                    </div>
                    <div class="grid gap-4">
                        <HelpCard/>
                        <ProposalsCard/>
                        <AlertsCard/>
                        <AgendaList/>
                        <ShortfallCard/>
                        <Show when=move || is_rep.get()><RecentCustomers/></Show>
                    </div>
                </div>
            }
            .into_any(),
        }}
    }
    .into_any()
}
