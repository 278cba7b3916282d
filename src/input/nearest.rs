//! What a mistaken name was probably meant to be.
//!
//! Must not know: what the names stand for.

/// The most similar of some names, if it is close enough to be what was meant.
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = word.chars().count();
    // Very long words are not slips of the finger, and comparing them costs time.
    let limit = if letters > 64 { return None } else { (letters / 3).max(1) };
    names
        .into_iter()
        .map(|name| (distance(word, name), name))
        .filter(|(steps, _)| *steps <= limit)
        .min_by_key(|(steps, _)| *steps)
        .map(|(_, name)| name)
}

/// Edits between two words: letters put in, left out, changed, or two neighbours swapped.
fn distance(from: &str, to: &str) -> usize {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=to.len()).collect()];
    let at = |rows: &[Vec<usize>], i: usize, j: usize| {
        rows.get(i).and_then(|row| row.get(j)).copied().unwrap_or(usize::MAX - 1)
    };
    for (i, a) in from.iter().enumerate() {
        rows.push(vec![i + 1]);
        for (j, b) in to.iter().enumerate() {
            let change = at(&rows, i, j) + usize::from(a != b);
            let mut best = change.min(at(&rows, i, j + 1) + 1).min(at(&rows, i + 1, j) + 1);
            if i > 0 && j > 0 && from.get(i - 1) == Some(b) && to.get(j - 1) == Some(a) {
                best = best.min(at(&rows, i - 1, j - 1) + 1);
            }
            if let Some(row) = rows.last_mut() {
                row.push(best);
            }
        }
    }
    at(&rows, from.len(), to.len())
}
