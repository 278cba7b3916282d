//! The door of a sealed desk as people meet it: login, lock, PIN, idleness, switching, masked numbers, paper lines.

use crate::law::m;
use crate::support::desks::holder;
use crate::support::driver::{Driver, copy, practice_office};
use crate::support::office::DISPUTED;
use crate::support::sealed::{LIGHT, PASSPHRASE};
use chrono::TimeDelta;
use motcua::app::effect::Effect;
use motcua::app::message::Message;
use motcua::app::secret::Secret;
use motcua::desk::seal_desk;
use motcua::domain::permission::{Power, has_power};
use motcua::domain::role::Role;
use motcua::domain::stage::Stage;
use motcua::runtime::porter::Porter;
use motcua::runtime::premises::Surroundings;
use motcua::seal::passphrase::{Weakness, judge};
use motcua::seal::people::Member;
use motcua::seal::warm::{PIN_TRIES, Warm, is_pin};
use motcua::seal::{Keyring, PeopleFile, Suite};
use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;
use tempfile::TempDir;

pub const HEAD: &str = "quan.dv";
const CLERK: &str = "hoa.vt";
const OTHERS: &str = "ruộng bậc thang mùa lúa chín";

fn member(id: &str, name: &str, role: Role) -> Member {
    Member {
        id: id.to_owned(),
        name: name.to_owned(),
        unit: "Bộ phận Một cửa".to_owned(),
        role: role.to_string(),
    }
}

pub fn admit(dir: &Path, member: Member, passphrase: &str) {
    let mut file = PeopleFile::read(dir).unwrap().unwrap();
    let ring = file.unlock(HEAD, PASSPHRASE).unwrap();
    let role: Role = member.role.parse().unwrap();
    let has = |power| has_power(role, power);
    let part = ring.part(has(Power::ReadCases), has(Power::SignDay));
    file.put(member, &part, passphrase, LIGHT).unwrap();
    file.write(dir, &ring).unwrap();
}

/// The practice office, sealed by its head, with a clerk; sealed once and only ever copied.
static SEALED: LazyLock<TempDir> = LazyLock::new(|| {
    let dir = practice_office();
    let first = (member(HEAD, "Đặng Văn Quân", Role::DeskHead), PASSPHRASE);
    seal_desk(dir.path(), &holder(), first, (Suite::default(), LIGHT), m("23/11/2026 08:00")).unwrap();
    admit(dir.path(), member(CLERK, "Vàng Thị Hoa Mận", Role::Intake), OTHERS);
    // Opened once, so that rows and store are there.
    let mut driver = Driver::open(dir, (100, 30), Surroundings::default());
    driver.type_text(PASSPHRASE).press("enter");
    driver.close()
});

pub fn sealed_office() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    copy(SEALED.path(), dir.path());
    dir
}

fn at_the_door() -> Driver {
    Driver::open(sealed_office(), (100, 30), Surroundings::default())
}

fn inside() -> Driver {
    let mut driver = at_the_door();
    driver.type_text(PASSPHRASE).press("enter");
    assert_eq!(driver.place().me, HEAD.into());
    driver
}

#[test]
fn nothing_of_a_case_is_shown_before_somebody_logs_in() {
    let mut driver = at_the_door();
    driver.see("Đăng nhập").see("Đặng Văn Quân");
    let screen = driver.screen();
    assert!(!screen.contains("Tất cả") && !screen.contains("H38"), "{screen}");
    driver.type_text("sai rồi sai rồi sai").press("enter").see("không đúng");
    assert!(!driver.screen().contains("sai rồi"), "what was typed is dots, then gone");
    driver.type_text(PASSPHRASE);
    assert!(!driver.screen().contains("Cát"), "dots");
    driver.press("enter").see("Tất cả (1.097)");
    // Who is logged in stands on every screen, and hears of the try that failed.
    driver.see("Đặng Văn Quân");
    driver.press("ctrl-x m").see("1 lần gõ sai mật khẩu").press("esc");
    for keys in ["3", "4", "1", "n"] {
        driver.press(keys).see("Đặng Văn Quân");
    }
}

#[test]
fn the_lock_empties_the_screen_first_and_leaves_nothing_of_a_case_in_the_model() {
    let mut driver = inside();
    driver.press("enter");
    driver.asked.clear();
    driver.slow = Some(std::collections::VecDeque::new());
    driver.press("ctrl-x k");
    assert_eq!(driver.asked, [Effect::Redraw, Effect::Lock], "emptied before anything else");
    let (screen, model) = (driver.screen(), format!("{:?}", driver.model()));
    assert!(!screen.contains("Đặng") && driver.model().desk().is_none(), "{screen}");
    for words in ["Công ty", "Nguyễn", "0912", "H38-2"] {
        assert!(!model.contains(words), "{words} is left in the model");
    }
    driver.catch_up();
    driver.see("Đăng nhập");
    assert!(driver.porter.inside().is_none(), "no key is left");
}

#[test]
fn three_idle_minutes_lock_and_a_key_begins_them_anew() {
    let mut driver = inside();
    driver.tell(Message::Minute);
    driver.tell(Message::Minute);
    driver.press("j");
    driver.tell(Message::Minute);
    driver.tell(Message::Minute);
    assert!(driver.model().desk().is_some());
    // The clock of the machine set back helps nobody.
    driver.now = driver.now.plus(TimeDelta::days(-9));
    driver.tell(Message::Minute);
    driver.see("Đăng nhập");
    // A plain desk does not lock itself.
    let mut plain = Driver::practice((100, 30));
    (0..30).for_each(|_| plain.tell(Message::Minute));
    assert!(plain.model().desk().is_some());
    plain.press("ctrl-x k").see("chưa niêm phong");
}

#[test]
fn a_pin_opens_a_locked_session_and_five_wrong_ones_close_it() {
    let mut driver = inside();
    driver.press("ctrl-x i").type_text("123456").press("enter").type_text("123456").press("enter");
    driver.see("không toàn một số");
    driver.press("ctrl-x i").type_text("204816").press("enter").type_text("204817").press("enter");
    driver.see("không giống nhau");
    driver.type_text("204816").press("enter").type_text("204816").press("enter").see("Đã đặt mã PIN");
    driver.press("ctrl-x k").see("Đã khóa").see("Đặng Văn Quân");
    driver.type_text("204816").press("enter").see("Tất cả (1.097)");
    // A stop of the program locks as well; esc leads to the passphrase, which always opens.
    driver.tell(Message::Continued);
    driver.see("Đã khóa").press("esc").see("Đăng nhập").type_text(PASSPHRASE).press("enter").see("Tất cả");
    driver.press("ctrl-x i").type_text("204816").press("enter").type_text("204816").press("enter");
    driver.press("ctrl-x k");
    for left in (1..PIN_TRIES).rev() {
        driver.type_text("111222").press("enter").see(&format!("còn {left} lần"));
    }
    driver.type_text("111222").press("enter").see("đã xóa");
    driver.type_text("204816").press("enter");
    assert!(driver.model().desk().is_none(), "the right PIN comes too late");
}

#[test]
fn another_person_sits_down_with_two_keys_and_their_own_passphrase() {
    let mut driver = inside();
    driver.press("ctrl-x p").see("Đăng nhập");
    assert!(driver.porter.inside().is_none());
    driver.press("up right").see("Vàng Thị Hoa Mận").press("down").type_text(OTHERS).press("enter");
    assert_eq!(driver.place().me, CLERK.into());
    // A clerk ends a shift; the day of the desk is for heads.
    driver.see("Vàng Thị Hoa Mận").press("ctrl-x d").see("in phiếu giao ca một trang");
    driver.press("ctrl-o").see("Đã giao ca");
    assert!(driver.model().messages.iter().all(|(_, said)| said.id != "notice-day-closed"));
}

#[test]
fn numbers_are_masked_until_a_reason_is_on_record_and_again_after_half_a_minute() {
    let mut driver = inside();
    driver.press("/").type_text("ban").press("enter");
    let find = |driver: &mut Driver| driver.press("enter").screen();
    let screen = find(&mut driver);
    let file = driver.place().current_file().unwrap().clone();
    let phone = file.case.owner.phone.clone();
    assert!(phone.len() > 5, "a case with numbers: {phone}");
    assert!(!screen.contains(&phone) && screen.contains("***"), "{screen}");
    driver.press("ctrl-x w").press("ctrl-o").see("Chưa ghi được");
    driver.type_text("Gọi báo kết quả").press("ctrl-o").see("30 giây");
    let screen = driver.screen();
    assert!(screen.contains(&phone), "{screen}");
    driver.now = driver.now.plus(TimeDelta::seconds(30));
    driver.tell(Message::Minute);
    let screen = driver.screen();
    assert!(!screen.contains(&phone) && screen.contains("***"), "{screen}");
    // The practice office, which is not sealed, shows them as ever.
    let mut plain = Driver::practice((100, 30));
    plain.press("/").type_text("ban").press("enter enter");
    assert!(plain.screen().contains(&phone));
}

/// The sealed office with somebody of a role in it.
fn inside_as(role: Role) -> Driver {
    let dir = sealed_office();
    admit(dir.path(), member("t.t", "Người Thử", role), OTHERS);
    let mut driver = Driver::open(dir, (140, 40), Surroundings::default());
    driver.tell_effect(Effect::LogIn { person: "t.t".into(), passphrase: Secret::of(OTHERS.to_owned()) });
    assert_eq!(driver.place().me, "t.t".into());
    driver
}

#[test]
fn lists_name_only_whose_file_is_at_hand() {
    use motcua::domain::masking::{is_at_hand, masked_name};
    for (name, shown) in [
        ("Nguyễn Văn A", "Nguyễn V** A"),
        ("Nguyễn Thị Hoa Mận", "Nguyễn T** H** M**"),
        ("Hoa", "H**"),
        ("Ô", "Ô"),
        ("", ""),
    ] {
        assert_eq!(masked_name(name), shown);
    }
    let owners = |driver: &Driver| {
        let place = driver.place();
        let rows = place.projection.rows();
        rows.iter().map(|row| (row.stage, place.projection.owner(row).to_owned(), place.owner_of(row))).fold(
            (Vec::new(), Vec::new()),
            |(mut whole, mut hidden), (stage, name, shown)| {
                if name == shown {
                    whole.push(stage);
                } else {
                    hidden.push((stage, name));
                }
                (whole, hidden)
            },
        )
    };
    // Whoever leads sees all; whoever only looks sees nobody; others see what is at hand.
    let (whole, hidden) = owners(&inside());
    assert!(whole.len() > 1_000 && hidden.is_empty());
    let mut viewer = inside_as(Role::Viewer);
    let (whole, hidden) = owners(&viewer);
    assert!(hidden.len() > 1_000, "{} whole", whole.len());
    let screen = viewer.screen();
    assert!(hidden.iter().all(|(_, name)| !screen.contains(name.as_str())), "{screen}");
    assert!(screen.contains("**"), "{screen}");
    // Neither does the case itself, until a reason is on record; a viewer has no power to give one.
    viewer.press("enter");
    let file = viewer.place().current_file().unwrap().clone();
    let screen = viewer.screen();
    assert!(
        !screen.contains(&file.case.owner.name) && !screen.contains(&file.case.owner.address),
        "{screen}"
    );
    viewer.press("ctrl-x w").see("không được làm việc này");
    for (role, stage) in [(Role::Intake, Stage::ResultReady), (Role::Return, Stage::ResultReady)] {
        let (whole, hidden) = owners(&inside_as(role));
        assert!(whole.contains(&stage) && hidden.iter().all(|(at, _)| !is_at_hand(role, *at)), "{role}");
        assert!(hidden.iter().any(|(at, _)| *at == Stage::HandedOver), "{role}");
    }
    // A broken glass opens the eyes as well as the hands.
    let mut clerk = inside_as(Role::Handler);
    assert!(!owners(&clerk).1.is_empty());
    clerk.press("ctrl-x b").type_text("Người giữ hồ sơ nghỉ ốm").press("ctrl-o");
    assert!(owners(&clerk).1.is_empty());
    // The practice office hides nothing.
    let (_, hidden) = owners(&Driver::practice((100, 30)));
    assert!(hidden.is_empty());
}

#[test]
fn a_sheet_that_is_only_looked_at_is_masked_like_the_screen_and_paper_is_not() {
    let mut driver = inside();
    driver.press("/").type_text("ban").press("enter enter");
    let file = driver.place().current_file().unwrap().clone();
    let phone = file.case.filer.as_ref().unwrap_or(&file.case.owner).phone.clone();
    let sheet = |driver: &mut Driver| {
        driver.press("p").see("Chọn mẫu").press("enter");
        let mut all = String::new();
        for _ in 0..6 {
            all.push_str(&driver.screen());
            driver.press("pgdn");
        }
        driver.press("esc");
        all
    };
    let masked = sheet(&mut driver);
    assert!(masked.contains("****") && !masked.contains(&phone), "{masked}");
    driver.press("ctrl-x w").type_text("Đối chiếu trước khi in").press("ctrl-o");
    let whole = sheet(&mut driver);
    assert!(whole.contains(&phone), "{whole}");
}

#[test]
fn the_log_is_read_in_the_program_whole_by_whoever_leads_and_own_lines_by_others() {
    let mut driver = inside();
    driver.press("enter esc").press("ctrl-x v");
    driver.see("Nhật ký vào và xem").see("Đặng Văn Quân, đăng nhập").see("đã xem: hồ sơ");
    let mut other = Driver::open(driver.close(), (100, 30), Surroundings::default());
    other.tell_effect(Effect::LogIn { person: CLERK.into(), passphrase: Secret::of(OTHERS.to_owned()) });
    let screen = other.press("ctrl-x v").screen();
    assert!(screen.contains("Vàng Thị Hoa Mận, đăng nhập") && !screen.contains("Quân, đăng"), "{screen}");
}

#[test]
fn a_person_changes_their_own_passphrase_and_an_older_one_is_not_let_back() {
    let mut driver = at_the_door();
    let next = "ba con trâu đen qua suối cạn";
    let dir = driver.dir.path().to_owned();
    driver.tell_effect(Effect::LogIn { person: CLERK.into(), passphrase: Secret::of(OTHERS.to_owned()) });
    let own = dir.join(motcua::seal::people::OWN);
    let old = std::fs::read(&own).unwrap();
    let change = |driver: &mut Driver, words: [&str; 3]| {
        driver.press("ctrl-x h").see("Đổi mật khẩu của mình");
        for words in words {
            driver.type_text(words);
            assert!(!driver.screen().contains(words), "dots");
            driver.press("enter");
        }
    };
    change(&mut driver, [OTHERS, next, "khác hẳn nhé bạn ơi"]);
    driver.see("không giống nhau").press("esc esc");
    change(&mut driver, [OTHERS, "ngắn quá", "ngắn quá"]);
    driver.see("15");
    change(&mut driver, ["không phải mật khẩu này", next, next]);
    driver.see("không đúng");
    change(&mut driver, [OTHERS, next, next]);
    driver.see("Đã đổi mật khẩu");
    driver.press("ctrl-x k");
    for (words, inside) in [(OTHERS, false), (next, true)] {
        driver.tell_effect(Effect::LogIn { person: CLERK.into(), passphrase: Secret::of(words.to_owned()) });
        assert_eq!(driver.model().desk().is_some(), inside, "{words}");
    }
    driver.press("ctrl-x v").see("đổi mật khẩu của mình");
    // The file from before is put back: its passphrase opens it, and the chain knows better.
    driver.press("esc ctrl-x k");
    std::fs::write(&own, old).unwrap();
    let mut porter = Porter::new(&dir);
    let let_in = porter.log_in(&CLERK.into(), &Secret::of(OTHERS.to_owned()), &holder()).unwrap();
    let mut setup = crate::support::desks::setup(78);
    setup.keys = Some(let_in.keys);
    let opened = motcua::desk::Desk::open(&dir, setup, &mut |_| true).map(|_| ());
    assert!(matches!(opened, Err(motcua::desk::OpenDeskError::OldKeys { known: 2, found: 1 })), "{opened:?}");
}

#[test]
fn who_looked_at_what_is_in_the_chain() {
    let mut driver = inside();
    for _ in 0..4 {
        driver.press("enter esc j");
    }
    driver.press("k k k k enter").press("ctrl-x w").type_text("Đối chiếu").press("ctrl-o");
    driver.press("esc 3");
    driver.tell_effect(Effect::Write { name: "x.csv".to_owned(), rows: Vec::new() });
    let dir = driver.close();
    let mut porter = Porter::new(dir.path());
    let let_in = porter.log_in(&HEAD.into(), &Secret::of(PASSPHRASE.to_owned()), &holder()).unwrap();
    let mut setup = crate::support::desks::setup(77);
    setup.keys = Some(let_in.keys);
    let mut desk = motcua::desk::Desk::open(dir.path(), setup, &mut |_| true).unwrap().desk;
    desk.seat(HEAD.into()).unwrap();
    let facts = desk.facts(100).unwrap();
    let of = |name: &str| facts.iter().filter(|(_, entry)| entry.fact.name() == name).count();
    assert_eq!(
        of("looked"),
        6,
        "four cases once each in ten minutes, one whole number, one table: {facts:?}"
    );
    assert_eq!((of("came-in"), of("sealed")), (2, 1));
    assert!(facts.iter().any(|(_, e)| format!("{:?}", e.fact).contains("Đối chiếu")));
    assert!(facts.windows(2).all(|pair| pair[0].0 > pair[1].0), "the latest first");
}

#[test]
fn the_line_of_a_day_is_typed_back_the_next_morning() {
    let mut driver = inside();
    driver.press("ctrl-x d").see("khóa sổ ngày của cả bộ phận").press("ctrl-o").see("Đã khóa sổ ngày");
    let closed = driver.model().messages.iter().rev().find(|(_, said)| said.id == "notice-day-closed");
    let said = closed.unwrap().1.facts.clone();
    let line = said.iter().find(|(name, _)| name == "line").unwrap().1.clone();
    driver.press("ctrl-x k").type_text(PASSPHRASE).press("enter");
    assert!(!driver.screen().contains("Gõ lại"), "not on the same day");
    driver.now = driver.now.plus(TimeDelta::days(1));
    driver.press("ctrl-x k").type_text(PASSPHRASE).press("enter").see("Gõ lại phiếu chốt ngày");
    driver.type_text(&line.to_lowercase().replace('-', " ")).press("enter").see("còn nguyên");
    driver.press("ctrl-x k").type_text(PASSPHRASE).press("enter");
    assert!(!driver.screen().contains("Gõ lại"), "once is enough");
    // Another line leaves the desk readable and nothing more.
    driver.press("ctrl-x d ctrl-o");
    driver.now = driver.now.plus(TimeDelta::days(1));
    driver.press("ctrl-x k").type_text(PASSPHRASE).press("enter").see("Gõ lại");
    let mut wrong: Vec<char> = line.chars().collect();
    let last = wrong.last_mut().unwrap();
    *last = if *last == 'A' { 'B' } else { 'A' };
    let wrong = wrong.iter().collect::<String>();
    // Once is a slip of the hand.
    driver
        .type_text(&wrong)
        .press("enter")
        .see("gõ lại đúng như trong sổ giấy")
        .see("Gõ lại phiếu chốt ngày");
    assert!(driver.place().writable);
    driver.type_text(&wrong).press("enter").see("KHÔNG KHỚP").see("CHỈ ĐỌC");
    driver.press("n").see("chỉ đọc");
    // It is on record: neither a lock nor a new start, nor the same person twice, lets work go on.
    driver.press("ctrl-x k").type_text(PASSPHRASE).press("enter").see("LỊCH SỬ KHÔNG KHỚP");
    assert!(!driver.place().writable);
    driver.press("ctrl-x n").type_text("Sổ giấy chép sai").press("ctrl-o").see("người thứ nhất");
    driver.press("ctrl-x n").type_text("Sổ giấy chép sai").press("ctrl-o").see("Không tự duyệt");
    assert!(!driver.place().writable);
    admit(driver.dir.path(), member("t.t", "Người Thử", Role::UnitHead), OTHERS);
    driver.press("ctrl-x p");
    driver.tell_effect(Effect::LogIn { person: "t.t".into(), passphrase: Secret::of(OTHERS.to_owned()) });
    driver.see("LỊCH SỬ KHÔNG KHỚP");
    driver.press("ctrl-x n").type_text("Đã đối chiếu bản sao lưu").press("ctrl-o").see("Hai người đã ký");
    assert!(driver.place().writable && !driver.screen().contains("KHÔNG KHỚP,"));
    driver.press("ctrl-x v").see("ký cho làm tiếp cùng: quan.dv");
    driver.press("esc ctrl-x n").see("Không có mốc nào");
}

#[test]
fn a_disputed_unit_is_decided_by_whoever_is_logged_in_and_may_receive() {
    use motcua::app::effect::UnitChoice;
    use motcua::domain::limit::Unit;
    let choice = UnitChoice { code: DISPUTED.into(), version: 1, unit: Unit::CalendarDays };
    let units = |driver: &Driver| {
        std::fs::read_to_string(driver.dir.path().join("units.toml")).is_ok_and(|text| text.contains(HEAD))
    };
    let mut driver = inside();
    driver.tell_effect(Effect::DecideUnit { choice: choice.clone(), by: CLERK.into() });
    assert_eq!(driver.model().status.as_ref().unwrap().id, "refusal-not-logged-in");
    assert!(!units(&driver), "nothing is written in another's name");
    driver.tell_effect(Effect::DecideUnit { choice: choice.clone(), by: HEAD.into() });
    assert!(units(&driver));
    let dir = sealed_office();
    admit(dir.path(), member("xem.x", "Người Xem", Role::Viewer), OTHERS);
    let mut driver = Driver::open(dir, (100, 30), Surroundings::default());
    driver.porter.log_in(&"xem.x".into(), &Secret::of(OTHERS.to_owned()), &holder()).unwrap();
    driver.tell_effect(Effect::LogIn { person: "xem.x".into(), passphrase: Secret::of(OTHERS.to_owned()) });
    driver.tell_effect(Effect::DecideUnit { choice, by: "xem.x".into() });
    assert_eq!(driver.model().status.as_ref().unwrap().id, "refusal-role-not-allowed");
    let text = std::fs::read_to_string(driver.dir.path().join("units.toml")).unwrap_or_default();
    assert!(!text.contains("xem.x"), "{text}");
}

#[test]
fn guessing_waits_on_a_clock_nobody_sets_and_a_new_start_begins_the_wait_anew() {
    let dir = sealed_office();
    let mut porter = Porter::new(dir.path());
    let try_once = |porter: &mut Porter, words: &str| {
        porter
            .log_in(&CLERK.into(), &Secret::of(words.to_owned()), &holder())
            .map(|_| ())
            .map_err(|notice| notice.id)
    };
    for _ in 0..5 {
        assert_eq!(try_once(&mut porter, "không phải đâu nhé bạn"), Err("notice-not-let-in".to_owned()));
    }
    assert_eq!(try_once(&mut porter, OTHERS), Err("notice-wait".to_owned()), "even the right one waits");
    porter.pass(Duration::from_secs(29));
    assert_eq!(try_once(&mut porter, OTHERS), Err("notice-wait".to_owned()));
    // A new start, as after a kill, gives nothing back.
    let mut fresh = Porter::new(dir.path());
    assert_eq!(try_once(&mut fresh, OTHERS), Err("notice-wait".to_owned()));
    fresh.pass(Duration::from_secs(30));
    assert_eq!(try_once(&mut fresh, OTHERS), Ok(()));
    assert_eq!(fresh.inside().unwrap().failed, Some(5));
}

#[test]
fn a_count_of_guesses_put_back_from_a_copy_is_noticed_by_whoever_comes_in_next() {
    let mut driver = at_the_door();
    let enter = |driver: &mut Driver| driver.type_text(PASSPHRASE).press("enter").screen();
    let file = driver.dir.path().join(motcua::seal::tries::FILE);
    assert!(!enter(&mut driver).contains("bị đặt lùi"));
    let old = std::fs::read(&file).unwrap();
    for _ in 0..3 {
        driver.press("ctrl-x k");
        driver.type_text("sai rồi sai rồi sai").press("enter");
        assert!(!enter(&mut driver).contains("bị đặt lùi"), "an honest count grows");
    }
    // Left in order, so that the rows and what is known go to the disk; a lock alone keeps neither.
    let mut driver = Driver::open(driver.close(), (100, 30), Surroundings::default());
    std::fs::write(&file, old).unwrap();
    assert!(enter(&mut driver).contains("bị đặt lùi"));
    driver.press("ctrl-x v").see("tệp đếm mật khẩu sai bị đặt lùi");
}

#[test]
fn a_second_program_cannot_guess_beside_an_open_desk() {
    let driver = inside();
    let mut porter = Porter::new(driver.dir.path());
    let told = porter.log_in(&CLERK.into(), &Secret::of(OTHERS.to_owned()), &holder()).unwrap_err();
    assert!(told.id.starts_with("notice-folder-in-use"), "{}", told.id);
}

#[test]
fn a_warm_session_bears_five_wrong_pins_and_no_more() {
    let ring = Keyring::random().unwrap();
    let mut warm = Warm::seal(&ring, "204816", LIGHT).unwrap();
    for _ in 0..3 {
        for _ in 1..PIN_TRIES {
            assert!(warm.open("204817").is_err());
        }
        assert_eq!(warm.open("204816").unwrap(), ring, "the fifth may be right");
    }
    (0..PIN_TRIES).for_each(|_| assert!(warm.open("000000").is_err()));
    assert!(warm.open("204816").is_err());
    for pin in ["12345", "000000", "123456", "987654", "12345a", "", "１２３４５６"] {
        assert!(!is_pin(pin), "{pin}");
    }
    assert!(is_pin("204816") && is_pin("1357924680"));
}

#[test]
fn passphrases_are_long_and_not_what_a_guesser_begins_with() {
    let context = ["Sở Thông tin và Truyền thông tỉnh Lào Cai", "000.00.10.H38", "Đặng Văn Quân"];
    for good in [PASSPHRASE, OTHERS, "correct horse battery staple", "chín con trâu qua suối lúc rạng đông"]
    {
        assert_eq!(judge(good, &context), Ok(()), "{good}");
    }
    for (bad, why) in [
        ("ngắn quá", Weakness::Short),
        ("12345678901234", Weakness::Short),
        ("aaaaaaaaaaaaaaaaaaaa", Weakness::Common),
        ("123456123456123456", Weakness::Common),
        ("matkhau matkhau matkhau", Weakness::Common),
        ("Mật khẩu một cửa 123456", Weakness::Common),
        ("Đặng Văn Quân Đặng Văn Quân", Weakness::Common),
        ("motcua password admin", Weakness::Common),
    ] {
        assert_eq!(judge(bad, &context), Err(why), "{bad}");
    }
}
