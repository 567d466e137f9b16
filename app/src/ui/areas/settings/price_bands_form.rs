//! 价格带 (E-07): the lower limits of the list price bands from a given day. One empty field is always shown for a further limit.

use domain::records::organisation::Company;
use domain::rules::PriceBands;
use domain::values::field::Field;
use domain::values::money::Money;
use domain::values::refusal::Refusals;
use domain::values::text::is_blank;
use leptos::prelude::*;

use super::company_section::{Beside, CompanySection};
use super::version_form::VersionForm;
use crate::state::typed;
use crate::t;
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
    let unfolded = RwSignal::new(false);
    view! { <CompanySection title=move || t!("mixes.bands.title") form=move |was| view! { <Fields was unfolded/> }/> }
}

/// The limits by their place on the form; the rest is empty.
fn texts(bands: &PriceBands) -> Vec<(String, String)> {
    let limits = bands.limits().iter().map(|it| typed::money(*it)).chain(std::iter::repeat(String::new()));
    FIELDS.into_iter().map(|it| it.text().into_owned()).zip(limits).collect()
}

#[component]
fn Fields(was: Company, unfolded: RwSignal<bool>) -> impl IntoView {
    let writing = Writing::ready();
    let form = VersionForm::<PriceBands>::open("price_bands", &was, texts);
    let kept = form.kept();
    let rules = move || Ok(PriceBands::beginning_at(read(&form.typed())?.into_iter().map(|it| it.1).collect()));
    let save = writing.saving(kept, move || form.command(rules()), || {});
    let refused = form.refusals(writing.refusals());
    let refusals = Signal::derive(move || refused.with(|it| by_field(it, &form.typed())));
    // All fields up to the last filled one, and one more.
    let n_shown = Memo::new(move |_| form.typed().iter().rposition(|it| !is_blank(it)).map_or(1, |it| it + 2));
    let rows = FIELDS
        .into_iter()
        .enumerate()
        .map(|(at, name)| {
            view! {
                <div class=move || if at < n_shown.get() { "" } else { "hidden" }>
                    <MoneyField label=move || t!("mixes.bands.limit", n = at + 1) name value=form.field(at) refusals/>
                </div>
            }
        })
        .collect_view();
    view! {
        <Beside history=form.history(unfolded)>
            <WriteForm writing kept on_submit=save refusals shown=SHOWN>
                {form.loaded_note()}
                <p class="text-sm">{move || t!("mixes.bands.body")}</p>
                <div class="grid gap-3 sm:grid-cols-3">{rows}</div>
                {form.day_and_note(refusals)}
            </WriteForm>
        </Beside>
    }
    .into_any()
}

/// The fields that show their own refusals.
const SHOWN: &[Field] = &{
    let mut shown = [Field::FromDay; PriceBands::MOST + 2];
    shown[PriceBands::MOST] = Field::Note;
    let mut at = 0;
    while at < PriceBands::MOST {
        shown[at] = FIELDS[at];
        at += 1;
    }
    shown
};

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
