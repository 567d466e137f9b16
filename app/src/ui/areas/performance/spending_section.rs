//! 销售费用: selling expense (F-09), cost of a new customer (F-08), and both by acquisition channel. Every channel opens its records.

use domain::figures::analytics::{Figure, Spending, Spent, spending};
use domain::records::customer::Source;
use leptos::prelude::*;
use leptos_router::components::A;

use super::lens_in_url::LensInUrl;
use crate::i18n::{NOTHING, locale, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{ButtonLink, Column, DataTable, Section, StatTile, icons};
use crate::ui::url::address;
use crate::ui::url::routes;

/// The section.
#[component]
pub fn SpendingSection(url: LensInUrl) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    // The figure that the charts show does not matter here.
    let asked = Memo::new(move |_| url.with(|it| (it.period, it.filter.clone())));
    let answer = Memo::new(move |_| {
        let ((period, filter), facts) = (asked.get(), notebook.facts());
        notebook.with(|book| spending(&facts, period, &filter, book))
    });
    let all = move || answer.with(|it| it.all);
    let n_new = move || locale().count(i64::from(all().n_new));
    // Nothing is spent on a single product: this is no answer, not an amount of zero.
    let is_of_products = Memo::new(move |_| url.with(|it| Figure::SellingExpense.barrier(&it.filter).is_some()));
    let on_new = move || match is_of_products.get() {
        true => String::new(),
        false => format!("{} {}", t!("expenses.on_new"), locale().money_short(all().on_new)),
    };
    let records = move || {
        let (period, owner) = url.with(|it| (it.period, it.owner()));
        let parts: Vec<_> = [("period", period.to_string())].into_iter().chain(address::owner_part(owner)).collect();
        format!("{}{}", routes::EXPENSES, address::query(&parts))
    };
    let sum = move || match is_of_products.get() {
        true => t!("words.barrier.title").to_owned(),
        false => locale().money_short(all().expense),
    };
    let is_apart = Memo::new(move |_| answer.with(|it| it.all.is_apart));
    view! {
        <Section
            title=move || t!("expenses.title")
            class="lg:col-span-2"
            actions=move || view! { <ButtonLink label=move || t!("expenses.records") to=Signal::derive(records) icon=icons::TABLE/> }
        >
            <div class="tiles">
                <StatTile label=move || t!("expenses.sum") value=Signal::derive(sum) note=Signal::derive(on_new)/>
                <StatTile label=move || t!("expenses.ratio") value=Signal::derive(move || ratio(&all())) note=Signal::derive(|| t!("expenses.ratio_note").to_owned())/>
                <StatTile label=move || t!("expenses.cost_of_new") value=Signal::derive(move || cost(&all())) note=Signal::derive(|| t!("expenses.cost_note").to_owned())/>
                <StatTile label=move || t!("expenses.n_new") value=Signal::derive(n_new)/>
            </div>
            <Show when=move || is_apart.get()>
                <p class="pt-2 text-xs text-quiet">{move || t!("expenses.apart")}</p>
            </Show>
            <h3 class="pt-4 pb-1 text-sm font-medium">{move || t!("expenses.channels")}</h3>
            <Channels url answer/>
        </Section>
    }
    .into_any()
}

/// The channels, one a row.
#[component]
fn Channels(url: LensInUrl, answer: Memo<Spending>) -> impl IntoView {
    type ChannelRow = (Option<Source>, Spent);
    let name = move |(channel, _): &ChannelRow| {
        let channel = *channel;
        let to = move || url.with(|it| url.channel(it, channel));
        view! { <A href=to attr:class="link inline-flex min-h-11 items-center">{move || words::channel(channel)}</A> }
    };
    let number = |title: fn() -> &'static str, read: fn(&Spent) -> String| {
        Column::number(Signal::derive(move || title().to_owned()), move |(_, spent): &ChannelRow| {
            let spent = *spent;
            view! { <span>{move || read(&spent)}</span> }
        })
    };
    let columns = vec![
        Column::new(Signal::derive(|| t!("expenses.field.channel").to_owned()), name),
        number(|| t!("expenses.title"), |it| locale().money_signed(it.expense)),
        number(|| t!("expenses.n_new"), |it| locale().count(i64::from(it.n_new))),
        number(|| t!("expenses.cost_of_new"), cost),
        number(|| t!("expenses.sales"), |it| locale().money_signed(it.sales)),
        number(|| t!("expenses.ratio"), ratio),
    ];
    view! {
        <DataTable caption=move || t!("expenses.channels") columns rows=Signal::derive(move || answer.with(|it| it.channels.clone()))/>
        <Show when=move || answer.with(|it| it.channels.is_empty())>
            <p class="py-2 text-sm text-quiet">{move || t!("expenses.no_spending")}</p>
        </Show>
    }
    .into_any()
}

fn ratio(spent: &Spent) -> String {
    locale().share_or_nothing(spent.ratio())
}

fn cost(spent: &Spent) -> String {
    spent.cost_of_new().map_or_else(|| NOTHING.to_owned(), |it| locale().money_signed(it))
}
