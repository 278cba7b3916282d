//! The table of faults (`tests/FAULTS.md`) names tests that exist, and what stands in the chain for ever keeps its bytes.

use crate::law::d;
use crate::support::desks::{begin, morning, open_well};
use crate::support::office::usual;
use crate::support::rounds;
use crate::support::sim_disk::Chance;
use chrono::TimeDelta;
use motcua::desk::SubmitError;
use motcua::domain::chronicle::{ClosedBook, Entry, Fact, Look};
use motcua::domain::feedback::{Answer, Complaint, Finding, Matter};
use motcua::domain::id::{CaseId, OfficeId, PersonId};
use motcua::domain::moment::Moment;
use motcua::domain::refusal::Refusal;
use motcua::domain::stage::ActionKind;
use motcua::domain::survey::{Publicity, Survey};
use motcua::journal::Reader;
use motcua::journal::disk::RealDisk;
use motcua::store::record::{Body, decode_body, encode_fact};
use std::path::Path;
use strum::{IntoEnumIterator as _, VariantNames as _};

fn repository(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[test]
fn every_row_of_the_table_of_faults_is_there_and_names_tests_that_exist() {
    let table = repository("tests/FAULTS.md");
    for row in 1..=32 {
        let line = table.lines().find(|line| line.starts_with(&format!("| R{row} ")));
        let line = line.unwrap_or_else(|| panic!("R{row} has no row"));
        assert_eq!(
            line.matches('|').count(),
            7,
            "R{row}: what, test, teeth, CI count, long run, last figures"
        );
        let tests: Vec<&str> =
            line.split('`').skip(1).step_by(2).filter(|name| name.contains("::")).collect();
        assert!(
            !tests.is_empty() || line.contains("not measured"),
            "R{row} has neither a test nor says that it has none"
        );
        for name in tests {
            let (module, function) = name.split_once("::").unwrap();
            let source = repository(&format!("tests/it/{module}.rs"));
            let wanted = if function == "*" { "#[test]".to_owned() } else { format!("fn {function}(") };
            assert!(source.contains(&wanted), "R{row} names {name}, which does not exist");
        }
    }
}

fn facts() -> Vec<Fact> {
    let (case, person) = (CaseId(0x0172_0000_0001), PersonId::from("an.nv"));
    let office = OfficeId(0x0173 << 64);
    let mut facts = vec![
        Fact::GlassBroken { reason: "Cần gấp".to_owned(), until: morning() },
        Fact::CameIn { failed: 2 },
        Fact::PeopleChanged { version: 3, file: [1; 32], person: person.clone() },
        Fact::Checkpoint { sequence: 4, head: [2; 32], key: [3; 32], signature: vec![4; 64] },
        Fact::DayClosed { sequence: 5, head: [5; 32] },
        Fact::DayConfirmed { sequence: 5, fits: true },
        Fact::Erased { cases: vec![case], basis: "Hết hạn".to_owned(), witness: person.clone() },
        Fact::Recovered { person: person.clone(), witness: "Phàn Thị Lan".to_owned() },
        Fact::Sealed { sequence: 6, head: [6; 32] },
        Fact::BackedUp { sequence: 7, head: [7; 32] },
        Fact::BookClosed(ClosedBook { year: 2020, count: 913, seal: [8; 32] }),
        Fact::Printed {
            form: "register".into(),
            template: "tt01-2018/register 1".into(),
            about: "2020".into(),
        },
        Fact::PartnerTrusted {
            office,
            name: "UBND xã Tả Phìn".to_owned(),
            code: "H38.12".to_owned(),
            sign: [8; 32],
            open: [9; 32],
            witness: "an.nv".into(),
            until: d("10/07/2022"),
        },
        Fact::PartnerRevoked { office, reason: "Mất máy".to_owned() },
        Fact::BundleMade { to: office, number: 3, hash: [10; 32], sequence: 11, head: [12; 32], frames: 2 },
        Fact::BundleTaken {
            from: office,
            number: 4,
            hash: [13; 32],
            sequence: 14,
            head: [15; 32],
            receipt: 3,
            frames: 5,
            held: 1,
            despite: "Bản sao lưu cũ".to_owned(),
        },
        Fact::ForkDecided { case, frames: 1 },
    ];
    let surveys = [
        Survey::Slips { from: d("01/11/2026"), to: d("26/11/2026"), counts: [40, 7, 2] },
        Survey::Complaint(Complaint {
            number: 2,
            matter: Matter::Other,
            words: "Hết chỗ ngồi".to_owned(),
            answer_by: d("17/12/2026"),
        }),
        Survey::Answer(Answer {
            number: 2,
            finding: Finding::Founded,
            words: "Đã thêm ghế".to_owned(),
            document: String::new(),
        }),
        Survey::Publicity(Publicity { board: true, electronic: false, faultless: true }),
        Survey::Withdrawn { number: 1, reason: "Đếm nhầm".to_owned() },
    ];
    facts.extend((1..).zip(surveys).map(|(number, what)| Fact::Surveyed { number, what }));
    facts.extend(Look::iter().map(|look| Fact::Looked { look, case: Some(case), reason: String::new() }));
    facts.extend([
        Fact::ErasureProposed { cases: vec![case], basis: "Hết hạn".to_owned() },
        Fact::Held { cases: vec![case], reason: "Khiếu nại".to_owned() },
        Fact::Released { cases: vec![case], reason: "Đã giải quyết".to_owned() },
        Fact::KeysTurned { epoch: 2, until: 8, public: [8; 32] },
        Fact::PassphraseChanged { number: 9 },
        Fact::Drilled { sequence: 10, whole: true },
        Fact::DoubtSigned { reason: "Chép nhầm".to_owned() },
        Fact::DoubtSettled { first: person, reason: "Chép nhầm".to_owned() },
        Fact::GuessesTurnedBack { found: 1, known: 2 },
        Fact::AnchorMissed { sequence: 11 },
        Fact::Denied { what: "action-decide".to_owned() },
    ]);
    facts
}

#[test]
fn facts_about_the_desk_read_back_and_their_bytes_never_change() {
    let mut kinds: Vec<&str> = facts().iter().map(Fact::name).collect();
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds.len(), Fact::VARIANTS.len(), "every kind is here");
    let mut golden = String::new();
    for fact in facts() {
        let entry = Entry { by: "lan.tt".into(), at: morning(), fact };
        let bytes = encode_fact(&entry).unwrap();
        golden.push_str(&format!("{}\n  ", entry.fact.name()));
        for byte in &bytes {
            golden.push_str(&format!("{byte:02x}"));
        }
        golden.push('\n');
        assert_eq!(decode_body(&bytes).unwrap(), Body::Fact(entry));
        for end in 0..bytes.len() {
            assert!(decode_body(&bytes[..end]).is_err());
        }
    }
    insta::assert_snapshot!("facts_v1", golden);
}

#[test]
fn whatever_the_clock_does_order_is_sequence_and_nothing_breaks() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = open_well(dir.path(), 1);
    let (mut chance, mut now, mut recorded) = (Chance::new(5), morning(), 0);
    let mut cases = Vec::new();
    for round in 0..rounds(150) {
        let jump = [1, 60, 3_600, 86_400, 86_400 * 365 * 10][chance.below(5)] * (1 + chance.below(3) as i64);
        now = match chance.below(8) {
            0 => Moment::from_unix(0),
            1 => now.plus(TimeDelta::seconds(-jump)),
            2 => now.plus(TimeDelta::seconds(jump)),
            _ => morning().plus(TimeDelta::seconds(round as i64)),
        };
        let kind =
            if chance.one_in(3) || cases.is_empty() { ActionKind::Receive } else { ActionKind::AddNote };
        let case = if kind == ActionKind::Receive {
            CaseId(desk.new_id(now))
        } else {
            cases[chance.below(cases.len())]
        };
        match crate::support::desks::act(&mut desk, case, usual(kind), now) {
            Ok(done) => {
                recorded += 1;
                assert_eq!(done.sequence, recorded, "sequence is the order, whatever the clock says");
                cases.push(case);
            }
            Err(SubmitError::Refused(
                Refusal::BeforeLastEvent { .. }
                | Refusal::InTheFuture { .. }
                | Refusal::CalendarDoesNotCover { .. }
                | Refusal::NoRulesFor { .. }
                | Refusal::ProcedureNotInForce { .. }
                | Refusal::ProcedureUnknown { .. },
            )) => {}
            Err(error) => panic!("round {round} at {now}: {error}"),
        }
    }
    assert!(recorded > 40, "{recorded}");
    desk.close(None);
    let frames = Reader::new(RealDisk, &dir.path().join("journal")).frames(1).unwrap();
    let sequences: Vec<u64> = frames.map(|frame| frame.unwrap().sequence()).collect();
    assert!(sequences.windows(2).all(|pair| pair[1] == pair[0] + 1));
    let mut again = open_well(dir.path(), 2);
    begin(&mut again, usual(ActionKind::Receive), morning());
}
