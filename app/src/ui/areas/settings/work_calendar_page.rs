//! 工作日历 (A18).

use leptos::prelude::*;

use super::administrators_only::AdministratorsOnly;
use super::company_section::CompanySection;
use super::holidays_form::HolidaysForm;
use crate::t;
use crate::ui::kit::PageHead;

/// The page.
#[component]
pub fn WorkCalendarPage() -> impl IntoView {
    view! {
        <AdministratorsOnly>
            <PageHead title=move || t!("rhythm.holidays")/>
            <div class="max-w-6xl">
                <CompanySection title=move || t!("rhythm.holidays") form=|was| view! { <HolidaysForm was/> }/>
            </div>
        </AdministratorsOnly>
    }
}
