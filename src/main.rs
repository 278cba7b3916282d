//! The program: hands its arguments to the library and its result to the shell.

fn main() -> std::process::ExitCode {
    let dir = std::env::args().nth(1).unwrap_or_default();
    motcua::runtime::session::run(std::path::Path::new(&dir)).into()
}
