//! 客户余额 of a customer: what is left of money received beyond its orders or before them, by the order it came in on.

use domain::records::customer::Customer;
use domain::records::order::CreditUse;
use domain::values::ids::OrderId;
use domain::values::money::Money;
use domain::views::customer_credit::credit_of;
use leptos::prelude::*;
use leptos_router::components::A;

use super::advance_sheet::AdvanceSheet;
use crate::i18n::locale;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Button, Look, Section, icons};
use crate::ui::url::routes::paths;

/// One order with such money.
#[derive(Clone, Debug, PartialEq)]
struct CreditSource {
    order: OrderId,
    number: String,
    left: Money,
    uses: Vec<(CreditUse, Option<String>)>,
}

/// The card.
#[component]
pub fn CustomerCredit(
    customer: Signal<Customer>,
    /// Whether the user may record received money.
    may_change: Memo<bool>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let id = Memo::new(move |_| customer.with(|it| it.id));
    let left = Memo::new(move |_| notebook.with(|book| credit_of(id.get(), book)));
    let sources = Memo::new(move |_| {
        let id = id.get();
        notebook.with(|book| {
            let number = |order: OrderId| book.order(order).map(|it| it.number.clone()).unwrap_or_default();
            let all = book.orders_of(id).chain(book.advances_of(id));
            let with_money = all.filter(|it| Money::ZERO < it.credit() || it.valid_credit_uses().next().is_some());
            with_money
                .map(|order| CreditSource {
                    order: order.id,
                    number: if order.is_advance() { t!("credit.advance_of", number = order.number) } else { order.number.clone() },
                    left: order.credit(),
                    uses: order.valid_credit_uses().map(|it| (it.clone(), it.to.map(number))).collect(),
                })
                .collect::<Vec<_>>()
        })
    });
    let words = |(credit_use, to): &(CreditUse, Option<String>)| {
        let amount = locale().money_signed(credit_use.amount);
        let what = match to {
            Some(number) => t!("credit.applied", number = number, amount = amount),
            None => t!("credit.refunded", amount = amount),
        };
        format!("{} · {what}", locale().day(credit_use.on))
    };
    let is_advancing = RwSignal::new(false);
    view! {
        <Show when=move || may_change.get() || sources.with(|it| !it.is_empty())>
            <Section title=move || t!("credit.title")>
                <p class="font-semibold tabular-nums">{move || t!("credit.left", amount = locale().money_signed(left.get()))}</p>
                <ul class="divide-y divide-base-200">
                    <For each=move || sources.get() key=|it| (it.order, it.left, it.uses.len()) let(source)>
                        <li class="py-2">
                            <p class="flex justify-between gap-2 text-sm">
                                <A href=paths::order(source.order) attr:class="link inline-flex min-h-11 items-center">{source.number}</A>
                                <span class="tabular-nums">{move || locale().money_signed(source.left)}</span>
                            </p>
                            {source.uses.iter().map(|it| view! { <p class="text-xs text-quiet tabular-nums">{words(it)}</p> }).collect_view()}
                        </li>
                    </For>
                </ul>
                <Show when=move || may_change.get()>
                    <Button label=move || t!("credit.verb.advance") look=Look::Ghost icon=icons::PAYMENT on_press=move || is_advancing.set(true)/>
                </Show>
            </Section>
        </Show>
        <AdvanceSheet customer=Signal::from(id) is_open=is_advancing/>
    }
    .into_any()
}
