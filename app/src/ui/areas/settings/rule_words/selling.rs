//! KPI sets, the order template, the pipeline, price bands and words to choose from.

use domain::records::kpi::Kpi;
use domain::records::organisation::{Company, Role};
use domain::rules::pipeline::Pipeline;
use domain::rules::{Dated, Dictionaries, KpiSets, NodeTemplate, PriceBands};
use domain::values::field::Field;
use domain::values::node::{Node, Responsible};
use domain::values::stage::Stage;
use leptos::prelude::use_context;

use super::super::rule_kind::{NameOf, RuleKind};
use super::{days, joined};
use crate::i18n::{kpi_words, locale, track_words, words};
use crate::local::Notebook;
use crate::t;

impl RuleKind for KpiSets {
    const FIELD: Field = Field::KpiSets;

    fn versions(company: &Company) -> &Dated<KpiSets> {
        &company.kpi_sets
    }

    fn put(company: &mut Company, versions: Dated<KpiSets>) {
        company.kpi_sets = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        let of = |role: Role| {
            let said = self.sets.get(&role).map(|set| match use_context::<Notebook>() {
                Some(notebook) => notebook.peek(|book| kpi_words::set(set, &|kpi| kpi_words::name(kpi, book))),
                None => kpi_words::set(set, &|kpi| kpi.to_string()),
            });
            (words::field(Field::KpiSetOf(role)), said.unwrap_or_else(|| t!("kpis.sets.all").to_owned()))
        };
        Kpi::ROLES.into_iter().map(of).chain([(words::field(Field::KpiCap), locale().share(self.cap))]).collect()
    }
}

impl RuleKind for NodeTemplate {
    const FIELD: Field = Field::OrderNodes;

    fn versions(company: &Company) -> &Dated<NodeTemplate> {
        &company.order_nodes
    }

    fn put(company: &mut Company, versions: Dated<NodeTemplate>) {
        company.order_nodes = versions;
    }

    fn said(&self, name_of: NameOf<'_>) -> Vec<(String, String)> {
        let of_node = |node: Node| {
            let step = self.step(node);
            let owner = match step.owner {
                None => t!("track.order_owner").to_owned(),
                Some(Responsible::Person(person)) => name_of(person),
                Some(Responsible::Other(name)) => t!("settings.versions.outside", name = name),
            };
            let name = |field| t!("track.field.of_node", node = track_words::node(node), field = words::field(field));
            [(name(Field::Days), days(step.days)), (name(Field::Responsible), owner)]
        };
        Node::ALL.into_iter().flat_map(of_node).collect()
    }
}

impl RuleKind for Pipeline {
    const FIELD: Field = Field::PipelineVersions;

    fn versions(company: &Company) -> &Dated<Pipeline> {
        &company.pipeline_versions
    }

    fn first(company: &Company) -> Pipeline {
        company.pipeline.clone()
    }

    fn put(company: &mut Company, versions: Dated<Pipeline>) {
        company.pipeline_versions = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        let of_stage = |stage: Stage| {
            let limit = self.limit(stage).map_or_else(|| t!("settings.versions.none").to_owned(), |it| days(it.into()));
            let names = joined(self.sub_stages_of(stage));
            [(t!("rhythm.sub_stages_of", stage = words::stage(stage)), names), (t!("rhythm.limit_of", stage = words::stage(stage)), limit)]
        };
        Stage::OPEN.into_iter().flat_map(of_stage).collect()
    }
}

impl RuleKind for PriceBands {
    const FIELD: Field = Field::PriceBandVersions;

    fn versions(company: &Company) -> &Dated<PriceBands> {
        &company.price_band_versions
    }

    fn first(company: &Company) -> PriceBands {
        company.price_bands.clone()
    }

    fn put(company: &mut Company, versions: Dated<PriceBands>) {
        company.price_band_versions = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        let bands: Vec<String> = self.all().into_iter().map(words::price_band).collect();
        vec![(t!("mixes.bands.title").to_owned(), joined(bands.iter().map(String::as_str)))]
    }
}

impl RuleKind for Dictionaries {
    const FIELD: Field = Field::DictionaryVersions;

    fn versions(company: &Company) -> &Dated<Dictionaries> {
        &company.dictionary_versions
    }

    fn first(company: &Company) -> Dictionaries {
        company.first_dictionaries()
    }

    fn put(company: &mut Company, versions: Dated<Dictionaries>) {
        company.dictionary_versions = versions;
    }

    fn said(&self, _: NameOf<'_>) -> Vec<(String, String)> {
        let Dictionaries { gap_reasons, success_factors, risk_kinds, activities, sources, methods, expense_kinds } = self;
        let lists = [
            (Field::GapReasons, gap_reasons),
            (Field::SuccessFactors, success_factors),
            (Field::RiskKinds, risk_kinds),
            (Field::Activities, activities),
            (Field::Sources, sources),
            (Field::Methods, methods),
            (Field::ExpenseKinds, expense_kinds),
        ];
        lists.map(|(field, list)| (words::field(field), joined(list.iter().map(String::as_str)))).to_vec()
    }
}
