//! The queue: what each filter shows, what a search finds, and in which order.

use crate::law::{d, m};
use crate::support::office::{POSTAL, by_post, file, file_of, online};
use crate::support::story::{Story, at, story};
use motcua::domain::action::Action;
use motcua::domain::case::Case;
use motcua::domain::id::CaseId;
use motcua::domain::projection::Projection;
use motcua::domain::queue::{Days, Filter, Query, Sort, SortKey, arrange, replace};
use motcua::domain::row::RowDraft;
use motcua::domain::stage::{ActionKind, Stage};
use motcua::domain::text::{clean, clean_line, collation_key, exact, fold};
use proptest::prelude::*;
use strum::IntoEnumIterator as _;

/// Rows of some stories, each a case of its own, in this order.
fn rows(stories: &[Story]) -> Projection {
    let mut rows = Projection::default();
    for (story, id) in stories.iter().zip(1..) {
        let case = Case { id: CaseId(id), ..story.case().clone() };
        rows.upsert(&RowDraft::of(&case));
    }
    rows
}

/// The story of somebody's file, just received.
fn of(owner: &str) -> Story {
    story().does(&Action::Receive(Box::new(by_post(file(owner)))))
}

fn days(today: &str) -> Days {
    let today = d(today);
    Days { today, soon: today.checked_add_days(chrono::Days::new(3)).unwrap() }
}

fn name_of(code: &str) -> String {
    if code == POSTAL {
        "Cấp giấy phép bưu chính".to_owned()
    } else {
        "Cấp giấy phép xuất bản".to_owned()
    }
}

/// Owners found by a text, in the order they were registered.
fn found(rows: &Projection, text: &str) -> Vec<String> {
    let query = Query::new(text, rows, name_of);
    let sort = Sort { key: SortKey::Code, reversed: false };
    let mut places = arrange(rows, Filter::All, &query, sort, days("10/07/2020"));
    places.sort_unstable();
    places.iter().map(|place| rows.owner(rows.row(*place).unwrap()).to_owned()).collect()
}

fn owners(rows: &Projection, key: SortKey, reversed: bool) -> Vec<String> {
    let places = arrange(rows, Filter::All, &Query::default(), Sort { key, reversed }, days("10/07/2020"));
    places.iter().map(|place| rows.owner(rows.row(*place).unwrap()).to_owned()).collect()
}

#[test]
fn each_stage_is_shown_by_the_filters_a_clerk_looks_for_it_in() {
    use Filter as F;
    let on = days("10/07/2020");
    for stage in Stage::iter().filter(|stage| *stage != Stage::Blank) {
        let rows = rows(&[at(stage)]);
        let shown: Vec<F> =
            F::iter().filter(|filter| rows.count(*filter, on) == 1 && *filter != F::All).collect();
        let expected: &[F] = match stage {
            Stage::Blank => &[],
            Stage::Arrived => &[F::NewOnline, F::AwaitingIntake],
            Stage::IntakeSupplement | Stage::AppraisalSupplement => &[F::AwaitingSupplement],
            Stage::Received => &[F::Unassigned],
            Stage::InProcess | Stage::Decided => &[F::InProcess],
            Stage::WithAgencies => &[F::InProcess, F::AwaitingOthers],
            Stage::AwaitingPayment => &[F::AwaitingPayment],
            Stage::ResultReady | Stage::BackFromPost => &[F::AwaitingReturn],
            Stage::WithPost => &[F::WithPost],
            Stage::RefusedAtIntake | Stage::HandedOver | Stage::Withdrawn | Stage::Stopped => &[F::Finished],
        };
        assert_eq!(shown, expected, "{stage:?}");
        assert_eq!(rows.count(F::All, on), 1);
    }
}

#[test]
fn late_and_soon_follow_the_day_and_leave_held_clocks_alone() {
    let rows = rows(&[at(Stage::InProcess), at(Stage::AppraisalSupplement), at(Stage::HandedOver)]);
    let count = |filter, today| rows.count(filter, days(today));
    // Due on 24 July 2020, a Friday; soon is three days ahead.
    for (today, soon, late) in
        [("20/07/2020", 0, 0), ("21/07/2020", 1, 0), ("24/07/2020", 1, 0), ("25/07/2020", 0, 1)]
    {
        assert_eq!((count(Filter::DueSoon, today), count(Filter::Overdue, today)), (soon, late), "{today}");
    }
}

#[test]
fn a_search_without_accents_finds_all_and_one_with_accents_only_what_was_meant() {
    let rows = rows(&[of("Nguyễn Văn An"), of("Nguyên Thị Hoa"), of("NGUYEN VAN AN"), of("Trần Thị Lan")]);
    assert_eq!(found(&rows, "nguyen"), ["Nguyễn Văn An", "Nguyên Thị Hoa", "NGUYEN VAN AN"]);
    assert_eq!(found(&rows, "nguyễn"), ["Nguyễn Văn An"]);
    assert_eq!(found(&rows, "nguyên"), ["Nguyên Thị Hoa"]);
    assert_eq!(found(&rows, "NGUYỄN an"), ["Nguyễn Văn An"]);
    assert_eq!(found(&rows, "van nguyen"), ["Nguyễn Văn An", "NGUYEN VAN AN"], "words in any order");
    // The same letters typed as base and marks.
    assert_eq!(found(&rows, "nguye\u{302}\u{303}n"), ["Nguyễn Văn An"]);
    assert_eq!(found(&rows, "không có ai"), Vec::<String>::new());
    assert_eq!(found(&rows, "  ").len(), 4, "nothing asked shows everything");
}

#[test]
fn the_barred_d_folds_one_way() {
    let rows = rows(&[of("Đặng Đức"), of("Dang Duc")]);
    assert_eq!(found(&rows, "dang"), ["Đặng Đức", "Dang Duc"]);
    assert_eq!(found(&rows, "đặng"), ["Đặng Đức"]);
    assert_eq!(found(&rows, "đức"), ["Đặng Đức"]);
    assert_eq!(found(&rows, "đ"), ["Đặng Đức"]);
}

#[test]
fn codes_numbers_filers_and_procedures_are_found_too() {
    let mut form = by_post(online(file("Công ty Sa Pa"), "G01.899-0007"));
    form.filer =
        Some(motcua::domain::dossier::Party::named(motcua::domain::dossier::PartyKind::Citizen, "Lý A Páo"));
    form.owner.phone = "0988777666".to_owned();
    let first = story().does(&Action::Receive(Box::new(form)));
    let second = story().does(&Action::Receive(Box::new(by_post(file_of(POSTAL, "Bưu cục Hà")))));
    let rows = rows(&[first, second]);
    for text in
        ["sa pa", "ly a pao", "0988777666", "777666", "g01.899", "G01.899-0007", "xuat ban", "1.003868"]
    {
        assert_eq!(found(&rows, text), ["Công ty Sa Pa"], "{text}");
    }
    assert_eq!(found(&rows, "buu chinh"), ["Bưu cục Hà"]);
    assert_eq!(found(&rows, "h38-200710").len(), 2, "a code in any case");
}

#[test]
fn names_sort_as_a_vietnamese_reader_expects() {
    let sorted = [
        "Trần Văn An",
        "Lê Ân",
        "Vũ Bình",
        "Lê Thị Dung",
        "Đặng Văn Đức",
        "Bùi Hoa",
        "Nguyễn Văn Hoa",
        "Nguyễn Văn Hòa",
        "Lê Lan",
        "Trần Thị Ơn",
        "Lý A Páo",
        "Hồ Yên",
        "Hồ Yến",
    ];
    let mut stories: Vec<Story> = sorted.iter().map(|owner| of(owner)).collect();
    stories.reverse();
    let rows = rows(&stories);
    assert_eq!(owners(&rows, SortKey::Owner, false), sorted);
    let mut backwards = sorted;
    backwards.reverse();
    assert_eq!(owners(&rows, SortKey::Owner, true), backwards);
}

#[test]
fn the_tones_sort_after_the_letters_in_their_own_order() {
    let mut names = ["mạ", "má", "mã", "mả", "mà", "ma", "mb", "mă", "mâ"];
    names.sort_by_key(|name| collation_key(name));
    assert_eq!(names, ["ma", "mà", "mả", "mã", "má", "mạ", "mă", "mâ", "mb"]);
}

#[test]
fn the_most_urgent_is_on_top_and_what_has_ended_at_the_bottom() {
    let soon = at(Stage::InProcess);
    let later = story().on("13/07/2020 09:00").does(&Action::Receive(Box::new(by_post(file("Sau")))));
    let stories = [
        at(Stage::HandedOver),
        at(Stage::AppraisalSupplement),
        at(Stage::ResultReady),
        at(Stage::Arrived),
        later,
        soon,
    ];
    let rows = rows(&stories);
    let places = arrange(&rows, Filter::All, &Query::default(), Sort::default(), days("14/07/2020"));
    assert_eq!(places, [5, 4, 3, 2, 1, 0]);
}

#[test]
fn arrivals_codes_procedures_and_stages_sort_both_ways() {
    let mut stories: Vec<Story> = Vec::new();
    for (minute, stage) in [(10, Stage::HandedOver), (30, Stage::Received), (20, Stage::InProcess)] {
        let mut story = at(stage);
        story.file.case.arrived = Some(m(&format!("10/07/2020 08:{minute}")));
        stories.push(story);
    }
    let rows = rows(&stories);
    let places = |key, reversed| {
        arrange(&rows, Filter::All, &Query::default(), Sort { key, reversed }, days("10/07/2020"))
    };
    assert_eq!(places(SortKey::Arrived, false), [1, 2, 0], "the latest first");
    assert_eq!(places(SortKey::Arrived, true), [0, 2, 1]);
    assert_eq!(places(SortKey::Stage, false), [1, 2, 0]);
    assert_eq!(places(SortKey::Stage, true), [0, 2, 1]);
    for key in SortKey::iter() {
        let mut all = places(key, false);
        all.sort_unstable();
        assert_eq!(all, [0, 1, 2], "{key:?} shows each once");
    }
}

#[test]
fn a_changed_row_goes_where_it_belongs_or_away() {
    let stories = [at(Stage::InProcess), at(Stage::Received), at(Stage::InProcess)];
    let mut rows = rows(&stories);
    let (query, sort, on) = (Query::default(), Sort::default(), days("10/07/2020"));
    let mut places = arrange(&rows, Filter::InProcess, &query, sort, on);
    assert_eq!(places, [0, 2]);
    let mut case = stories[0].clone().then(ActionKind::Stop).case().clone();
    case.id = CaseId(1);
    let place = rows.upsert(&RowDraft::of(&case));
    replace(&mut places, place, &rows, Filter::InProcess, &query, sort, on);
    assert_eq!(places, [2]);
}

#[test]
fn texts_of_changed_rows_do_not_pile_up() {
    let mut rows = Projection::default();
    let mut case = of("Nguyễn Thị Hoa").case().clone();
    for round in 0..30_000 {
        case.owner.name = format!("Nguyễn Thị Hoa {round}");
        rows.upsert(&RowDraft::of(&case));
    }
    assert!(rows.bytes() < 3 << 20, "{} bytes for one case", rows.bytes());
    assert_eq!(rows.owner(rows.row(0).unwrap()), "Nguyễn Thị Hoa 29999");
}

proptest! {
    #[test]
    fn cleaned_text_is_composed_bounded_and_shows_what_hides(text in "\\PC{0,60}|[a-zà-ỹ\u{202e}\u{200b}\u{1b}\n\t ]{0,40}") {
        let cleaned = clean_line(&text, 50);
        prop_assert!(unicode_normalization::is_nfc(&cleaned));
        prop_assert!(!cleaned.contains(|c: char| c.is_control() || motcua::domain::text::is_hidden(c)));
        prop_assert_eq!(clean_line(&cleaned, 500), cleaned.clone());
        let kept = clean(&text, 50).contains(char::from(27));
        prop_assert!(!kept);
    }

    #[test]
    fn folding_twice_changes_nothing_and_exact_keeps_accents(text in "[A-Za-zÀ-ỹđĐ ]{0,30}") {
        prop_assert_eq!(fold(&fold(&text)), fold(&text));
        prop_assert_eq!(exact(&exact(&text)), exact(&text));
        prop_assert_eq!(fold(&exact(&text)), fold(&text));
    }
}
