//! One expense: amount, kind, customer, receipts and review, with the actions to amend or void it.

use domain::book::Book;
use domain::records::expense::Expense;
use domain::records::review::Matter;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::amend_sheet::AmendSheet;
use super::attribute_sheet::AttributeSheet;
use super::void_sheet::VoidSheet;
use crate::i18n::{NOTHING, locale, words};
use crate::local::Notebook;
use crate::state::person_name;
use crate::t;
use crate::ui::kit::{Badge, Button, Look, PageHead, SavedBadge, Section, StatTile, SyncState, icons};
use crate::ui::records::attachments::{EvidenceSection, Proof};
use crate::ui::records::customer_link::CustomerLink;
use crate::ui::records::found::Found;
use crate::ui::records::history_link::HistoryLink;
use crate::ui::records::review_note::{ReviewNote, WrongClock};
use crate::ui::url::routes::{self, paths};

/// The page of an expense.
#[component]
pub fn ExpensePage() -> impl IntoView {
    view! {
        <Found
            find=Book::expense
            title=move || t!("expenses.one")
            back=routes::EXPENSES
            page=|expense| view! { <ExpenseBody expense/> }.into_any()
        />
    }
}

#[component]
fn ExpenseBody(expense: Signal<Expense>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    // Opens the form for a user who follows the link of a refused change, even if they may no longer amend the expense.
    let comes_to_amend = use_query_map().with_untracked(|it| it.get("amend").is_some());
    if comes_to_amend {
        // Removes `amend` from the address. This runs before the sheet adds its own history entry, because the entry below it cannot be replaced
        // later.
        let here = paths::expense(expense.with_untracked(|it| it.id));
        use_navigate()(&here, NavigateOptions { scroll: false, replace: true, ..Default::default() });
    }
    let (is_amending, is_attributing, is_voiding) = (RwSignal::new(comes_to_amend), RwSignal::new(false), RwSignal::new(false));
    let may_change = Memo::new(move |_| {
        let actor = notebook.actor();
        expense.with(|it| it.stands() && notebook.with(|book| actor.may_amend_expense(it, book)))
    });
    let saved = Memo::new(move |_| SyncState::from(notebook.saved(expense.with(|it| it.id).into())));
    view! {
        <div class="mx-auto max-w-2xl">
            <PageHead title=move || expense.with(|it| words::expense_kind(it.profile.kind)) back=routes::EXPENSES>
                <SavedBadge state=saved/>
            </PageHead>
            <Facts expense/>
            <div class="pt-4">
                <EvidenceSection
                    title=Signal::derive(|| t!("expenses.receipts").to_owned())
                    proof=Signal::derive(move || expense.with(|it| Proof::of(it.id, it.customer.unwrap_or_default())))
                    may_add=may_change
                />
            </div>
            <Show when=move || may_change.get()>
                <div class="flex flex-wrap gap-2 py-4">
                    <Button label=move || t!("expenses.amend") look=Look::Primary icon=icons::EDIT on_press=move || is_amending.set(true)/>
                    <Button label=move || t!("expenses.attribute") on_press=move || is_attributing.set(true)/>
                    <Button label=move || t!("expenses.void") look=Look::Danger on_press=move || is_voiding.set(true)/>
                </div>
            </Show>
        </div>
        <AmendSheet expense is_open=is_amending/>
        <AttributeSheet expense is_open=is_attributing/>
        <VoidSheet expense is_open=is_voiding/>
    }
    .into_any()
}

#[component]
fn Facts(expense: Signal<Expense>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let name = move |id| notebook.with(|book| person_name(book, id));
    let amount = move || locale().money_signed(expense.with(|it| it.profile.amount));
    let on = move || locale().day(expense.with(|it| it.profile.on));
    let purpose = move || if expense.with(|it| it.profile.wins_new) { t!("expenses.for_new") } else { t!("expenses.for_old") }.to_owned();
    let channel = move || expense.with(|it| it.profile.channel).map_or_else(|| NOTHING.to_owned(), words::source);
    let owner = move || name(expense.with(|it| it.owner));
    let recorded = move || t!("expenses.made_by", person = name(expense.with(|it| it.made_by)));
    let customer = move || {
        let id = expense.with(|it| it.customer)?;
        Some(view! { <CustomerLink id/> })
    };
    let voided = move || {
        let voided = expense.with(|it| it.voided.clone())?;
        let words = t!("expenses.voided_by", day = locale().day(voided.on), person = name(voided.by), reason = voided.reason);
        Some(view! { <p class="pt-2 text-sm break-words"><Badge label=move || t!("expenses.voided")/> " " {words}</p> })
    };
    view! {
        <Section title=move || t!("expenses.about") actions=move || view! { <HistoryLink record=Signal::derive(move || expense.with(|it| it.id.into()))/> }>
            <div class="tiles">
                <StatTile label=move || t!("words.field.amount") value=Signal::derive(amount)/>
                <StatTile label=move || t!("expenses.field.spent_on") value=Signal::derive(on)/>
                <StatTile label=move || t!("expenses.use") value=Signal::derive(purpose)/>
                <StatTile label=move || t!("expenses.field.channel") value=Signal::derive(channel)/>
                <StatTile label=move || t!("expenses.field.owner") value=Signal::derive(owner)/>
            </div>
            <p class="pt-2">{customer}</p>
            <p class="text-sm break-words whitespace-pre-line">{move || expense.with(|it| it.profile.note.clone())}</p>
            <p class="pt-2 text-xs text-quiet">{recorded}</p>
            {voided}
            <WrongClock times=Signal::derive(move || expense.with(|it| it.review.is_none().then_some((it.clock_said, it.made_at))))/>
            <ReviewNote matter=Signal::derive(move || Matter::Expense { expense: expense.with(|it| it.id) })/>
        </Section>
    }
}
