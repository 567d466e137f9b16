//! Page of one customer: head, figures, actions and timeline.

use domain::book::Book;
use domain::records::customer::Customer;
use leptos::prelude::*;
use leptos_router::components::A;

use super::customer_actions::CustomerActions;
use super::customer_credit::CustomerCredit;
use super::customer_figures::CustomerFigures;
use super::customer_head::{CustomerFacts, CustomerHead};
use super::customer_standing::CustomerStanding;
use super::customer_timeline::CustomerTimeline;
use crate::local::Notebook;
use crate::state::customer_name;
use crate::t;
use crate::ui::kit::Section;
use crate::ui::records::attachments::{EvidenceSection, Proof};
use crate::ui::records::found::Found;
use crate::ui::records::history_link::HistoryLink;
use crate::ui::url::routes::{self, paths};

/// The page.
#[component]
pub fn CustomerPage() -> impl IntoView {
    view! {
        <Found
            find=Book::customer
            title=move || t!("words.kind.customer")
            back=routes::CUSTOMERS
            page=|customer| view! { <CustomerBody customer/> }.into_any()
        />
    }
}

/// A customer that is in the book.
#[component]
fn CustomerBody(customer: Signal<Customer>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    // A customer that was merged into another links to it.
    let kept = Memo::new(move |_| {
        let into = customer.with(|it| it.merged_into)?.customer;
        Some((into, notebook.with(|book| customer_name(book, into)), notebook.with(|book| book.customer(into).is_some())))
    });
    let way = move || {
        kept.get().map(|(id, name, is_here)| {
            view! {
                <div class="alert alert-info alert-soft mb-3 items-start" role="status">
                    <span>{move || t!("grades.merged_note", name = name.clone())}</span>
                    {is_here.then(|| view! { <A href=paths::customer(id) attr:class="link inline-flex min-h-11 items-center">{move || t!("grades.open_kept")}</A> })}
                </div>
            }
        })
    };
    let id = Memo::new(move |_| customer.with(|it| it.id));
    let may_attach = Memo::new(move |_| {
        let stands = customer.with(Customer::stands);
        stands && notebook.with(|book| notebook.actor().may_attach_to(id.get().into(), book))
    });
    let may_receive = Memo::new(move |_| {
        let actor = notebook.actor();
        customer.with(|it| notebook.with(|book| actor.may_work_with_customer(it, book)))
    });
    view! {
        <CustomerHead customer/>
        {way}
        <Show when=move || kept.with(Option::is_none)><CustomerActions customer/></Show>
        <div class="grid items-start gap-4 pt-4 lg:grid-cols-[2fr_3fr]">
            <div class="grid gap-4">
                <CustomerFigures customer/>
                <CustomerCredit customer may_change=may_receive/>
                <CustomerStanding customer/>
                <CustomerFacts customer/>
                <EvidenceSection title=Signal::derive(|| t!("customers.papers").to_owned()) proof=Signal::derive(move || Proof::of(id.get(), id.get())) may_add=may_attach/>
            </div>
            <Section title=move || t!("customers.timeline") actions=move || view! { <HistoryLink record=Signal::derive(move || customer.with(|it| it.id.into()))/> }>
                <CustomerTimeline customer/>
            </Section>
        </div>
    }
    .into_any()
}
