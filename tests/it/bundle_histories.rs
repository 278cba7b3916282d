//! Two to four offices and bundles that are lost, doubled, old, out of order or forged: everybody ends with what a slow
//! model says, and what the model did not lose is never lost.

use crate::support::desks::morning;
use crate::support::office::file;
use crate::support::rounds;
use crate::support::sim_disk::Chance;
use motcua::domain::chronicle::Fact;
use motcua::domain::event::{Event, OfficeRef, Stamped};
use motcua::domain::exchange::{
    Fork, Merged, Misfit, Partners, Told, Verdict, fit, keeper_of, merge, settle,
};
use motcua::domain::id::{CaseId, EventHash, EventId, OfficeId, StationId};
use motcua::store::record::event_hash;
use std::collections::{BTreeMap, BTreeSet};

fn hash(event: &Stamped) -> EventHash {
    event_hash(event).unwrap()
}

fn office(number: usize) -> OfficeRef {
    OfficeRef { id: OfficeId(number as u128 + 1), name: format!("Xã {number}") }
}

fn written(case: CaseId, id: u128, event: Event) -> Stamped {
    Stamped {
        id: EventId(id),
        case,
        n: 0,
        previous: EventHash::default(),
        epoch: 0,
        by: "lan.tt".into(),
        station: StationId::FIRST,
        occurred: morning(),
        recorded: morning(),
        event,
    }
}

/// Puts an event of an office at the end of its line.
fn append(line: &mut Vec<Stamped>, event: Stamped) {
    let previous = line.last().map(hash).unwrap_or_default();
    let epoch = line.last().map_or(0, |last| last.epoch);
    line.push(Stamped { n: line.len() as u32 + 1, previous, epoch, ..event });
}

fn is_note(event: &Stamped) -> bool {
    matches!(event.event, Event::NotedElsewhere { .. })
}

/// One desk: its files, and what it knows of the others.
#[derive(Default)]
struct Desk {
    files: BTreeMap<CaseId, (Vec<Stamped>, bool)>,
    partners: Partners,
    /// What the model knows: numbers of bundles this desk took, by sender.
    took: BTreeMap<usize, BTreeSet<u64>>,
    frames: u64,
}

/// A bundle on a stick.
#[derive(Clone)]
struct Stick {
    from: usize,
    to: usize,
    number: u64,
    hash: [u8; 32],
    previous: [u8; 32],
    head: (u64, [u8; 32]),
    earlier: Vec<(u64, [u8; 32])>,
    files: Vec<(CaseId, Vec<Stamped>)>,
}

/// What should be, told event by event, slowly.
#[derive(Default)]
struct Model {
    /// The line of each file's keepers, by the names of its events.
    lines: BTreeMap<CaseId, Vec<EventId>>,
    /// All notes ever written elsewhere.
    notes: BTreeMap<CaseId, BTreeSet<EventId>>,
}

/// How two histories are put together; the program's way, or one that must fail.
type Way = fn(&[Stamped], &[Stamped], &OfficeRef, bool, u128) -> Merged;

fn properly(ours: &[Stamped], theirs: &[Stamped], us: &OfficeRef, is_here: bool, id: u128) -> Merged {
    let case = theirs.first().unwrap().case;
    merge(ours, theirs, (us, is_here), &hash, &mut |event| written(case, id, event))
}

/// The mutant: whoever wrote more is right.
fn longest_wins(ours: &[Stamped], theirs: &[Stamped], us: &OfficeRef, is_here: bool, id: u128) -> Merged {
    let right = properly(ours, theirs, us, is_here, id);
    if theirs.len() > ours.len() && !right.comes_here {
        let common = ours.iter().zip(theirs).take_while(|(a, b)| a == b).count();
        return Merged { keep: common, add: theirs[common..].to_vec(), ..right };
    }
    right
}

struct World {
    seed: u64,
    chance: Chance,
    desks: Vec<Desk>,
    sticks: Vec<Stick>,
    model: Model,
    ids: u128,
    way: Way,
}

impl World {
    fn new(seed: u64, way: Way) -> Self {
        let mut chance = Chance::new(seed);
        let count = 2 + chance.below(3);
        let mut desks: Vec<Desk> = (0..count).map(|_| Desk::default()).collect();
        for (at, desk) in desks.iter_mut().enumerate() {
            for other in (0..count).filter(|other| *other != at) {
                let OfficeRef { id, name } = office(other);
                let until = morning().date();
                let (sign, open) = ([1; 32], [2; 32]);
                let code = "H38.12".to_owned();
                let trusted = Fact::PartnerTrusted {
                    office: id,
                    name,
                    code,
                    sign,
                    open,
                    witness: "an.nv".into(),
                    until,
                };
                desk.partners.hear(1, &trusted);
            }
        }
        Self { seed, chance, desks, sticks: Vec::new(), model: Model::default(), ids: 0, way }
    }

    fn id(&mut self) -> u128 {
        self.ids += 1;
        self.ids
    }

    fn other_than(&mut self, desk: usize) -> usize {
        (desk + 1 + self.chance.below(self.desks.len() - 1)) % self.desks.len()
    }

    fn a_file(&mut self, desk: usize) -> Option<CaseId> {
        let files: Vec<CaseId> = self.desks[desk].files.keys().copied().collect();
        (!files.is_empty()).then(|| files[self.chance.below(files.len())])
    }

    fn begin(&mut self, desk: usize) {
        let case = CaseId(self.id());
        let id = self.id();
        let mut line = Vec::new();
        append(&mut line, written(case, id, Event::Arrived { intake: Box::new(file("Lý A Páo")) }));
        self.desks[desk].files.insert(case, (line, true));
        self.model.lines.insert(case, vec![EventId(id)]);
    }

    /// The keeper goes on, or somebody else leaves a note.
    fn write(&mut self, desk: usize) {
        let Some(case) = self.a_file(desk) else { return };
        let id = self.id();
        let text = format!("việc {id}");
        let (line, is_here) = self.desks[desk].files.get_mut(&case).unwrap();
        if *is_here {
            append(line, written(case, id, Event::Noted { text }));
            self.model.lines.get_mut(&case).unwrap().push(EventId(id));
        } else {
            append(line, written(case, id, Event::NotedElsewhere { office: office(desk).name, text }));
            self.model.notes.entry(case).or_default().insert(EventId(id));
        }
    }

    /// A copy goes out, or a file is given over; then a bundle with all the receiver may know is made.
    fn send(&mut self, desk: usize, to: usize, with_changes: bool) {
        if with_changes && let Some(case) = self.a_file(desk) {
            let id = self.id();
            let gives = self.chance.one_in(3);
            let (line, is_here) = self.desks[desk].files.get_mut(&case).unwrap();
            if *is_here {
                let event = if gives {
                    Event::GivenOver { from: office(desk), to: office(to) }
                } else {
                    Event::CopySent { keeper: office(desk), to: office(to) }
                };
                append(line, written(case, id, event));
                self.model.lines.get_mut(&case).unwrap().push(EventId(id));
                *is_here = !gives;
            }
        }
        let name = office(to).id;
        let tells = |event: &Event| {
            if let Event::CopySent { keeper: one, to: other }
            | Event::GivenOver { from: one, to: other }
            | Event::TakenOver { from: one, by: other } = event
            {
                one.id == name || other.id == name
            } else {
                false
            }
        };
        let knows = |line: &[Stamped]| line.iter().any(|one| tells(&one.event));
        let files: Vec<_> = self.desks[desk]
            .files
            .iter()
            .filter(|(_, (line, _))| knows(line))
            .map(|(case, (line, _))| (*case, line.clone()))
            .collect();
        let sender = &mut self.desks[desk];
        let partner = sender.partners.find(office(to).id).unwrap().clone();
        let number = partner.next_number();
        sender.frames += 1;
        let head = (sender.frames, *blake3::hash(&[desk as u8, sender.frames as u8]).as_bytes());
        let previous = partner.made.last().map_or([0; 32], |made| made.hash);
        let hash = *blake3::hash(format!("{desk} {to} {number}").as_bytes()).as_bytes();
        let earlier = partner.made.iter().map(|made| made.head).collect();
        let fact =
            Fact::BundleMade { to: office(to).id, number, hash, sequence: head.0, head: head.1, frames: 0 };
        sender.partners.hear(sender.frames, &fact);
        self.sticks.push(Stick { from: desk, to, number, hash, previous, head, earlier, files });
    }

    /// Some bundle arrives, perhaps again, perhaps bent on the way.
    fn arrive(&mut self) {
        if self.sticks.is_empty() {
            return;
        }
        let at = self.chance.below(self.sticks.len());
        match self.chance.below(10) {
            0 => drop(self.sticks.remove(at)),
            1 => self.bent(at),
            2..=4 => {
                let stick = self.sticks[at].clone();
                self.take(&stick);
            }
            _ => {
                let stick = self.sticks.remove(at);
                self.take(&stick);
            }
        }
    }

    /// An event in the middle says something else: the chain of the file tells.
    fn bent(&self, at: usize) {
        for (case, line) in &self.sticks[at].files {
            if line.len() < 2 {
                continue;
            }
            let mut bent = line.clone();
            let middle = line.len() / 2 - 1;
            bent[middle].recorded = bent[middle].recorded.plus(chrono::TimeDelta::seconds(1));
            assert_eq!(fit(*case, &bent, &hash), Err(Misfit::Chain), "seed {}", self.seed);
            let mut missing = line.clone();
            missing.remove(middle);
            assert!(fit(*case, &missing, &hash).is_err(), "seed {}", self.seed);
        }
    }

    fn take(&mut self, stick: &Stick) -> bool {
        let seed = self.seed;
        let (from, to) = (stick.from, stick.to);
        let told = Told {
            number: stick.number,
            hash: stick.hash,
            previous: stick.previous,
            earlier: &stick.earlier,
            seen: None,
        };
        let partner = self.desks[to].partners.find(office(from).id).unwrap();
        let arrival = partner.judge(&told, &|_| None);
        let took = self.desks[to].took.entry(from).or_default();
        assert_eq!(arrival.is_replay, took.contains(&stick.number), "seed {seed}: replay");
        if arrival.is_replay {
            return false;
        }
        let missing: Vec<u64> = (1..stick.number).filter(|number| !took.contains(number)).take(20).collect();
        assert_eq!(arrival.missing, missing, "seed {seed}: gaps");
        assert_eq!(arrival.forks, [], "seed {seed}: honest offices fork nothing");
        took.insert(stick.number);
        let mut changed = false;
        for (case, theirs) in &stick.files {
            fit(*case, theirs, &hash).unwrap_or_else(|why| panic!("seed {seed}: {why:?}"));
            let id = self.id();
            let (line, is_here) = self.desks[to].files.entry(*case).or_default();
            let merged = (self.way)(line, theirs, &office(to), *is_here && !line.is_empty(), id);
            assert!(merged.verdict != Verdict::Forked, "seed {seed}: honest offices fork nothing");
            changed |= !merged.add.is_empty() || merged.keep < line.len();
            line.truncate(merged.keep);
            line.extend(merged.add);
            if merged.comes_here {
                let taken = line.iter().rev().find(|one| matches!(one.event, Event::TakenOver { .. }));
                self.model.lines.get_mut(case).unwrap().push(taken.unwrap().id);
            }
            if matches!(merged.verdict, Verdict::New | Verdict::Newer) {
                *is_here = keeper_of(line).is_some_and(|(keeper, _)| keeper.id == office(to).id);
            }
        }
        let (sequence, head) = stick.head;
        let fact = Fact::BundleTaken {
            from: office(from).id,
            number: stick.number,
            hash: stick.hash,
            sequence,
            head,
            receipt: 0,
            frames: 0,
            held: 0,
            despite: String::new(),
        };
        let receiver = &mut self.desks[to];
        receiver.frames += 1;
        receiver.partners.hear(receiver.frames, &fact);
        changed
    }

    /// Everybody brings everybody a bundle until nobody learns anything new.
    fn settle(&mut self) {
        for _ in 0..40 {
            let mut changed = false;
            for from in 0..self.desks.len() {
                for to in (0..self.desks.len()).filter(|to| *to != from) {
                    self.send(from, to, false);
                    let stick = self.sticks.pop().unwrap();
                    changed |= self.take(&stick);
                }
            }
            if !changed {
                return;
            }
        }
        panic!("seed {}: it never ends", self.seed);
    }

    /// What differs from the model.
    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for (case, line) in &self.model.lines {
            let mut keepers = 0;
            for (at, desk) in self.desks.iter().enumerate() {
                let Some((history, is_here)) = desk.files.get(case) else { continue };
                keepers += usize::from(*is_here);
                let kept: Vec<EventId> =
                    history.iter().filter(|one| !is_note(one)).map(|one| one.id).collect();
                if kept != *line {
                    faults.push(format!("desk {at}: the line of {case} differs"));
                }
                let notes: Vec<EventId> =
                    history.iter().filter(|one| is_note(one)).map(|one| one.id).collect();
                let set: BTreeSet<EventId> = notes.iter().copied().collect();
                if set.len() != notes.len()
                    || Some(&set) != self.model.notes.get(case).or(Some(&BTreeSet::new()))
                {
                    faults.push(format!("desk {at}: the notes of {case} differ"));
                }
                if fit(*case, history, &hash).is_err()
                    && history.iter().any(|one| keeper_of(std::slice::from_ref(one)).is_some())
                {
                    faults.push(format!("desk {at}: {case} is no history"));
                }
            }
            if keepers != 1 {
                faults.push(format!("{case} has {keepers} keepers"));
            }
        }
        faults
    }
}

fn run(seed: u64, way: Way) -> Vec<String> {
    let mut world = World::new(seed, way);
    for _ in 0..20 + world.chance.below(60) {
        let desk = world.chance.below(world.desks.len());
        match world.chance.below(10) {
            0 => world.begin(desk),
            1..=3 => world.write(desk),
            4..=6 => {
                let to = world.other_than(desk);
                world.send(desk, to, true);
            }
            _ => world.arrive(),
        }
    }
    // Old sticks turn up again at last.
    while !world.sticks.is_empty() && !world.chance.one_in(4) {
        world.arrive();
    }
    world.settle();
    world.faults()
}

#[test]
fn whatever_happens_to_bundles_all_offices_end_with_what_the_model_says() {
    for seed in 0..rounds(400) {
        let faults = run(seed, properly);
        assert!(faults.is_empty(), "seed {seed}: {}", faults.join("\n"));
    }
}

#[test]
fn a_way_that_lets_the_longer_history_win_is_caught() {
    let caught = (0..100).filter(|seed| {
        let ended = std::panic::catch_unwind(|| run(*seed, longest_wins));
        !matches!(ended, Ok(faults) if faults.is_empty())
    });
    assert!(caught.count() > 10, "the model has teeth");
}

/// A file both desks know, from which each goes on by itself, as two machines with one old copy do.
fn forked(chance: &mut Chance) -> (Vec<Stamped>, Vec<Stamped>) {
    let case = CaseId(1);
    let mut line = Vec::new();
    append(&mut line, written(case, 1, Event::Arrived { intake: Box::new(file("Lý A Páo")) }));
    append(&mut line, written(case, 2, Event::CopySent { keeper: office(0), to: office(1) }));
    for id in 3..3 + chance.below(4) as u128 {
        append(&mut line, written(case, id, Event::Noted { text: "chung".to_owned() }));
    }
    let (mut one, mut other) = (line.clone(), line);
    for (line, first) in [(&mut one, 100), (&mut other, 200)] {
        for id in first..=first + chance.below(4) as u128 {
            append(line, written(case, id, Event::Noted { text: format!("riêng {id}") }));
        }
        if chance.one_in(2) {
            let office = office(2).name;
            append(
                line,
                written(case, first + 50, Event::NotedElsewhere { office, text: "bên lề".to_owned() }),
            );
        }
    }
    (one, other)
}

#[test]
fn every_fork_waits_for_a_person_and_a_decision_ends_it_on_both_sides() {
    for seed in 0..rounds(400) {
        let mut chance = Chance::new(seed);
        let (ours, theirs) = forked(&mut chance);
        let is_here = chance.one_in(2);
        let found = properly(&ours, &theirs, &office(0), is_here, 900);
        assert_eq!(found.verdict, Verdict::Forked, "seed {seed}");
        assert!(found.add.is_empty() && found.keep == ours.len(), "seed {seed}: nothing is overwritten");
        let takes_theirs = chance.one_in(2);
        let decided = settle(
            &ours,
            &theirs,
            (takes_theirs, "phân xử"),
            &office(0),
            (&hash, &mut |event| written(CaseId(1), 999, event)),
        );
        let mut settled = ours[..decided.keep].to_vec();
        settled.extend(decided.add);
        assert_eq!(fit(CaseId(1), &settled, &hash), Ok(()), "seed {seed}");
        // The other side hears of it, and both have one history with every note.
        let heard = properly(&theirs, &settled, &office(1), !is_here, 901);
        assert!(matches!(heard.verdict, Verdict::Newer | Verdict::Notes), "seed {seed}: {:?}", heard.verdict);
        let mut there = theirs[..heard.keep].to_vec();
        there.extend(heard.add);
        let ids = |line: &[Stamped]| line.iter().map(|one| one.id).collect::<BTreeSet<_>>();
        assert_eq!(ids(&there), ids(&settled), "seed {seed}");
        let notes = |line: &[Stamped]| {
            line.iter().filter(|one| is_note(one)).map(|one| one.id).collect::<BTreeSet<_>>()
        };
        let all: BTreeSet<_> = notes(&ours).union(&notes(&theirs)).copied().collect();
        assert_eq!(notes(&settled), all, "seed {seed}: a note is lost");
        // Hearing it again, or hearing the old version, changes nothing.
        let again = properly(&settled, &theirs, &office(0), is_here, 902);
        assert!(matches!(again.verdict, Verdict::Older | Verdict::Same), "seed {seed}: {:?}", again.verdict);
    }
}

#[test]
fn stories_two_machines_with_one_copy_tell_are_told_apart() {
    let mut partners = Partners::default();
    let OfficeRef { id, name } = office(1);
    let (sign, open, code) = ([1; 32], [2; 32], "H38.12".to_owned());
    let until = morning().date();
    partners.hear(
        1,
        &Fact::PartnerTrusted { office: id, name, code, sign, open, witness: "an.nv".into(), until },
    );
    let taken = |number, hash, sequence, head| Fact::BundleTaken {
        from: id,
        number,
        hash,
        sequence,
        head,
        receipt: 0,
        frames: 0,
        held: 0,
        despite: String::new(),
    };
    partners.hear(2, &taken(1, [11; 32], 10, [21; 32]));
    partners.hear(3, &taken(2, [12; 32], 20, [22; 32]));
    partners.hear(
        4,
        &Fact::BundleMade { to: id, number: 1, hash: [31; 32], sequence: 5, head: [41; 32], frames: 0 },
    );
    let partner = partners.find(id).unwrap();
    let honest = [(10, [21; 32]), (20, [22; 32])];
    let told = |number, hash, previous, earlier: &'static [(u64, [u8; 32])]| Told {
        number,
        hash,
        previous,
        earlier,
        seen: None,
    };
    let judge = |told: &Told<'_>| partner.judge(told, &|sequence| (sequence == 5).then_some([41; 32]));
    let whole = Told { earlier: &honest, ..told(3, [13; 32], [12; 32], &[]) };
    assert_eq!(judge(&whole).forks, []);
    assert!(judge(&told(2, [12; 32], [11; 32], &[])).is_replay);
    assert_eq!(
        judge(&told(2, [99; 32], [11; 32], &[(10, [21; 32])])).forks,
        [Fork::NumberTaken { number: 2 }]
    );
    assert_eq!(judge(&Told { previous: [99; 32], ..whole }).forks, [Fork::OtherBefore { number: 2 }]);
    let rewritten = [(10, [21; 32]), (20, [99; 32])];
    assert_eq!(judge(&Told { earlier: &rewritten, ..whole }).forks, [Fork::TheirHistory { sequence: 20 }]);
    let forgotten = [(10, [21; 32])];
    assert_eq!(judge(&Told { earlier: &forgotten, ..whole }).forks, [Fork::TheirHistory { sequence: 20 }]);
    let seen = |number, hash, head| Told { seen: Some((number, hash, head)), ..whole };
    assert_eq!(judge(&seen(1, [31; 32], (5, [41; 32]))).forks, []);
    for bad in
        [seen(2, [31; 32], (5, [41; 32])), seen(1, [99; 32], (5, [41; 32])), seen(1, [31; 32], (5, [99; 32]))]
    {
        assert_eq!(judge(&bad).forks, [Fork::OurHistory { sequence: 5 }]);
    }
    let rewritten_here = partner.judge(&seen(1, [31; 32], (5, [41; 32])), &|_| Some([0; 32]));
    assert_eq!(
        rewritten_here.forks,
        [Fork::OurHistory { sequence: 5 }],
        "our own journal says otherwise now"
    );
}
