//! What the law says about a file and its dates.
//!
//! Pure: no input or output, no clock of its own, no serialisation, no screen. Everything a rule
//! needs comes in as an argument, so every rule can be tested as a table. Must not know: any other room.

pub mod account;
pub mod accountability;
pub mod action;
pub mod agenda;
pub mod attribution;
pub mod calendar;
pub mod calendar_edit;
pub mod case;
pub mod catalogue;
pub mod channel;
pub mod chronicle;
pub mod clock;
mod code_text;
pub mod decide;
pub mod dossier;
pub mod duties;
pub mod duty;
pub mod event;
pub mod exchange;
pub mod explain;
pub mod feedback;
pub mod forecast;
pub mod hours;
pub mod id;
mod interned;
pub mod lateness;
pub mod law;
pub mod limit;
pub mod masking;
pub mod moment;
pub mod number;
pub mod office;
pub mod permission;
pub mod procedure;
pub mod projection;
pub mod queue;
pub mod reconcile;
pub mod recount;
pub mod refusal;
pub mod report;
pub mod reporting;
pub mod retention;
pub mod role;
pub mod row;
pub mod rules;
pub mod sheet;
pub mod shift;
pub mod stage;
pub mod status;
pub mod survey;
pub mod text;
pub mod trail;
mod walk;
pub mod workplan;
