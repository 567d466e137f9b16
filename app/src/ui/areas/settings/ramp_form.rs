//! 新人爬坡 (T-02): the part of a full target that somebody new is given, month by month, from a given day.

use domain::records::organisation::Company;
use domain::rules::Ramp;
use domain::values::field::Field;
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use super::company_section::{Beside, CompanySection};
use super::version_form::VersionForm;
use crate::i18n::words;
use crate::state::typed::percent;
use crate::t;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::TextField;

/// The form.
#[component]
pub fn RampForm() -> impl IntoView {
    let unfolded = RwSignal::new(false);
    view! { <CompanySection title=move || words::field(Field::Ramp) form=move |was| view! { <Fields was unfolded/> }/> }
}

/// The percentages as they are typed: without their sign, a space between them.
fn texts(ramp: &Ramp) -> Vec<(String, String)> {
    let typed = ramp.0.iter().map(|it| percent(*it)).collect::<Vec<_>>().join(" ");
    vec![(Field::Ramp.text().into_owned(), typed)]
}

#[component]
fn Fields(was: Company, unfolded: RwSignal<bool>) -> impl IntoView {
    let writing = Writing::ready();
    let form = VersionForm::<Ramp>::open("ramp", &was, texts);
    let shares = form.field(0);
    let rules = move || Ramp::read(&shares.get()).map_err(|it| Refusals::of(Field::Ramp, it));
    let kept = form.kept();
    let save = writing.saving(kept, move || form.command(rules()), || {});
    let refusals = writing.refusals();
    view! {
        <Beside history=form.history(unfolded)>
            <WriteForm writing kept refusals on_submit=save shown=&[Field::Ramp, Field::FromDay, Field::Note]>
                {form.loaded_note()}
                <p class="text-sm">{move || t!("targets.ramp.body")}</p>
                <TextField label=move || t!("targets.ramp.months") name=Field::Ramp value=shares refusals placeholder=|| "0 25 50"
                    hint=move || t!("targets.ramp.hint")/>
                {form.day_and_note(refusals)}
            </WriteForm>
        </Beside>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::values::money::Share;

    use super::*;

    #[test]
    fn percentages_read_back() {
        for shares in [vec![], vec![0, 2_500, 5_000], vec![3_330, 6_667, 10_000]] {
            let ramp = Ramp(shares.into_iter().map(Share).collect());
            assert_eq!(Ramp::read(&texts(&ramp)[0].1), Ok(ramp));
        }
    }
}
