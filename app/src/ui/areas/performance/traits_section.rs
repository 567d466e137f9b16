//! 成交客户特征 (C-22): traits of customers who bought, against all customers of the owner. Every number opens the customers it counts.

use domain::figures::traits::{Compared, Trait, compare};
use domain::values::json::word_of;
use domain::values::target_of::TargetOf;
use leptos::prelude::*;
use leptos_router::components::A;

use super::lens::Lens;
use super::lens_in_url::LensInUrl;
use crate::i18n::{NOTHING, locale, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::fields::owners::owner_name;
use crate::ui::kit::{Column, DataTable, EmptyState, Section, icons};
use crate::ui::url::address;
use crate::ui::url::routes;

/// One trait of the owner's customers.
#[derive(Clone, Debug, PartialEq)]
struct TraitLine {
    compared: Compared,
    of: TargetOf,
}

impl TraitLine {
    fn name(&self) -> String {
        match &self.compared.of {
            Trait::Industry(word) if word.is_empty() => t!("performance.unknown").to_owned(),
            Trait::Industry(word) => word.clone(),
            Trait::Scale(scale) => scale.map_or_else(|| t!("performance.unknown"), words::scale).to_owned(),
            Trait::DecisionMaker(true) => t!("mixes.traits.known").to_owned(),
            Trait::DecisionMaker(false) => t!("mixes.traits.not_known").to_owned(),
        }
    }

    /// Path of the list of those customers, or only of those who bought.
    fn address(&self, bought: bool) -> String {
        let mut parts = vec![match &self.compared.of {
            Trait::Industry(word) if word.is_empty() => ("industry", NOTHING.to_owned()),
            Trait::Industry(word) => ("industry", word.clone()),
            Trait::Scale(scale) => ("scale", scale.map_or_else(|| "none".to_owned(), word_of)),
            Trait::DecisionMaker(known) => ("decides", if *known { "known" } else { "unknown" }.to_owned()),
        }];
        parts.extend(match self.of {
            TargetOf::Company => None,
            TargetOf::Department(id) => Some(("department", id.to_string())),
            TargetOf::Team(id) => Some(("team", id.to_string())),
            TargetOf::Person(id) => Some(("owner", id.to_string())),
        });
        parts.extend(bought.then(|| ("bought", "1".to_owned())));
        format!("{}{}", routes::CUSTOMERS, address::query(&parts))
    }
}

/// The section.
#[component]
pub fn TraitsSection(url: LensInUrl) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let owner = Memo::new(move |_| url.with(Lens::owner));
    let compared = Memo::new(move |_| {
        let of = owner.get();
        notebook.with(|book| {
            let theirs = book.customers().filter(|it| of.counts(it.owner, book.person(it.owner).and_then(|person| person.team), book));
            compare(theirs, book, notebook.today())
        })
    });
    let is_empty = Memo::new(move |_| compared.with(|it| it.n_bought == 0));
    let said = move || {
        let (bought, all) = compared.with(|it| (it.n_bought, it.n_all));
        t!("mixes.traits.body", of = notebook.with(|book| owner_name(owner.get(), book)), all = all, bought = bought)
    };
    let lines = move |wanted: fn(&Trait) -> bool| {
        Signal::derive(move || {
            let of = owner.get();
            compared.with(|all| {
                all.traits.iter().filter(|it| wanted(&it.of)).map(|it| TraitLine { compared: it.clone(), of }).collect::<Vec<_>>()
            })
        })
    };
    let table = move |title: fn() -> &'static str, wanted: fn(&Trait) -> bool| {
        view! {
            <div class="min-w-0">
                <h3 class="pb-1 text-sm font-semibold">{title}</h3>
                <DataTable caption=Signal::derive(move || title().to_owned()) columns=columns(title) rows=lines(wanted)/>
            </div>
        }
    };
    view! {
        <Section title=move || t!("mixes.traits.title") class="lg:col-span-2">
            <p class="pb-3 text-xs text-quiet">{said}</p>
            <Show when=move || !is_empty.get() fallback=|| view! { <EmptyState icon=icons::CUSTOMERS title=move || t!("mixes.traits.none")/> }>
                <div class="grid gap-4 lg:grid-cols-3">
                    {table(|| t!("mixes.traits.industry"), |it| matches!(it, Trait::Industry(_)))}
                    {table(|| t!("mixes.traits.scale"), |it| matches!(it, Trait::Scale(_)))}
                    {table(|| t!("mixes.traits.decides"), |it| matches!(it, Trait::DecisionMaker(_)))}
                </div>
            </Show>
        </Section>
    }
    .into_any()
}

fn columns(title: fn() -> &'static str) -> Vec<Column<TraitLine>> {
    let named = |title: fn() -> &'static str| Signal::derive(move || title().to_owned());
    let door = |line: &TraitLine, bought: bool| {
        let (n, share) = if bought { (line.compared.n_bought, line.compared.bought) } else { (line.compared.n_all, line.compared.all) };
        let to = line.address(bought);
        let words = move || t!("mixes.traits.share", n = n, share = locale().share_or_nothing(share));
        view! { <A href=to attr:class="link inline-flex min-h-11 items-center">{words}</A> }
    };
    vec![
        Column::new(named(title), TraitLine::name),
        Column::number(named(|| t!("mixes.traits.bought")), move |it: &TraitLine| door(it, true)),
        Column::number(named(|| t!("mixes.traits.all")), move |it: &TraitLine| door(it, false)),
    ]
}
