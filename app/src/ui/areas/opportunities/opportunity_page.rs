//! One opportunity: its facts, history and actions.

use domain::book::Book;
use domain::records::opportunity::{Opportunity, Outcome};
use domain::records::review::Matter;
use domain::values::field::Field;
use leptos::prelude::*;

use super::case_review::CaseReviews;
use super::lose_sheet::LoseSheet;
use super::moves::Moves;
use super::profile_form::EditSheet;
use super::risks_section::RisksSection;
use super::stage_actions::StageActions;
use crate::i18n::{NOTHING, locale, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::fields::choices::product_name;
use crate::ui::kit::{Badge, Button, ButtonLink, Look, PageHead, SavedBadge, Section, StageBadge, StatTile, SyncState, Tone, icons};
use crate::ui::records::attachments::{EvidenceSection, Proof};
use crate::ui::records::customer_link::CustomerLink;
use crate::ui::records::found::Found;
use crate::ui::records::history_link::HistoryLink;
use crate::ui::records::review_note::ReviewNote;
use crate::ui::url::routes::{self, paths};

/// The page of an opportunity.
#[component]
pub fn OpportunityPage() -> impl IntoView {
    view! {
        <Found
            find=Book::opportunity
            title=move || t!("words.kind.opportunity")
            back=routes::OPPORTUNITIES
            page=|opportunity| view! { <OpportunityBody opportunity/> }.into_any()
        />
    }
}

#[component]
fn OpportunityBody(opportunity: Signal<Opportunity>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let (is_editing, is_losing) = (RwSignal::new(false), RwSignal::new(false));
    let may_change = Memo::new(move |_| {
        let actor = notebook.actor();
        opportunity.with(|it| it.is_open() && notebook.with(|book| actor.may_work_on_opportunity(it, book)))
    });
    // Evidence can still be added to a won or lost opportunity.
    let may_attach = Memo::new(move |_| {
        let actor = notebook.actor();
        opportunity.with(|it| notebook.with(|book| actor.may_attach_to(it.id.into(), book)))
    });
    let title = move || opportunity.with(|it| it.profile.title.clone());
    let saved = move || SyncState::from(notebook.saved(opportunity.with(|it| it.id).into()));
    let win = move || opportunity.with(|it| paths::win(it.customer, it.id));
    view! {
        <PageHead title=Signal::derive(title) back=routes::OPPORTUNITIES>
            <SavedBadge state=Signal::derive(saved)/>
            <Show when=move || may_change.get()>
                <Button label=move || t!("opportunities.edit") icon=icons::EDIT on_press=move || is_editing.set(true)/>
            </Show>
        </PageHead>
        <div class="grid gap-4 lg:grid-cols-3">
            <div class="min-w-0 lg:col-span-2">
                <Facts opportunity/>
                <Show when=move || may_change.get()>
                    <StageActions opportunity/>
                    <div class="flex flex-wrap gap-2 py-4">
                        <ButtonLink label=move || t!("opportunities.win") to=Signal::derive(win) look=Look::Primary icon=icons::CHECK/>
                        <Button label=move || t!("opportunities.lose") look=Look::Danger on_press=move || is_losing.set(true)/>
                    </div>
                </Show>
                <End opportunity/>
                <RisksSection opportunity/>
                <CaseReviews opportunity/>
                <EvidenceSection proof=Signal::derive(move || opportunity.with(proof)) may_add=may_attach/>
            </div>
            <Moves opportunity/>
        </div>
        <EditSheet opportunity is_open=is_editing/>
        <LoseSheet opportunity is_open=is_losing/>
    }
    .into_any()
}

/// New evidence proves the current stage.
fn proof(opportunity: &Opportunity) -> Proof {
    Proof { stage: opportunity.is_open().then_some(opportunity.stage), ..Proof::of(opportunity.id, opportunity.customer) }
}

#[component]
fn Facts(opportunity: Signal<Opportunity>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let nothing = || NOTHING.to_owned();
    let customer = move || {
        let id = opportunity.with(|it| it.customer);
        view! { <CustomerLink id/> }
    };
    let owner =
        move || notebook.with(|book| opportunity.with(|it| book.person(it.owner).map(|owner| owner.name.clone()))).unwrap_or_else(nothing);
    let product = move || {
        let id = opportunity.with(|it| it.profile.product);
        id.and_then(|id| notebook.with(|book| book.product(id).map(product_name))).unwrap_or_else(nothing)
    };
    let amount = move || opportunity.with(|it| it.profile.amount).map_or_else(nothing, |it| locale().money_signed(it));
    let close = move || opportunity.with(|it| it.profile.expected_close).map_or_else(nothing, |it| locale().day(it));
    let opened = move || locale().day(opportunity.with(|it| it.opened_on));
    let note = move || opportunity.with(|it| it.profile.note.clone());
    // A sub-stage belongs to the current stage; one left over from an earlier stage is not shown.
    let sub_stage = move || {
        let (stage, name) = opportunity.with(|it| (it.stage, it.profile.sub_stage.clone()));
        notebook.with(|book| book.company().pipeline_on(notebook.today()).has(stage, &name)).then_some(name)
    };
    let ageing = Memo::new(move |_| {
        let today = notebook.today();
        let pipeline = notebook.with(|book| book.company().pipeline_on(today));
        opportunity.with(|it| (it.days_in_stage(today), it.days_over_limit(&pipeline, today)))
    });
    view! {
        <Section title=move || t!("opportunities.about") actions=move || view! { <HistoryLink record=Signal::derive(move || opportunity.with(|it| it.id.into()))/> }>
            <p class="flex flex-wrap items-center gap-2 pb-3">
                <StageBadge stage=Signal::derive(move || opportunity.with(|it| it.stage))/>
                {move || sub_stage().map(|it| view! { <Badge label=it/> })}
                {move || {
                    let (days, over) = ageing.get();
                    let tone = if 0 < over { Tone::Warning } else { Tone::Neutral };
                    let label = move || match over {
                        0 => t!("opportunities.days_here", n = days.unwrap_or(0)),
                        over => t!("opportunities.days_too_long", n = days.unwrap_or(0), over = over),
                    };
                    days.map(|_| view! { <Badge label=Signal::derive(label) tone=Signal::stored(tone) icon=icons::HISTORY/> })
                }}
                {customer}
            </p>
            <div class="tiles">
                <StatTile label=move || words::field(Field::Amount) value=Signal::derive(amount)/>
                <StatTile label=move || words::field(Field::ExpectedClose) value=Signal::derive(close)/>
                <StatTile label=move || words::field(Field::Owner) value=Signal::derive(owner)/>
                <StatTile label=move || words::field(Field::Product) value=Signal::derive(product)/>
                <StatTile label=move || words::field(Field::OpenedOn) value=Signal::derive(opened)/>
            </div>
            <ReviewNote matter=Signal::derive(move || Matter::Opportunity { opportunity: opportunity.with(|it| it.id) })/>
            <p class="pt-3 text-sm break-words whitespace-pre-line">{note}</p>
        </Section>
    }
}

#[component]
fn End(opportunity: Signal<Opportunity>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let is_cancelled = move |order| notebook.with(|book| book.order(order).is_some_and(|it| it.cancelled.is_some()));
    move || match opportunity.with(|it| it.outcome.clone())? {
        Outcome::Won { on, order } => Some(
            view! {
                <div class="flex flex-wrap items-center gap-2 py-4">
                    <Badge label=move || t!("opportunities.won_on", day = locale().day(on)) tone=Tone::Success icon=icons::CHECK/>
                    <ButtonLink label=move || t!("opportunities.its_order") to=paths::order(order) icon=icons::ORDER/>
                    <Show when=move || is_cancelled(order)>
                        <p class="text-sm">{move || t!("track.won_cancelled")}</p>
                    </Show>
                </div>
            }
            .into_any(),
        ),
        Outcome::Lost { on, reason } => Some(
            view! {
                <div class="py-4">
                    <Badge label=move || t!("opportunities.lost_on", day = locale().day(on)) icon=icons::CLOSE/>
                    <p class="pt-2 text-sm break-words whitespace-pre-line">{reason}</p>
                </div>
            }
            .into_any(),
        ),
    }
}
