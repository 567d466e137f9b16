//! Recording what people say about an order: acceptance, satisfaction, reasons for a delay, complaints and anomalies (O-04…O-06).

use domain::decide::command::{
    AnswerComplaint, Command, ExplainDelivery, HandleAnomaly, RateOrder, RecordAcceptance, RecordAnomaly, RecordComplaint, Track,
    VoidDelivery, VoidReturn,
};
use domain::records::order::{DeliveryGap, Order, Rating};
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::ids::{AcceptanceId, AnomalyId, ComplaintId, DeliveryId, ReturnId};
use domain::values::refusal::{Refusal, Refusals};
use leptos::prelude::*;

use super::node_forms::day_of;
use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::fields::responsible_field::{ResponsibleField, ResponsibleWords};
use crate::ui::forms::correction::CorrectionBox;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{DateField, Look, Segment, SegmentedControl, TextArea, TextField};

/// Records what the customer said on acceptance.
#[component]
pub fn AcceptForm(order: Order, close: Callback<()>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let (id, today, first) = (order.id, notebook.today(), order.terms.deal_on);
    let acceptance = AcceptanceId(notebook.new_id());
    let (on, verdict, note) = (RwSignal::new(today.to_string()), RwSignal::new(PASSED.to_owned()), RwSignal::new(String::new()));
    let kept = KeptWords::of(&format!("accept/{id}"), [("on", on), ("passed", verdict), ("note", note)]);
    let make = move || {
        let on = day_of(Field::On, &on.get())?;
        let passed = verdict.with(|it| it == PASSED);
        Ok(Command::Track(Track::RecordAcceptance(RecordAcceptance { order: id, id: acceptance, on, passed, note: note.get() })))
    };
    let save = writing.saving(kept, make, move || close.run(()));
    let verdicts = move || vec![Segment::new(PASSED, t!("track.passed")), Segment::new(FAILED, t!("track.failed"))];
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::On, Field::Note]>
            <SegmentedControl label=move || words::field(Field::Passed) segments=Signal::derive(verdicts) value=verdict on_choose=move |it| verdict.set(it)/>
            <DateField label=move || words::field(Field::On) name=Field::On value=on refusals=writing.refusals() first last=today required=true/>
            <TextArea label=move || words::field(Field::Note) name=Field::Note value=note refusals=writing.refusals()/>
        </WriteForm>
    }
    .into_any()
}

const PASSED: &str = "passed";
const FAILED: &str = "failed";

/// Records why the delivery differs from the terms: one of the company's reasons, or another (E-16).
#[component]
pub fn GapForm(order: Order, close: Callback<()>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let (id, was) = (order.id, order.delivery_gap);
    let text = |read: fn(&DeliveryGap) -> &String| RwSignal::new(was.as_ref().map(read).cloned().unwrap_or_default());
    let (reason, note) = (text(|it| &it.reason), text(|it| &it.note));
    let kept = KeptWords::of(&format!("gap/{id}"), [("reason", reason), ("note", note)]);
    let make = move || {
        let now = Some(DeliveryGap { reason: reason.get(), note: note.get() });
        Ok(Command::Track(Track::ExplainDelivery(ExplainDelivery { order: id, was: was.clone(), now })))
    };
    let save = writing.saving(kept, make, move || close.run(()));
    let reasons = notebook.see(move |book| book.company().dictionaries_on(notebook.today()).gap_reasons);
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Reason, Field::Note]>
            <TextField label=move || words::field(Field::DeliveryGap) name=Field::Reason value=reason refusals=writing.refusals() offers=reasons required=true/>
            <TextArea label=move || words::field(Field::Note) name=Field::Note value=note refusals=writing.refusals()/>
        </WriteForm>
    }
    .into_any()
}

/// Records how satisfied the customer is.
#[component]
pub fn RateForm(order: Order, close: Callback<()>) -> impl IntoView {
    let writing = Writing::ready();
    let (id, was) = (order.id, order.rating);
    let score = RwSignal::new(was.as_ref().map(|it| it.score.to_string()).unwrap_or_default());
    let note = RwSignal::new(was.as_ref().map(|it| it.note.clone()).unwrap_or_default());
    let kept = KeptWords::of(&format!("rate/{id}"), [("score", score), ("note", note)]);
    let make = move || {
        let score: u8 = score.get().parse().map_err(|_| Refusals::of(Field::Score, Refusal::Missing))?;
        let now = Some(Rating { score, note: note.get() });
        Ok(Command::Track(Track::RateOrder(RateOrder { order: id, was: was.clone(), now })))
    };
    let save = writing.saving(kept, make, move || close.run(()));
    let scores = move || (1..=5).map(|it| Segment::new(it, t!("track.stars", n = it))).collect::<Vec<_>>();
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Note]>
            <SegmentedControl label=move || words::field(Field::Score) segments=Signal::derive(scores) value=score on_choose=move |it| score.set(it)/>
            <TextArea label=move || words::field(Field::Note) name=Field::Note value=note refusals=writing.refusals()/>
        </WriteForm>
    }
    .into_any()
}

/// What a text records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextOf {
    Complaint,
    /// The answer to a complaint.
    Answer(ComplaintId),
    Anomaly,
    /// How an anomaly was handled.
    Handling(AnomalyId),
    /// Why a delivery is voided.
    VoidDelivery(DeliveryId),
    /// Why a return is voided.
    VoidReturn(ReturnId),
}

impl TextOf {
    fn field(self) -> Field {
        match self {
            TextOf::Complaint | TextOf::Answer(_) | TextOf::Handling(_) => Field::Text,
            TextOf::Anomaly => Field::Problem,
            TextOf::VoidDelivery(_) | TextOf::VoidReturn(_) => Field::Reason,
        }
    }
}

impl TextOf {
    /// The day on which the voided delivery or return counted.
    fn taken_back(self, order: &Order) -> Option<Day> {
        match self {
            TextOf::VoidDelivery(id) => order.deliveries.iter().find(|it| it.id == id).map(|it| it.on),
            TextOf::VoidReturn(id) => order.returns.iter().find(|it| it.id == id).map(|it| it.on),
            _ => None,
        }
    }
}

/// A text field, with the responsible person or "solved" if the text needs them.
#[component]
pub fn TextForm(order: Order, of: TextOf, close: Callback<()>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let happened_on = of.taken_back(&order);
    let (order, new_id) = (order.id, notebook.new_id());
    let corrects = RwSignal::new(false);
    let (text, solves) = (RwSignal::new(String::new()), RwSignal::new(true));
    let who = ResponsibleWords::of(None);
    let kept = KeptWords::of(&format!("said/{order}/{of:?}"), [("text", text), ("person", who.person), ("other", who.other)]);
    let make = move || {
        let text = text.get();
        Ok(Command::Track(match of {
            TextOf::Complaint => Track::RecordComplaint(RecordComplaint { order, id: ComplaintId(new_id), text }),
            TextOf::Answer(complaint) => Track::AnswerComplaint(AnswerComplaint { order, complaint, text }),
            TextOf::Anomaly => Track::RecordAnomaly(RecordAnomaly { order, id: AnomalyId(new_id), problem: text, responsible: who.read() }),
            TextOf::Handling(anomaly) => Track::HandleAnomaly(HandleAnomaly { order, anomaly, text, solves: solves.get() }),
            TextOf::VoidDelivery(delivery) => Track::VoidDelivery(VoidDelivery { order, delivery, reason: text, corrects: corrects.get() }),
            TextOf::VoidReturn(returned) => Track::VoidReturn(VoidReturn { order, returned, reason: text, corrects: corrects.get() }),
        }))
    };
    let save = writing.saving(kept, make, move || close.run(()));
    let refusals = writing.refusals();
    let more = match of {
        TextOf::Anomaly => view! { <ResponsibleField words=who name=Field::Responsible refusals/> }.into_any(),
        TextOf::Handling(_) => view! {
            <label class="flex min-h-11 items-center gap-2 text-sm">
                <input type="checkbox" class="checkbox" prop:checked=move || solves.get() on:change:target=move |event| solves.set(event.target().checked())/>
                {move || t!("track.field.solves")}
            </label>
        }
        .into_any(),
        _ => happened_on.map(|of| view! { <CorrectionBox of corrects/> }).into_any(),
    };
    let look = if of.field() == Field::Reason { Look::Danger } else { Look::Primary };
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Text, Field::Problem, Field::Reason, Field::Responsible] look>
            <TextArea label=move || words::field(of.field()) name=of.field() value=text refusals required=true/>
            {more}
        </WriteForm>
    }
    .into_any()
}
