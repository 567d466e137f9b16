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
use super::support_today::SupportToday;
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
    let is_of_sales = Memo::new(move |_| notebook.actor().may_see_sales());
    let is_support = Memo::new(move |_| notebook.actor().may_answer_assignments());
    let is_rep = Memo::new(move |_| !notebook.actor().may_see_others());
    let note = move || format!("{} {}", locale().day(today), locale().weekday(today));
    view! {
        <PageHead title=move || t!("nav.today") note>
            <Show when=move || is_of_sales.get()>
                <ButtonLink label=move || t!("today.plan") to=routes::TASKS icon=icons::CALENDAR/>
            </Show>
        </PageHead>
        <div class="pb-4 empty:hidden"><RuleNewsCard/></div>
        {move || match (is_of_sales.get(), is_support.get()) {
            (false, true) => view! { <div class="grid max-w-3xl gap-4"><Waiting/> <SupportToday/></div> }.into_any(),
            (false, false) => view! { <Waiting/> <AdministratorToday/> }.into_any(),
            (true, _) => view! {
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
