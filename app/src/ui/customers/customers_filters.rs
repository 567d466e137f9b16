//! The filters of the list: each field offers what is there.

use std::collections::BTreeSet;

use domain::customer::{Grade, Source};
use domain::ids::{PersonId, TeamId};
use domain::organisation::Role;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::customer_query::{CustomerQuery, Order, write_to_url};
use crate::i18n::words;
use crate::local::Notebook;
use crate::state::Customers;
use crate::state::filling::tag;
use crate::t;
use crate::ui::kit::{Choice, FilterBar};
use crate::ui::routes;

/// The filters.
#[component]
pub fn CustomersFilters(query: Memo<CustomerQuery>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let Customers(index) = expect_context();
    let navigate = use_navigate();
    let clear = move || navigate(routes::CUSTOMERS, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
    let sees_others = Memo::new(move |_| notebook.actor().role != Role::Rep);
    let owners = Memo::new(move |_| {
        let all: BTreeSet<(String, PersonId)> = index.with(|it| it.0.iter().map(|it| (it.owner_name.clone(), it.owner)).collect());
        all.into_iter().map(|(name, id)| Choice::new(id, name)).collect::<Vec<_>>()
    });
    let teams = Memo::new(move |_| {
        let all: BTreeSet<TeamId> = index.with(|it| it.0.iter().filter_map(|it| it.team).collect());
        notebook
            .with(|book| all.into_iter().filter_map(|it| book.team(it)).map(|it| Choice::new(it.id, it.name.clone())).collect::<Vec<_>>())
    });
    let industries = Memo::new(move |_| {
        let all: BTreeSet<String> = index.with(|it| it.0.iter().map(|it| it.industry.clone()).filter(|it| !it.is_empty()).collect());
        all.into_iter().map(|it| Choice::new(&it, it.clone())).collect::<Vec<_>>()
    });
    let regions = notebook.see(|book| book.regions().map(|it| Choice::new(it.id, it.name.clone())).collect::<Vec<_>>());
    let grades = Signal::derive(|| Grade::ALL.map(|it| Choice::new(tag(&it), words::grade(it))).to_vec());
    let sources = Signal::derive(|| Source::ALL.map(|it| Choice::new(tag(&it), words::source(it))).to_vec());
    let orders = Signal::derive(|| Order::ALL.map(|it| Choice::new(it.tag(), order_words(it))).to_vec());
    view! {
        <details class="group" open=move || 0 < query.with(CustomerQuery::n_filters)>
            <summary class="btn btn-ghost min-h-11 list-none">
                <crate::ui::kit::Icon name=crate::ui::kit::icons::FILTER/>
                {move || t!("kit.filters")}
                {move || Some(query.with(CustomerQuery::n_filters)).filter(|it| 0 < *it).map(|it| view! { <span class="badge badge-primary badge-sm">{it}</span> })}
            </summary>
            <FilterBar active=Signal::derive(move || query.with(CustomerQuery::n_filters)) on_clear=clear>
                <Narrow name="grade" label=move || t!("words.field.grade") choices=grades value=Signal::derive(move || query.with(|it| it.grade.as_ref().map(tag).unwrap_or_default()))/>
                <Show when=move || sees_others.get()>
                    <Narrow name="owner" label=move || t!("words.field.owner") choices=owners value=Signal::derive(move || query.with(|it| it.owner.map(|it| it.to_string()).unwrap_or_default()))/>
                    <Show when=move || teams.with(|it| 1 < it.len())>
                        <Narrow name="team" label=move || t!("words.field.team") choices=teams value=Signal::derive(move || query.with(|it| it.team.map(|it| it.to_string()).unwrap_or_default()))/>
                    </Show>
                </Show>
                <Narrow name="industry" label=move || t!("words.field.industry") choices=industries value=Signal::derive(move || query.with(|it| it.industry.clone()))/>
                <Narrow name="region" label=move || t!("words.field.region") choices=regions value=Signal::derive(move || query.with(|it| it.region.map(|it| it.to_string()).unwrap_or_default()))/>
                <Narrow name="source" label=move || t!("words.field.source") choices=sources value=Signal::derive(move || query.with(|it| it.source.as_ref().map(tag).unwrap_or_default()))/>
                <Narrow name="order" label=move || t!("customers.order") choices=orders is_order=true value=Signal::derive(move || query.with(|it| it.order.tag().to_owned()))/>
            </FilterBar>
        </details>
    }
    .into_any()
}

/// One filter.
#[component]
fn Narrow(
    name: &'static str,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(into)] value: Signal<String>,
    #[prop(optional)] is_order: bool,
) -> impl IntoView {
    let write = write_to_url();
    let options = move || {
        choices
            .get()
            .into_iter()
            .map(|it| {
                let kept = it.value.clone();
                view! { <option value=it.value selected=move || value.with(|it| *it == kept)>{it.label}</option> }
            })
            .collect_view()
    };
    view! {
        <label class="grid min-w-32 flex-1 gap-1 sm:flex-none">
            <span class="text-xs text-quiet">{move || label.get()}</span>
            <select class="select min-h-11 w-full" on:change:target=move |event| write.run((name, event.target().value()))>
                {(!is_order).then(|| view! { <option value="" selected=move || value.with(String::is_empty)>{move || t!("kit.all")}</option> })}
                {options}
            </select>
        </label>
    }
    .into_any()
}

fn order_words(it: Order) -> &'static str {
    match it {
        Order::Name => t!("customers.by_name"),
        Order::Grade => t!("customers.by_grade"),
        Order::Newest => t!("customers.by_newest"),
    }
}
