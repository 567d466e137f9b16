//! Deterministic sample companies for the tests and the demo: the same day always gives the same company. They are built from commands, so every
//! record has passed the rules, and they hold only records that a person of the company could have made.

mod account;
mod act;
mod alerts;
mod benchmarks;
mod catalogue;
mod company;
mod credit;
mod deals;
mod dice;
mod evidence;
mod expenses;
pub mod kpis;
mod large;
pub mod ledger;
mod measures;
mod names;
mod planning;
mod plans;
mod relations;
mod reviews;
mod small;
mod staff;
mod story;
mod support;
pub mod tables;
mod tracks;

pub use act::{Act, SignIn};
pub use company::Sample;
pub use evidence::{PICTURES, Picture};
pub use large::{Large, Size};
pub use small::{SmallIds, small};

use crate::values::calendar::Day;

/// The sample company as of that day.
pub fn company(today: Day) -> Sample {
    let mut story = story::Story::new(today);
    let staff = catalogue::tell(&mut story);
    let sold = deals::tell(&mut story, &staff);
    plans::tell(&mut story, &staff, &sold);
    let deals = story.acts();
    tracks::tell(&mut story, &deals);
    let so_far = Sample { today, people: staff.sign_ins(), acts: story.acts() };
    let book = so_far.book();
    alerts::tell(&mut story, &so_far, &book);
    credit::tell(&mut story, &book);
    expenses::tell(&mut story, &staff, &so_far.acts);
    kpis::tell(&mut story, &staff);
    benchmarks::tell(&mut story, &staff);
    planning::tell(&mut story, &staff);
    let mut people = so_far.people;
    people.extend(support::tell(&mut story, &staff, &book));
    Sample { today, people, acts: reviews::tell(story.into_acts(), today) }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod wire;
