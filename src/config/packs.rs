//! A pack from another office, read as the office's own file would be: what is wrong with it, before it lies there.
//!
//! Must not know: where it came from.

use super::forms::Forms;
use super::law::{Fault, Source, embedded, read};
use crate::domain::sheet::FormKey;

/// What is wrong with a pack of a folder such as `procedures`, among the files that come with the program.
pub fn fault_of(folder: &str, name: &str, bytes: &[u8]) -> Option<String> {
    let file = format!("{folder}/{name}.toml");
    let Ok(text) = std::str::from_utf8(bytes) else { return Some(format!("{file}: UTF-8")) };
    if folder == "forms" {
        // A part of forms has no key of its own and is read with the forms that name it.
        let key: FormKey = name.rsplit('/').next()?.parse().ok()?;
        return Forms::new(None).read_text(&file, text, key).err().map(|faults| said(&faults));
    }
    let mut files: Vec<Source> = embedded().into_iter().filter(|source| source.file != file).collect();
    files.push(Source { file: file.clone(), text: text.to_owned() });
    let faults: Vec<Fault> =
        read(files, None).err()?.into_iter().filter(|fault| fault.file == file).collect();
    (!faults.is_empty()).then(|| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

fn said(faults: &[super::fault::Fault]) -> String {
    let words = crate::look::catalog::Catalog::new(crate::look::catalog::Language::Vi);
    faults.iter().map(|fault| fault.say(&words)).collect::<Vec<_>>().join("\n")
}
