//! When a customer must be contacted next by the cadence of its grade (FU-03, A34). Computed from the last contact and not stored, so changes of
//! the grade or the rules take effect at once and nothing has to be completed by hand.

use crate::book::Book;
use crate::records::customer::{Cooperation, Customer};
use crate::records::organisation::Company;
use crate::rules::cadence::Cadence;
use crate::values::calendar::Day;
use crate::values::grade::Grade;
use crate::values::ids::CustomerId;
use crate::values::working_days::WorkingDays;
use crate::views::last_contact::last_follow_up;

/// What decides the next contact; created once for many customers.
#[derive(Clone, Debug)]
pub struct Rhythm {
    cadence: Cadence,
    working_days: WorkingDays,
}

impl Rhythm {
    /// By the cadence in force on `today`.
    pub fn of(company: &Company, today: Day) -> Rhythm {
        Rhythm::by(company.cadence_on(today), company)
    }

    /// The same by another cadence than the company's.
    pub fn by(cadence: Cadence, company: &Company) -> Rhythm {
        Rhythm { cadence, working_days: WorkingDays::of(company) }
    }

    /// The working day by which the customer must be contacted: one interval after the last contact, or after filing if there was none.
    pub fn next_due(&self, customer: &Customer, book: &Book) -> Day {
        self.due_after(customer.profile.grade, contacted_on(customer, book))
    }

    /// The working day by which a customer of this grade must be contacted again after a contact. A day off is moved to the working day before it
    /// (A34), but never to the day of the contact or earlier.
    pub fn due_after(&self, grade: Grade, since: Day) -> Day {
        let exact = self.cadence.of(grade).after(since);
        let moved = self.working_days.previous_working(exact);
        if moved <= since { exact } else { moved }
    }

    /// The days from `first` to `last` on which contacts are due after one on `since`, if each is made on its day. One that is overdue by then is
    /// due on the first day.
    pub fn days_due(&self, grade: Grade, since: Day, first: Day, last: Day) -> impl Iterator<Item = Day> {
        // Later than the day before, whatever the interval: the count must end.
        let next = move |day: &Day| Some(self.due_after(grade, *day).max(day.plus(1)));
        std::iter::successors(Some(self.due_after(grade, since).max(first)), next).take_while(move |it| *it <= last)
    }

    /// Whether the customer has a cadence at all: not if it was merged into another or the cooperation has ended (终止合作).
    pub fn asks_for(customer: &Customer) -> bool {
        customer.stands() && customer.profile.cooperation != Some(Cooperation::Ended)
    }

    /// Days past the due day; 0 on it and before (AL-10).
    pub fn days_missed(&self, customer: &Customer, book: &Book, today: Day) -> i32 {
        today.0.saturating_sub(self.next_due(customer, book).0).max(0)
    }
}

/// The day from which the next interval counts.
pub fn contacted_on(customer: &Customer, book: &Book) -> Day {
    last_follow_up(customer.id, book).map_or(customer.filed_on, |it| it.on)
}

/// The day by which the customer must be contacted next, by the cadence in force on `today`.
pub fn next_due(customer: CustomerId, today: Day, book: &Book) -> Option<Day> {
    book.customer(customer).map(|it| Rhythm::of(book.company(), today).next_due(it, book))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::customer::CustomerProfile;
    use crate::records::follow_up::FollowUp;
    use crate::rules::Dated;
    use crate::rules::cadence::Interval;
    use crate::sample::small;
    use crate::values::ids::FollowUpId;
    use crate::values::method::Method;

    #[track_caller]
    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day of the calendar")
    }

    /// Acme with this grade, last contacted on this day.
    fn contacted(grade: Grade, on: &str) -> (Book, Customer) {
        let (mut book, ids) = small();
        let mut acme = book.customer(ids.acme).expect("Acme").clone();
        acme.profile = CustomerProfile { grade, ..acme.profile };
        book.put(acme.clone().into());
        let follow_up = FollowUp {
            id: FollowUpId::default(),
            customer: acme.id,
            by: ids.lin,
            team: None,
            on: day(on),
            method: Method::Phone,
            content: "x".to_owned(),
            next_step: String::new(),
            next_on: None,
            expected_close: None,
            feedback: String::new(),
            activity: None,
            made_at: ids.moment(ids.lin, &book).now,
            arrived_at: None,
            clock_said: None,
            review: None,
        };
        book.put(follow_up.into());
        (book, acme)
    }

    #[test]
    fn the_grade_says_when_to_contact_next() {
        // FU-03, A34; holidays of 2026: 劳动节 1–5 May, 端午节 19–21 June, 国庆节 1–7 October with Saturday 10 October worked.
        for (grade, last, expected) in [
            (Grade::Strategic, "2026-05-18", "2026-05-25"),
            (Grade::Key, "2026-05-18", "2026-06-01"),
            (Grade::Potential, "2026-05-18", "2026-06-18"),
            (Grade::Normal, "2026-05-18", "2026-07-17"),    // 18 July is a Saturday
            (Grade::Strategic, "2026-06-13", "2026-06-18"), // 20 June is in 端午节
            (Grade::Strategic, "2026-09-30", "2026-09-30"), // see below
            (Grade::Potential, "2026-01-31", "2026-02-28"), // clamped; a Saturday made up for 春节
            (Grade::Potential, "2025-01-31", "2025-02-28"),
            (Grade::Normal, "2026-12-31", "2027-02-26"), // clamped to the 28th, a Sunday; 2027 has plain weeks
            (Grade::Strategic, "2026-10-03", "2026-10-10"),
        ] {
            let (book, acme) = contacted(grade, last);
            let due = next_due(acme.id, day(last), &book).expect("a day");
            if last == "2026-09-30" {
                // All seven days are off: the working day before is the day of the contact itself.
                assert_eq!(due, day("2026-10-07"));
                continue;
            }
            assert_eq!(due, day(expected), "{grade:?} {last}");
        }
    }

    #[test]
    fn a_contact_is_missed_from_the_day_after() {
        // AL-10.
        let (book, acme) = contacted(Grade::Strategic, "2026-05-11");
        let rhythm = Rhythm::of(book.company(), day("2026-05-11"));
        let missed = |on: &str| rhythm.days_missed(&acme, &book, day(on));
        assert_eq!((missed("2026-05-17"), missed("2026-05-18"), missed("2026-05-19"), missed("2026-05-21")), (0, 0, 1, 3));
    }

    #[test]
    fn a_customer_whose_cooperation_ended_needs_no_contact() {
        // AL-10: 终止合作.
        use crate::rules::alert_rules::AlertRule;
        use crate::views::alert::raise;
        let (mut book, ids) = small();
        let acme = book.customer(ids.acme).expect("Acme").clone();
        for (cooperation, asks) in [(None, true), (Some(Cooperation::Paused), true), (Some(Cooperation::Ended), false)] {
            let mut customer = acme.clone();
            customer.profile.cooperation = cooperation;
            book.put(customer.into());
            let moment = ids.moment(ids.boss, &book);
            let raised = raise(&book, &moment).iter().filter(|it| it.key.rule == AlertRule::CadenceMissed).count();
            assert_eq!(raised, usize::from(asks), "{cooperation:?}");
            assert_eq!(crate::views::agenda::Agenda::of(&book, ids.today).contacts.len(), usize::from(asks));
        }
    }

    #[test]
    fn without_a_contact_the_filing_counts_and_the_rules_are_the_companys() {
        let (mut book, ids) = small();
        let filed_on = book.customer(ids.acme).expect("Acme").filed_on;
        let normal = filed_on.plus_months(2);
        let working_days = WorkingDays::of(book.company());
        assert_eq!(next_due(ids.acme, ids.today, &book), Some(working_days.previous_working(normal)));
        let company = Company { cadence: Cadence { normal: Interval::Days(3), ..Cadence::default() }, ..book.company().clone() };
        book.put(company.clone().into());
        let (every_third, every_fifth) = (filed_on.plus(3), filed_on.plus(5));
        assert_eq!(next_due(ids.acme, ids.today, &book), Some(working_days.previous_working(every_third)));
        // C9: another cadence from tomorrow on changes nothing today.
        let tomorrow = ids.today.plus(1);
        let cadence = Cadence { normal: Interval::Days(5), ..Cadence::default() };
        book.put(Company { cadence_versions: Dated::default().since(tomorrow, cadence), ..company }.into());
        for (day, exact) in [(ids.today, every_third), (tomorrow, every_fifth)] {
            assert_eq!(next_due(ids.acme, day, &book), Some(working_days.previous_working(exact)), "{day}");
        }
    }
}
