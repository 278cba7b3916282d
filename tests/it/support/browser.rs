//! A real headless Chromium, spoken to over its debugging pipe: keys are pressed as on a keyboard, and the tree that
//! screen readers are given is read back.
#![cfg(target_os = "linux")]

use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// A browser with one page.
pub struct Browser {
    child: Child,
    asks: File,
    answers: BufReader<File>,
    session: Option<String>,
    last: u64,
    /// Its profile and its pipes.
    _home: TempDir,
}

impl Browser {
    /// Starts it; the caller made sure that chromium is here.
    pub fn start() -> Self {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        let made = Command::new("mkfifo").args([at("asks"), at("answers")]).status().unwrap();
        assert!(made.success());
        // The browser reads its third descriptor and writes its fourth.
        let start = "exec chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage \
                     --disable-background-networking --disable-component-update --disable-sync --no-first-run \
                     --allow-file-access-from-files --remote-debugging-pipe \"--user-data-dir=$1\" \
                     about:blank 3<\"$2\" 4>\"$3\"";
        let child = Command::new("sh")
            .args(["-c", start, "sh"])
            .args([at("profile"), at("asks"), at("answers")])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let asks = File::options().write(true).open(at("asks")).unwrap();
        let answers = BufReader::new(File::open(at("answers")).unwrap());
        let mut browser = Self { child, asks, answers, session: None, last: 0, _home: home };
        let target = browser.ask("Target.createTarget", json!({ "url": "about:blank" }));
        let target = target["targetId"].clone();
        let attached = browser.ask("Target.attachToTarget", json!({ "targetId": target, "flatten": true }));
        browser.session = attached["sessionId"].as_str().map(str::to_owned);
        browser.ask("Page.enable", json!({}));
        browser
    }

    fn say(&mut self, method: &str, parameters: Value) -> u64 {
        self.last += 1;
        let mut message = json!({ "id": self.last, "method": method, "params": parameters });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.asks.write_all(format!("{message}\0").as_bytes()).unwrap();
        self.last
    }

    fn hear(&mut self) -> Value {
        let mut bytes = Vec::new();
        self.answers.read_until(0, &mut bytes).unwrap();
        bytes.pop();
        serde_json::from_slice(&bytes).unwrap()
    }

    /// Asks, and waits for the answer.
    pub fn ask(&mut self, method: &str, parameters: Value) -> Value {
        let id = self.say(method, parameters);
        loop {
            let heard = self.hear();
            if heard["id"].as_u64() == Some(id) {
                assert!(heard.get("error").is_none(), "{method}: {heard}");
                return heard["result"].clone();
            }
        }
    }

    /// Does something, and waits until a page has loaded after it.
    pub fn until_loaded(&mut self, act: impl FnOnce(&mut Self) -> u64) {
        let id = act(self);
        let (mut answered, mut loaded) = (false, false);
        while !(answered && loaded) {
            let heard = self.hear();
            answered |= heard["id"].as_u64() == Some(id);
            loaded |= heard["method"] == "Page.loadEventFired";
        }
    }

    /// Opens a file.
    pub fn open(&mut self, file: &Path) {
        let url = format!("file://{}", file.display());
        self.until_loaded(|browser| browser.say("Page.navigate", json!({ "url": url })));
    }

    /// Presses a key, and waits until the page has dealt with it.
    pub fn press(&mut self, key: &str) {
        let id = self.begin_press(key);
        while self.hear()["id"].as_u64() != Some(id) {}
    }

    /// Presses a key; the answer is not waited for.
    pub fn begin_press(&mut self, key: &str) -> u64 {
        let (code, text) = match key {
            "Tab" => (9, ""),
            "Enter" => (13, "\r"),
            other => panic!("no such key here: {other}"),
        };
        let event = |kind: &str| json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text });
        self.say("Input.dispatchKeyEvent", event(if text.is_empty() { "rawKeyDown" } else { "keyDown" }));
        self.say("Input.dispatchKeyEvent", json!({ "type": "keyUp", "key": key, "code": key }))
    }

    /// What an expression is worth on the page.
    pub fn value(&mut self, expression: &str) -> Value {
        let asked = json!({ "expression": expression, "returnByValue": true });
        self.ask("Runtime.evaluate", asked)["result"]["value"].clone()
    }

    /// The tree screen readers are given: role and name of everything that is not ignored.
    pub fn spoken(&mut self) -> Vec<(String, String)> {
        let tree = self.ask("Accessibility.getFullAXTree", json!({}));
        let text = |node: &Value, name: &str| node[name]["value"].as_str().unwrap_or_default().to_owned();
        let nodes = tree["nodes"].as_array().unwrap().iter();
        let heard = nodes.filter(|node| node["ignored"] != json!(true));
        heard.map(|node| (text(node, "role"), text(node, "name"))).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
