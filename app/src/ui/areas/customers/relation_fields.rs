//! Cooperation, contract and value of a customer, as a part of its form (C-04, C-12, C-14).

use domain::records::customer::{Cooperation, CustomerLevel, RenewalIntention};
use domain::values::field::Field;
use domain::values::json::word_of;
use leptos::prelude::*;

use crate::i18n::words;
use crate::local::Notebook;
use crate::state::forms::CustomerForm;
use crate::t;
use crate::ui::forms::filling::Filling;
use crate::ui::kit::{Card, Choice, DateField, SelectField, TextArea};

/// 需求明确: yes or no.
#[component]
pub fn ExplicitField(filling: Filling<CustomerForm>) -> impl IntoView {
    let word = |it: bool| if it { "yes" } else { "no" }.to_owned();
    let value = filling.text(move |it| word(it.demand_explicit), |it, typed| it.demand_explicit = typed == "yes");
    let choices = Signal::derive(|| vec![Choice::new("no", t!("grades.no")), Choice::new("yes", t!("grades.yes"))]);
    view! { <SelectField label=move || t!("grades.field.demand_explicit") name=Field::DemandExplicit value choices refusals=filling.refusals()/> }
}

/// The other fields, collapsed.
#[component]
pub fn RelationFields(filling: Filling<CustomerForm>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let (refusals, today) = (filling.refusals(), notebook.today());
    let cooperation = filling.choice(|it| it.cooperation, |it, chosen| it.cooperation = chosen);
    let power = filling.choice(|it| it.purchasing_power, |it, chosen| it.purchasing_power = chosen);
    let depth = filling.choice(|it| it.cooperation_depth, |it, chosen| it.cooperation_depth = chosen);
    let renewal = filling.choice(|it| it.renewal, |it, chosen| it.renewal = chosen);
    let since = filling.text(|it| it.cooperation_since.clone(), |it, typed| it.cooperation_since = typed);
    let ends_on = filling.text(|it| it.contract_ends_on.clone(), |it, typed| it.contract_ends_on = typed);
    let risk = filling.text(|it| it.churn_risk.clone(), |it, typed| it.churn_risk = typed);
    let strategic = filling.text(|it| it.strategic_value.clone(), |it, typed| it.strategic_value = typed);
    let levels = Signal::derive(|| CustomerLevel::ALL.map(|it| Choice::new(word_of(it), words::level(it))).to_vec());
    let cooperations = Signal::derive(|| Cooperation::ALL.map(|it| Choice::new(word_of(it), words::cooperation(it))).to_vec());
    let renewals = Signal::derive(|| RenewalIntention::ALL.map(|it| Choice::new(word_of(it), words::renewal(it))).to_vec());
    view! {
        <Card>
            <details>
                <summary class="flex min-h-11 cursor-pointer items-center font-medium">{move || t!("grades.more_form")}</summary>
                <div class="grid gap-4 pt-2 sm:grid-cols-2">
                    <SelectField label=move || t!("grades.field.cooperation") name=Field::Cooperation value=cooperation choices=cooperations none=move || t!("kit.none") refusals/>
                    <DateField label=move || t!("grades.field.cooperation_since") name=Field::CooperationSince value=since refusals last=today/>
                    <DateField label=move || t!("grades.field.contract_ends_on") name=Field::ContractEndsOn value=ends_on refusals/>
                    <SelectField label=move || t!("grades.field.renewal") name=Field::Renewal value=renewal choices=renewals none=move || t!("kit.none") refusals/>
                    <SelectField label=move || t!("grades.field.purchasing_power") name=Field::PurchasingPower value=power choices=levels none=move || t!("kit.none") refusals/>
                    <SelectField label=move || t!("grades.field.cooperation_depth") name=Field::CooperationDepth value=depth choices=levels none=move || t!("kit.none") refusals/>
                    <TextArea label=move || t!("grades.field.churn_risk") name=Field::ChurnRisk value=risk refusals rows=2/>
                    <TextArea label=move || t!("grades.field.strategic_value") name=Field::StrategicValue value=strategic refusals rows=2/>
                </div>
            </details>
        </Card>
    }
    .into_any()
}
