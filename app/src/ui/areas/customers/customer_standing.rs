//! Standing of a customer: its grade and the one earned by today with the reason, ABC, new or old, the strategy, and open requests.

use domain::figures::segments::{Abc, abc};
use domain::records::customer::Customer;
use domain::values::json;
use domain::views::grading::{Assessment, expected, is_new};
use leptos::prelude::*;

use super::ask_sheet::{AskSheet, Wish};
use super::class_note::ClassNote;
use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Badge, Button, Look, Section, Tone, icons};
use crate::ui::records::grade_words::reasons;
use crate::ui::records::request_card::{AnswerSheet, Answering, RequestCard};

/// What the book says about one customer.
#[derive(Clone, PartialEq)]
struct Known {
    customer: Customer,
    earned: Assessment,
    is_new: bool,
    abc: Abc,
}

/// The card.
#[component]
pub fn CustomerStanding(customer: Signal<Customer>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let known = Memo::new(move |_| {
        let customer = customer.get();
        notebook.with(|book| {
            let rules = book.company().grade_rules.on(today);
            Known {
                earned: expected(&customer, book, today),
                is_new: is_new(customer.id, book, today, &rules),
                abc: abc(book, today, &rules).get(&customer.id).copied().unwrap_or(Abc::C),
                customer,
            }
        })
    });
    let wish = RwSignal::new(None::<Wish>);
    let answering = RwSignal::new(None::<Answering>);
    let may_ask = Memo::new(move |_| {
        let actor = notebook.actor();
        customer.with(|it| it.stands() && notebook.with(|book| actor.may_request_change(it, book)))
    });
    let may_give = Memo::new(move |_| customer.with(|it| notebook.with(|book| notebook.actor().may_hand_over_customer(it, book))));
    view! {
        <Section title=move || t!("grades.standing")>
            {move || view! { <Standing known=known.get() answering/> }}
            <Show when=move || may_ask.get()>
                <div class="flex flex-wrap gap-2 pt-3 no-print">
                    <Button label=move || t!("grades.ask_grade") icon=icons::TARGET on_press=move || wish.set(Some(Wish::Grade))/>
                    <Button label=move || t!("grades.ask_strategy") icon=icons::EDIT on_press=move || wish.set(Some(Wish::Strategy))/>
                    <Show when=move || !may_give.get()>
                        <Button label=move || t!("grades.ask_hand_over") icon=icons::HAND_OVER look=Look::Ghost on_press=move || wish.set(Some(Wish::HandOver))/>
                    </Show>
                </div>
            </Show>
            <AskSheet customer wish/>
            <AnswerSheet answering/>
        </Section>
    }
    .into_any()
}

#[component]
fn Standing(known: Known, answering: RwSignal<Option<Answering>>) -> impl IntoView {
    let Known { customer, earned, is_new, abc } = known;
    let grade = customer.profile.grade;
    let (differs, is_big_and_new, expected) = (earned.grade != grade, earned.is_big_and_new, earned.grade);
    let why = reasons(&earned);
    let open: Vec<_> = customer.open_requests().cloned().collect();
    let strategy = customer.strategy.clone();
    view! {
        <div class="grid gap-3">
            <div class="flex flex-wrap gap-2">
                <Badge label=move || words::grade(grade) tone=Tone::Brand/>
                <Badge label=move || t!("grades.tier_of", tier = words::tier(grade.tier()))/>
                <Badge label=move || t!("grades.abc", abc = format!("{abc:?}"))/>
                <Badge label=move || if is_new { t!("grades.is_new") } else { t!("grades.is_old") }/>
                {is_big_and_new.then(|| view! { <Badge label=move || t!("grades.big_and_new") tone=Tone::Warning icon=icons::INFO/> })}
            </div>
            <div class="text-sm" data-expected=json::word_of(expected)>
                <p>
                    <span class="text-quiet">{move || t!("grades.expected")}" "</span>
                    <span class="font-medium">{move || words::grade(expected)}</span>
                    {differs.then(|| view! { <span class="text-xs text-quiet">" · "{move || t!("grades.expected_note")}</span> })}
                </p>
                <ul class="text-xs text-quiet">{why.into_iter().map(|it| view! { <li>{it}</li> }).collect_view()}</ul>
            </div>
            <ClassNote customer=customer.clone() abc/>
            <div class="text-sm">
                <p class="text-xs text-quiet">{move || t!("grades.field.strategy")}</p>
                <p class="break-words whitespace-pre-line">{move || if strategy.is_empty() { t!("grades.no_strategy").to_owned() } else { strategy.clone() }}</p>
            </div>
            {open.into_iter().map(|request| view! { <RequestCard customer=customer.clone() request answering/> }).collect_view()}
        </div>
    }
    .into_any()
}
