//! What administrators maintain: people, organisation, products, the company.

mod administrators_only;
pub mod password;

mod alert_rules_page;
mod grade_rules_page;
mod kpi_settings_page;
mod notices_page;
mod order_rules_page;
mod organisation_page;
mod people_page;
mod person_devices_page;
mod products_page;
mod record_rules_page;
mod rhythm_page;

mod alert_rule_sheet;
mod company_form;
mod company_section;
mod dictionaries_form;
mod entry_times_form;
mod evidence_rules;
mod formula_fields;
mod gap_reasons_form;
mod grade_rule_fields;
mod holidays_form;
mod kpi_sheet;
mod notice_rules_form;
mod order_rules_form;
mod password_sheet;
mod person_sheet;
mod price_bands_form;
mod product_sheet;
mod review_rules_form;
mod robot_sheet;
mod robots_card;
mod rule_history;
mod rule_kind;
mod rule_words;
mod sign_ins_section;
mod task_review_form;
mod unit_sheet;
mod version_form;
mod ways_card;

pub use alert_rules_page::AlertRulesPage;
pub use grade_rules_page::GradeRulesPage;
pub use kpi_settings_page::KpiSettingsPage;
pub use notices_page::NoticesPage;
pub use order_rules_page::OrderRulesPage;
pub use organisation_page::OrganisationPage;
pub use people_page::PeoplePage;
pub use person_devices_page::PersonDevicesPage;
pub use products_page::ProductsPage;
pub use record_rules_page::RecordRulesPage;
pub use rhythm_page::RhythmPage;
