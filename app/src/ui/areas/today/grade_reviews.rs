//! Number of grades and requests that wait for this user's decision. Hidden when there are none.

use domain::views::grading::{quarter_under_review, review};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Icon, icons};
use crate::ui::url::routes;

/// The line.
#[component]
pub fn GradeReviews() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let quarter = notebook.peek(|book| quarter_under_review(today, book.company().calendar_on(today)));
    let n = notebook.see(move |book| {
        let actor = notebook.actor();
        let proposals = review(book, quarter)
            .into_iter()
            .filter(|it| it.decided.is_none())
            .filter(|it| book.customer(it.customer).is_some_and(|customer| actor.may_grade(customer.owner, it.from, it.to, book)));
        let requests = book.customers().flat_map(|it| it.open_requests().map(move |request| (it, request)));
        let requests = requests.filter(|(it, request)| actor.may_decide_request(it, &request.ask, book));
        proposals.count() + requests.count()
    });
    view! {
        <Show when=move || 0 < n.get()>
            <A href=routes::GRADES attr:class="pressable flex min-h-14 items-center gap-3 rounded-box border border-base-300 bg-base-100 px-4">
                <Icon name=icons::TARGET class="size-5 text-primary"/>
                <span class="flex-1">{move || t!("grades.n_waiting", n = n.get())}</span>
                <Icon name=icons::FORWARD class="size-4 text-quiet"/>
            </A>
        </Show>
    }
    .into_any()
}
