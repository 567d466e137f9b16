//! The root: the context of all screens, the sign-in check, and the routes.

use std::rc::Rc;

use leptos::context::Provider;
use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::local::{Notebook, Phase, Status};
use crate::ports::Browser;
use crate::state::{Customers, Machine, Preferences, SaidInFollowUps, Session, Standing, fetch_characters};
use crate::ui::alerts::AlertsPage;
use crate::ui::attention::AttentionPage;
use crate::ui::customers::{CustomerPage, CustomersPage, EditCustomerPage, NewCustomerPage, RenewalsPage};
use crate::ui::enter::{EnterExpensePage, EnterFollowUpPage, EnterOrderPage, EnterPaymentPage};
use crate::ui::expenses::{ExpensePage, ExpensesPage};
use crate::ui::frame::{Frame, SyncBadge, SyncPhase, WorkbenchPage};
use crate::ui::grades::GradeReviewPage;
use crate::ui::kit::{ClockGap, Toasts};
use crate::ui::me::MePage;
use crate::ui::opportunities::{NewOpportunityPage, OpportunitiesPage, OpportunityPage};
use crate::ui::orders::{OrderPage, OrdersPage, TrackPage, TrackingPage};
use crate::ui::performance::{ChannelPage, PerformancePage, RecordsPage};
use crate::ui::quotas::QuotasPage;
use crate::ui::review::ReviewPage;
use crate::ui::session::{
    Banners, ChangePasswordPage, DisabledPage, MustChangePasswordPage, NotFoundPage, OpeningPage, SignInPage, UnstoredPage, Update,
};
use crate::ui::settings::{AlertRulesPage, GradeRulesPage, OrganisationPage, PeoplePage, ProductsPage, RhythmPage};
use crate::ui::targets::TargetsPage;
use crate::ui::tasks::TasksPage;
use crate::ui::today::TodayPage;
use crate::ui::weekly::WeeklyPage;
use crate::uploads::Tray;

pub fn start(browser: Rc<dyn Browser>) {
    leptos::mount::mount_to_body(move || view! { <App browser=browser.clone()/> });
}

/// The root component.
#[component]
fn App(browser: Rc<dyn Browser>) -> impl IntoView {
    let machine = Machine::new(browser);
    provide_context(machine);
    provide_context(Preferences::restore(machine));
    provide_context(Update::watch(machine));
    provide_context(Session::start(machine));
    view! {
        <Router>
            <Door/>
        </Router>
    }
}

/// Shows the sign-in screens or the app, by the session's standing.
#[component]
fn Door() -> impl IntoView {
    let session = expect_context::<Session>();
    move || match session.standing() {
        Standing::Opening => view! { <OpeningPage/> }.into_any(),
        Standing::Out => view! { <SignInPage/> }.into_any(),
        Standing::Disabled => view! { <DisabledPage/> }.into_any(),
        Standing::Unstored => view! { <UnstoredPage/> }.into_any(),
        Standing::In(notebook) => view! { <Provider value=notebook><Inside/></Provider> }.into_any(),
    }
}

/// The app of a signed-in person whose store is open.
#[component]
fn Inside() -> impl IntoView {
    let session = expect_context::<Session>();
    let notebook = expect_context::<Notebook>();
    provide_context(Customers::of(notebook));
    provide_context(SaidInFollowUps::of(notebook));
    provide_context(Tray::beside(notebook, expect_context::<Machine>()));
    Toasts::provide();
    fetch_characters(notebook, expect_context::<Machine>());
    let status = notebook.status();
    let clock_gap = Memo::new(move |_| status.with(|it| it.clock_gap));
    provide_context(ClockGap(clock_gap.into()));
    let phase = Memo::new(move |_| status.with(|it| it.phase.clone()));
    let n_pending = Memo::new(move |_| status.with(|it| it.n_pending));
    Effect::new(move |_| session.heed(&phase.get()));
    Effect::new(move |_| session.note_unsent(n_pending.get()));
    Effect::new(move |_| {
        notebook.with(|book| {
            if book.has_company() {
                crate::i18n::set_company(book.company())
            }
        })
    });
    let sync = Memo::new(move |_| status.with(badge));
    let attention = Memo::new(move |_| status.with(|it| it.n_attention));
    let may_settings = Memo::new(move |_| notebook.actor().may_administer());
    let must_change = Memo::new(move |_| session.must_change_password());
    move || {
        if must_change.get() {
            view! { <MustChangePasswordPage/> }.into_any()
        } else {
            view! {
                <Frame sync attention may_settings>
                    <Banners/>
                    <Pages/>
                </Frame>
            }
            .into_any()
        }
    }
}

/// The sync badge of the frame for a status.
fn badge(status: &Status) -> SyncBadge {
    let phase = match status.phase {
        Phase::Idle | Phase::Offline => SyncPhase::Idle,
        Phase::Syncing => SyncPhase::Syncing,
        Phase::SignedOut
        | Phase::PasswordDue
        | Phase::Disabled
        | Phase::WrongPerson
        | Phase::Failing
        | Phase::Outdated
        | Phase::Storage(_) => SyncPhase::Trouble,
    };
    SyncBadge { phase, pending: status.n_pending, offline: status.phase == Phase::Offline }
}

/// The routes.
#[component]
fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=|| view! { <NotFoundPage/> }>
            <Route path=path!("/performance") view=PerformancePage/>
            <Route path=path!("/performance/records") view=RecordsPage/>
            <Route path=path!("/performance/channel") view=ChannelPage/>
            <Route path=path!("/expenses") view=ExpensesPage/>
            <Route path=path!("/expenses/:id") view=ExpensePage/>
            <Route path=path!("/opportunities") view=OpportunitiesPage/>
            <Route path=path!("/opportunities/new") view=NewOpportunityPage/>
            <Route path=path!("/opportunities/:id") view=OpportunityPage/>
            <Route path=path!("/orders") view=OrdersPage/>
            <Route path=path!("/orders/:id") view=OrderPage/>
            <Route path=path!("/order-track") view=TrackPage/>
            <Route path=path!("/order-track/table") view=TrackingPage/>
            <Route path=path!("/review") view=ReviewPage/>
            <Route path=path!("/targets") view=TargetsPage/>
            <Route path=path!("/tasks") view=TasksPage/>
            <Route path=path!("/weekly") view=WeeklyPage/>
            <Route path=path!("/quotas") view=QuotasPage/>
            <Route path=path!("/settings/people") view=PeoplePage/>
            <Route path=path!("/settings/organisation") view=OrganisationPage/>
            <Route path=path!("/settings/rhythm") view=RhythmPage/>
            <Route path=path!("/settings/products") view=ProductsPage/>
            <Route path=path!("/") view=TodayPage/>
            <Route path=path!("/customers") view=CustomersPage/>
            <Route path=path!("/customers/new") view=NewCustomerPage/>
            <Route path=path!("/customers/renewals") view=RenewalsPage/>
            <Route path=path!("/grades") view=GradeReviewPage/>
            <Route path=path!("/settings/grades") view=GradeRulesPage/>
            <Route path=path!("/customers/:id") view=CustomerPage/>
            <Route path=path!("/customers/:id/edit") view=EditCustomerPage/>
            <Route path=path!("/enter/follow-up") view=EnterFollowUpPage/>
            <Route path=path!("/enter/order") view=EnterOrderPage/>
            <Route path=path!("/enter/payment") view=EnterPaymentPage/>
            <Route path=path!("/enter/expense") view=EnterExpensePage/>
            <Route path=path!("/alerts") view=AlertsPage/>
            <Route path=path!("/settings/alerts") view=AlertRulesPage/>
            <Route path=path!("/attention") view=AttentionPage/>
            <Route path=path!("/workbench") view=WorkbenchPage/>
            <Route path=path!("/me") view=MePage/>
            <Route path=path!("/me/password") view=ChangePasswordPage/>
            <Route path=path!("/sign-in") view=|| view! { <leptos_router::components::Redirect path="/"/> }/>
        </Routes>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_says_in_sync_before_the_server_has_answered() {
        assert_eq!(badge(&Status::default()).phase, SyncPhase::Syncing);
    }
}
