//! The versioned session interface: the files of a project in temporary tables of one session of PostgreSQL, shown
//! through the views and functions of a contract, and a `deploy.sql` that decides what is run, in what order, in which
//! transaction.
//!
//! One direction: [`Project`] and [`Parameters`] are checked before anything is connected to; [`Deploy`] connects,
//! loads, expands `CALL pgmi_test(…)` and runs the [`Script`]; the [`Report`] says what was done, a [`Failure`] what
//! was not.

#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

mod contract;
mod error;
mod macros;
mod observer;
mod options;
mod parameter;
mod project;
mod report;
mod run;
mod script;
mod server_error;
mod settings;
mod sql_failure;
mod template;

pub use contract::{Contract, ContractError};
pub use error::{Failure, SessionError};
pub use observer::{Event, Notice, Observer, Silent};
pub use options::{Options, Target};
pub use parameter::{ParameterError, Parameters};
pub use project::{
    FileError, Limits, LoadedFile, Project, ProjectError, SCRIPT, SQL_EXTENSIONS, TEST_FOLDERS, read_script,
};
pub use report::{Mode, Outcome, Report, TestResult, json, junit, tap};
pub use run::{Deploy, Interrupt, Work, Worker, place_in, position_in};
pub use script::Script;
pub use server_error::ServerError;
pub use settings::{Draft, Request, Settings, Timeout};
pub use sql_failure::{Inner, Place, SqlFailure};
pub use template::{Template, TemplateError};
