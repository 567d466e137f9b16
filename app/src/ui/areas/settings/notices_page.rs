//! 提醒设置: when notifications are sent, through which channels, and the chat robots.

use leptos::prelude::*;

use super::administrators_only::AdministratorsOnly;
use super::notice_rules_form::NoticeRulesForm;
use super::robots_card::RobotsCard;
use super::ways_card::WaysCard;
use crate::t;
use crate::ui::kit::PageHead;

/// The page.
#[component]
pub fn NoticesPage() -> impl IntoView {
    view! {
        <AdministratorsOnly>
            <PageHead title=move || t!("nav.notices")/>
            <div class="grid max-w-6xl items-start gap-4 lg:grid-cols-2">
                <NoticeRulesForm/>
                <RobotsCard/>
                <WaysCard/>
            </div>
        </AdministratorsOnly>
    }
}
