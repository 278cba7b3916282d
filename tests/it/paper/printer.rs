//! A real CUPS, and a printer that listens at its port: what leaves the desk arrives, as often as it should.
#![cfg(target_os = "linux")]

use crate::support::driver::practice_office;
use crate::support::shell::{code, err, out};
use crate::support::tools::is_measured;
use std::io::Read as _;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Nothing awaited takes so long on any machine.
const DEADLINE: Duration = Duration::from_secs(30);
const CUPSD: &str = "/usr/sbin/cupsd";

/// A print server of our own, with one queue.
struct Cups {
    home: TempDir,
    server: Child,
}

impl Cups {
    /// Starts one whose queue leads to a port of this machine; nothing where this machine cannot.
    fn start(port: u16) -> Option<Self> {
        let home = tempfile::tempdir().unwrap();
        let at = home.path().display();
        let open = "Order allow,deny\nAllow all\n";
        let settings = format!(
            "Listen {at}/socket\nBrowsing Off\nDefaultAuthType None\nWebInterface No\n\
             <Location />\n{open}</Location>\n<Location /admin>\n{open}</Location>\n\
             <Policy default>\n<Limit All>\n{open}</Limit>\n</Policy>\n"
        );
        let files = format!(
            "ServerRoot {at}/root\nRequestRoot {at}/spool\nCacheDir {at}/cache\nStateDir {at}/run\n\
             AccessLog {at}/access\nErrorLog {at}/error\nPageLog {at}/page\nSystemGroup root\n"
        );
        std::fs::write(home.path().join("cupsd.conf"), settings).unwrap();
        std::fs::write(home.path().join("cups-files.conf"), files).unwrap();
        for folder in ["root", "spool", "cache", "run"] {
            std::fs::create_dir(home.path().join(folder)).unwrap();
        }
        let server = Command::new(CUPSD)
            .args(["-f", "-c", &format!("{at}/cupsd.conf"), "-s", &format!("{at}/cups-files.conf")])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut cups = Self { home, server };
        let begun = Instant::now();
        while !out(&cups.ask(Command::new("lpstat").arg("-r"))).contains("is running") {
            if begun.elapsed() > DEADLINE || cups.server.try_wait().unwrap().is_some() {
                return None;
            }
        }
        let uri = format!("socket://127.0.0.1:{port}/?waiteof=false");
        let made = cups.ask(Command::new("lpadmin").args(["-p", "ban", "-E", "-m", "raw", "-v", &uri]));
        made.status.success().then_some(cups)
    }

    /// Runs something that talks to this server.
    fn ask(&self, command: &mut Command) -> Output {
        command.env("CUPS_SERVER", self.home.path().join("socket")).env("LC_ALL", "C").output().unwrap()
    }
}

impl Drop for Cups {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn printing(office: &Path, text: &str) {
    std::fs::write(office.join("printing.toml"), text).unwrap();
}

#[test]
fn a_sheet_arrives_at_a_printer_of_cups_and_waits_where_there_is_none() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let cups = Cups::start(listener.local_addr().unwrap().port());
    if !is_measured(cups.is_some(), "a CUPS server that starts") {
        return;
    }
    let cups = cups.unwrap();
    let office = practice_office();
    let script = office.path().join("keys");
    std::fs::write(
        &script,
        "clock 2026-11-23T09:00:00\nsize 100x30\nkeys enter p enter p\nkeys P\nscreen queue\n",
    )
    .unwrap();
    let run = || {
        let mut motcua = Command::new(env!("CARGO_BIN_EXE_motcua"));
        cups.ask(motcua.arg("script").arg(&script).arg("--dir").arg(office.path()))
    };

    // The office's printer is not there: the command's own words, and the sheet waits.
    printing(office.path(), "printer = \"khong-co\"\n[companions]\n");
    let told = run();
    assert_eq!(code(&told), 0, "{}", err(&told));
    assert!(out(&told).contains("Chờ in:"), "{}", out(&told));

    // It is: two copies of the slip arrive, whole.
    printing(office.path(), "printer = \"ban\"\n[copies]\nprocess = 2\n");
    std::fs::remove_dir_all(office.path().join("prints")).unwrap();
    let (sent, arrived) = channel();
    std::thread::spawn(move || {
        let (mut printer, _) = listener.accept().unwrap();
        let mut bytes = Vec::new();
        let _ = printer.read_to_end(&mut bytes);
        let _ = sent.send(bytes);
    });
    let told = run();
    assert_eq!(code(&told), 0, "{}", err(&told));
    assert!(out(&told).contains("Đã gửi ra máy in"), "{}", out(&told));
    let bytes = arrived.recv_timeout(DEADLINE).unwrap();
    let copies = bytes.windows(5).filter(|window| window == b"%PDF-").count();
    let ends = bytes.windows(5).filter(|window| window == b"%%EOF").count();
    assert_eq!((copies, ends), (2, 2), "{} bytes", bytes.len());
}
