//! The program: hands its arguments to the library and its result to the shell.

fn main() {}
