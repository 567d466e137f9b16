//! 季节曲线 (T-02): the company's curves from a given day. One empty curve is always shown for a further one.

use domain::records::organisation::Company;
use domain::rules::{SeasonCurve, SeasonCurves};
use domain::values::field::Field;
use domain::values::refusal::{Refusal, Refusals};
use domain::values::text::is_blank;
use leptos::prelude::*;

use super::company_section::{Beside, CompanySection};
use super::version_form::VersionForm;
use crate::i18n::words;
use crate::t;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::TextField;

const PLACES: [usize; SeasonCurves::MOST] = [0, 1, 2, 3, 4, 5];

/// The form.
#[component]
pub fn SeasonCurvesForm() -> impl IntoView {
    let unfolded = RwSignal::new(false);
    view! { <CompanySection title=move || t!("season.title") form=move |was| view! { <Fields was unfolded/> }/> }
}

/// Name and months of each place on the form; the rest is empty.
fn texts(curves: &SeasonCurves) -> Vec<(String, String)> {
    let of = |at: usize| {
        let curve = curves.0.get(at);
        let months = curve.map(|curve| curve.months.map(|it| it.to_string()).join(" ")).unwrap_or_default();
        let name = curve.map(|it| it.name.clone()).unwrap_or_default();
        [(Field::SeasonNameAt(at), name), (Field::SeasonMonthsAt(at), months)]
    };
    PLACES.into_iter().flat_map(of).map(|(field, text)| (field.text().into_owned(), text)).collect()
}

/// Parses the places that are filled. Returns the curves, or every mistake at its field.
fn read(typed: &[String]) -> Result<SeasonCurves, Refusals> {
    let mut refusals = Refusals::default();
    let mut curves = Vec::new();
    for at in filled(typed) {
        let (name, months) = (&typed[2 * at], &typed[2 * at + 1]);
        refusals.refuse_if(is_blank(name), Field::SeasonNameAt(at), Refusal::Missing);
        let months = refusals.keep(Field::SeasonMonthsAt(at), SeasonCurve::read_months(months));
        curves.extend(months.map(|months| SeasonCurve { name: name.clone(), months }));
    }
    refusals.into_result().map(|()| SeasonCurves(curves))
}

/// The places of the form that are filled.
fn filled(typed: &[String]) -> Vec<usize> {
    let is_filled = |at: &usize| typed.get(2 * at..2 * at + 2).is_some_and(|both| both.iter().any(|it| !is_blank(it)));
    PLACES.into_iter().filter(is_filled).collect()
}

/// Renames refusals from the index of a curve to its place on the form.
fn by_place(refusals: &Refusals, typed: &[String]) -> Refusals {
    let places = filled(typed);
    let place = |at: usize| places.get(at).copied().unwrap_or(at);
    refusals.renamed(|field| match field {
        Field::SeasonNameAt(at) => Field::SeasonNameAt(place(at)),
        Field::SeasonMonthsAt(at) => Field::SeasonMonthsAt(place(at)),
        other => other,
    })
}

#[component]
fn Fields(was: Company, unfolded: RwSignal<bool>) -> impl IntoView {
    let writing = Writing::ready();
    let form = VersionForm::<SeasonCurves>::open("season_curves", &was, texts);
    let kept = form.kept();
    let save = writing.saving(kept, move || form.command(read(&form.typed())), || {});
    // What the form itself refuses stands at its place already.
    let refused = form.refusals(writing.refusals());
    let refusals = Signal::derive(move || {
        let typed = form.typed();
        refused.with(|it| if read(&typed).is_ok() { by_place(it, &typed) } else { it.clone() })
    });
    let n_shown = Memo::new(move |_| filled(&form.typed()).last().map_or(1, |it| it + 2));
    let row = move |at: usize| {
        let (name, months) = (Field::SeasonNameAt(at), Field::SeasonMonthsAt(at));
        view! {
            <div class=move || if at < n_shown.get() { "grid gap-x-3 gap-y-2 sm:grid-cols-[12rem_1fr]" } else { "hidden" }>
                <TextField label=move || words::field(name) name value=form.field(2 * at) refusals placeholder=move || t!("season.name_example")/>
                <TextField label=move || words::field(months) name=months value=form.field(2 * at + 1) refusals placeholder=move || t!("season.months_example")/>
            </div>
        }
    };
    view! {
        <Beside history=form.history(unfolded)>
            <WriteForm writing kept on_submit=save refusals shown=SHOWN>
                {form.loaded_note()}
                <p class="text-sm">{move || t!("season.body")}</p>
                <div class="grid gap-3">{PLACES.map(row).into_iter().collect_view()}</div>
                {form.day_and_note(refusals)}
            </WriteForm>
        </Beside>
    }
    .into_any()
}

/// The fields that show their own refusals.
const SHOWN: &[Field] = &{
    let mut shown = [Field::FromDay; 2 * SeasonCurves::MOST + 2];
    shown[2 * SeasonCurves::MOST] = Field::Note;
    let mut at = 0;
    while at < SeasonCurves::MOST {
        shown[2 * at] = Field::SeasonNameAt(at);
        shown[2 * at + 1] = Field::SeasonMonthsAt(at);
        at += 1;
    }
    shown
};

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(texts: &[(&str, &str)]) -> Vec<String> {
        let all = texts.iter().chain(std::iter::repeat(&("", ""))).take(PLACES.len());
        all.flat_map(|(name, months)| [(*name).to_owned(), (*months).to_owned()]).collect()
    }

    #[test]
    fn a_curve_reads_back_and_what_is_wrong_stands_at_its_place() {
        let year = "5 5 6 6 8 8 9 9 10 11 11 12";
        let curves = read(&typed(&[("", ""), ("旺季", year)])).expect("one curve");
        let shown: Vec<String> = texts(&curves).into_iter().map(|it| it.1).collect();
        assert_eq!((shown[0].as_str(), shown[1].as_str()), ("旺季", year));
        assert_eq!(read(&shown), Ok(curves));
        let mut expected = Refusals::of(Field::SeasonNameAt(0), Refusal::Missing);
        expected.refuse(Field::SeasonMonthsAt(2), Refusal::NotTwelve);
        assert_eq!(read(&typed(&[("", year), ("", ""), ("淡季", "1 2 3")])), Err(expected));
        let taken = Refusals::of(Field::SeasonNameAt(1), Refusal::Taken);
        assert_eq!(
            by_place(&taken, &typed(&[("旺季", year), ("", ""), ("旺季", year)])),
            Refusals::of(Field::SeasonNameAt(2), Refusal::Taken)
        );
        assert_eq!(read(&typed(&[])), Ok(SeasonCurves::default()));
    }
}
