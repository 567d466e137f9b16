//! The sheet on a record under review: the reviewer sends it back with a reason, or the author resubmits it with an answer.

use domain::decide::command::Command;
use domain::values::field::Field;
use leptos::prelude::*;

use crate::i18n::words;
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Look, Sheet, TextArea};

/// What the sheet is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewStep {
    /// The reviewer gives the reason.
    SendBack,
    /// The author gives the answer.
    Resubmit,
}

impl ReviewStep {
    /// The only field.
    fn field(self) -> (Field, &'static [Field]) {
        match self {
            ReviewStep::SendBack => (Field::Reason, &[Field::Reason]),
            ReviewStep::Resubmit => (Field::Answer, &[Field::Answer]),
        }
    }

    fn title(self) -> &'static str {
        match self {
            ReviewStep::SendBack => t!("review.send_back_title"),
            ReviewStep::Resubmit => t!("review.resubmit_title"),
        }
    }

    fn body(self) -> &'static str {
        match self {
            ReviewStep::SendBack => t!("review.send_back_body"),
            ReviewStep::Resubmit => t!("review.resubmit_body"),
        }
    }

    /// The label of the button.
    fn verb(self) -> &'static str {
        match self {
            ReviewStep::SendBack => t!("review.send_back"),
            ReviewStep::Resubmit => t!("review.resubmit"),
        }
    }

    fn look(self) -> Look {
        match self {
            ReviewStep::SendBack => Look::Danger,
            ReviewStep::Resubmit => Look::Primary,
        }
    }
}

/// The sheet.
#[component]
pub fn ReviewSheet(
    step: ReviewStep,
    is_open: RwSignal<bool>,
    /// Name of the draft.
    #[prop(into)]
    kept_as: Signal<String>,
    /// Makes the command from the text.
    #[prop(into)]
    make: Callback<String, Command>,
) -> impl IntoView {
    view! {
        <Sheet open=is_open on_close=move || is_open.set(false) title=move || step.title()>
            <ReviewForm step is_open kept_as make/>
        </Sheet>
    }
}

#[component]
fn ReviewForm(step: ReviewStep, is_open: RwSignal<bool>, kept_as: Signal<String>, make: Callback<String, Command>) -> impl IntoView {
    let writing = Writing::ready();
    let (name, shown) = step.field();
    let written = RwSignal::new(String::new());
    let kept = KeptWords::of(&kept_as.get_untracked(), [(name.text(), written)]);
    let save = writing.saving(kept, move || Ok(make.run(written.get())), move || is_open.set(false));
    view! {
        <WriteForm writing kept on_submit=save shown look=step.look() label=Signal::derive(move || step.verb().to_owned())>
            <p class="text-sm text-quiet">{move || step.body()}</p>
            <TextArea label=move || words::field(name) name value=written refusals=writing.refusals() required=true/>
        </WriteForm>
    }
    .into_any()
}
