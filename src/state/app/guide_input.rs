//! What the guide is made from.

use leptos::prelude::*;

use crate::state::App;
use guide::input::{GuideInput, MappingCheck};
use provisioning::mapping::Row;

/// What is known of the mappings, once a chunk that can tell is there.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MappingFacts {
    pub check: MappingCheck,
    /// The table in the portal, if a schema file was read.
    pub portal_rows: Option<Vec<Row>>,
    /// The name of the sample user.
    pub user: String,
    /// Targets with the values that the sample user gets.
    pub values: Vec<(String, String)>,
}

impl App {
    /// Reads what the guide is made from.
    pub fn guide<T>(&self, read: impl FnOnce(&GuideInput) -> T) -> T {
        self.mapping_facts.with(|facts| {
            self.setup.with(|setup| {
                read(&GuideInput {
                    portal_rows: facts.portal_rows.as_deref(),
                    ..GuideInput::new(setup, &facts.check)
                })
            })
        })
    }
}
