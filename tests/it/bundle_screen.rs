//! Bundles on the screen, as a head of a desk sees them: preview, taking in, sending, giving over, and what is kept elsewhere.

use crate::support::desks::copy_into;
use crate::support::driver::{Driver, practice_office};
use crate::support::shell::{err, json, motcua, path};
use motcua::runtime::premises::Surroundings;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The practice office, a small branch it trusts, and a stick with the branch's first bundle.
struct Scene {
    home: TempDir,
}

fn run(dir: &Path, arguments: &[&str]) -> serde_json::Value {
    json(&motcua(&[arguments, &["--dir", path(dir)]].concat()))
}

impl Scene {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let scene = Self { home };
        copy_into(practice_office().path(), &scene.dir("office"));
        std::fs::create_dir(scene.dir("usb")).unwrap();
        let branch = scene.dir("branch");
        let made = motcua(&[
            "generate",
            "--cases",
            "4",
            "--seed",
            "5",
            "--today",
            "2026-11-23",
            "--dir",
            path(&branch),
        ]);
        assert_eq!(made.status.code(), Some(0), "{}", err(&made));
        let file = branch.join("office.toml");
        let text = std::fs::read_to_string(&file).unwrap();
        let name = text.lines().find(|line| line.starts_with("name = ")).unwrap().to_owned();
        std::fs::write(&file, text.replacen(&name, "name = \"UBND xã Tả Phìn\"", 1)).unwrap();
        for (who, whom) in [("office", "branch"), ("branch", "office")] {
            let card = scene.dir(&format!("{who}.card"));
            let said = run(&scene.dir(who), &["bundle", "card", path(&card)]);
            let fingerprint = said["fingerprint"].as_str().unwrap();
            let witness = ["--fingerprint", fingerprint, "--witness", "hoa.vt"];
            run(&scene.dir(whom), &[&["bundle", "trust", path(&card)][..], &witness].concat());
        }
        scene
    }

    fn dir(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// The head of the practice office at the screen.
    fn screen(&self, size: (u16, u16)) -> Driver {
        let dir = tempfile::tempdir().unwrap();
        copy_into(&self.dir("office"), dir.path());
        let mut driver = Driver::open(dir, size, Surroundings::default());
        driver.press("ctrl-x p").type_text("quan").press("enter");
        driver
    }
}

#[test]
fn a_head_previews_a_bundle_types_its_code_and_finds_the_files_in_their_own_list() {
    let scene = Scene::new();
    let sent = run(
        &scene.dir("branch"),
        &["bundle", "send", "thuc hanh", path(&scene.dir("usb")), "--filter", "all"],
    );
    let mut driver = scene.screen((80, 24));
    driver.press("ctrl-x u").see("Gói trên USB").see("Xem trước một gói");
    insta::assert_snapshot!("bundle_form", driver.screen());
    // The folder of the stick is enough: the first bundle for this office that was not taken.
    assert_eq!(sent["number"], 1);
    driver
        .press("tab")
        .type_text(path(&scene.dir("usb")))
        .press("ctrl-o")
        .see("UBND xã Tả Phìn")
        .see("Hồ sơ mới ở đây (4)");
    let screen = driver.screen();
    let code = screen.split("gõ mã ").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    assert_eq!(code.len(), 8, "{screen}");
    driver.press("esc").see("Nhận gói đã xem").see("Mã xác nhận");
    // Another code takes nothing.
    driver.type_text("AAAAAAAA").press("ctrl-o").see("chưa nhận gì");
    assert_eq!(driver.place().projection.kept().count(), driver.place().projection.len());
    driver.press("ctrl-x u tab").type_text(path(&scene.dir("usb"))).press("ctrl-o esc");
    driver.type_text(&code).press("ctrl-o").see("Đã nhận: 4 hồ sơ");
    let rows = &driver.place().projection;
    assert_eq!(rows.len() - rows.kept().count(), 4);
    driver.see("Nơi khác giữ");
    // A second time it brings nothing.
    driver.press("ctrl-x u tab").type_text(sent["path"].as_str().unwrap()).press("ctrl-o").see("đã nhận rồi");
}

#[test]
fn a_file_is_given_over_on_the_screen_and_acts_on_it_are_refused_with_the_keeper() {
    let scene = Scene::new();
    let mut driver = scene.screen((100, 30));
    driver.press("1").press("g g");
    let case = driver.place().current().unwrap();
    driver.press("ctrl-x u");
    // The task: make a bundle; the receiver stands there already.
    driver.press("right right tab tab");
    driver.type_text(path(&scene.dir("usb"))).press("tab").press("right").press("tab").press("space");
    driver.see("Hồ sơ đang chọn");
    driver.press("ctrl-o").see("Đã chép lên USB");
    let rows = &driver.place().projection;
    let row = rows.row(rows.find(case).unwrap()).unwrap();
    assert!(row.flags.is_kept_elsewhere());
    let file = std::fs::read_dir(scene.dir("usb")).unwrap().next().unwrap().unwrap().path();
    let said = run(&scene.dir("branch"), &["bundle", "look", path(&file), "--json"]);
    assert_eq!(said["comes_here"], 1);
}
