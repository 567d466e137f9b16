//! 价格带 (E-07): the lower limits of the list price bands. One empty field is always shown for a further limit.

use domain::decide::command::{Command, Save};
use domain::records::organisation::Company;
use domain::rules::PriceBands;
use domain::values::field::Field;
use domain::values::money::Money;
use domain::values::refusal::Refusals;
use domain::values::text::is_blank;
use leptos::prelude::*;

use super::company_section::CompanySection;
use crate::i18n::words;
use crate::state::typed;
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::MoneyField;

/// The field names by position on the form. It differs from the index of the limit if a field in between is empty.
const FIELDS: [Field; PriceBands::MOST] = {
    let mut fields = [Field::LimitAt(0); PriceBands::MOST];
    let mut at = 0;
    while at < PriceBands::MOST {
        fields[at] = Field::LimitAt(at);
        at += 1;
    }
    fields
};

/// Parses the filled fields. Returns each limit with its field, or the fields that cannot be parsed.
fn read(typed: &[String]) -> Result<Vec<(Field, Money)>, Refusals> {
    let mut refusals = Refusals::default();
    let filled = FIELDS.into_iter().zip(typed).filter(|(_, text)| !is_blank(text));
    let lines: Vec<(Field, Money)> =
        filled.filter_map(|(field, text)| refusals.keep(field, Money::parse(text)).map(|it| (field, it))).collect();
    refusals.into_result()?;
    Ok(lines)
}

/// Renames refusals from the index of a limit to its field.
fn by_field(refusals: &Refusals, typed: &[String]) -> Refusals {
    let filled: Vec<Field> = FIELDS.into_iter().zip(typed).filter(|(_, text)| !is_blank(text)).map(|it| it.0).collect();
    refusals.renamed(|field| match field {
        Field::PriceBandAt(line) => filled.get(line).copied().unwrap_or(field),
        other => other,
    })
}

/// The form.
#[component]
pub fn PriceBandsForm() -> impl IntoView {
    view! { <CompanySection title=move || t!("mixes.bands.title") form=|was| view! { <Fields was/> }/> }
}

#[component]
fn Fields(was: Company) -> impl IntoView {
    let writing = Writing::ready();
    let limits = was.price_bands.limits();
    let fields = FIELDS.map(|_| RwSignal::new(String::new()));
    for (field, limit) in fields.iter().zip(limits) {
        field.set(typed::money(*limit));
    }
    let bands: Vec<String> = was.price_bands.all().into_iter().map(words::price_band).collect();
    let kept = KeptWords::of("price_bands", FIELDS.map(Field::text).into_iter().zip(fields));
    let texts = move || fields.map(|it| it.get());
    let make = move || {
        let prices = read(&texts())?.into_iter().map(|it| it.1).collect();
        let price_bands = PriceBands::beginning_at(prices);
        Ok(Command::SaveCompany(Save { was: Some(was.clone()), now: Company { price_bands, ..was.clone() } }))
    };
    let save = writing.saving(kept, make, || {});
    let refusals = Signal::derive(move || writing.refusals().with(|it| by_field(it, &texts())));
    // All fields up to the last filled one, and one more.
    let n_shown = Memo::new(move |_| texts().iter().rposition(|it| !is_blank(it)).map_or(1, |it| it + 2));
    let rows = FIELDS
        .into_iter()
        .zip(fields)
        .enumerate()
        .map(|(at, (name, value))| {
            view! {
                <div class=move || if at < n_shown.get() { "" } else { "hidden" }>
                    <MoneyField label=move || t!("mixes.bands.limit", n = at + 1) name value refusals/>
                </div>
            }
        })
        .collect_view();
    view! {
        <WriteForm writing kept on_submit=save refusals shown=&FIELDS>
            <p class="text-sm">{move || t!("mixes.bands.body")}</p>
            <p class="text-xs text-quiet tabular-nums">{move || t!("mixes.bands.now")} ": " {bands.join(" · ")}</p>
            <div class="grid gap-3 sm:grid-cols-3">{rows}</div>
        </WriteForm>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::values::refusal::Refusal;

    use super::*;

    fn typed(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|it| (*it).to_owned()).collect()
    }

    #[test]
    fn what_is_refused_stands_at_the_field_it_was_typed_in() {
        let texts = typed(&["1000", "", " ", "500", "2万"]);
        let lines = read(&texts).expect("all of it can be read");
        assert_eq!(
            lines,
            [(Field::LimitAt(0), Money::whole(1_000)), (Field::LimitAt(3), Money::whole(500)), (Field::LimitAt(4), Money::whole(20_000))]
        );
        let refused = Refusals::of(Field::PriceBandAt(1), Refusal::NotPositive);
        assert_eq!(by_field(&refused, &texts), Refusals::of(Field::LimitAt(3), Refusal::NotPositive));
        let whole = Refusals::of(Field::PriceBands, Refusal::TooLong { longest: 9 });
        assert_eq!(by_field(&whole, &texts), whole);
        assert_eq!(read(&typed(&["1000", "a lot"])), Err(Refusals::of(Field::LimitAt(1), Refusal::Malformed)));
        assert_eq!(read(&typed(&["", ""])), Ok(Vec::new()));
    }
}
