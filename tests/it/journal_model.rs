//! The journal against the plainest model there is: a list of bodies.

use crate::support::journals::{bodies, dir, options};
use crate::support::rounds;
use crate::support::sim_disk::SimDisk;
use motcua::journal::{Journal, Mark};
use proptest::collection::vec;
use proptest::prelude::*;

#[derive(Debug, Clone)]
enum Step {
    Append(Vec<u8>),
    AppendAll(Vec<Vec<u8>>),
    Reopen,
    ReopenAtMark,
}

fn step() -> impl Strategy<Value = Step> {
    let body = || prop_oneof![vec(any::<u8>(), 0..300), vec(Just(0_u8), 0..3000)];
    prop_oneof![
        4 => body().prop_map(Step::Append),
        2 => vec(body(), 0..6).prop_map(Step::AppendAll),
        1 => Just(Step::Reopen),
        1 => Just(Step::ReopenAtMark),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(rounds(200) as u32) })]

    #[test]
    fn any_day_of_appending_and_reopening_keeps_exactly_what_was_appended(
        steps in vec(step(), 0..40),
        segment_bytes in 0..8000_u64,
    ) {
        let disk = SimDisk::new();
        let open = |mark: Option<Mark>| {
            Journal::open(disk.clone(), &dir(), &options(segment_bytes), mark.as_ref()).unwrap()
        };
        let (mut journal, _) = open(None);
        let mut model: Vec<Vec<u8>> = Vec::new();
        let mut positions = Vec::new();
        for step in steps {
            match step {
                Step::Append(body) => {
                    positions.push(journal.append(&body).unwrap());
                    model.push(body);
                }
                Step::AppendAll(batch) => {
                    positions.extend(journal.append_all(&batch).unwrap());
                    model.extend(batch);
                }
                Step::Reopen => {
                    let (again, opening) = open(None);
                    prop_assert_eq!(opening.scanned, model.len() as u64);
                    prop_assert!(opening.damage.is_empty() && opening.set_aside.is_none());
                    journal = again;
                }
                Step::ReopenAtMark => {
                    let head = journal.head();
                    let (again, opening) = open(Some(head));
                    prop_assert_eq!((opening.scanned, opening.head), (0, head));
                    journal = again;
                }
            }
        }
        prop_assert_eq!(journal.head().sequence, model.len() as u64);
        prop_assert_eq!(&bodies(&disk), &model);
        let reader = journal.reader();
        for (position, body) in positions.iter().zip(&model) {
            prop_assert_eq!(&reader.read(position).unwrap(), body);
        }
    }
}
