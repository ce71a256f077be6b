//! Changes of the text that fix what a diagnostic is about.

use std::ops::Range;

use crate::check::LocatedFix;
use crate::error::SchemaFileError;
use crate::export::{ByteEdit, ExportOptions, row_edits, text_edits};
use crate::json::Json;
use crate::locate::Pick;
use crate::read::ParsedSchema;
use provisioning::diagnostics::{DiagnosticSubject, MappingDiagnostic, RecipeField};
use provisioning::mapping::{MappingSet, Source};

/// Fixes of one file at most, so that a file with thousands of issues takes no
/// minutes.
const MAX_FIXES: usize = 500;

/// Makes fixes of one file.
pub(super) struct Fixes<'t, 'j, 'a> {
    text: &'t str,
    root: &'j Json<'a>,
    mapping: &'j Json<'a>,
    pick: Pick,
    set: &'t MappingSet,
    /// What makes the texts and trees of all rows the same, without any fix.
    baseline: Vec<ByteEdit>,
    left: usize,
}

impl<'t, 'j, 'a> Fixes<'t, 'j, 'a> {
    pub(super) fn new(
        text: &'t str,
        root: &'j Json<'a>,
        mapping: &'j Json<'a>,
        parsed: &'t ParsedSchema,
    ) -> Result<Self, SchemaFileError> {
        let (set, pick) = (&parsed.set, parsed.pick);
        let baseline = text_edits(text, root, pick, set, &ExportOptions::default())?;
        Ok(Self {
            text,
            root,
            mapping,
            pick,
            set,
            baseline: baseline.splices,
            left: MAX_FIXES,
        })
    }

    /// The fixes of a diagnostic about a row, by its number.
    pub(super) fn of(
        &mut self,
        diagnostic: &MappingDiagnostic,
        row: Option<usize>,
    ) -> Vec<LocatedFix> {
        let mut sets: Vec<(String, MappingSet)> = Vec::new();
        if let Some(fix) = diagnostic.set_fix {
            let mut set = self.set.clone();
            fix.apply(&mut set);
            sets.push((fix.label().to_owned(), set));
        }
        for fix in &diagnostic.fixes {
            let own = row.and_then(|row| Some((row, self.set.rows.get(row)?)));
            let Some((row, own)) = own else { continue };
            let source = match (&own.source, diagnostic.subject) {
                (Source::Expression(text), DiagnosticSubject::Expression(_)) => {
                    Source::Expression(fix.apply(text))
                }
                (Source::Direct(name), DiagnosticSubject::Field(RecipeField::Attribute)) => {
                    Source::Direct(fix.apply(name))
                }
                _ => continue,
            };
            let mut set = self.set.clone();
            if let Some(own) = set.rows.get_mut(row) {
                own.source = source;
            }
            sets.push((fix.label.clone(), set));
        }
        let fixes = sets.into_iter().map(|(label, set)| LocatedFix {
            label,
            edits: self.edits(&set),
        });
        fixes.collect()
    }

    /// What writes the text and the tree of some rows, by the bytes of their objects,
    /// as their source is read. Nothing where no tree can be written.
    pub(super) fn of_disagreement(&self, rows: &[Range<usize>]) -> Option<LocatedFix> {
        let is_within = |edit: &&ByteEdit| {
            let mut rows = rows.iter();
            rows.any(|row| row.start <= edit.start && edit.end <= row.end)
        };
        let edits: Vec<_> = self.baseline.iter().filter(is_within).cloned().collect();
        (!edits.is_empty()).then(|| LocatedFix {
            label: "Write the same in both".to_owned(),
            edits,
        })
    }

    pub(super) fn without_groups(&self) -> LocatedFix {
        let options = ExportOptions {
            disable_groups: true,
            ..ExportOptions::default()
        };
        LocatedFix {
            label: "Turn off group mapping".to_owned(),
            edits: self.whole(self.set, &options),
        }
    }

    /// The edits that make a set of the file. None where a row cannot be written
    /// for certain.
    fn edits(&mut self, set: &MappingSet) -> Vec<ByteEdit> {
        let Some(left) = self.left.checked_sub(1) else {
            return Vec::new();
        };
        self.left = left;
        let (own, wanted) = (self.set.rows.iter(), set.rows.iter());
        let is_same = own.map(|row| &row.target).eq(wanted.map(|row| &row.target));
        match is_same {
            true => {
                let edits = row_edits(self.text, self.root, self.mapping, self.set, set);
                edits.unwrap_or_default()
            }
            false => self.whole(set, &ExportOptions::default()),
        }
    }

    /// The same for a set with other rows, beside the edits that are needed anyway.
    fn whole(&self, set: &MappingSet, options: &ExportOptions) -> Vec<ByteEdit> {
        let made = text_edits(self.text, self.root, self.pick, set, options);
        let edits = made.map(|made| made.splices).unwrap_or_default();
        let edits = edits.into_iter();
        edits.filter(|edit| !self.baseline.contains(edit)).collect()
    }
}
