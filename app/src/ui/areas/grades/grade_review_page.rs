//! Pending requests, and the proposals of the last quarter's review (AL-11, C-11, C-20, C-21).

use domain::records::customer::{ChangeRequest, Customer};
use domain::values::calendar::Period;
use domain::views::grading::{Proposal, quarter_under_review, review};
use leptos::prelude::*;
use leptos_router::components::A;

use super::proposal_card::{DecideSheet, Deciding, ProposalCard};
use crate::i18n::locale;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{EmptyState, ListFaces, PageHead, Section, icons};
use crate::ui::records::book_note::face_unless;
use crate::ui::records::request_card::{AnswerSheet, Answering, RequestCard};
use crate::ui::url::routes::paths;

/// The page.
#[component]
pub fn GradeReviewPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let quarter = notebook.peek(|book| quarter_under_review(today, book.company().calendar_on(today)));
    let requests = notebook.see(|book| {
        let mut all: Vec<(Customer, ChangeRequest)> =
            book.customers().flat_map(|it| it.open_requests().map(|request| (it.clone(), request.clone()))).collect();
        all.sort_by_key(|it| (it.1.at, it.1.id));
        all
    });
    let proposals = notebook.see(move |book| {
        let named = review(book, quarter).into_iter().filter_map(|it| book.customer(it.customer).cloned().map(|customer| (customer, it)));
        named.collect::<Vec<(Customer, Proposal)>>()
    });
    let open = move || proposals.get().into_iter().filter(|it| it.1.decided.is_none()).collect::<Vec<_>>();
    let decided = move || proposals.get().into_iter().filter(|it| it.1.decided.is_some()).collect::<Vec<_>>();
    let (answering, deciding) = (RwSignal::new(None::<Answering>), RwSignal::new(None::<Deciding>));
    let face = face_unless(
        notebook,
        move || !notebook.actor().may_see_sales(),
        move || requests.with(Vec::is_empty) && proposals.with(Vec::is_empty),
    );
    let empty = || view! { <EmptyState icon=icons::TARGET title=move || t!("grades.nothing") body=move || t!("grades.nothing_body")/> };
    let request = move |(customer, request): (Customer, ChangeRequest)| {
        let (to, name) = (paths::customer(customer.id), customer.profile.name.clone());
        view! {
            <li class="grid gap-1">
                <A href=to attr:class="link inline-flex min-h-11 items-center font-medium">{name}</A>
                <RequestCard customer request answering/>
            </li>
        }
    };
    let proposal = move |(customer, proposal): (Customer, Proposal)| view! { <li><ProposalCard customer proposal quarter deciding/></li> };
    // Everything that a card shows and does not update itself: its row is kept while this key is the same.
    let key = |(customer, proposal): &(Customer, Proposal)| {
        (customer.id, proposal.from, proposal.to, proposal.decided.as_ref().map(|it| it.accepted), customer.owner)
    };
    view! {
        <PageHead title=move || t!("grades.title")/>
        <ListFaces face empty>
            <div class="grid items-start gap-4 lg:grid-cols-2">
                <Show when=move || requests.with(|it| !it.is_empty())>
                    <Section title=move || t!("grades.requests") bare=true>
                        <ul class="grid gap-3">
                            <For each=move || requests.get() key=|it| (it.1.id, it.0.profile.grade) let(asked)>{request(asked)}</For>
                        </ul>
                    </Section>
                </Show>
                <Show when=move || proposals.with(|it| !it.is_empty())>
                    <Section title=move || t!("grades.proposals", quarter = locale().period(Period::Quarter(quarter))) bare=true>
                        <ul class="grid gap-3">
                            <For each=open key let(proposed)>{proposal(proposed)}</For>
                        </ul>
                        <Show when=move || !decided().is_empty()>
                            <details class="pt-3">
                                <summary class="flex min-h-11 cursor-pointer items-center text-sm">{move || t!("grades.decided")}</summary>
                                <ul class="grid gap-3">
                                    <For each=decided key let(proposed)>{proposal(proposed)}</For>
                                </ul>
                            </details>
                        </Show>
                    </Section>
                </Show>
            </div>
        </ListFaces>
        <AnswerSheet answering/>
        <DecideSheet deciding/>
    }
    .into_any()
}
