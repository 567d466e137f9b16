//! The week, quarter and year of a day are those of the company's calendar (A43). Only what knows no company takes the natural ones.

use super::folders::is_test;
use super::source::rust_files;

/// The natural week or quarter of a day, or a natural year.
const NATURAL: [&str; 3] = [".week()", ".quarter()", "Period::natural_year("];

/// The calendar itself, dates as people say them, and the sample company, which was told before it had a calendar of its own.
const EXCEPT: [&str; 4] = ["/values/calendar", "/values/promise", "/sample/", "/rules/fiscal_calendar.rs"];

#[test]
fn periods_are_those_of_the_companys_calendar() {
    let files = ["app/domain/src", "app/src"].into_iter().flat_map(rust_files);
    let asked = files.filter(|it| !is_test(&it.path) && !EXCEPT.iter().any(|except| it.path.contains(except)));
    let mut n_files = 0;
    for file in asked {
        n_files += 1;
        for (at, line) in file.without_tests().lines().enumerate() {
            assert!(!NATURAL.iter().any(|it| line.contains(it)), "{}, line {} without comments: {line}", file.path, at + 1);
        }
    }
    assert!(300 < n_files, "{n_files}");
}
