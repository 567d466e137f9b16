//! What is attached to one record, as a strip of thumbnails; and the same as a section of a page.

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

/// What something is evidence of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The record.
    pub of: Key,
    /// Its customer.
    pub customer: CustomerId,
    /// Of an order, the payment.
    pub payment: Option<PaymentId>,
    /// Of an opportunity, the stage.
    pub stage: Option<Stage>,
}

impl Proof {
    /// Of a record as a whole.
    pub fn of(of: impl Into<Key>, customer: CustomerId) -> Proof {
        Proof { of: of.into(), customer, payment: None, stage: None }
    }

    /// Of a payment of an order.
    pub fn of_payment(order: impl Into<Key>, customer: CustomerId, payment: PaymentId) -> Proof {
        Proof { payment: Some(payment), ..Proof::of(order, customer) }
    }

    /// Whether an attachment belongs here. A stage's evidence is shown with its opportunity.
    fn takes(&self, it: &Attachment) -> bool {
        it.of == self.of && it.payment == self.payment
    }
}

/// Thumbnails, and the way to add one.
#[component]
pub fn EvidenceStrip(
    /// What it is evidence of.
    #[prop(into)]
    proof: Signal<Proof>,
    /// Whether the reader may add and take back.
    #[prop(into)]
    may_add: Signal<bool>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let attached = Memo::new(move |_| {
        let proof = proof.get();
        notebook.with(|book| evidence::standing(proof.of, proof.customer, book).filter(|it| proof.takes(it)).cloned().collect::<Vec<_>>())
    });
    let n_waiting = Memo::new(move |_| attached.with(|it| it.iter().filter(|it| it.is_waiting()).count()));
    let shown = RwSignal::new(None::<AttachmentId>);
    view! {
        <div class="grid gap-2" data-evidence="">
            <Show when=move || attached.with(|it| !it.is_empty())>
                <ul class="flex flex-wrap gap-2" aria-label=move || t!("evidence.title")>
                    <For each=move || attached.get() key=|it| (it.id, it.stored_at.is_some()) let(it)>
                        <li><Thumbnail it on_press=move |id| shown.set(Some(id))/></li>
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

/// The same as a section, with what still lacks.
#[component]
pub fn EvidenceSection(
    /// What it is evidence of.
    #[prop(into)]
    proof: Signal<Proof>,
    /// Whether the reader may add and take back.
    #[prop(into)]
    may_add: Signal<bool>,
    /// What the section is called, where it is not about proof.
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
