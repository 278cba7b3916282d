//! The block model: what a sheet says, before anybody knows where on the page it stands.
//!
//! Plain values, made from a form or in code. Must not know: fonts, pages, or how a block is drawn.

use strum::{EnumIter, EnumString, IntoStaticStr};

/// A sheet: one form filled in, one report, one poster. May take several pages.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// What it is called, for the file's metadata and the page of a browser.
    pub title: String,
    /// The paper it is printed on.
    pub paper: Paper,
    /// What it says, from top to bottom.
    pub blocks: Vec<Block>,
    /// Small print at the foot of every page, before the page number.
    pub foot: String,
}

/// The papers a desk prints on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Paper {
    /// 148 × 210 mm, upright: the slips of TT 01/2018/TT-VPCP, art. 9.
    A5,
    /// 210 × 148 mm, lying.
    A5Landscape,
    /// 210 × 297 mm, upright.
    A4,
    /// 297 × 210 mm, lying: registers and wide tables.
    A4Landscape,
}

impl Paper {
    /// Names in form files.
    pub const NAMES: [&'static str; 4] = ["a5", "a5-landscape", "a4", "a4-landscape"];

    /// Width and height in millimetres.
    pub const fn millimetres(self) -> (f32, f32) {
        match self {
            Self::A5 => (148.0, 210.0),
            Self::A5Landscape => (210.0, 148.0),
            Self::A4 => (210.0, 297.0),
            Self::A4Landscape => (297.0, 210.0),
        }
    }

    /// Size of ordinary text in points.
    pub const fn text_size(self) -> f32 {
        match self {
            Self::A5 | Self::A5Landscape => 10.0,
            Self::A4 | Self::A4Landscape => 12.0,
        }
    }

    /// Margins in millimetres: left (where holes are punched), right, top, bottom.
    pub const fn margins(self) -> [f32; 4] {
        match self {
            Self::A5 | Self::A5Landscape => [13.0, 9.0, 8.0, 8.0],
            Self::A4 | Self::A4Landscape => [22.0, 15.0, 16.0, 18.0],
        }
    }
}

/// The cuts of the one typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Face {
    /// Upright.
    #[default]
    Regular,
    /// Heavy.
    Bold,
    /// Slanted.
    Italic,
}

/// A piece of text in one cut, or a place to write by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// Letters; `\n` begins a new line.
    Letters {
        /// What is said; NFC.
        text: String,
        /// In which cut.
        face: Face,
    },
    /// A dotted line to the end of the line, to be filled in by hand.
    Blank,
}

/// Text of several cuts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text(pub Vec<Run>);

impl Text {
    /// Text in one cut.
    pub fn of(text: &str, face: Face) -> Self {
        Self(vec![Run::Letters { text: text.to_owned(), face }])
    }

    /// Upright text.
    pub fn plain(text: &str) -> Self {
        Self::of(text, Face::Regular)
    }

    /// Heavy text.
    pub fn bold(text: &str) -> Self {
        Self::of(text, Face::Bold)
    }

    /// Slanted text.
    pub fn italic(text: &str) -> Self {
        Self::of(text, Face::Italic)
    }

    /// Nothing.
    pub const fn empty() -> Self {
        Self(Vec::new())
    }

    /// Whether there is nothing to see.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|run| match run {
            Run::Letters { text, .. } => text.is_empty(),
            Run::Blank => false,
        })
    }

    /// The letters without cuts; blanks as dots.
    pub fn letters(&self) -> String {
        self.0
            .iter()
            .map(|run| match run {
                Run::Letters { text, .. } => text.as_str(),
                Run::Blank => "……",
            })
            .collect()
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::plain(text)
    }
}

/// How a text stands between its sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
}

impl Align {
    /// Names in form files.
    pub const NAMES: [&'static str; 3] = ["left", "centre", "right"];
}

/// The sizes of text, relative to the paper's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Scale {
    /// Small print.
    Small,
    /// Ordinary.
    #[default]
    Normal,
    /// A title.
    Large,
}

impl Scale {
    /// Names in form files.
    pub const NAMES: [&'static str; 3] = ["small", "normal", "large"];

    /// Times the ordinary size.
    pub const fn factor(self) -> f32 {
        match self {
            Self::Small => 0.85,
            Self::Normal => 1.0,
            Self::Large => 1.2,
        }
    }
}

/// How a paragraph looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// Where it stands.
    pub align: Align,
    /// How large it is.
    pub scale: Scale,
    /// Whether a gap goes before it.
    pub spaced: bool,
    /// Whether it stays on the page of what follows.
    pub keep: bool,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: Text,
    /// Its width in parts of the whole.
    pub weight: u16,
    /// How its cells stand.
    pub align: Align,
}

impl Column {
    /// A column whose cells stand at the left.
    pub fn new(heading: &str, weight: u16) -> Self {
        Self { heading: Text::bold(heading), weight, align: Align::Left }
    }

    /// The same with cells in the middle.
    #[must_use]
    pub const fn centred(mut self) -> Self {
        self.align = Align::Centre;
        self
    }

    /// The same with cells at the right, for numbers.
    #[must_use]
    pub const fn right(mut self) -> Self {
        self.align = Align::Right;
        self
    }
}

/// A heading over several columns of a table, in a row above theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What it says; empty where a column has no heading above its own.
    pub heading: Text,
    /// Over how many columns.
    pub span: usize,
}

/// A table; its heading is repeated on every page it goes on to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Headings over several columns; none, or together as many as there are columns.
    pub groups: Vec<Group>,
    /// Its rows, each with as many cells as there are columns.
    pub rows: Vec<Vec<Text>>,
    /// How large its text is.
    pub scale: Scale,
}

/// Who signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// As what, in heavy capitals.
    pub title: Text,
    /// What to do, such as "(Ký, ghi rõ họ tên)".
    pub note: Text,
    /// The name under the signature; empty where it is written by hand.
    pub name: Text,
}

/// A code for machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Symbology {
    /// A square QR code.
    Qr,
    /// A Code 128 bar code.
    Code128,
}

impl Symbology {
    /// Names in form files.
    pub const NAMES: [&'static str; 2] = ["qr", "code128"];
}

/// One bar of a picture of figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it counts.
    pub label: String,
    /// Its length; the longest fills the width.
    pub value: f32,
    /// The figure as written.
    pub shown: String,
}

/// A block.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading: 1 for the title of the sheet, 2 and more for parts of it.
    Heading {
        /// From 1.
        level: u8,
        /// What it says.
        text: Text,
    },
    /// A paragraph.
    Paragraph {
        /// What it says.
        text: Text,
        /// How it looks.
        style: Style,
    },
    /// Rows of a name and a value.
    Fields(Vec<(Text, Text)>),
    /// A table.
    Table(Table),
    /// Blocks side by side, each with its width in parts of the whole.
    Columns(Vec<(u16, Vec<Block>)>),
    /// Places to sign, side by side.
    Signatures(Vec<Signer>),
    /// A code for machines, with what it says for people beneath.
    Code {
        /// Which kind.
        symbology: Symbology,
        /// What machines read; printable ASCII.
        content: String,
        /// What people read; may be empty.
        caption: Text,
        /// Where it stands.
        align: Align,
    },
    /// Bars, one beneath the other.
    Bars(Vec<Bar>),
    /// A short line across, in parts of a hundred of the width.
    Rule {
        /// Parts of a hundred.
        width: u8,
    },
    /// A gap, in lines of ordinary text.
    Space(f32),
    /// What follows begins a page.
    PageBreak,
}
