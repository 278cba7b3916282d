//! `motcua publish`: the public pages and posters of a desk, as files.
//!
//! Must not know: what the pages say.

use super::exit::{Code, Failure, Outcome};
use super::failures;
use super::forms::not_written;
use super::place;
use super::say::Say;
use crate::config::printing;
use crate::desk::write_atomically;
use crate::domain::moment::Moment;
use crate::domain::permission::Power;
use crate::look::catalog::{Catalog, Language};
use crate::paper::site::{Site, SiteFile};
use std::path::{Path, PathBuf};

/// Writes the site into a folder that is empty, or holds an older site of ours.
pub fn run(dir: Option<PathBuf>, site: &Path, now: Moment, say: &Say) -> Outcome {
    let dir = place::with_desk(dir, say)?;
    let shown = site.display().to_string();
    let ours = site.join("site.css").is_file();
    let is_empty = std::fs::read_dir(site).map_or(true, |mut entries| entries.next().is_none());
    if !ours && !is_empty {
        return Err(Failure::refused(say.text("shell-not-empty", &[("dir", (&shown).into())])));
    }
    let mut desk = place::open_for(&dir, Power::ReadCases, now, say)?;
    let text = std::fs::read_to_string(dir.join(printing::FILE)).ok();
    let head = printing::load(text.as_deref()).0.letterhead;
    let contact: Vec<&str> =
        [head.phone.as_str(), head.website.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
    let words = Catalog::new(Language::Vi);
    let files = Site {
        office: &desk.office().name,
        contact: &contact.join(", "),
        law: desk.law(),
        rows: desk.projection(),
        words: &words,
        now,
    }
    .files()
    .map_err(|error| Failure::wrong(error.to_string()))?;
    // That it was posted, and from which state of the desk, is a record before it is.
    let by = place::who(&desk, now);
    desk.printed(&by, ("poster", ""), &format!("{} {}", files.len(), digest(&files)), now)
        .map_err(|error| Failure::wrong(failures::of_submit(&error, say)))?;
    desk.close(None);
    for file in &files {
        let path = site.join(&file.path);
        let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
        made.and_then(|()| write_atomically(&path, &file.bytes))
            .map_err(|error| not_written(&path, &error, say))?;
    }
    let count = files.len().to_string();
    say.tell_words("shell-published", &[("count", (&count).into()), ("dir", (&shown).into())]);
    Say::out(format!("{}\n", serde_json::json!({ "files": files.len(), "dir": shown })))?;
    Ok(Code::Fine)
}

/// The first half of a hash over all files, by which a published folder is known again.
fn digest(files: &[SiteFile]) -> String {
    let mut hash = blake3::Hasher::new();
    for file in files {
        hash.update(file.path.as_bytes())
            .update(&(file.bytes.len() as u64).to_be_bytes())
            .update(&file.bytes);
    }
    hash.finalize().to_hex().as_str().get(..32).unwrap_or_default().to_owned()
}
