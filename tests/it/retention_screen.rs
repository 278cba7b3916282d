//! Keeping and erasing on the screen, as two people of one desk do it: holds, a proposal, and agreeing with four eyes.

use crate::law::m;
use crate::support::desks::holder;
use crate::support::driver::Driver;
use crate::support::sealed::{LIGHT, PASSPHRASE};
use motcua::app::effect::Effect;
use motcua::app::overlay::Overlay;
use motcua::app::retention::Asked;
use motcua::app::secret::Secret;
use motcua::desk::seal_desk;
use motcua::domain::role::Role;
use motcua::practice::{Recipe, Size, make};
use motcua::runtime::premises::Surroundings;
use motcua::seal::Suite;
use motcua::seal::people::Member;
use std::sync::LazyLock;
use tempfile::TempDir;

const SCHEDULE: &str = "[[keep]]\nyears = 8\nbasis = \"Danh mục 12/QĐ\"\n";
const OTHERS: &str = "ruộng bậc thang mùa lúa chín";

/// A small office of 2017, sealed by its head, with a handler who proposes; its files are past their terms by now.
static OFFICE: LazyLock<TempDir> = LazyLock::new(|| {
    let dir = plain_office();
    let member = |id: &str, name: &str, role: Role| Member {
        id: id.to_owned(),
        name: name.to_owned(),
        unit: "Bộ phận Một cửa".to_owned(),
        role: role.to_string(),
    };
    let head = (member("quan.dv", "Đặng Văn Quân", Role::DeskHead), PASSPHRASE);
    seal_desk(dir.path(), &holder(), head, (Suite::default(), LIGHT), m("23/11/2026 08:00")).unwrap();
    crate::door::admit(dir.path(), member("lan.pt", "Phàn Thị Lan", Role::Handler), OTHERS);
    dir
});

fn plain_office() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let recipe = Recipe { seed: Some(5), size: Size::Cases(14), today: crate::law::d("23/03/2017") };
    make(dir.path(), recipe, holder(), &mut |_| true).unwrap();
    std::fs::write(dir.path().join("retention.toml"), SCHEDULE).unwrap();
    dir
}

fn office() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    crate::support::driver::copy(OFFICE.path(), dir.path());
    dir
}

fn at_the_door(size: (u16, u16)) -> Driver {
    Driver::open(office(), size, Surroundings::default())
}

fn head(driver: &mut Driver) {
    log_in(driver, "quan.dv", PASSPHRASE);
}

/// Somebody comes in; whoever was there leaves first.
fn log_in(driver: &mut Driver, id: &str, passphrase: &str) {
    if driver.model().desk().is_some() {
        driver.tell_effect(Effect::LogOut);
    }
    let secret = Secret::of(passphrase.to_owned());
    driver.tell_effect(Effect::LogIn { person: id.into(), passphrase: secret });
    assert_eq!(driver.place().me, id.into());
}

/// The list, as the head sees it first.
#[test]
fn the_list_says_what_is_due_held_and_proposed_and_snapshots_hold_it() {
    let mut driver = at_the_door((80, 24));
    head(&mut driver);
    driver.press("1 ctrl-x e").see("Lưu giữ và xóa hẳn").see("HẾT HẠN 31/12/2025, Danh mục 12/QĐ");
    insta::assert_snapshot!("retention_list", driver.screen());
    // Narrowed by typing, in words without accents.
    driver.type_text("giu lai").see("Giữ lại hồ sơ đang chọn");
    assert!(!driver.screen().contains("HẾT HẠN"));
    driver.press("esc");
    // The same list by the palette, in English.
    driver
        .press("ctrl-x l : ")
        .type_text("erase files")
        .press("enter")
        .see("Keep and erase")
        .see("OVER since 31/12/2025");
    insta::assert_snapshot!("retention_list_en", driver.screen());
}

#[test]
fn one_proposes_another_agrees_with_the_code_and_the_files_are_gone() {
    let mut driver = at_the_door((100, 30));
    log_in(&mut driver, "lan.pt", OTHERS);
    let before = driver.place().projection.len();
    // A file under a complaint is held first.
    driver.press("ctrl-x e").type_text("het han").press("down enter").see("Đề nghị xóa hẳn");
    driver
        .press("shift-tab right")
        .see("Giữ lại dù đã hết hạn")
        .press("tab")
        .type_text("Khiếu nại 7")
        .press("ctrl-o");
    driver.see("Đã giữ lại 1 hồ sơ").see("GIỮ LẠI: Khiếu nại 7 (Phàn Thị Lan)");
    // All others that are due: the page lists them, the form behind it asks for the basis.
    driver.type_text("de nghi").press("enter").see("kết thúc").press("esc").see("Căn cứ, văn bản");
    insta::assert_snapshot!("retention_propose", driver.screen());
    driver.press("ctrl-o").see("còn trống");
    driver.type_text("Biên bản hủy số 3").press("ctrl-o").see("Đã ghi đề nghị xóa số").see("CHỜ DUYỆT");
    let (number, count) = {
        let open = &driver.place().retention.proposals[0];
        (open.number, open.cases.len())
    };
    assert!(count > 2 && count < before);
    // Who proposed may read the page and not agree; a handler could not anyway.
    driver.type_text("cho duyet").press("enter").see("không tự duyệt");
    driver.press("esc");
    assert!(
        driver.place().overlays.iter().all(|lies| !matches!(lies, Overlay::Form(_))),
        "nothing to fill in"
    );
    // The head reads, mistypes, and agrees.
    log_in(&mut driver, "quan.dv", PASSPHRASE);
    driver.press("ctrl-x e").type_text("cho duyet").press("enter");
    insta::assert_snapshot!("retention_page", driver.screen());
    driver.see(&format!("gõ mã {number}-{count}")).press("esc").see("Mã xác nhận");
    driver.type_text("1-1").press("ctrl-o").see("chưa xóa gì");
    insta::assert_snapshot!("retention_code", driver.screen());
    assert_eq!(driver.place().projection.len(), before);
    driver.press("ctrl-u").type_text(&format!("{number}-{count}")).press("ctrl-o");
    driver.see(&format!("Đã xóa hẳn {count} hồ sơ"));
    assert_eq!(
        driver.place().me,
        "quan.dv".into(),
        "the desk was opened anew, and nobody had to log in again"
    );
    assert_eq!(driver.place().projection.len(), before - count);
    driver.press("ctrl-x e").see("GIỮ LẠI: Khiếu nại 7");
    assert!(!driver.screen().contains("CHỜ DUYỆT"));
    // Only the head lets a file go again.
    driver.type_text("khieu nai").press("enter").see("Thôi giữ").type_text("Đã giải quyết").press("ctrl-o");
    driver.see("Đã thôi giữ 1 hồ sơ").see("HẾT HẠN");
    // Nobody came in twice in the log.
    driver.press("esc esc ctrl-x v").see("xóa hẳn hồ sơ").see("đề nghị xóa");
    let came = driver.screen().matches("Đặng Văn Quân, đăng nhập").count();
    assert_eq!(came, 1, "{}", driver.screen());
}

#[test]
fn what_is_refused_is_said_with_its_reason_and_nothing_changes() {
    // A viewer reads; every act is barred by the same table as the desk's.
    let mut driver = at_the_door((100, 30));
    log_in(&mut driver, "quan.dv", PASSPHRASE);
    driver.press("ctrl-x e").type_text("tat ca").press("enter esc").type_text("Biên bản 4").press("ctrl-o");
    // Alone on the desk: who proposed does not agree, whatever their power.
    driver.type_text("cho duyet").press("enter").see("không tự duyệt").press("esc esc");
    let proposal = driver.place().retention.proposals[0].number;
    let me = driver.place().me.clone();
    driver.tell_effect(Effect::Retention { by: me, asked: Asked::Erase { proposal } });
    driver.see("người khác");
    // A schedule that does not read makes nothing due.
    std::fs::write(driver.dir.path().join("retention.toml"), "[[keep]]\nyears = \"x\"\n").unwrap();
    driver.press("ctrl-x e").see("retention.toml sai ở");
    std::fs::remove_file(driver.dir.path().join("retention.toml")).unwrap();
    driver.press("ctrl-x e").see("CHỜ DUYỆT");
    assert!(!driver.screen().contains("HẾT HẠN"));
    // On a plain desk the list is there, and erasing says what is needed first.
    let mut driver = Driver::open(plain_office(), (100, 30), Surroundings::default());
    driver.press("ctrl-x p").type_text("quan.dv").press("enter");
    driver.press("ctrl-x e").type_text("tat ca").see("chưa niêm phong").press("enter").see("chưa niêm phong");
    assert!(
        driver.place().overlays.iter().all(|lies| !matches!(lies, Overlay::Form(_))),
        "nothing to fill in"
    );
}
