//! The public site under the keys of a keyboard and the ears of a screen reader, in a real browser.
#![cfg(target_os = "linux")]

use super::site::published;
use crate::support::browser::Browser;
use crate::support::tools::is_here;
use serde_json::json;

/// What has the focus: its words, where it leads, and whether a person sees that it has it.
const FOCUS: &str = "(() => { const at = document.activeElement, style = getComputedStyle(at);
    const place = at.getBoundingClientRect();
    return [at.textContent.trim(), at.getAttribute('href') || '',
            style.outlineStyle !== 'none' && place.left >= 0 && place.top + window.scrollY >= 0]; })()";

#[test]
fn a_keyboard_reaches_every_link_and_opens_a_procedure() {
    if !is_here("chromium") {
        return;
    }
    let (_office, site) = published();
    let mut browser = Browser::start();
    browser.open(&site.path().join("index.html"));

    // The first stop leads past the head of the page.
    browser.press("Tab");
    let first = browser.value(FOCUS);
    assert_eq!((first[1].as_str(), &first[2]), (Some("#noi-dung"), &json!(true)), "{first}");
    browser.press("Enter");
    assert_eq!(browser.value("location.hash"), "#noi-dung");

    // From there every link of the content is a stop, in the order it is read, and is seen to be one.
    let links = browser.value("[...document.querySelectorAll('main a')].map(a => a.getAttribute('href'))");
    let links = links.as_array().unwrap().clone();
    assert!(links.len() > 20, "{links:?}");
    for link in &links {
        browser.press("Tab");
        let focus = browser.value(FOCUS);
        assert_eq!((&focus[1], &focus[2]), (link, &json!(true)), "{focus}");
    }

    // And one of them opens with the key every keyboard has.
    let last = links.last().unwrap().as_str().unwrap();
    browser.until_loaded(|browser| browser.begin_press("Enter"));
    let title = browser.value("location.pathname");
    assert!(title.as_str().unwrap().ends_with(last), "{title} {last}");
}

#[test]
fn a_screen_reader_hears_the_same_with_and_without_styles() {
    if !is_here("chromium") {
        return;
    }
    let (_office, site) = published();
    let mut browser = Browser::start();
    let page = site.path().join("thu-tuc-1.003868.html");
    let hear = |browser: &mut Browser| {
        browser.open(&page);
        browser.spoken()
    };
    let styled = hear(&mut browser);
    let has = |role: &str, name: &str| styled.iter().any(|(is, says)| is == role && says.contains(name));
    for (role, name) in [
        ("heading", "Thành phần hồ sơ"),
        ("navigation", ""),
        ("main", ""),
        ("columnheader", ""),
        ("table", ""),
        ("link", "Tra cứu"),
    ] {
        assert!(has(role, name), "{role} {name}: {styled:?}");
    }
    let unnamed = styled.iter().filter(|(role, name)| role == "link" && name.is_empty()).count();
    assert_eq!(unnamed, 0, "every link says where it leads");

    // Without its styles, as an old reader or a text browser has it, nothing is lost.
    std::fs::remove_file(site.path().join("site.css")).unwrap();
    let bare = hear(&mut browser);
    let words = |heard: &[(String, String)]| -> Vec<String> {
        let texts = heard.iter().filter(|(role, _)| role == "StaticText");
        texts.map(|(_, name)| name.trim().to_owned()).collect()
    };
    assert!(words(&bare).len() > 50, "{:?}", words(&bare));
    assert_eq!(words(&styled), words(&bare));
}
