//! The words of the screen, in Vietnamese and English.
//!
//! A message that one language lacks is taken from the other, and at last its id is shown: a missing
//! word never hides a fact. Must not know: which messages exist, or who shows them.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use strum::{EnumIter, EnumString, IntoStaticStr};
use unic_langid::LanguageIdentifier;

/// A language of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Language {
    /// Vietnamese, the language of the desk.
    #[default]
    Vi,
    /// English.
    En,
}

impl Language {
    /// The code in settings, such as `vi`.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The other one.
    pub const fn next(self) -> Self {
        match self {
            Self::Vi => Self::En,
            Self::En => Self::Vi,
        }
    }

    /// The messages that come with the program, in Fluent syntax.
    pub const fn source(self) -> &'static str {
        match self {
            Self::Vi => concat!(
                include_str!("../../assets/locales/vi.ftl"),
                include_str!("../../assets/locales/vi-reports.ftl"),
                include_str!("../../assets/locales/vi-morning.ftl"),
                include_str!("../../assets/locales/vi-trust.ftl"),
                include_str!("../../assets/locales/vi-bundles.ftl"),
                include_str!("../../assets/locales/vi-retention.ftl")
            ),
            Self::En => concat!(
                include_str!("../../assets/locales/en.ftl"),
                include_str!("../../assets/locales/en-reports.ftl"),
                include_str!("../../assets/locales/en-morning.ftl"),
                include_str!("../../assets/locales/en-trust.ftl"),
                include_str!("../../assets/locales/en-bundles.ftl"),
                include_str!("../../assets/locales/en-retention.ftl")
            ),
        }
    }
}

/// A value put into a message. A number chooses its plural form; years and codes go in as text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Arg<'a> {
    /// Words, dates, codes.
    Text(&'a str),
    /// A count.
    Number(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Self::Number(i64::from(number))
    }
}

/// All messages in all languages, and the language now shown.
pub struct Catalog {
    language: Language,
    vi: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
}

impl Catalog {
    /// The catalogue that comes with the program.
    pub fn new(language: Language) -> Self {
        Self { language, vi: bundle(Language::Vi), en: bundle(Language::En) }
    }

    /// The language now shown.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Shows another language from now on.
    pub const fn set_language(&mut self, language: Language) {
        self.language = language;
    }

    /// The words of a message without values.
    pub fn text(&self, id: &str) -> String {
        self.text_with(id, &[])
    }

    /// The words of a message with its values put in. `id.attribute` names an attribute.
    pub fn text_with(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.find(self.language, id, args)
            .or_else(|| self.find(self.language.next(), id, args))
            .unwrap_or_else(|| id.to_owned())
    }

    /// The shortest words of a message, for footers: its attribute `short`, or the message itself.
    pub fn short(&self, id: &str) -> String {
        self.find(self.language, &format!("{id}.short"), &[]).unwrap_or_else(|| self.text(id))
    }

    /// Whether the language now shown has this message itself.
    pub fn has(&self, id: &str) -> bool {
        self.bundle(self.language).has_message(id)
    }

    const fn bundle(&self, language: Language) -> &FluentBundle<FluentResource> {
        match language {
            Language::Vi => &self.vi,
            Language::En => &self.en,
        }
    }

    fn find(&self, language: Language, id: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        let bundle = self.bundle(language);
        let pattern = match id.split_once('.') {
            None => bundle.get_message(id)?.value()?,
            Some((id, attribute)) => bundle.get_message(id)?.get_attribute(attribute)?.value(),
        };
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            let value = match *arg {
                Arg::Text(text) => FluentValue::from(text),
                Arg::Number(number) => FluentValue::from(number),
            };
            values.set(*name, value);
        }
        // A value that was not given shows as `{$name}`: visible, and found by the tests.
        Some(bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned())
    }
}

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let locale: LanguageIdentifier = language.name().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // Invisible isolation marks would fill cells of the screen.
    bundle.set_use_isolating(false);
    // What can be read of a damaged file is used; the tests see that the shipped ones are whole.
    let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(language.source().to_owned());
    bundle.add_resource_overriding(resource);
    bundle
}
