//! The sheet on which a filter is chosen. Each choice counts at once; closing is all there is to do.

use std::collections::BTreeSet;

use domain::book::Book;
use domain::customer::{Grade, Scale};
use leptos::prelude::*;

use super::lens::Lens;
use super::lens_in_url::LensInUrl;
use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::address::{of_word, word_of};
use crate::ui::kit::{Choice, SelectField, Sheet};

/// Region, product line, industry, scale, grade.
#[component]
pub fn FilterSheet(
    /// The lens of the page.
    url: LensInUrl,
    /// Whether it is open.
    is_open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Sheet open=is_open on_close=move || is_open.set(false) title=move || t!("kit.filters")>
            <div class="grid gap-3">
                <One url name="region" read=|it| it.filter.region.map(|it| it.to_string())
                    write=|it, word| it.filter.region = word.and_then(|it| it.parse().ok())
                    choices=|book| book.regions().map(|it| Choice::new(it.id, it.name.clone())).collect()/>
                <One url name="product_line" read=|it| it.filter.line.clone()
                    write=|it, word| (it.filter.line, it.filter.product) = (word, None)
                    choices=|book| named(book.products().map(|it| it.line.as_str()))/>
                <One url name="industry" read=|it| it.filter.industry.clone()
                    write=|it, word| it.filter.industry = word
                    choices=|book| named(book.customers().map(|it| it.profile.industry.as_str()))/>
                <One url name="scale" read=|it| it.filter.scale.map(word_of)
                    write=|it, word| it.filter.scale = word.and_then(|it| of_word(&it))
                    choices=|_| Scale::ALL.into_iter().map(|it| Choice::new(word_of(it), words::scale(it))).collect()/>
                <One url name="grade" read=|it| it.filter.grade.map(word_of)
                    write=|it, word| it.filter.grade = word.and_then(|it| of_word(&it))
                    choices=|_| Grade::ALL.into_iter().map(|it| Choice::new(word_of(it), words::grade(it))).collect()/>
            </div>
        </Sheet>
    }
    .into_any()
}

/// One filter.
#[component]
fn One(
    url: LensInUrl,
    name: &'static str,
    read: fn(&Lens) -> Option<String>,
    write: fn(&mut Lens, Option<String>),
    choices: fn(&Book) -> Vec<Choice>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let current = move || url.lens.with_untracked(read).unwrap_or_default();
    let value = RwSignal::new(current());
    Effect::new(move |_| {
        let word = value.get();
        if word != current() {
            url.change(|it| write(it, Some(word).filter(|it| !it.is_empty())));
        }
    });
    let choices = notebook.see(choices);
    view! { <SelectField label=move || words::field(name) name value choices none=move || t!("kit.all")/> }
}

/// Every different name, in order.
fn named<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Choice> {
    let names: BTreeSet<&str> = names.filter(|it| !it.is_empty()).collect();
    names.into_iter().map(|it| Choice::new(it, it)).collect()
}
