//! The words of the command line.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Error, Parser, Subcommand, ValueEnum};

/// Checks SCIM provisioning from Microsoft Entra ID to Talkdesk, offline
#[derive(Debug, PartialEq, Eq, Parser)]
#[command(name = "scimdesk", version, after_help = NETWORK)]
struct CliArguments {
    #[command(subcommand)]
    command: CliCommand,
}

const NETWORK: &str = "No command uses the network. NO_COLOR turns colors off.";

const CHECK_HELP: &str = "Exit codes:
  0  no errors (with --deny warnings: no warnings either)
  1  errors, or warnings with --deny warnings
  2  the command line is wrong, a file can’t be read, or there was nothing to check";

const EXPLAIN_HELP: &str = "Exit codes:
  0  everything is fine
  1  something failed
  2  the command line is wrong, or a file can’t be read
  3  not certain: warnings, entries without a status, an empty log, a limit that was
     reached, or an input that says nothing about users

What looks like a secret is removed from the output. The report on a log names no user;
what is said of a single entry, response or message repeats its values.";

const EVAL_HELP: &str = "Exit codes:
  0  there is a value, or nothing is sent (with --expect: the value is the expected one)
  1  the expression has an error or fails, or the value isn’t the expected one
  2  the command line is wrong, or a file can’t be read";

const PREFLIGHT_HELP: &str = "Exit codes:
  0  all users are accepted (with --deny warnings: without a warning)
  1  users are rejected, the mappings have an error, or warnings with --deny warnings
  2  the command line is wrong, or a file can’t be read
  3  not certain: the files lack something that decides

Users are named by their lines in the file. --names adds names and values.";

#[derive(Debug, PartialEq, Eq, Subcommand)]
pub(crate) enum CliCommand {
    /// Check schema exports and expressions
    #[command(after_help = CHECK_HELP)]
    Check(CheckArguments),
    /// Explain a provisioning log, or anything else that Entra, Graph or a terminal returned
    #[command(after_help = EXPLAIN_HELP)]
    Explain(ExplainArguments),
    /// Show the value of an expression for a user
    #[command(after_help = EVAL_HELP)]
    Eval(EvalArguments),
    /// Show what the first cycle does with the users in a file
    #[command(after_help = PREFLIGHT_HELP)]
    Preflight(PreflightArguments),
}

#[derive(Debug, PartialEq, Eq, Args)]
pub(crate) struct CheckArguments {
    /// Schema exports (*.json), files with one expression each (*.entra, *.expr, or any
    /// other name), folders, or - for standard input
    ///
    /// In a folder, *.json, *.entra and *.expr are checked at any depth. JSON files
    /// without a schema, symbolic links, node_modules, and folders whose names begin
    /// with a dot are left out.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: CheckFormat,
    /// Exit with 1 for warnings too
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) deny: Option<DeniedLevel>,
    /// The attribute that the expressions in expression files are written to, such as
    /// active or roles
    #[arg(long, value_name = "ATTRIBUTE")]
    pub(crate) target: Option<String>,
}

#[derive(Debug, PartialEq, Eq, Args)]
pub(crate) struct ExplainArguments {
    /// A file, or - for standard input; several files only for the parts or pages of one log
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: ReportFormat,
}

#[derive(Debug, PartialEq, Eq, Args)]
pub(crate) struct EvalArguments {
    /// A file with the expression, or - for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// A user as JSON, as Microsoft Graph returns one, or an object of attributes
    #[arg(long, value_name = "FILE")]
    pub(crate) user: Option<PathBuf>,
    /// The value of an attribute, such as department=Sales; replaces that of the user
    #[arg(long, value_name = "ATTRIBUTE=VALUE")]
    pub(crate) set: Vec<String>,
    /// Exit with 1 if the value is another one
    #[arg(long, value_name = "VALUE")]
    pub(crate) expect: Option<String>,
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: ReportFormat,
}

#[derive(Debug, PartialEq, Eq, Args)]
pub(crate) struct PreflightArguments {
    /// The schema export whose mappings are evaluated
    #[arg(long, value_name = "SCHEMA")]
    pub(crate) mapping: PathBuf,
    /// The users of the tenant, as CSV or JSON, or - for standard input
    #[arg(value_name = "USERS")]
    pub(crate) users: PathBuf,
    /// A file that lists the assigned users; the others are skipped
    #[arg(long, value_name = "FILE")]
    pub(crate) assigned: Option<PathBuf>,
    /// A file with more attributes of the same users
    #[arg(long, value_name = "FILE")]
    pub(crate) more: Option<PathBuf>,
    /// The users that Talkdesk has: responses to GET /scim/v2/Users, or a CSV
    #[arg(long, value_name = "FILE")]
    pub(crate) talkdesk: Option<PathBuf>,
    /// A text file with the roles that exist in Talkdesk, one in each line
    #[arg(long, value_name = "FILE")]
    pub(crate) roles: Option<PathBuf>,
    /// A text file with the teams that exist in Talkdesk, one in each line
    #[arg(long, value_name = "FILE")]
    pub(crate) teams: Option<PathBuf>,
    /// Which attribute a column of the users file is, such as Login=userPrincipalName; with
    /// ! before the attribute, True in the column means False
    #[arg(long, value_name = "HEADER=ATTRIBUTE")]
    pub(crate) column: Vec<String>,
    /// Skip guests
    #[arg(long)]
    pub(crate) skip_guests: bool,
    /// Don’t skip disabled accounts
    #[arg(long)]
    pub(crate) include_disabled: bool,
    /// Show names and values of users
    #[arg(long)]
    pub(crate) names: bool,
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: ReportFormat,
    /// Exit with 1 for warnings too
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) deny: Option<DeniedLevel>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum CheckFormat {
    /// One line for each issue: file:line:column: severity[rule] message
    #[default]
    Text,
    /// All positions and fixes, for programs
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum ReportFormat {
    #[default]
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DeniedLevel {
    Warnings,
}

/// Reads the arguments, the first of which is the program's name.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<CliCommand, Error> {
    CliArguments::try_parse_from(arguments).map(|arguments| arguments.command)
}
