//! What the system says about a process: its memory and its open files.
#![cfg(target_os = "linux")]

/// Whether the machine has cores to spare, so that a few late frames are the program's and nobody else's.
pub fn is_quiet() -> bool {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().and_then(|load| load.parse::<f64>().ok());
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    load.is_some_and(|load| load < cores as f64)
}

/// A running process, by its number.
#[derive(Debug, Clone)]
pub struct Process(pub String);

impl Process {
    fn status(&self, name: &str) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0)).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
        line.split_whitespace().next()?.parse().ok()
    }

    /// Memory it holds now, in KiB.
    pub fn resident(&self) -> u64 {
        self.status("VmRSS").expect("the process lives")
    }

    /// The most it ever held, in KiB.
    pub fn peak(&self) -> u64 {
        self.status("VmHWM").expect("the process lives")
    }

    /// Files, sockets and terminals it has open. Nothing where only an administrator may look: the program lets nobody
    /// else into its process.
    pub fn open_files(&self) -> Option<usize> {
        Some(std::fs::read_dir(format!("/proc/{}/fd", self.0)).ok()?.count())
    }

    /// Whether it runs; what has ended and waits to be asked for its code does not.
    pub fn lives(&self) -> bool {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.0)).unwrap_or_default();
        stat.rsplit_once(") ").is_some_and(|(_, rest)| !rest.starts_with(['Z', 'X']))
    }
}
