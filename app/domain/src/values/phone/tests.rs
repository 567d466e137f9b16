use proptest::prelude::*;

use super::*;

/// The numbers of a text as `country number extension`.
fn read(raw: &str) -> Vec<String> {
    Phone::all(raw).into_iter().map(|it| format!("{} {} {}", it.country, it.number, it.extension).trim().to_owned()).collect()
}

#[test]
fn all_notations_of_a_number_are_equal() {
    for (number, ways) in [
        (
            "86 13800138000",
            &[
                "13800138000",
                "138-0013-8000",
                "138 0013 8000",
                "+86 138 0013 8000",
                "+8613800138000",
                "0086 13800138000",
                "86 138 0013 8000",
                "１３８００１３８０００",
                "\u{202D}+86 138\u{A0}0013\u{200B}8000\u{202C}",
                "手机：13800138000（微信同号）",
                "tel:+86-138-0013-8000",
            ][..],
        ),
        (
            "86 2162345678",
            &[
                "+86 21 6234 5678",
                "021-62345678",
                "(021) 6234 5678",
                "021 6234 5678",
                "02162345678",
                "+86 (0)21 6234-5678",
                "+86 021 62345678",
                "86-21-62345678",
                "0086-21-62345678",
                "（０２１）６２３４５６７８",
                "021—6234 5678",
            ],
        ),
        (
            "86 2162345678 801",
            &[
                "021-62345678-801",
                "021-62345678转801",
                "021-62345678 转 801",
                "021-62345678轉801",
                "021 6234 5678 分机801",
                "+86 21 6234 5678 ext. 801",
                "021-62345678x801",
                "021-62345678#801",
                "021-62345678,801",
                "tel:+862162345678;ext=801",
                "02162345678－801",
            ],
        ),
        ("86 7558234567", &["0755-8234567", "+86 755 8234567"]),
        ("852 91234567", &["+852 9123 4567", "00852 91234567", "852-9123-4567", "+852-91234567"]),
        ("886 912345678", &["+886 912 345 678", "886912345678"]),
        ("44 2079460958", &["+44 20 7946 0958", "+44 (0)20 7946 0958", "0044 20 79460958"]),
        ("1 4155550123", &["+1 (415) 555-0123", "+1 415.555.0123"]),
        ("4008208820", &["400-820-8820", "4008 208 820", "+86 400 820 8820"]),
        ("62345678", &["6234 5678", "62345678"]),
        ("95588", &["95588"]),
    ] {
        for raw in ways {
            assert_eq!(read(raw), [number], "{raw}");
        }
    }
}

#[test]
fn several_numbers_in_one_field_are_separated() {
    let (mobile, other, office) = ("86 13800138000", "86 13900139000", "86 2162345678");
    for (raw, expected) in [
        ("13800138000/13900139000", vec![mobile, other]),
        ("13800138000、13900139000", vec![mobile, other]),
        ("13800138000，13900139000；021-62345678", vec![mobile, other, office]),
        ("13800138000 13900139000", vec![mobile, other]),
        ("138 0013 8000 139 0013 9000", vec![mobile, other]),
        ("13800138000或13900139000", vec![mobile, other]),
        ("张三13800138000 李四：139-0013-9000", vec![mobile, other]),
        ("13800138000\n021-62345678", vec![mobile, office]),
        ("+86 138 0013 8000 +852 9123 4567", vec![mobile, "852 91234567"]),
        ("021-62345678-801 / 13800138000", vec!["86 2162345678 801", mobile]),
        ("021-62345678/79", vec![office, "86 2162345679"]),
        ("62345678 62345679", vec!["62345678", "62345679"]),
    ] {
        assert_eq!(read(raw), expected, "{raw}");
    }
    assert_eq!(read("没有电话"), Vec::<String>::new());
    // Digits that match no plan stay together: an extra digit shows as a mistake, not as a second number.
    assert_eq!(read("138 0013 8000 1"), ["138001380001"]);
}

#[test]
fn a_number_is_compared_without_its_extension_and_dialled_with_it() {
    let dial = |raw: &str| Phone::all(raw).iter().map(Phone::link).collect::<Vec<_>>();
    assert_eq!(dial("021-62345678转801"), ["tel:+862162345678;ext=801"]);
    assert_eq!(dial("13800138000/+852 9123 4567"), ["tel:+8613800138000", "tel:+85291234567"]);
    assert_eq!(dial("400-820-8820"), ["tel:4008208820"]);
    // No area code: as a number of China it would dial the service number 4002000000.
    assert_eq!(dial("0400-2000000"), ["tel:04002000000"]);
    let shown = |raw: &str| Phone::all(raw).iter().map(ToString::to_string).collect::<Vec<_>>();
    let several = "+86 138 0013 8000、021-62345678转801/+852 9123 4567、400-820-8820";
    assert_eq!(shown(several), ["13800138000", "02162345678-801", "+852 91234567", "4008208820"]);
    assert_eq!(shown(&shown(several).join("、")), shown(several));
    assert_eq!(keys("021-62345678-801"), keys("+86 21 6234 5678"));
    assert_eq!(keys("021-62345678"), ["+862162345678"]);
    assert_ne!(keys("021-62345678"), keys("010-62345678"));
    assert_eq!(keys("***00"), Vec::<String>::new());
}

#[test]
fn a_number_is_found_by_any_part_of_it() {
    let found = |typed: &str, raw: &str| sought(typed).is_some_and(|it| findable(raw).contains(&it));
    for typed in [
        "+86 21 6234 5678",
        "021 6234",
        "021-62345678",
        "6234 5678",
        "5678 801",
        "+86",
        "0086 21 62",
        "+86 (0)21 6234",
        "62345678转801",
        "２１６２",
    ] {
        assert!(found(typed, "021-62345678-801"), "{typed}");
    }
    for typed in ["138 0013", "+86 138", "8613800138000", "0013-8000", "13800138000"] {
        assert!(found(typed, "+86 138 0013 8000"), "{typed}");
        assert!(found(typed, "021-62345678/13800138000"), "{typed}");
    }
    for typed in ["9123 4567", "+852 9123", "00852"] {
        assert!(found(typed, "+852 9123 4567"), "{typed}");
    }
    for typed in ["139", "精工", "c138", ""] {
        assert!(!found(typed, "13800138000"), "{typed}");
    }
}

proptest! {
    #[test]
    fn no_text_panics_the_phone_reader(raw in any::<String>(), typed in "[0-9０-９+()（）./、,; 转x#-]{0,40}") {
        for text in [raw, typed] {
            let _ = (keys(&text), findable(&text), sought(&text));
            for phone in Phone::all(&text) {
                prop_assert!(phone.link().trim_start_matches("tel:").chars().all(|it| it.is_ascii_digit() || "+;ext=".contains(it)));
            }
        }
    }

    #[test]
    fn a_link_reads_back_as_the_number_it_dials(
        raw in "(1[3-9][0-9]{9}|0(10|2[0-9])-?[2-8][0-9]{7}|0([35679][0-9]|[48][1-9])[0-9]-?[2-8][0-9]{6,7}|\\+852 ?[2-9][0-9]{7})(转[0-9]{1,6})?",
    ) {
        let phones = Phone::all(&raw);
        prop_assert_eq!(phones.len(), 1, "{}", raw);
        prop_assert!(!phones[0].country.is_empty() && raw.contains('转') != phones[0].extension.is_empty(), "{}", raw);
        prop_assert_eq!(Phone::all(&phones[0].link()), phones.clone(), "{}", raw);
        // Any part of it may be typed, without the word for the extension.
        let digits: String = raw.chars().filter(char::is_ascii_digit).collect();
        prop_assert!(findable(&raw).lines().any(|it| it.contains(&digits)), "{} {}", raw, findable(&raw));
    }
}
