//! Paper: layout, renderers, forms, codes, and what a sheet says.

mod layout;
