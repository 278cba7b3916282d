//! What lies beside the journal: sheets that wait for the printer, and what people take out.

use crate::support::desks::{begin, closed, files, holder, morning, open};
use crate::support::office::{HEAD, LAN, file};
use crate::support::sealed::{LIGHT, PASSPHRASE, member, open_as, open_sealed, seal};
use motcua::app::message::Message;
use motcua::app::sheet::{PaperTask, Wanted};
use motcua::desk::{Aside, Desk, seal_desk};
use motcua::domain::action::Action;
use motcua::domain::masking::Masks;
use motcua::domain::role::Role;
use motcua::domain::sheet::{FormKey, SheetWay};
use motcua::runtime::perform::perform;
use motcua::runtime::printing::{self, Shop};
use motcua::seal::Suite;
use std::path::Path;

const OWNER: &str = "Hoàng Canary Mận";

fn print(desk: &mut Desk, way: SheetWay) -> Vec<Message> {
    desk.seat(LAN.into()).unwrap();
    let id = begin(desk, Action::Receive(Box::new(file(OWNER))), morning());
    let wanted = Wanted {
        form: FormKey::Process,
        cases: vec![id],
        by: LAN.into(),
        masks: Masks::default(),
        cut: None,
    };
    printing::perform(desk, PaperTask::Print(wanted, way), morning())
}

/// A command of the office that keeps what the printer would have got.
fn printer(dir: &Path, command: &str) {
    let text = format!("command = [\"sh\", \"-c\", \"{command}\"]\n");
    std::fs::write(dir.join("printing.toml"), text).unwrap();
}

fn holds(dir: &Path, needle: &[u8]) -> bool {
    files(dir).iter().any(|path| {
        let bytes = std::fs::read(path).unwrap();
        bytes.windows(needle.len()).any(|window| window == needle)
    })
}

#[test]
fn a_sheet_that_waits_on_a_sealed_desk_is_ciphertext_until_the_printer_has_it() {
    let (dir, tray) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    seal(dir.path(), Suite::default());
    let mut desk = open_sealed(dir.path(), 1);
    printer(dir.path(), "exit 3");
    assert!(print(&mut desk, SheetWay::Printer).iter().any(|told| matches!(told, Message::Submitted(_))));
    assert_eq!(files(&dir.path().join("prints")).len(), 2, "a sheet and its note");
    for plain in [b"%PDF".as_slice(), b"waiting", b"process", b"000.00.10"] {
        assert!(!holds(&dir.path().join("prints"), plain), "{}", String::from_utf8_lossy(plain));
    }
    // The printer does not answer; nothing is lost and nothing plain is left.
    let aside = desk.aside();
    assert_eq!(printing::drain(dir.path(), aside.as_ref()).len(), 2);
    assert!(!holds(&dir.path().join("prints"), b"%PDF"));
    // Somebody locks: without a key the queue is shut, and nothing is printed.
    desk.close(None);
    assert!(printing::unattended(dir.path()).is_none());
    printer(dir.path(), &format!("cat > {}/sheet", tray.path().display()));
    assert!(printing::drain(dir.path(), None).is_empty() && files(tray.path()).is_empty());
    // Somebody comes back: it goes through the printer's own input, and is gone from the disk.
    let desk = open_sealed(dir.path(), 2);
    let aside = desk.aside();
    assert!(Shop::is_needed(dir.path(), aside.as_ref()));
    printing::drain(dir.path(), aside.as_ref());
    assert!(std::fs::read(tray.path().join("sheet")).unwrap().starts_with(b"%PDF"));
    assert_eq!(files(&dir.path().join("prints")).len(), 1, "only the note stays");
    assert!(!Shop::is_needed(dir.path(), aside.as_ref()));
}

#[test]
fn a_command_that_wants_a_name_reads_the_same_sheet() {
    let (dir, tray) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    seal(dir.path(), Suite::Aes256Gcm);
    let mut desk = open_sealed(dir.path(), 1);
    printer(dir.path(), &format!("cp {{file}} {}/sheet", tray.path().display()));
    print(&mut desk, SheetWay::Printer);
    printing::drain(dir.path(), desk.aside().as_ref());
    assert!(std::fs::read(tray.path().join("sheet")).unwrap().starts_with(b"%PDF"));
    // A plain desk gives the file itself.
    let plain = tempfile::tempdir().unwrap();
    let mut desk = open(plain.path(), 1).desk;
    printer(plain.path(), &format!("cp {{file}} {}/plain", tray.path().display()));
    print(&mut desk, SheetWay::Printer);
    printing::drain(plain.path(), printing::unattended(plain.path()).as_ref());
    assert!(std::fs::read(tray.path().join("plain")).unwrap().starts_with(b"%PDF"));
}

#[test]
fn what_a_person_takes_out_is_said_to_be_plain_and_stands_in_the_chain_by_name() {
    use motcua::app::effect::Effect;
    let dir = tempfile::tempdir().unwrap();
    seal(dir.path(), Suite::default());
    let mut desk = open_sealed(dir.path(), 1);
    for _ in 0..2 {
        let write = Effect::Write { name: "tre-hen.csv".to_owned(), rows: Vec::new() };
        let said = perform(&mut desk, write, morning());
        assert!(matches!(said, Some(Message::Written(notice)) if notice.id == "notice-written-plain"));
    }
    let told = print(&mut desk, SheetWay::File);
    assert!(told.iter().any(|told| matches!(told, Message::Written(n) if n.id == "notice-written-plain")));
    desk.seat(HEAD.into()).unwrap();
    let facts = desk.facts(50).unwrap();
    let taken = facts.iter().filter(|(_, entry)| entry.fact.told().contains("tre-hen.csv")).count();
    assert_eq!(taken, 2, "each by itself: {facts:?}");
}

#[test]
fn nothing_plain_beside_the_journal_outlives_sealing() {
    let dir = closed(2);
    let prints = dir.path().join("prints");
    std::fs::create_dir(&prints).unwrap();
    std::fs::write(prints.join("20200710-080000-1.pdf"), "%PDF Hoàng Canary").unwrap();
    std::fs::create_dir(dir.path().join("drafts")).unwrap();
    std::fs::write(dir.path().join("drafts").join("a.draft"), "Hoàng Canary").unwrap();
    let first = (member(HEAD, Role::DeskHead), PASSPHRASE);
    seal_desk(dir.path(), &holder(), first, (Suite::default(), LIGHT), morning()).unwrap();
    assert!(!holds(dir.path(), b"Canary"));
    // What somebody slips in afterwards is not taken for ours.
    let desk = open_as(dir.path(), 3, HEAD, PASSPHRASE).unwrap().desk;
    let aside = desk.aside().unwrap();
    let sealed = aside.close("một chỗ", b"x").unwrap();
    assert!(aside.open("một chỗ", &sealed).is_ok_and(|plain| plain == b"x"));
    for (place, bytes) in [("chỗ khác", sealed.as_slice()), ("một chỗ", b"x"), ("một chỗ", &[])] {
        assert!(aside.open(place, bytes).is_err(), "{place}");
    }
    assert!(Aside::default().open("một chỗ", &sealed).is_err());
}
