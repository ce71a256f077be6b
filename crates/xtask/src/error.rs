//! Everything that can stop a command, as data with one way to say it.

use std::fmt;
use std::io;

use crate::seal::SealError;

/// Why a command stopped.
#[derive(Debug)]
pub enum Error {
    /// The command line is wrong.
    Usage(String),
    /// The command's own closing lines have said what failed.
    Reported,
    /// Somebody asked the command to end.
    Interrupted,
    /// The current folder is not in a clone.
    NotInProject,
    /// A package that must be pinned is not in `Cargo.lock`.
    NotLocked(String),
    /// The system has no folder for caches.
    NoCacheFolder,
    /// The file system or a pipe refused.
    Io {
        /// What was being done, as a phrase after "cannot".
        doing: String,
        /// The system's reason.
        source: io::Error,
    },
    /// A program that the developer must install is not there.
    Missing {
        /// The program.
        program: &'static str,
        /// How to get it.
        remedy: &'static str,
    },
    /// Node is there, but too old.
    NodeTooOld(String),
    /// A tool or a dependency could not be fetched or built.
    Fetch {
        /// What was being fetched.
        what: String,
        /// The last lines that the fetching program wrote.
        tail: String,
    },
    /// A program whose output was shown ended badly.
    Failed {
        /// The step, as it starts a sentence.
        step: String,
        /// What to do about it.
        remedy: &'static str,
    },
    /// A port is in use.
    PortTaken {
        /// The port.
        port: u16,
        /// What would have listened there.
        server: Server,
    },
    /// A server ended, or did not get ready.
    ServerStopped {
        /// Which one.
        server: Server,
        /// What it wrote, if anything.
        tail: String,
    },
    /// No Chromium, and no way to install one from here.
    NoChromium(String),
    /// The built site cannot be made to keep its promises.
    Seal(SealError),
    /// The first view weighs too much.
    OverBudget {
        /// Its size with brotli, in bytes.
        size: u64,
        /// The limit in bytes.
        budget: u64,
    },
}

/// A server that `serve` starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Server {
    /// The app's static files.
    Site,
    /// The practice SCIM service.
    Practice,
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Site => "server of the app",
            Self::Practice => "practice service",
        })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(message) => f.write_str(message),
            Self::Reported => f.write_str("Some steps failed, as shown above."),
            Self::Interrupted => f.write_str("Stopped."),
            Self::NotInProject => f.write_str(
                "This folder is not part of a scimdesk clone; change into one and try again.",
            ),
            Self::NotLocked(package) => write!(
                f,
                "Cargo.lock does not name {package}; run cargo metadata to bring it up to date."
            ),
            Self::NoCacheFolder => f.write_str(
                "No folder for caches is known here; set SCIMDESK_CACHE to one and try again.",
            ),
            Self::Io { doing, source } => write!(f, "Cannot {doing}: {source}."),
            Self::Missing { program, remedy } => {
                write!(f, "{program} was not found; {remedy}.")
            }
            Self::NodeTooOld(found) => write!(
                f,
                "Node {found} is too old; install version 20 or newer from https://nodejs.org."
            ),
            Self::Fetch { what, tail } => write!(
                f,
                "{tail}\n\nCould not get {what}; the lines above say why. Check the network \
                 connection and run the command again."
            ),
            Self::Failed { step, remedy } => write!(f, "{step} failed; {remedy}."),
            Self::PortTaken { port, server } => taken(f, *port, *server),
            Self::ServerStopped { server, tail } if tail.is_empty() => {
                write!(f, "The {server} ended unexpectedly; run the command again.")
            }
            Self::ServerStopped { server, tail } => {
                write!(
                    f,
                    "{tail}\n\nThe {server} ended unexpectedly; the lines above are its last."
                )
            }
            Self::NoChromium(remedy) => write!(f, "No Chromium was found; {remedy}."),
            Self::Seal(error) => write!(f, "The site cannot be sealed: {error}"),
            Self::OverBudget { size, budget } => write!(
                f,
                "The first view weighs {:.1} kB, which is {:.1} kB over its budget of {} kB.",
                kilobytes(*size),
                kilobytes(size.saturating_sub(*budget)),
                budget / 1000
            ),
        }
    }
}

fn taken(f: &mut fmt::Formatter<'_>, port: u16, server: Server) -> fmt::Result {
    write!(
        f,
        "Port {port}, which the {server} needs, is in use; end the program that has it, or "
    )?;
    match server {
        Server::Site => f.write_str("choose another port with --port N."),
        Server::Practice => f.write_str(
            "choose another port with --practice-port N, or leave the service out with \
             --no-practice.",
        ),
    }
}

/// Bytes in the unit that sizes are printed in.
pub fn kilobytes(bytes: u64) -> f64 {
    bytes as f64 / 1000.0
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Seal(error) => Some(error),
            _ => None,
        }
    }
}

impl From<SealError> for Error {
    fn from(error: SealError) -> Self {
        Self::Seal(error)
    }
}

/// Adds to a failed system call what it was for.
pub trait IoContext<T> {
    /// Wraps the error; `doing` continues "cannot".
    fn doing(self, doing: impl Into<String>) -> Result<T, Error>;
}

impl<T> IoContext<T> for Result<T, io::Error> {
    fn doing(self, doing: impl Into<String>) -> Result<T, Error> {
        self.map_err(|source| Error::Io {
            doing: doing.into(),
            source,
        })
    }
}
