//! The meanings that colours and modifiers can carry.
//!
//! A view names a meaning and never a colour. Must not know: any colour.

use strum::{EnumIter, EnumString, IntoStaticStr};

/// A meaning on the screen; a theme gives each one a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Role {
    /// Ordinary text, and the ground of the whole screen.
    Text,
    /// Text of second rank: units, labels, empty values.
    Dim,
    /// The title of a pane or overlay.
    Title,
    /// The frame of a pane.
    Border,
    /// The frame of the pane that has the focus.
    BorderFocused,
    /// The row under the cursor.
    Selection,
    /// The heading of a column or section.
    Heading,
    /// A key named in a footer or menu.
    KeyHint,
    /// A due date that is not near.
    DueOk,
    /// A due date that is near.
    DueSoon,
    /// A due date that has passed.
    Overdue,
    /// A clock that stands: waiting for papers or payment.
    Waiting,
    /// A finished case.
    Done,
    /// Something went wrong or was refused.
    Error,
    /// Something worth knowing, and that it was recorded.
    Notice,
    /// A field of a form.
    Field,
    /// The field being typed in.
    FieldFocused,
    /// A tagged row.
    Tag,
    /// The part of a text that was searched for.
    Match,
    /// The line of the footer and header.
    Bar,
    /// The filled part of a bar chart or progress bar.
    Gauge,
}

impl Role {
    /// The name in theme files.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Whether words are written in it, so that it must be readable (contrast 4.5 to 1).
    pub const fn is_text(self) -> bool {
        match self {
            Self::Border | Self::BorderFocused | Self::Gauge => false,
            Self::Text
            | Self::Dim
            | Self::Title
            | Self::Selection
            | Self::Heading
            | Self::KeyHint
            | Self::DueOk
            | Self::DueSoon
            | Self::Overdue
            | Self::Waiting
            | Self::Done
            | Self::Error
            | Self::Notice
            | Self::Field
            | Self::FieldFocused
            | Self::Tag
            | Self::Match
            | Self::Bar => true,
        }
    }
}

/// How a case stands against its clock, as rows show it: by word and glyph first, by colour third.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Urgency {
    /// The due date is not near.
    DueOk,
    /// The due date is near.
    DueSoon,
    /// The due date has passed.
    Overdue,
    /// The clock stands.
    Waiting,
    /// The case is finished.
    Done,
}

impl Urgency {
    /// The meaning that colours it.
    pub const fn role(self) -> Role {
        match self {
            Self::DueOk => Role::DueOk,
            Self::DueSoon => Role::DueSoon,
            Self::Overdue => Role::Overdue,
            Self::Waiting => Role::Waiting,
            Self::Done => Role::Done,
        }
    }

    /// The catalogue id of its word, such as `urgency-overdue`.
    pub fn text_id(self) -> String {
        let name: &str = self.into();
        format!("urgency-{name}")
    }
}
