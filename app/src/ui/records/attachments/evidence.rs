//! The attachments of one record, as a strip of thumbnails and as a section of a page.

use domain::records::attachment::Attachment;
use domain::values::ids::{AttachmentId, CustomerId, Key, PaymentId};
use domain::values::stage::Stage;
use domain::views::evidence;
use leptos::prelude::*;

use super::add::AddEvidence;
use super::missing_badge::MissingBadge;
use super::thumbnail::Thumbnail;
use super::viewer::Viewer;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::Section;

/// What an attachment is evidence of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    pub of: Key,
    /// The customer of the record.
    pub customer: CustomerId,
    /// For an order, the payment it proves.
    pub payment: Option<PaymentId>,
    /// For an opportunity, the stage it proves.
    pub stage: Option<Stage>,
}

impl Proof {
    /// Evidence of a record as a whole.
    pub fn of(of: impl Into<Key>, customer: CustomerId) -> Proof {
        Proof { of: of.into(), customer, payment: None, stage: None }
    }

    /// Evidence of a payment of an order.
    pub fn of_payment(order: impl Into<Key>, customer: CustomerId, payment: PaymentId) -> Proof {
        Proof { payment: Some(payment), ..Proof::of(order, customer) }
    }

    /// Whether an attachment belongs here. Evidence of a stage is shown with its opportunity.
    fn takes(&self, attachment: &Attachment) -> bool {
        attachment.of == self.of && attachment.payment == self.payment
    }
}

/// Thumbnails, and the button to add one.
#[component]
pub fn EvidenceStrip(
    #[prop(into)] proof: Signal<Proof>,
    /// Whether the reader may add and withdraw attachments.
    #[prop(into)]
    may_add: Signal<bool>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let attached = Memo::new(move |_| {
        let proof = proof.get();
        notebook.with(|book| evidence::standing(proof.of, proof.customer, book).filter(|it| proof.takes(it)).cloned().collect::<Vec<_>>())
    });
    let n_waiting = Memo::new(move |_| attached.with(|attachments| attachments.iter().filter(|it| it.is_waiting()).count()));
    let shown = RwSignal::new(None::<AttachmentId>);
    view! {
        <div class="grid gap-2" data-evidence="">
            <Show when=move || attached.with(|it| !it.is_empty())>
                <ul class="flex flex-wrap gap-2" aria-label=move || t!("evidence.title")>
                    <For each=move || attached.get() key=|it| (it.id, it.stored_at.is_some()) let(attachment)>
                        <li><Thumbnail attachment on_press=move |id| shown.set(Some(id))/></li>
                    </For>
                </ul>
            </Show>
            <Show when=move || 0 < n_waiting.get()>
                <p class="text-xs text-quiet tabular-nums" role="status">
                    {move || t!("evidence.waiting", n = n_waiting.get(), total = attached.with(Vec::len))}
                </p>
            </Show>
            <Show when=move || may_add.get()>
                <AddEvidence proof/>
            </Show>
            <Viewer shown may_withdraw=may_add/>
        </div>
    }
    .into_any()
}

/// The strip as a section, with what is missing.
#[component]
pub fn EvidenceSection(
    #[prop(into)] proof: Signal<Proof>,
    /// Whether the reader may add and withdraw attachments.
    #[prop(into)]
    may_add: Signal<bool>,
    /// Title of the section, if it is not about evidence.
    #[prop(optional, into)]
    title: Option<Signal<String>>,
) -> impl IntoView {
    let title = move || title.map_or_else(|| t!("evidence.title").to_owned(), |it| it.get());
    view! {
        <Section title=Signal::derive(title)>
            <div class="grid gap-3">
                <MissingBadge of=Signal::derive(move || proof.get().of)/>
                <EvidenceStrip proof may_add/>
            </div>
        </Section>
    }
    .into_any()
}
