//! Paper: what the desk prints, from typed blocks to PDF, terminal text and HTML.
//!
//! A [`block::Sheet`] is made from a form and the fields of a case, or in code (reports do). One layout breaks
//! lines and pages; the renderers only draw. Must not know: files, printers, desks, or where a form came from.

pub mod accounting;
pub mod amount;
pub mod block;
pub mod drawing;
pub mod facts;
pub mod field;
pub mod font;
pub mod form;
pub mod html;
pub mod layout;
pub mod measure;
pub mod pdf;
pub mod picture;
pub mod report;
pub mod site;
pub mod symbol;
pub mod text;
