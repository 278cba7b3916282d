//! stub
use strum::{EnumString, IntoStaticStr};
/// A way of typing Vietnamese with the letters of any keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Method {
    /// Letters stand for marks: `vieejt` is `việt`.
    Telex,
    /// Digits stand for marks: `vie65t` is `việt`.
    Vni,
}

impl Method {
    /// The name in settings.
    pub fn name(self) -> &'static str {
        self.into()
    }
}
