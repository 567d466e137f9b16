//! The pages and their addresses, in the files that hold their code. A file is loaded when one of its pages opens for the first time.
//!
//! Few files, because code that two of them share is in one more file for each such pair.

use leptos::prelude::*;
use leptos::wasm_split::wasm_split;
use leptos_router::components::{Redirect, Route, Routes};
use leptos_router::path;

use crate::split::Unloaded;
use crate::ui::areas::alerts::AlertsPage;
use crate::ui::areas::attention::AttentionPage;
use crate::ui::areas::customers::{CustomerPage, CustomersPage, EditCustomerPage, NewCustomerPage, RenewalsPage};
use crate::ui::areas::enter::{EnterExpensePage, EnterFollowUpPage, EnterKpiPage, EnterOrderPage, EnterPaymentPage};
use crate::ui::areas::expenses::{ExpensePage, ExpensesPage};
use crate::ui::areas::grades::GradeReviewPage;
use crate::ui::areas::history::{HistoryPage, RecordHistoryPage};
use crate::ui::areas::me::{DevicesPage, MePage};
use crate::ui::areas::opportunities::{NewOpportunityPage, OpportunitiesPage, OpportunityPage};
use crate::ui::areas::orders::{OrderPage, OrdersPage, TrackPage, TrackingPage};
use crate::ui::areas::performance::{ChannelPage, KpiEntryPage, KpiPage, KpisPage, PerformancePage, RecordsPage};
use crate::ui::areas::quotas::QuotasPage;
use crate::ui::areas::review::ReviewPage;
use crate::ui::areas::session::{ChangePasswordPage, NotFoundPage};
use crate::ui::areas::settings::{
    AddPeoplePage, AlertRulesPage, BenchmarksPage, DictionariesPage, FieldPolicyPage, FiscalCalendarPage, GradeRulesPage, KpiSetsPage,
    KpiSettingsPage, MovesPage, NoticesPage, OrderRulesPage, OrganisationPage, PeoplePage, PersonDevicesPage, PipelinePage, ProductsPage,
    RecordRulesPage, RhythmPage, RulesPage, WorkCalendarPage,
};
use crate::ui::areas::targets::{TargetGridPage, TargetsPage};
use crate::ui::areas::tasks::TasksPage;
use crate::ui::areas::today::TodayPage;
use crate::ui::areas::weekly::WeeklyPage;
use crate::ui::frame::WorkbenchPage;
use crate::ui::frame::later;

/// The daily work, loaded right after Today.
#[derive(Clone, Copy)]
pub enum WorkPage {
    Expenses,
    Expense,
    Opportunities,
    NewOpportunity,
    Opportunity,
    Orders,
    Order,
    Track,
    Tasks,
    Customers,
    NewCustomer,
    Customer,
    EditCustomer,
    EnterFollowUp,
    EnterOrder,
    EnterPayment,
    EnterExpense,
    EnterKpi,
    Alerts,
    Attention,
    Workbench,
    Me,
    Devices,
    ChangePassword,
}

/// Analysis and planning.
#[derive(Clone, Copy)]
pub enum AnalysisPage {
    Performance,
    Records,
    Kpis,
    Kpi,
    KpiEntry,
    Channel,
    Tracking,
    Review,
    Targets,
    TargetGrid,
    Weekly,
    Quotas,
    Renewals,
    GradeReview,
    History,
    RecordHistory,
}

/// What administrators set.
#[derive(Clone, Copy)]
pub enum SettingsPage {
    People,
    AddPeople,
    PersonDevices,
    Organisation,
    Rhythm,
    Rules,
    Pipeline,
    Dictionaries,
    WorkCalendar,
    FieldPolicy,
    FiscalCalendar,
    Products,
    GradeRules,
    AlertRules,
    Kpis,
    KpiSets,
    Benchmarks,
    RecordRules,
    OrderRules,
    Notices,
    Moves,
}

#[wasm_split(work, wasm_split_path = leptos::wasm_split, fallible, preload(preload_work))]
fn work(page: WorkPage) -> Result<AnyView, Unloaded> {
    Ok(match page {
        WorkPage::Expenses => view! { <ExpensesPage/> }.into_any(),
        WorkPage::Expense => view! { <ExpensePage/> }.into_any(),
        WorkPage::Opportunities => view! { <OpportunitiesPage/> }.into_any(),
        WorkPage::NewOpportunity => view! { <NewOpportunityPage/> }.into_any(),
        WorkPage::Opportunity => view! { <OpportunityPage/> }.into_any(),
        WorkPage::Orders => view! { <OrdersPage/> }.into_any(),
        WorkPage::Order => view! { <OrderPage/> }.into_any(),
        WorkPage::Track => view! { <TrackPage/> }.into_any(),
        WorkPage::Tasks => view! { <TasksPage/> }.into_any(),
        WorkPage::Customers => view! { <CustomersPage/> }.into_any(),
        WorkPage::NewCustomer => view! { <NewCustomerPage/> }.into_any(),
        WorkPage::Customer => view! { <CustomerPage/> }.into_any(),
        WorkPage::EditCustomer => view! { <EditCustomerPage/> }.into_any(),
        WorkPage::EnterFollowUp => view! { <EnterFollowUpPage/> }.into_any(),
        WorkPage::EnterOrder => view! { <EnterOrderPage/> }.into_any(),
        WorkPage::EnterPayment => view! { <EnterPaymentPage/> }.into_any(),
        WorkPage::EnterExpense => view! { <EnterExpensePage/> }.into_any(),
        WorkPage::EnterKpi => view! { <EnterKpiPage/> }.into_any(),
        WorkPage::Alerts => view! { <AlertsPage/> }.into_any(),
        WorkPage::Attention => view! { <AttentionPage/> }.into_any(),
        WorkPage::Workbench => view! { <WorkbenchPage/> }.into_any(),
        WorkPage::Me => view! { <MePage/> }.into_any(),
        WorkPage::Devices => view! { <DevicesPage/> }.into_any(),
        WorkPage::ChangePassword => view! { <ChangePasswordPage/> }.into_any(),
    })
}

#[wasm_split(analysis, wasm_split_path = leptos::wasm_split, fallible)]
fn analysis(page: AnalysisPage) -> Result<AnyView, Unloaded> {
    Ok(match page {
        AnalysisPage::Performance => view! { <PerformancePage/> }.into_any(),
        AnalysisPage::Records => view! { <RecordsPage/> }.into_any(),
        AnalysisPage::Kpis => view! { <KpisPage/> }.into_any(),
        AnalysisPage::Kpi => view! { <KpiPage/> }.into_any(),
        AnalysisPage::KpiEntry => view! { <KpiEntryPage/> }.into_any(),
        AnalysisPage::Channel => view! { <ChannelPage/> }.into_any(),
        AnalysisPage::Tracking => view! { <TrackingPage/> }.into_any(),
        AnalysisPage::Review => view! { <ReviewPage/> }.into_any(),
        AnalysisPage::Targets => view! { <TargetsPage/> }.into_any(),
        AnalysisPage::TargetGrid => view! { <TargetGridPage/> }.into_any(),
        AnalysisPage::Weekly => view! { <WeeklyPage/> }.into_any(),
        AnalysisPage::Quotas => view! { <QuotasPage/> }.into_any(),
        AnalysisPage::Renewals => view! { <RenewalsPage/> }.into_any(),
        AnalysisPage::GradeReview => view! { <GradeReviewPage/> }.into_any(),
        AnalysisPage::History => view! { <HistoryPage/> }.into_any(),
        AnalysisPage::RecordHistory => view! { <RecordHistoryPage/> }.into_any(),
    })
}

#[wasm_split(settings, wasm_split_path = leptos::wasm_split, fallible)]
fn settings(page: SettingsPage) -> Result<AnyView, Unloaded> {
    Ok(match page {
        SettingsPage::People => view! { <PeoplePage/> }.into_any(),
        SettingsPage::AddPeople => view! { <AddPeoplePage/> }.into_any(),
        SettingsPage::PersonDevices => view! { <PersonDevicesPage/> }.into_any(),
        SettingsPage::Organisation => view! { <OrganisationPage/> }.into_any(),
        SettingsPage::Rhythm => view! { <RhythmPage/> }.into_any(),
        SettingsPage::Rules => view! { <RulesPage/> }.into_any(),
        SettingsPage::Pipeline => view! { <PipelinePage/> }.into_any(),
        SettingsPage::Dictionaries => view! { <DictionariesPage/> }.into_any(),
        SettingsPage::WorkCalendar => view! { <WorkCalendarPage/> }.into_any(),
        SettingsPage::FieldPolicy => view! { <FieldPolicyPage/> }.into_any(),
        SettingsPage::FiscalCalendar => view! { <FiscalCalendarPage/> }.into_any(),
        SettingsPage::Products => view! { <ProductsPage/> }.into_any(),
        SettingsPage::GradeRules => view! { <GradeRulesPage/> }.into_any(),
        SettingsPage::AlertRules => view! { <AlertRulesPage/> }.into_any(),
        SettingsPage::Kpis => view! { <KpiSettingsPage/> }.into_any(),
        SettingsPage::KpiSets => view! { <KpiSetsPage/> }.into_any(),
        SettingsPage::Benchmarks => view! { <BenchmarksPage/> }.into_any(),
        SettingsPage::RecordRules => view! { <RecordRulesPage/> }.into_any(),
        SettingsPage::OrderRules => view! { <OrderRulesPage/> }.into_any(),
        SettingsPage::Notices => view! { <NoticesPage/> }.into_any(),
        SettingsPage::Moves => view! { <MovesPage/> }.into_any(),
    })
}

/// Loads the pages of the daily work ahead. Ignores a failure: opening one of them tries again.
pub async fn load_ahead() {
    let _ = preload_work().await;
}

/// The routes.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=|| view! { <NotFoundPage/> }>
            <Route path=path!("/performance") view=|| later(|| analysis(AnalysisPage::Performance))/>
            <Route path=path!("/performance/records") view=|| later(|| analysis(AnalysisPage::Records))/>
            <Route path=path!("/kpis") view=|| later(|| analysis(AnalysisPage::Kpis))/>
            <Route path=path!("/kpis/one") view=|| later(|| analysis(AnalysisPage::Kpi))/>
            <Route path=path!("/kpis/entries/:id") view=|| later(|| analysis(AnalysisPage::KpiEntry))/>
            <Route path=path!("/performance/channel") view=|| later(|| analysis(AnalysisPage::Channel))/>
            <Route path=path!("/expenses") view=|| later(|| work(WorkPage::Expenses))/>
            <Route path=path!("/expenses/:id") view=|| later(|| work(WorkPage::Expense))/>
            <Route path=path!("/opportunities") view=|| later(|| work(WorkPage::Opportunities))/>
            <Route path=path!("/opportunities/new") view=|| later(|| work(WorkPage::NewOpportunity))/>
            <Route path=path!("/opportunities/:id") view=|| later(|| work(WorkPage::Opportunity))/>
            <Route path=path!("/orders") view=|| later(|| work(WorkPage::Orders))/>
            <Route path=path!("/orders/:id") view=|| later(|| work(WorkPage::Order))/>
            <Route path=path!("/order-track") view=|| later(|| work(WorkPage::Track))/>
            <Route path=path!("/order-track/table") view=|| later(|| analysis(AnalysisPage::Tracking))/>
            <Route path=path!("/review") view=|| later(|| analysis(AnalysisPage::Review))/>
            <Route path=path!("/targets") view=|| later(|| analysis(AnalysisPage::Targets))/>
            <Route path=path!("/targets/grid") view=|| later(|| analysis(AnalysisPage::TargetGrid))/>
            <Route path=path!("/tasks") view=|| later(|| work(WorkPage::Tasks))/>
            <Route path=path!("/weekly") view=|| later(|| analysis(AnalysisPage::Weekly))/>
            <Route path=path!("/quotas") view=|| later(|| analysis(AnalysisPage::Quotas))/>
            <Route path=path!("/settings/people") view=|| later(|| settings(SettingsPage::People))/>
            <Route path=path!("/settings/add-people") view=|| later(|| settings(SettingsPage::AddPeople))/>
            <Route path=path!("/settings/people/:id") view=|| later(|| settings(SettingsPage::PersonDevices))/>
            <Route path=path!("/settings/organisation") view=|| later(|| settings(SettingsPage::Organisation))/>
            <Route path=path!("/settings/rhythm") view=|| later(|| settings(SettingsPage::Rhythm))/>
            <Route path=path!("/rules") view=|| later(|| settings(SettingsPage::Rules))/>
            <Route path=path!("/settings/pipeline") view=|| later(|| settings(SettingsPage::Pipeline))/>
            <Route path=path!("/settings/dictionaries") view=|| later(|| settings(SettingsPage::Dictionaries))/>
            <Route path=path!("/settings/calendar") view=|| later(|| settings(SettingsPage::WorkCalendar))/>
            <Route path=path!("/settings/sensitive") view=|| later(|| settings(SettingsPage::FieldPolicy))/>
            <Route path=path!("/settings/fiscal") view=|| later(|| settings(SettingsPage::FiscalCalendar))/>
            <Route path=path!("/settings/products") view=|| later(|| settings(SettingsPage::Products))/>
            <Route path=path!("/settings/records") view=|| later(|| settings(SettingsPage::RecordRules))/>
            <Route path=path!("/settings/orders") view=|| later(|| settings(SettingsPage::OrderRules))/>
            <Route path=path!("/moves") view=|| later(|| settings(SettingsPage::Moves))/>
            <Route path=path!("/settings/notices") view=|| later(|| settings(SettingsPage::Notices))/>
            <Route path=path!("/") view=TodayPage/>
            <Route path=path!("/customers") view=|| later(|| work(WorkPage::Customers))/>
            <Route path=path!("/customers/new") view=|| later(|| work(WorkPage::NewCustomer))/>
            <Route path=path!("/customers/renewals") view=|| later(|| analysis(AnalysisPage::Renewals))/>
            <Route path=path!("/grades") view=|| later(|| analysis(AnalysisPage::GradeReview))/>
            <Route path=path!("/history") view=|| later(|| analysis(AnalysisPage::History))/>
            <Route path=path!("/history/:kind/:id") view=|| later(|| analysis(AnalysisPage::RecordHistory))/>
            <Route path=path!("/settings/grades") view=|| later(|| settings(SettingsPage::GradeRules))/>
            <Route path=path!("/customers/:id") view=|| later(|| work(WorkPage::Customer))/>
            <Route path=path!("/customers/:id/edit") view=|| later(|| work(WorkPage::EditCustomer))/>
            <Route path=path!("/enter/follow-up") view=|| later(|| work(WorkPage::EnterFollowUp))/>
            <Route path=path!("/enter/order") view=|| later(|| work(WorkPage::EnterOrder))/>
            <Route path=path!("/enter/payment") view=|| later(|| work(WorkPage::EnterPayment))/>
            <Route path=path!("/enter/expense") view=|| later(|| work(WorkPage::EnterExpense))/>
            <Route path=path!("/enter/kpi") view=|| later(|| work(WorkPage::EnterKpi))/>
            <Route path=path!("/alerts") view=|| later(|| work(WorkPage::Alerts))/>
            <Route path=path!("/settings/alerts") view=|| later(|| settings(SettingsPage::AlertRules))/>
            <Route path=path!("/settings/kpis") view=|| later(|| settings(SettingsPage::Kpis))/>
            <Route path=path!("/settings/kpi-sets") view=|| later(|| settings(SettingsPage::KpiSets))/>
            <Route path=path!("/settings/benchmarks") view=|| later(|| settings(SettingsPage::Benchmarks))/>
            <Route path=path!("/attention") view=|| later(|| work(WorkPage::Attention))/>
            <Route path=path!("/workbench") view=|| later(|| work(WorkPage::Workbench))/>
            <Route path=path!("/me") view=|| later(|| work(WorkPage::Me))/>
            <Route path=path!("/me/devices") view=|| later(|| work(WorkPage::Devices))/>
            <Route path=path!("/me/password") view=|| later(|| work(WorkPage::ChangePassword))/>
            <Route path=path!("/sign-in") view=|| view! { <Redirect path="/"/> }/>
        </Routes>
    }
}
