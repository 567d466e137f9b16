//! One value entered for a KPI: how much, for whom, its evidence and review, with the forms that amend and withdraw it.

use domain::book::Book;
use domain::decide::command::{Command, VoidKpiEntry};
use domain::records::kpi::Formula;
use domain::records::kpi_entry::KpiEntry;
use domain::records::review::Matter;
use domain::values::field::Field;
use domain::values::ids::CustomerId;
use domain::values::kpi_name::KpiName;
use domain::values::kpi_unit::KpiUnit;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::i18n::{kpi_words, locale, words};
use crate::local::Notebook;
use crate::state::forms::KpiEntryForm;
use crate::state::person_name;
use crate::t;
use crate::ui::fields::kpi_entry_fields::{KpiEntryFields, SHOWN};
use crate::ui::forms::filling::Filling;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::unkept::NotKept;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{
    Button, DraftNote, FormErrors, Look, PageHead, SavedBadge, Section, Sheet, StatTile, SyncState, TextArea, Toasts, Tone, icons,
};
use crate::ui::records::attachments::{EvidenceSection, Proof};
use crate::ui::records::found::Found;
use crate::ui::records::history_link::HistoryLink;
use crate::ui::records::review_note::{ReviewNote, WrongClock};
use crate::ui::url::routes::{self, paths};

/// The page.
#[component]
pub fn KpiEntryPage() -> impl IntoView {
    view! {
        <Found
            find=Book::kpi_entry
            title=move || t!("kpis.entry")
            back=routes::KPIS
            page=|entry| view! { <EntryBody entry/> }.into_any()
        />
    }
}

#[component]
fn EntryBody(entry: Signal<KpiEntry>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    // Opens the form for a user who follows the link of a refused change.
    let comes_to_amend = use_query_map().with_untracked(|it| it.get("amend").is_some());
    if comes_to_amend {
        // Removes `amend` from the address before the sheet adds its own history entry.
        let here = paths::kpi_entry(entry.with_untracked(|it| it.id));
        use_navigate()(&here, NavigateOptions { scroll: false, replace: true, ..Default::default() });
    }
    let (is_amending, is_voiding) = (RwSignal::new(comes_to_amend), RwSignal::new(false));
    let may_change = Memo::new(move |_| {
        let actor = notebook.actor();
        entry.with(|it| it.stands() && notebook.with(|book| actor.may_change_kpi_entry(it, book)))
    });
    let saved = Memo::new(move |_| SyncState::from(notebook.saved(entry.with(|it| it.id).into())));
    let title = move || entry.with(|it| notebook.with(|book| kpi_words::name(KpiName::Own(it.kpi), book)));
    let back = paths::kpi(KpiName::Own(entry.with_untracked(|it| it.kpi)));
    view! {
        <div class="mx-auto max-w-2xl">
            <PageHead title back>
                <SavedBadge state=saved/>
            </PageHead>
            <Facts entry/>
            <div class="pt-4">
                <EvidenceSection proof=Signal::derive(move || entry.with(|it| Proof::of(it.id, CustomerId::default()))) may_add=may_change/>
            </div>
            <Show when=move || may_change.get()>
                <div class="flex flex-wrap gap-2 py-4">
                    <Button label=move || t!("kpis.amend") look=Look::Primary icon=icons::EDIT on_press=move || is_amending.set(true)/>
                    <Button label=move || t!("kpis.void") look=Look::Danger on_press=move || is_voiding.set(true)/>
                </div>
            </Show>
        </div>
        <Sheet open=is_amending on_close=move || is_amending.set(false) title=move || t!("kpis.verb.amend")>
            <AmendForm entry is_open=is_amending/>
        </Sheet>
        <Sheet open=is_voiding on_close=move || is_voiding.set(false) title=move || t!("kpis.verb.void")>
            <VoidForm entry is_open=is_voiding/>
        </Sheet>
    }
    .into_any()
}

#[component]
fn Facts(entry: Signal<KpiEntry>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let name = move |id| notebook.with(|book| person_name(book, id));
    let value = move || entry.with(|it| notebook.with(|book| kpi_words::entry_value(it, book)));
    let on = move || locale().day(entry.with(|it| it.on));
    let owner = move || name(entry.with(|it| it.owner));
    let recorded = move || {
        let (by, at) = entry.with(|it| (it.made_by, it.made_at));
        t!("kpis.entered_by", person = name(by), at = locale().moment(at, notebook.today()))
    };
    let voided = move || {
        let voided = entry.with(|it| it.voided.clone())?;
        let words = t!("expenses.voided_by", day = locale().day(voided.on), person = name(voided.by), reason = voided.reason);
        Some(view! { <p class="pt-2 text-sm break-words">{words}</p> })
    };
    let kpi = move || {
        let kpi = KpiName::Own(entry.with(|it| it.kpi));
        view! { <A href=paths::kpi(kpi) attr:class="link">{notebook.with(|book| kpi_words::name(kpi, book))}</A> }
    };
    view! {
        <Section title=move || t!("kpis.entry") actions=move || view! { <HistoryLink record=Signal::derive(move || entry.with(|it| it.id.into()))/> }>
            <div class="tiles">
                <StatTile label=move || t!("kpis.entry_value") value=Signal::derive(value)/>
                <StatTile label=move || t!("kpis.field.on") value=Signal::derive(on)/>
                <StatTile label=move || t!("kpis.field.owner") value=Signal::derive(owner)/>
            </div>
            <p class="pt-2 text-sm">{move || t!("kpis.one")} " · " {kpi}</p>
            <p class="text-sm break-words whitespace-pre-line">{move || entry.with(|it| it.note.clone())}</p>
            <p class="pt-2 text-xs text-quiet">{recorded}</p>
            {voided}
            <WrongClock times=Signal::derive(move || entry.with(|it| it.review.is_none().then_some((it.clock_said, it.made_at))))/>
            <ReviewNote matter=Signal::derive(move || Matter::KpiEntry { entry: entry.with(|it| it.id) })/>
        </Section>
    }
    .into_any()
}

#[component]
fn AmendForm(entry: Signal<KpiEntry>, is_open: RwSignal<bool>) -> impl IntoView {
    let (notebook, toasts) = (expect_context::<Notebook>(), expect_context::<Toasts>());
    // The record as it was when the form opened: the base of the change.
    let now = entry.get_untracked();
    let formula = notebook.peek(|book| book.kpi(now.kpi).and_then(|it| it.formula_on(now.on)));
    let enters_money = matches!(formula, Some(Formula::Entered { unit: KpiUnit::Money, .. }));
    let fresh = KpiEntryForm::wanting(now.id, now.kpi, enters_money, &now.profile(), &now.profile());
    let filling = Filling::open(&KpiEntryForm::name(Some(fresh.id)), fresh);
    let refusals = filling.refusals();
    let commit = filling.saving(move || {
        toasts.say(t!("kit.stored"), Tone::Success);
        is_open.set(false);
    });
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        if filling.draft.words().with_untracked(KpiEntryForm::is_unchanged) {
            return is_open.set(false);
        }
        commit();
    };
    view! {
        <form class="grid gap-4" novalidate on:submit=save>
            <DraftNote was_restored=Signal::derive(move || filling.draft.was_restored()) on_discard=move || filling.draft.discard()/>
            <KpiEntryFields filling/>
            <FormErrors refusals shown=SHOWN/>
            <NotKept failure=filling.failure()/>
            <Button label=move || t!("kit.save") look=Look::Primary submit=true wide=true busy=filling.is_saving()/>
        </form>
    }
    .into_any()
}

#[component]
fn VoidForm(entry: Signal<KpiEntry>, is_open: RwSignal<bool>) -> impl IntoView {
    let writing = Writing::ready();
    let entry = entry.with_untracked(|it| it.id);
    let reason = RwSignal::new(String::new());
    let kept = KeptWords::of(&format!("void-kpi-entry/{entry}"), [("reason", reason)]);
    let make = move || Ok(Command::VoidKpiEntry(VoidKpiEntry { entry, reason: reason.get() }));
    let save = writing.saving(kept, make, move || is_open.set(false));
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Reason] look=Look::Danger label=Signal::derive(|| t!("kpis.void").to_owned())>
            <p class="text-sm">{move || t!("kpis.void_consequence")}</p>
            <TextArea label=move || words::field(Field::Reason) name=Field::Reason value=reason refusals=writing.refusals() required=true/>
        </WriteForm>
    }
    .into_any()
}
