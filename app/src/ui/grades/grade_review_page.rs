//! Requests that wait, and what the review of the last quarter proposes (AL-11, C-11, C-20, C-21).

use domain::calendar::Period;
use domain::customer::{ChangeRequest, Customer};
use domain::grading::{Proposal, quarter_under_review, review};
use domain::organisation::Role;
use leptos::prelude::*;
use leptos_router::components::A;

use super::proposal_card::ProposalCard;
use crate::i18n::locale;
use crate::local::{Notebook, Phase};
use crate::t;
use crate::ui::kit::{EmptyState, Face, ListFaces, PageHead, Section, icons};
use crate::ui::request_card::RequestCard;
use crate::ui::routes::paths;

/// The page.
#[component]
pub fn GradeReviewPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let quarter = quarter_under_review(notebook.today());
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
    let status = notebook.status();
    let face = Memo::new(move |_| {
        let (is_filled, is_offline) = status.with(|it| (it.is_filled, it.phase == Phase::Offline));
        let is_empty = requests.with(Vec::is_empty) && proposals.with(Vec::is_empty);
        match (notebook.actor().role, is_empty, is_filled) {
            (Role::Administrator, ..) => Face::Refused,
            (_, true, false) => Face::Loading,
            (_, true, true) => Face::Empty,
            _ if is_offline => Face::Offline,
            _ => Face::Some,
        }
    });
    let empty = || view! { <EmptyState icon=icons::TARGET title=move || t!("grades.nothing") body=move || t!("grades.nothing_body")/> };
    let request = |(customer, request): (Customer, ChangeRequest)| {
        let (to, name) = (paths::customer(customer.id), customer.profile.name.clone());
        view! {
            <li class="grid gap-1">
                <A href=to attr:class="link inline-flex min-h-11 items-center font-medium">{name}</A>
                <RequestCard customer request/>
            </li>
        }
    };
    view! {
        <PageHead title=move || t!("grades.title")/>
        <ListFaces face empty>
            <div class="grid items-start gap-4 lg:grid-cols-2">
                <Show when=move || requests.with(|it| !it.is_empty())>
                    <Section title=move || t!("grades.requests") bare=true>
                        <ul class="grid gap-3">{move || requests.get().into_iter().map(request).collect_view()}</ul>
                    </Section>
                </Show>
                <Show when=move || proposals.with(|it| !it.is_empty())>
                    <Section title=move || t!("grades.proposals", quarter = locale().period(Period::Quarter(quarter))) bare=true>
                        <ul class="grid gap-3">
                            {move || open().into_iter().map(|(customer, it)| view! { <li><ProposalCard customer it quarter/></li> }).collect_view()}
                        </ul>
                        <Show when=move || !decided().is_empty()>
                            <details class="pt-3">
                                <summary class="flex min-h-11 cursor-pointer items-center text-sm">{move || t!("grades.decided")}</summary>
                                <ul class="grid gap-3">
                                    {move || decided().into_iter().map(|(customer, it)| view! { <li><ProposalCard customer it quarter/></li> }).collect_view()}
                                </ul>
                            </details>
                        </Show>
                    </Section>
                </Show>
            </div>
        </ListFaces>
    }
    .into_any()
}
