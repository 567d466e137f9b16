//! Groups alerts for display: one line per customer, and one per rule about people.

use std::collections::BTreeMap;

use super::Raised;
use crate::rules::alert_rules::{AlertRule, Level};
use crate::values::ids::CustomerId;

/// The subject of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// All alerts of a customer.
    Customer(CustomerId),
    /// The alerts of a rule about people.
    Rule(AlertRule),
}

impl About {
    pub fn of(raised: &Raised) -> About {
        raised.customer.map_or(About::Rule(raised.key.rule), About::Customer)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathered<'a> {
    pub about: About,
    /// Most urgent first; never empty.
    pub alerts: Vec<&'a Raised>,
}

impl Gathered<'_> {
    /// The level of the most urgent alert.
    pub fn level(&self) -> Option<Level> {
        self.alerts.iter().map(|it| it.level).max()
    }
}

/// Groups alerts sorted by [`super::raise`]. A line takes the position of its most urgent alert.
pub fn gather<'a>(raised: impl IntoIterator<Item = &'a Raised>) -> Vec<Gathered<'a>> {
    let mut places: BTreeMap<About, usize> = BTreeMap::new();
    let mut lines: Vec<Gathered<'a>> = Vec::new();
    for raised in raised {
        let about = About::of(raised);
        match places.get(&about) {
            Some(place) => lines[*place].alerts.push(raised),
            None => {
                places.insert(about, lines.len());
                lines.push(Gathered { about, alerts: vec![raised] });
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::moment::Moment;
    use crate::sample::company;
    use crate::values::calendar::Day;
    use crate::views::alert::raise;

    #[test]
    fn every_alert_stands_in_one_line_and_the_most_urgent_line_comes_first() {
        let today = Day(20_591);
        let sample = company(today);
        let book = sample.book();
        let now = sample.acts.last().map(|it| it.made_at).expect("somebody did something");
        let raised = raise(&book, &Moment::of(crate::access::actor::Actor::company(), now, today));
        let lines = gather(&raised);
        assert_eq!(lines.iter().map(|it| it.alerts.len()).sum::<usize>(), raised.len());
        assert!(lines.len() < raised.len(), "some are of one customer");
        assert!(lines.is_sorted_by_key(|it| std::cmp::Reverse(it.level())));
        let abouts: std::collections::BTreeSet<About> = lines.iter().map(|it| it.about).collect();
        assert_eq!(abouts.len(), lines.len(), "one line for each");
        for line in &lines {
            assert!(line.alerts.iter().all(|it| About::of(it) == line.about));
            assert_eq!(line.level(), line.alerts.first().map(|it| it.level));
        }
    }
}
