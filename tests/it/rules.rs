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

const GOOD: &str = "key = \"a\"\nname = \"A\"\nappraisal_return = \"restart\"\nappraisal_notice_days = 3\n\
                    extensions = 1\npayment_suspends = true\npost_attempts = 2\nonline_reaction_hours = 8\n";

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
