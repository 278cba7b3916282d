//! Words of the domain: every stage, event, action, refusal and choice is said in both languages.

use motcua::domain::channel::Channel;
use motcua::domain::decide::Caution;
use motcua::domain::dossier::{PartyKind, PaymentMethod};
use motcua::domain::event::{CorrectableField, Event, Outcome, Route};
use motcua::domain::lateness::{Definition, EndKind, Ground, Judgement, Standing, Timeliness};
use motcua::domain::queue::{Filter, SortKey};
use motcua::domain::refusal::Refusal;
use motcua::domain::role::Role;
use motcua::domain::stage::{ActionKind, Stage};
use motcua::domain::status::NationalStatus;
use motcua::look::catalog::{Arg, Catalog, Language};
use std::collections::BTreeSet;
use strum::{IntoEnumIterator, VariantNames};

/// Every value of an enum without data, by its name in the catalogue.
fn each<T: IntoEnumIterator + Into<&'static str>>(topic: &'static str) -> Vec<String> {
    T::iter().map(|value| format!("{topic}-{}", value.into())).collect()
}

fn named(topic: &'static str, names: &[&str]) -> Vec<String> {
    names.iter().map(|name| format!("{topic}-{name}")).collect()
}

/// Names that stand alone: each fits a menu or a column.
fn names() -> Vec<Vec<String>> {
    let standings = [
        Standing::NoPromise,
        Standing::Held,
        Standing::InTime { days: 0 },
        Standing::Overdue { days: 1 },
        Standing::Early,
        Standing::OnTime,
        Standing::Late { days: 1 },
        Standing::Ended,
    ];
    vec![
        each::<Stage>("stage"),
        named("event", Event::VARIANTS),
        each::<ActionKind>("action"),
        each::<NationalStatus>("status"),
        each::<Filter>("filter"),
        each::<SortKey>("sort"),
        each::<Channel>("channel"),
        each::<PartyKind>("party-kind"),
        each::<PaymentMethod>("payment"),
        each::<Role>("role"),
        each::<Timeliness>("timeliness"),
        each::<Definition>("definition"),
        each::<Judgement>("judgement"),
        each::<EndKind>("end"),
        standings.map(|standing| format!("standing-{}", <&str>::from(standing))).to_vec(),
        each::<Outcome>("outcome"),
        each::<Route>("route"),
        named("paper-form", &["original", "certified", "copy"]),
    ]
}

#[test]
fn every_name_of_the_domain_is_said_shortly_in_both_languages() {
    for language in Language::iter() {
        let words = Catalog::new(language);
        for topic in names() {
            assert!(topic.len() > 1);
            for id in &topic {
                assert!(words.has(id), "{language:?} lacks {id}");
                assert!(words.text(id).chars().count() <= 32, "{id} is too long: {}", words.text(id));
            }
            let said: BTreeSet<String> = topic.iter().map(|id| words.text(id)).collect();
            assert_eq!(said.len(), topic.len(), "{language:?}: two of {topic:?} say the same");
        }
    }
}

#[test]
fn every_ground_of_a_verdict_is_said_in_both_languages() {
    for language in Language::iter() {
        let words = Catalog::new(language);
        for name in Ground::VARIANTS {
            assert!(words.has(&format!("late-because-{name}")), "{language:?} lacks {name}");
        }
    }
}

#[test]
fn nothing_is_said_that_the_domain_does_not_have() {
    let known: BTreeSet<String> = names().into_iter().flatten().collect();
    let topics = ["stage-", "event-", "action-", "status-", "filter-", "sort-", "standing-", "outcome-"];
    let sentences = [
        ("refusal-", Refusal::VARIANTS),
        ("caution-", Caution::VARIANTS),
        ("late-because-", Ground::VARIANTS),
    ];
    for id in Language::Vi.source().lines().filter_map(|line| line.split_once(" = ")).map(|(id, _)| id) {
        if topics.iter().any(|topic| id.starts_with(topic)) {
            assert!(known.contains(id), "{id} is said, and nothing is called so");
        }
        for (topic, names) in sentences {
            if let Some(name) = id.strip_prefix(topic) {
                assert!(names.contains(&name), "{id} is said, and there is no such rule");
            }
        }
    }
}

/// A sentence with its facts; a fact the sentence asks for and does not get shows as `$`.
fn say(words: &Catalog, id: &str, facts: &[(&'static str, String)]) -> String {
    let facts: Vec<(&str, Arg<'_>)> = facts.iter().map(|(name, fact)| (*name, Arg::from(fact))).collect();
    words.text_with(id, &facts)
}

#[test]
fn every_refusal_is_a_sentence_that_names_its_facts_and_the_way_on() {
    for language in Language::iter() {
        let words = Catalog::new(language);
        let mut said = BTreeSet::new();
        for refusal in super::support::refusals() {
            let id = format!("refusal-{}", refusal.name());
            assert!(words.has(&id), "{language:?} lacks {id}");
            let sentence = say(&words, &id, &refusal.facts());
            assert!(!sentence.contains('$'), "{sentence}");
            for (name, fact) in refusal.facts() {
                assert!(sentence.contains(&fact), "{id} does not say {name}: {sentence}");
            }
            assert!(sentence.ends_with('.') && sentence.chars().count() <= 150, "{id}: {sentence}");
            // What is not possible and why, then what to do instead.
            let parts = sentence.trim_end_matches('.').split([';', '.', ',', ':']).count();
            assert!(parts >= 2, "{id} does not say what to do instead: {sentence}");
            said.insert(sentence);
        }
        assert_eq!(said.len(), Refusal::VARIANTS.len(), "{language:?}: two refusals say the same");
    }
}

#[test]
fn every_caution_is_a_sentence_with_its_facts() {
    let last = crate::law::d("24/07/2020");
    let cautions = [
        Caution::AnotherRound { rounds: 2 },
        Caution::NoticeLate { last },
        Caution::OpinionsOpen { open: 3 },
        Caution::Unverified,
        Caution::Disguised { letters: "а (U+0430)".to_owned() },
        Caution::LookAlike { code: "H38-160107-0001".to_owned() },
    ];
    assert_eq!(cautions.len(), Caution::VARIANTS.len());
    for language in Language::iter() {
        let words = Catalog::new(language);
        for caution in &cautions {
            let id = format!("caution-{}", caution.name());
            assert!(words.has(&id), "{language:?} lacks {id}");
            let sentence = say(&words, &id, &caution.facts());
            assert!(!sentence.contains('$') && sentence.ends_with('.'), "{sentence}");
            for (_, fact) in caution.facts() {
                assert!(sentence.contains(&fact), "{sentence}");
            }
        }
    }
}

#[test]
fn every_field_a_refusal_names_has_a_name() {
    let mut fields: BTreeSet<String> =
        CorrectableField::iter().map(|field| <&str>::from(field).to_owned()).collect();
    for (path, text) in super::support::sources("src/domain/decide") {
        for (mark, skip) in [("field: \"", 0), ("needed(", 1)] {
            for rest in text.split(mark).skip(1) {
                let rest = rest.split(')').next().unwrap_or_default();
                let name = if skip == 0 { rest.split('"').next() } else { rest.split('"').nth(1) };
                fields.extend(name.map(ToOwned::to_owned));
            }
        }
        assert!(!path.is_empty());
    }
    assert!(fields.len() > 15, "{fields:?}");
    for language in Language::iter() {
        let words = Catalog::new(language);
        for field in &fields {
            assert!(words.has(&format!("field-{field}")), "{language:?} lacks field-{field}");
        }
    }
}
