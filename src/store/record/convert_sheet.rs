//! Between printed sheets and version 1 of the records.
//!
//! Must not know: events or bytes.

use super::{RecordError, v1};
use crate::domain::moment::Moment;
use crate::domain::sheet::{SheetPrinted, SheetWay};

impl From<&SheetPrinted> for v1::SheetPrinted {
    fn from(printed: &SheetPrinted) -> Self {
        Self {
            form: printed.form.name().to_owned(),
            number: printed.number.clone(),
            template: printed.template.clone(),
            printing: printed.printing,
            copies: printed.copies,
            promised: printed.promised.map(Moment::unix),
            mentions: printed.mentions.iter().map(|field| (*field).into()).collect(),
            way: match printed.way {
                SheetWay::Printer => v1::SheetWay::Printer,
                SheetWay::File => v1::SheetWay::File,
            },
        }
    }
}

impl v1::SheetPrinted {
    /// The sheet as the domain knows it.
    pub(super) fn lift(self) -> Result<SheetPrinted, RecordError> {
        Ok(SheetPrinted {
            form: self.form.parse().ok().ok_or(RecordError::Impossible("form"))?,
            number: self.number,
            template: self.template,
            printing: self.printing,
            copies: self.copies,
            promised: self.promised.map(Moment::from_unix),
            mentions: self.mentions.into_iter().map(Into::into).collect(),
            way: match self.way {
                v1::SheetWay::Printer => SheetWay::Printer,
                v1::SheetWay::File => SheetWay::File,
            },
        })
    }
}
