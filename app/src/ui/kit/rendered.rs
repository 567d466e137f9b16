//! Tests of the rendered HTML: labels and messages are linked to their controls, and nothing is missing for screen readers.

use domain::figures::analytics::{Barrier, Card as Kpi, Figure, Growth, Standing};
use domain::values::field::Field;
use domain::values::money::Share;
use domain::values::ratio::{Ratio, ratio};
use domain::values::refusal::{Refusal, Refusals};
use leptos::prelude::*;

use super::*;
use crate::i18n::{Lang, set_lang, words};

fn html(view: impl FnOnce() -> AnyView) -> String {
    let owner = Owner::new();
    owner.with(|| view().to_html())
}

/// The value of an attribute at its first occurrence after `mark`.
fn attribute<'a>(html: &'a str, mark: &str, name: &str) -> &'a str {
    let rest = html.split_once(mark).map(|it| it.1).expect("the mark is there");
    rest.split_once(&format!("{name}=\"")).and_then(|it| it.1.split_once('"')).map(|it| it.0).expect("the attribute is there")
}

#[test]
fn a_refusal_is_tied_to_its_field() {
    set_lang(Lang::Zh);
    let html = html(|| {
        let refusals = Refusals::of(Field::Name, Refusal::TooLong { longest: 120 });
        let value = RwSignal::new("达标".to_owned());
        view! { <TextField label=move || words::field(Field::Name) name=Field::Name value refusals=Signal::stored(refusals) required=true/> }
            .into_any()
    });
    assert!(html.contains("最多 120 个字"), "{html}");
    assert_eq!(attribute(&html, "<label", "for"), attribute(&html, "<input", "id"));
    let described_by = attribute(&html, "<input", "aria-describedby");
    assert!(html.contains(&format!("<div id=\"{described_by}\"")), "{html}");
    assert_eq!(attribute(&html, "<input", "aria-invalid"), "true");
}

#[test]
fn refusals_of_no_field_in_sight_are_spelt_out() {
    set_lang(Lang::En);
    let html = html(|| {
        let mut refusals = Refusals::of(Field::Name, Refusal::Missing);
        refusals.refuse(Field::Customer, Refusal::NotYours);
        view! { <FormErrors refusals=Signal::stored(refusals) shown=&[Field::Name]/> }.into_any()
    });
    assert!(html.contains("2 things need correcting"), "{html}");
    assert!(html.contains("Customer: Not there, or not yours to see"), "{html}");
    assert!(!html.contains("Please fill this in"), "{html}");
}

fn sales() -> Kpi {
    Kpi {
        figure: Figure::SalesAmount,
        barrier: None,
        caveat: None,
        actual: Some(Ratio::whole(12_500_000)),
        target: Some(20_000_000),
        is_target_late: false,
        completion: ratio(125, 200),
        gap: Some(-7_500_000),
        standing: Standing::OnPace,
        pace: None,
        previous: Some(Ratio::whole(10_000_000)),
        on_previous: ratio(1, 4).map_or(Growth::Unknown, Growth::By),
        last_year: Some(Ratio::NONE),
        on_last_year: Growth::FromNothing,
        is_to_date: true,
        unreviewed: Some(3_900_000),
    }
}

fn card(kpi: Kpi) -> String {
    html(move || view! { <KpiCard kpi=Signal::stored(kpi) time_passed=Signal::stored(Some(Ratio::from(Share(5_000))))/> }.into_any())
}

#[test]
fn a_figure_says_what_it_is_held_against() {
    set_lang(Lang::Zh);
    let html = card(sales());
    for said in ["销售额", "¥12.5万", "62.5%", "¥20万", "−¥7.5万", "▲ 25%", "去年同期为 0", "截至同日", "¥3.9万"] {
        assert!(html.contains(said), "{said} is not in {html}");
    }
}

#[test]
fn a_figure_without_an_answer_says_why_and_shows_no_zero() {
    set_lang(Lang::Zh);
    let html =
        card(Kpi { figure: Figure::FollowUps, barrier: Some(Barrier::NoProduct), actual: None, target: None, completion: None, ..sales() });
    assert!(html.contains("不适用") && html.contains("不分产品"), "{html}");
    assert!(!html.contains(">0<") && !html.contains("¥0"), "{html}");
    assert!(!html.contains("同比"), "{html}");
}

#[test]
fn only_good_news_has_its_colour() {
    set_lang(Lang::Zh);
    let growth = |by: i64| ratio(by, 100).map_or(Growth::Unknown, Growth::By);
    for (figure, by, is_good) in [
        (Figure::SalesAmount, 9, true),
        (Figure::SalesAmount, -9, false),
        (Figure::SellingExpense, 292, false),
        (Figure::SellingExpense, -9, true),
        (Figure::AverageOrder, 9, false),
        (Figure::AverageOrder, -9, false),
    ] {
        let html = card(Kpi { figure, on_last_year: growth(by), on_previous: Growth::Unknown, ..sales() });
        assert_eq!(html.contains("text-good"), is_good, "{figure:?} {by}");
    }
}

#[test]
fn a_figure_below_nothing_says_how_that_can_be() {
    set_lang(Lang::Zh);
    let html = card(Kpi { actual: Some(Ratio::whole(-100)), completion: ratio(-467, 1_000), ..sales() });
    assert!(html.contains("本期退回、取消的多于新增的") && html.contains("−46.7%"), "{html}");
    assert!(!card(sales()).contains("退回"));
}

#[test]
fn an_icon_alone_has_words_and_one_beside_words_is_silent() {
    set_lang(Lang::En);
    let html = html(|| {
        view! {
            <IconButton icon=icons::EDIT label=move || crate::t!("kit.save") on_press=|| ()/>
            <Badge label=move || crate::t!("kit.stored") icon=icons::STORED/>
        }
        .into_any()
    });
    assert!(html.contains("aria-label=\"Save\""), "{html}");
    assert_eq!(html.matches("aria-hidden=\"true\"").count(), 2, "{html}");
}
