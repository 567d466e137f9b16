//! Filters of the customer list. Owners, industries and the like offer only values in use.

use domain::values::json::word_of;
use std::collections::BTreeSet;

use domain::figures::segments::Abc;
use domain::records::customer::{Scale, Source};
use domain::values::grade::{Grade, Tier};
use domain::values::ids::{DepartmentId, PersonId, TeamId};
use leptos::prelude::*;

use super::customer_query::{CustomerQuery, KNOWN, NO_SCALE, NOT_KNOWN, Order};
use crate::i18n::{NOTHING, words};
use crate::local::Notebook;
use crate::state::Customers;
use crate::t;
use crate::ui::fields::choices;
use crate::ui::kit::{Choice, FilterBar};
use crate::ui::url::UrlState;

/// The filters.
#[component]
pub fn CustomersFilters(url: UrlState<CustomerQuery>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let Customers(index) = expect_context();
    let clear = move || url.change(|it| *it = CustomerQuery { sort: it.sort.clone(), ..CustomerQuery::default() });
    let sees_others = Memo::new(move |_| notebook.actor().may_see_others());
    let owners = Memo::new(move |_| {
        let all: BTreeSet<PersonId> = index.with(|customers| customers.0.iter().map(|it| it.owner).collect());
        notebook.with(|book| choices::people(all.into_iter().filter_map(|it| book.person(it))))
    });
    let teams = Memo::new(move |_| {
        let all: BTreeSet<TeamId> = index.with(|customers| customers.0.iter().filter_map(|it| it.team).collect());
        notebook
            .with(|book| all.into_iter().filter_map(|it| book.team(it)).map(|it| Choice::new(it.id, it.name.clone())).collect::<Vec<_>>())
    });
    let industries = Memo::new(move |_| {
        let named = index.with(|customers| choices::words(customers.0.iter().map(|it| &it.industry)));
        let not_given = index
            .with(|customers| customers.0.iter().any(|it| it.industry.is_empty()))
            .then(|| Choice::new(NOTHING, t!("performance.unknown")));
        named.into_iter().chain(not_given).collect::<Vec<_>>()
    });
    let departments = Memo::new(move |_| {
        let all: BTreeSet<DepartmentId> = index.with(|customers| customers.0.iter().filter_map(|it| it.department).collect());
        let named = |book: &domain::book::Book| {
            let known = all.iter().filter_map(|it| book.department(*it));
            known.map(|it| Choice::new(it.id, it.name.clone())).collect::<Vec<_>>()
        };
        notebook.with(named)
    });
    let tiers = Signal::derive(|| Tier::ALL.map(|it| Choice::new(word_of(it), words::tier(it))).to_vec());
    let classes = Signal::derive(|| Abc::ALL.map(|it| Choice::new(word_of(it), t!("segments.class", abc = format!("{it:?}")))).to_vec());
    let scales = Signal::derive(|| {
        let not_given = Choice::new(NO_SCALE, t!("performance.unknown"));
        Scale::ALL.into_iter().map(|it| Choice::new(word_of(it), words::scale(it))).chain([not_given]).collect::<Vec<_>>()
    });
    let decision_makers =
        Signal::derive(|| vec![Choice::new(KNOWN, t!("mixes.traits.known")), Choice::new(NOT_KNOWN, t!("mixes.traits.not_known"))]);
    let buyers = Signal::derive(|| vec![Choice::new("1", t!("segments.has_bought"))]);
    let regions = notebook.see(|book| book.regions().map(|it| Choice::new(it.id, it.name.clone())).collect::<Vec<_>>());
    let grades = Signal::derive(|| Grade::ALL.map(|it| Choice::new(word_of(it), words::grade(it))).to_vec());
    let sources = Signal::derive(move || {
        let chosen = url.with(|it| it.source);
        choices::listed(notebook, chosen).into_iter().map(|it: Source| Choice::new(word_of(it), words::source(it))).collect::<Vec<_>>()
    });
    let orders = Signal::derive(|| Order::ALL.map(|it| Choice::new(it.tag(), order_words(it))).to_vec());
    view! {
        <details class="group" open=move || 0 < url.with(CustomerQuery::n_filters)>
            <summary class="btn btn-ghost min-h-11 list-none">
                <crate::ui::kit::Icon name=crate::ui::kit::icons::FILTER/>
                {move || t!("kit.filters")}
                {move || Some(url.with(CustomerQuery::n_filters)).filter(|it| 0 < *it).map(|it| view! { <span class="badge badge-primary badge-sm">{it}</span> })}
            </summary>
            <FilterBar active=Signal::derive(move || url.with(CustomerQuery::n_filters)) on_clear=clear>
                <Narrow url name="grade" label=move || t!("words.field.grade") choices=grades/>
                <Narrow url name="tier" label=move || t!("segments.tier") choices=tiers/>
                <Narrow url name="abc" label=move || t!("segments.abc") choices=classes/>
                <Show when=move || sees_others.get()>
                    <Narrow url name="owner" label=move || t!("words.field.owner") choices=owners/>
                    <Show when=move || departments.with(|it| 1 < it.len())>
                        <Narrow url name="department" label=move || t!("words.field.department") choices=departments/>
                    </Show>
                    <Show when=move || teams.with(|it| 1 < it.len())>
                        <Narrow url name="team" label=move || t!("words.field.team") choices=teams/>
                    </Show>
                </Show>
                <Narrow url name="industry" label=move || t!("words.field.industry") choices=industries/>
                <Narrow url name="scale" label=move || t!("words.field.scale") choices=scales/>
                <Narrow url name="decides" label=move || t!("mixes.traits.decides") choices=decision_makers/>
                <Narrow url name="bought" label=move || t!("segments.bought") choices=buyers/>
                <Narrow url name="region" label=move || t!("words.field.region") choices=regions/>
                <Narrow url name="source" label=move || t!("words.field.source") choices=sources/>
                <Narrow url name="order" label=move || t!("customers.order") choices=orders is_order=true/>
            </FilterBar>
            <Show when=move || url.with(|it| it.abc.is_some())>
                <p class="pb-3 text-xs text-quiet">{move || t!("segments.abc_note")}</p>
            </Show>
        </details>
    }
    .into_any()
}

/// One filter.
#[component]
fn Narrow(
    url: UrlState<CustomerQuery>,
    /// The parameter in the address.
    name: &'static str,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(optional)] is_order: bool,
) -> impl IntoView {
    let value = Memo::new(move |_| url.part(name));
    let options = move || {
        choices
            .get()
            .into_iter()
            .map(|choice| {
                let kept = choice.value.clone();
                view! { <option value=choice.value selected=move || value.with(|it| *it == kept)>{choice.label}</option> }
            })
            .collect_view()
    };
    view! {
        <label class="grid min-w-32 flex-1 gap-1 sm:flex-none">
            <span class="text-xs text-quiet">{move || label.get()}</span>
            <select class="select min-h-11 w-full" on:change:target=move |event| url.set_part(name, &event.target().value())>
                {(!is_order).then(|| view! { <option value="" selected=move || value.with(String::is_empty)>{move || t!("kit.all")}</option> })}
                {options}
            </select>
        </label>
    }
    .into_any()
}

fn order_words(order: Order) -> &'static str {
    match order {
        Order::Name => t!("customers.by_name"),
        Order::Grade => t!("customers.by_grade"),
        Order::Newest => t!("customers.by_newest"),
    }
}
