//! A digest as text: in the receiver's language, without anything that must not leave the company.

use app::i18n::Lang;
use app::t;
use domain::rules::alert_rules::AlertRule;
use serde::{Deserialize, Serialize};

use super::digest::{Digest, is_urgent};
use crate::alerts::Notice;

/// The app's path that shows every alert.
const PLACE: &str = "/alerts";

/// A message, ready for any channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Language tag.
    pub language: String,
    /// The headline.
    pub title: String,
    /// The text, line by line. Plain text.
    pub lines: Vec<String>,
    /// The path within the app that shows more.
    pub place: String,
    /// Something in it is urgent.
    pub is_urgent: bool,
}

/// The name of the customer or person that a notice concerns.
pub type NameOf<'a> = &'a dyn Fn(&Notice) -> String;

impl Message {
    /// The message for a digest.
    pub fn of(digest: &Digest, lang: Lang, name_of: NameOf<'_>) -> Message {
        let title = match digest.n_urgent {
            0 => t!(in lang, "delivery.title", n = digest.n),
            urgent => t!(in lang, "delivery.title_urgent", n = digest.n, urgent = urgent),
        };
        let counts: Vec<String> =
            digest.counts.iter().map(|it| t!(in lang, "delivery.count", rule = rule_words(lang, it.rule), n = it.n)).collect();
        let mut lines = vec![counts.join(t!(in lang, "delivery.between"))];
        lines.extend(digest.named.iter().map(|it| line(it, lang, name_of)));
        if digest.named.len() < digest.n {
            lines.push(t!(in lang, "delivery.more", n = digest.n - digest.named.len()));
        }
        // For a single notice, its own line says everything.
        if digest.n == 1 {
            lines.remove(0);
        }
        Message { language: lang.tag().to_owned(), title, lines, place: PLACE.to_owned(), is_urgent: 0 < digest.n_urgent }
    }

    /// The message sent to try whether delivery works.
    pub fn trial(lang: Lang) -> Message {
        Message {
            language: lang.tag().to_owned(),
            title: t!(in lang, "delivery.trial_title").to_owned(),
            lines: vec![t!(in lang, "delivery.trial_body").to_owned()],
            place: "/me".to_owned(),
            is_urgent: false,
        }
    }

    /// All lines, without the title.
    pub fn body(&self) -> String {
        self.lines.join("\n")
    }

    /// The text of the link to the app.
    pub fn invitation(&self) -> &'static str {
        t!(in Lang::parse(&self.language).unwrap_or_default(), "delivery.open")
    }
}

fn line(notice: &Notice, lang: Lang, name_of: NameOf<'_>) -> String {
    let (rule, name) = (rule_words(lang, notice.alert.key.rule), without_contacts(&name_of(notice)));
    match (name.is_empty(), is_urgent(notice)) {
        (true, _) => rule.to_owned(),
        (false, true) => t!(in lang, "delivery.urgent_line", rule = rule, name = name),
        (false, false) => t!(in lang, "delivery.line", rule = rule, name = name),
    }
}

/// Masks phone numbers (seven digits and more) and e-mail addresses that people typed into a name. Line breaks become spaces.
fn without_contacts(name: &str) -> String {
    const SHORTEST_PHONE: usize = 7;
    let is_of_number = |it: char| it.is_ascii_digit() || matches!(it, '０'..='９');
    let words = name.split_whitespace().map(|word| if word.contains(['@', '＠']) { "***".to_owned() } else { word.to_owned() });
    let text = words.collect::<Vec<_>>().join(" ");
    let mut safe = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find(is_of_number) {
        let (before, after) = rest.split_at(at);
        // A number as people type it: digits with dashes, dots, spaces and parentheses between.
        let end = after.find(|it: char| !is_of_number(it) && !matches!(it, '-' | ' ' | '.' | '(' | ')')).unwrap_or(after.len());
        let (number, further) = after.split_at(end);
        let n_digits = number.chars().filter(|it| is_of_number(*it)).count();
        safe.push_str(before);
        safe.push_str(if SHORTEST_PHONE <= n_digits { "***" } else { number });
        rest = further;
    }
    safe + rest
}

/// The name of a rule.
fn rule_words(lang: Lang, rule: AlertRule) -> &'static str {
    match rule {
        AlertRule::Completion => t!(in lang, "alerts.rule.completion"),
        AlertRule::CollectionOverdue => t!(in lang, "alerts.rule.collection_overdue"),
        AlertRule::OrderNotStarted => t!(in lang, "alerts.rule.order_not_started"),
        AlertRule::DeliveryLate => t!(in lang, "alerts.rule.delivery_late"),
        AlertRule::ComplaintUnanswered => t!(in lang, "alerts.rule.complaint_unanswered"),
        AlertRule::ReceivableOverdue => t!(in lang, "alerts.rule.receivable_overdue"),
        AlertRule::TaskOverdue => t!(in lang, "alerts.rule.task_overdue"),
        AlertRule::CustomerNotUpdated => t!(in lang, "alerts.rule.customer_not_updated"),
        AlertRule::ContractEnding => t!(in lang, "alerts.rule.contract_ending"),
        AlertRule::CadenceMissed => t!(in lang, "alerts.rule.cadence_missed"),
        AlertRule::GradeReview => t!(in lang, "alerts.rule.grade_review"),
        AlertRule::LateEntry => t!(in lang, "alerts.rule.late_entry"),
        AlertRule::ActionOverdue => t!(in lang, "alerts.rule.action_overdue"),
        AlertRule::CollectionRate => t!(in lang, "alerts.rule.collection_rate"),
        AlertRule::DailyOrders => t!(in lang, "alerts.rule.daily_orders"),
        AlertRule::Kpi => t!(in lang, "alerts.rule.kpi"),
    }
}

#[cfg(test)]
mod tests {
    use AlertRule::{DeliveryLate, TaskOverdue};
    use domain::rules::alert_rules::Level;

    use super::super::digest::tests::notice;
    use super::*;

    #[track_caller]
    fn check(notices: &[Notice], lang: Lang, title: &str, lines: &[&str]) {
        let name_of = |it: &Notice| format!("客户 {}", it.alert.customer.map(|customer| customer.0.as_u128()).unwrap_or_default());
        let message = Message::of(&Digest::of(notices).expect("something to tell"), lang, &name_of);
        let lines: Vec<String> = lines.iter().map(|it| (*it).to_owned()).collect();
        assert_eq!((message.title.as_str(), message.lines), (title, lines));
    }

    #[test]
    fn a_single_notice_is_the_message() {
        let late = [notice(1, DeliveryLate, Level::Red)];
        check(&late, Lang::Zh, "1 条新预警，其中 1 条红色", &["【红色】交付延迟：客户 1"]);
        check(&late, Lang::En, "1 new alert, 1 red", &["[Red] Delivery late: 客户 1"]);
    }

    #[test]
    fn several_notices_are_counted_and_the_first_are_named() {
        let mut many: Vec<Notice> = (1..=6).map(|it| notice(it, TaskOverdue, Level::Reminder)).collect();
        check(&many[..1], Lang::Zh, "1 条新预警", &["任务逾期：客户 1"]);
        many.push(notice(9, DeliveryLate, Level::Red));
        let zh = [
            "交付延迟 1 · 任务逾期 6",
            "【红色】交付延迟：客户 9",
            "任务逾期：客户 1",
            "任务逾期：客户 2",
            "任务逾期：客户 3",
            "任务逾期：客户 4",
            "还有 2 条",
        ];
        check(&many, Lang::Zh, "7 条新预警，其中 1 条红色", &zh);
    }

    #[test]
    fn contact_details_are_masked_in_messages() {
        //
        for (written, said) in [
            ("恒通机械 2024", "恒通机械 2024"),
            ("恒通 张总13800138000", "恒通 张总***"),
            ("恒通 138-0013-8000 张总", "恒通 ***张总"),
            ("恒通 １３８００１３８０００", "恒通 ***"),
            ("恒通 zhang@ht.cn", "恒通 ***"),
            ("恒通\n机械", "恒通 机械"),
            ("123456", "123456"),
        ] {
            assert_eq!(without_contacts(written), said, "{written}");
        }
    }
}
