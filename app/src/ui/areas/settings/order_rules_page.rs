//! 订单规则: the plan of an order's nodes.

use leptos::prelude::*;

use super::administrators_only::AdministratorsOnly;
use super::order_rules_form::OrderRulesForm;
use crate::t;
use crate::ui::kit::PageHead;

/// The page.
#[component]
pub fn OrderRulesPage() -> impl IntoView {
    view! {
        <AdministratorsOnly>
            <PageHead title=move || t!("nav.order_rules")/>
            <div class="grid max-w-6xl gap-4">
                <OrderRulesForm/>
            </div>
        </AdministratorsOnly>
    }
}
