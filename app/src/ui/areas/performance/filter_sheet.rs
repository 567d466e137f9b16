//! Filter sheet; changes apply only on confirmation.

use domain::book::Book;
use domain::figures::credited::Credited;
use domain::records::customer::Scale;
use domain::records::order::Origin;
use domain::rules::PriceBand;
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::grade::Grade;
use domain::values::json::{of_word, word_of};
use leptos::prelude::*;

use super::lens::Lens;
use super::lens_in_url::LensInUrl;
use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::fields::choices;
use crate::ui::kit::{Button, Choice, Look, SelectField, Sheet};

/// Region, product line, industry, scale, grade.
#[component]
pub fn FilterSheet(url: LensInUrl, is_open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Sheet open=is_open on_close=move || is_open.set(false) title=move || t!("kit.filters")>
            <FilterForm url is_open/>
        </Sheet>
    }
    .into_any()
}

#[component]
fn FilterForm(url: LensInUrl, is_open: RwSignal<bool>) -> impl IntoView {
    let draft = RwSignal::new(url.get_untracked());
    let apply = move || {
        is_open.set(false);
        url.replace(&draft.get_untracked());
    };
    view! {
            <div class="grid gap-3">
                <One draft name=Field::Region read=|lens| lens.filter.region.map(|it| it.to_string())
                    write=|lens, word| lens.filter.region = word.and_then(|it| it.parse().ok())
                    choices=|book, _| book.regions().map(|it| Choice::new(it.id, it.name.clone())).collect()/>
                <One draft name=Field::ProductLine read=|lens| lens.filter.line.clone()
                    write=|lens, word| {
                        if lens.filter.line != word {
                            (lens.filter.line, lens.filter.product) = (word, None);
                        }
                    }
                    choices=|book, _| choices::words(book.products().map(|it| &it.line))/>
                <One draft name=Field::Module read=|lens| lens.filter.module.clone()
                    write=|lens, word| lens.filter.module = word
                    choices=|book, _| choices::words(book.products().map(|it| &it.module))/>
                <One draft name=Field::PriceBand read=|lens| lens.filter.band.map(|it| it.to_string())
                    write=|lens, word| lens.filter.band = word.and_then(|it| PriceBand::parse(&it))
                    choices=|book, today| book.company().price_bands_on(today).all().into_iter().map(|it| Choice::new(it, words::price_band(it))).collect()/>
                <One draft name=Field::Origin read=|lens| lens.filter.origin.map(word_of)
                    write=|lens, word| lens.filter.origin = word.and_then(|it| of_word(&it))
                    choices=|_, _| Origin::ALL.into_iter().map(|it| Choice::new(word_of(it), words::origin(it))).collect()/>
                <One draft name=Field::Industry read=|lens| lens.filter.industry.clone()
                    write=|lens, word| lens.filter.industry = word
                    choices=|book, _| choices::words(book.customers().map(|it| &it.profile.industry))/>
                <One draft name=Field::Scale read=|lens| lens.filter.scale.map(word_of)
                    write=|lens, word| lens.filter.scale = word.and_then(|it| of_word(&it))
                    choices=|_, _| Scale::ALL.into_iter().map(|it| Choice::new(word_of(it), words::scale(it))).collect()/>
                <One draft name=Field::Grade read=|lens| lens.filter.grade.map(word_of)
                    write=|lens, word| lens.filter.grade = word.and_then(|it| of_word(&it))
                    choices=|_, _| Grade::ALL.into_iter().map(|it| Choice::new(word_of(it), words::grade(it))).collect()/>
                <One draft name=Field::ReviewState read=|lens| lens.filter.approved_only.then(|| "approved".to_owned())
                    write=|lens, word| lens.filter.approved_only = word.is_some()
                    choices=|_, _| vec![Choice::new("approved", t!("review.approved_only"))]/>
                <One draft name=Field::Credited none=|| words::credited(Credited::Then)
                    read=|lens| (!lens.filter.credited.is_then()).then(|| word_of(lens.filter.credited))
                    write=|lens, word| lens.filter.credited = word.and_then(|it| of_word(&it)).unwrap_or_default()
                    choices=|_, _| vec![Choice::new(word_of(Credited::Now), words::credited(Credited::Now))]/>
                <Button label=move || t!("performance.apply") look=Look::Primary wide=true on_press=apply/>
            </div>
    }
    .into_any()
}

fn all() -> &'static str {
    t!("kit.all")
}

/// One filter.
#[component]
fn One(
    draft: RwSignal<Lens>,
    name: Field,
    read: fn(&Lens) -> Option<String>,
    write: fn(&mut Lens, Option<String>),
    choices: fn(&Book, Day) -> Vec<Choice>,
    /// The option that filters nothing.
    #[prop(default = all)]
    none: fn() -> &'static str,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let value = RwSignal::new(draft.with_untracked(read).unwrap_or_default());
    Effect::new(move |_| {
        let word = value.get();
        draft.update(|lens| write(lens, Some(word).filter(|it| !it.is_empty())));
    });
    let choices = notebook.see(move |book| choices(book, notebook.today()));
    view! { <SelectField label=move || words::field(name) name value choices none/> }
}
