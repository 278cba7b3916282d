//! Which rules hold on which day of receipt, as the data say, and what is wrong in a rule file.

use crate::law::d;
use motcua::config::law::{self, Source, rules};
use motcua::domain::event::ClockEffect;

#[test]
fn each_day_of_receipt_has_the_rules_of_its_time() {
    let book = law::load(None).unwrap().book;
    let cases = [
        ("04/01/2016", "qd09"),
        ("20/06/2018", "qd09"),
        ("21/06/2018", "nd61"),
        ("05/01/2019", "nd61"),
        ("06/01/2019", "nd61-tt01"),
        ("30/06/2025", "nd61-tt01"),
        ("01/07/2025", "nd118"),
        ("30/06/2026", "nd118"),
        ("01/07/2026", "nd118-nd224"),
        ("04/08/2026", "nd118-nd224"),
        ("05/08/2026", "nd309"),
        ("31/12/2030", "nd309"),
    ];
    for (day, key) in cases {
        assert_eq!(book.on(d(day)).map(|set| set.key.as_str()), Some(key), "{day}");
    }
}

#[test]
fn the_common_rules_are_a_restart_three_days_one_extension_and_two_deliveries() {
    for set in law::load(None).unwrap().book.all() {
        assert_eq!(set.appraisal_return, ClockEffect::Restart, "{}", set.key);
        assert_eq!((set.appraisal_notice_days, set.extensions, set.post_attempts), (3, 1, 2), "{}", set.key);
        assert!(!set.unverified.is_empty(), "{}: nobody has checked every word of it", set.key);
    }
}

const GOOD: &str = "key = \"a\"\nname = \"A\"\npost_start = \"hand-over\"\nnon_territorial_start = \"acceptance\"\n\
                    appraisal_return = \"restart\"\nappraisal_notice_days = 3\nextensions = 1\n\
                    payment_suspends = true\npost_attempts = 2\npost_interval_days = 2\n\
                    online_reaction_hours = 8\ntransfer_until = \"15:00\"\n\
                    letter = { days = 1, working = true }\ncomplaint_days = 15\ndecline_days = 2\nends_on_make_up = true\n";

fn read(text: &str) -> Vec<String> {
    let source = Source { file: "rules/r.toml".to_owned(), text: text.to_owned() };
    rules::read(&[source]).err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

#[test]
fn a_faulty_rule_file_names_every_fault() {
    let good = format!("[[rules]]\n{GOOD}");
    assert_eq!(read(&good), Vec::<String>::new());
    let wrong = good.replace("restart", "reset").replace("extensions = 1", "extensions = 2");
    assert_eq!(
        read(&format!("{wrong}surprise = 1\n{good}to = 2020-01-01\nfrom = 2021-01-01\n")).len(),
        2,
        "an unknown entry hides its own table only; the second ends before it begins"
    );
    assert_eq!(read(&wrong).len(), 2);
    let twice = read(&format!("{good}{}", good.replace("\"a\"", "\"b\"")));
    assert_eq!(twice.len(), 1);
    assert!(twice[0].contains("a day of receipt of `a` and `b` is there twice"), "{twice:?}");
}

#[test]
fn a_set_takes_what_it_leaves_out_from_the_set_it_is_like() {
    let text = format!(
        "[[rules]]\n{GOOD}to = 2020-12-31\nopen = [{{ about = \"letter\", note = \"N\" }}]\n\
         [[rules]]\nkey = \"b\"\nname = \"B\"\nlike = \"a\"\nfrom = 2021-01-01\nextensions = 0\n"
    );
    let source = Source { file: "rules/r.toml".to_owned(), text: text.clone() };
    let book = rules::read(&[source]).unwrap();
    let (a, b) = (book.by_key("a").unwrap(), book.by_key("b").unwrap());
    assert_eq!((b.extensions, b.name.as_str(), b.to), (0, "B", None));
    assert_eq!((b.letter, &b.open, b.transfer_until), (a.letter, &a.open, a.transfer_until));
    let lost = read(&text.replace("like = \"a\"", "like = \"z\""));
    assert!(lost.len() == 1 && lost[0].contains("there is no `z`"), "{lost:?}");
    let bad = read(&text.replace("15:00", "3pm").replace("\"letter\"", "\"weather\""));
    assert!(bad.iter().any(|fault| fault.contains("`3pm` is not a time of day")), "{bad:?}");
    assert!(bad.iter().any(|fault| fault.contains("`weather` is not allowed here")), "{bad:?}");
}

#[test]
fn the_clock_starts_by_channel_and_body_as_the_rules_of_the_day_say() {
    use motcua::domain::channel::Channel::{Direct, Online, Post};
    use motcua::domain::rules::StartBasis::{Acceptance, CompetentBody, PostHandOver};
    let book = law::load(None).unwrap().book;
    let cases = [
        ("10/07/2020", Direct, false, Acceptance),
        ("10/07/2020", Online, false, Acceptance),
        ("10/07/2020", Post, false, PostHandOver),
        ("10/07/2020", Direct, true, Acceptance),
        ("04/08/2026", Direct, true, Acceptance),
        ("05/08/2026", Direct, true, CompetentBody),
        ("05/08/2026", Post, true, CompetentBody),
        ("05/08/2026", Post, false, PostHandOver),
    ];
    for (day, channel, elsewhere, basis) in cases {
        let set = book.on(d(day)).unwrap();
        assert_eq!(set.start_of(channel, elsewhere), basis, "{day} {channel:?} {elsewhere}");
    }
}
