//! A field to choose an owner: everything in the reader's scope, as a tree.

use domain::values::field::Field;
use domain::values::target_of::TargetOf;
use leptos::prelude::*;

use crate::local::Notebook;
use crate::ui::fields::owners::{OwnerChoice, owner_choices};
use crate::ui::kit::{Choice, SelectField};

/// The field. Absent for a reader whose scope is only themselves.
#[component]
pub fn OwnerField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] owner: Signal<TargetOf>,
    /// Called with the chosen owner.
    #[prop(into)]
    on_choose: Callback<TargetOf>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let owners = Memo::new(move |_| {
        let actor = notebook.actor();
        notebook.with(|book| owner_choices(&actor, book))
    });
    let choices = move || owners.with(|it| it.iter().map(choice).collect::<Vec<_>>());
    let value = RwSignal::new(String::new());
    Effect::new(move |_| value.set(word(owner.get())));
    Effect::new(move |_| {
        let word_chosen = value.get();
        let chosen = owners.with_untracked(|offered| offered.iter().map(|it| it.of).find(|it| word(*it) == word_chosen));
        if let Some(of) = chosen.filter(|it| *it != owner.get_untracked()) {
            on_choose.run(of);
        }
    });
    view! {
        <Show when=move || owners.with(|it| 1 < it.len())>
            <div class="w-full sm:w-52">
                <SelectField label name=Field::Owner value choices=Signal::derive(choices)/>
            </div>
        </Show>
    }
    .into_any()
}

fn choice(owner: &OwnerChoice) -> Choice {
    // Indents with spaces, because an option cannot be indented by style.
    Choice::new(word(owner.of), format!("{}{}", "\u{3000}".repeat(owner.depth), owner.name))
}

fn word(of: TargetOf) -> String {
    match crate::ui::url::address::owner_part(of) {
        Some((kind, id)) => format!("{kind}:{id}"),
        None => "company".to_owned(),
    }
}
