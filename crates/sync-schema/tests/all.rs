//! The tests over whole schema files. One program, because each would link the crate again.

mod schema_check;
mod schema_files;
mod schema_laws;
mod schema_scope;
