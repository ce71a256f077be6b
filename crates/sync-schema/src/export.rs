//! What has to change in a file so that it says what a setup says.

mod json_writer;
mod mapping_writer;
mod refusal;

pub use refusal::{RefusalReason, RefusedRow};

use serde::{Deserialize, Serialize};

use self::json_writer::{JsonStyle, NewJson};
use self::mapping_writer::{Writer, definition};
use super::encoding::{DecodedSchema, SchemaFileEncoding};
use super::error::{Limit, SchemaFileError};
use super::json::{self, Json, JsonKind};
use super::locate::{self, Pick};
use super::pasted_tree::PastedTree;
use super::read;
use provisioning::diagnostics::MappingDiagnostic;
use provisioning::mapping::{MappingSet, Operations, Row};
use provisioning::portal::addable;

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ExportOptions {
    /// Trees of Microsoft's parser for rows whose tree we cannot write.
    pub trees: Vec<PastedTree>,
    pub disable_groups: bool,
}

/// A piece of text instead of some bytes of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByteEdit {
    /// The first byte that goes.
    pub start: usize,
    /// The byte after the last one that goes.
    pub end: usize,
    /// What comes, to be written in the file's encoding.
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Export {
    pub encoding: SchemaFileEncoding,
    /// The changes in their order, without overlaps. None when a row was
    /// refused: a file with only some of the rows would be wrong.
    pub splices: Vec<ByteEdit>,
    /// Rows that cannot be written for certain.
    pub refusals: Vec<RefusedRow>,
    pub added: Vec<String>,
    pub disabled: Vec<String>,
    /// Targets of rows that the target directory does not list, and that are
    /// not for us to add.
    pub unlisted: Vec<String>,
    /// What evaluating the set shows, beside the rows that were refused for it;
    /// [`super::run`] does it.
    pub diagnostics: Vec<MappingDiagnostic>,
}

impl Export {
    /// Everything that evaluating the set shows.
    pub fn evaluated(&self) -> Vec<MappingDiagnostic> {
        let refused = self.refusals.iter().filter_map(|row| match &row.why {
            RefusalReason::Evaluated(found) => Some(found.as_ref().clone()),
            _ => None,
        });
        refused.chain(self.diagnostics.iter().cloned()).collect()
    }

    /// Refuses the rows that must not go to the portal because of what they
    /// give.
    pub fn refuse(&mut self, set: &MappingSet, diagnostics: Vec<MappingDiagnostic>) {
        for diagnostic in diagnostics {
            let row = set
                .row(&diagnostic.target)
                .filter(|_| diagnostic.holds_back());
            let Some(row) = row else {
                self.diagnostics.push(diagnostic);
                continue;
            };
            let is_refused = |one: &RefusedRow| one.target == row.target;
            if !self.refusals.iter().any(is_refused) {
                self.refusals.push(RefusedRow {
                    target: row.target.clone(),
                    expression: row.source.text().to_owned(),
                    why: RefusalReason::Evaluated(Box::new(diagnostic)),
                });
            }
        }
        if !self.refusals.is_empty() {
            self.splices.clear();
        }
    }
}

/// The changes that a setup makes in a file.
///
/// # Errors
///
/// When the file cannot be read.
pub fn export(
    bytes: &[u8],
    pick: Pick,
    set: &MappingSet,
    options: &ExportOptions,
) -> Result<Export, SchemaFileError> {
    let decoded = read::text(bytes)?;
    let root = json::parse(&decoded.text)?;
    let made = text_edits(&decoded.text, &root, pick, set, options)?;
    Ok(in_bytes(made, &decoded))
}

/// The same for a text that was parsed: the edits are of bytes of the text.
pub(crate) fn text_edits(
    text: &str,
    root: &Json,
    pick: Pick,
    set: &MappingSet,
    options: &ExportOptions,
) -> Result<Export, SchemaFileError> {
    let (schema, _) = locate::schema(root)?;
    let (rule, mapping) = locate::users_at(schema, pick)?;
    Limit::Rows.check(mapping.list("attributeMappings").len())?;
    let mut made = ExportBuilder {
        text,
        style: JsonStyle::of(text, root),
        changes: Vec::new(),
        export: Export::default(),
    };
    made.rows(mapping, &set.rows, &options.trees);
    made.operations(mapping, set.operations);
    made.definitions(schema, rule, mapping, &set.rows);
    if options.disable_groups {
        made.groups(schema, rule);
    }
    Ok(made.finish())
}

/// The edits of the rows and operations in which two sets differ, by bytes of the
/// text. Both have the targets of the file, in its order. Nothing where a row
/// cannot be written for certain.
pub(crate) fn row_edits(
    text: &str,
    root: &Json,
    mapping: &Json,
    before: &MappingSet,
    after: &MappingSet,
) -> Option<Vec<ByteEdit>> {
    let list = mapping.get("attributeMappings")?;
    let mut made = ExportBuilder {
        text,
        style: JsonStyle::of(text, root),
        changes: Vec::new(),
        export: Export::default(),
    };
    let style = made.style.clone();
    let writer = Writer::new(text, &style, list, &[]);
    let elements = read::row_elements(mapping);
    for ((element, old), new) in elements.zip(&before.rows).zip(&after.rows) {
        if old != new {
            made.changes.extend(writer.edit(element, old, new).ok()?);
        }
    }
    made.operations(mapping, after.operations);
    Some(made.finish().splices)
}

/// Bytes of the text become bytes of the file.
fn in_bytes(made: Export, decoded: &DecodedSchema) -> Export {
    let text = decoded.text.as_str();
    let offset =
        |at: usize| decoded.mark + decoded.encoding.length(text.get(..at).unwrap_or_default());
    let splices = made.splices.into_iter().map(|change| ByteEdit {
        start: offset(change.start),
        end: offset(change.end),
        ..change
    });
    Export {
        encoding: decoded.encoding,
        splices: splices.collect(),
        ..made
    }
}

struct ExportBuilder<'a> {
    text: &'a str,
    style: JsonStyle,
    /// By bytes of the text.
    changes: Vec<ByteEdit>,
    export: Export,
}

impl ExportBuilder<'_> {
    fn finish(self) -> Export {
        let Self {
            mut changes,
            mut export,
            ..
        } = self;
        if export.refusals.is_empty() {
            changes.sort_by_key(|change| (change.start, change.end));
            export.splices = changes;
        }
        export
    }

    fn set(&mut self, object: &Json, name: &str, value: &NewJson) {
        self.changes
            .push(self.style.set(self.text, object, name, value));
    }

    fn rows(&mut self, mapping: &Json, wanted: &[Row], trees: &[PastedTree]) {
        let Some(list) = mapping
            .get("attributeMappings")
            .filter(|list| matches!(list.kind, JsonKind::List(_)))
        else {
            return self.first_rows(mapping, wanted, trees);
        };
        let text = self.text;
        let style = self.style.clone();
        let writer = Writer::new(text, &style, list, trees);
        let set = style.list(text, list);
        let old = read::rows(mapping, &mut Vec::new());
        let mut left: Vec<&(usize, Row)> = old.iter().collect();
        let mut indexes = Vec::new();
        let mut edits = Vec::new();
        let mut elements = Vec::new();
        for row in wanted {
            let found = left.iter().position(|(_, old)| old.target == row.target);
            let made = match found.map(|at| left.remove(at)) {
                Some((at, before)) => {
                    let Some(element) = list.elements().get(*at) else {
                        continue;
                    };
                    indexes.push(*at);
                    writer.edit(element, before, row).map(|changes| {
                        let span = element.span.clone();
                        let whole = json_writer::apply(text, span.start, span.end, &changes);
                        edits.extend(changes);
                        whole
                    })
                }
                None => {
                    indexes.push(usize::MAX);
                    writer.make(row, set.indent())
                }
            };
            match made {
                Ok(element) => elements.push(element),
                Err(refusal) => self.export.refusals.push(refusal),
            }
        }
        if indexes.iter().eq(old.iter().map(|(at, _)| at)) {
            self.changes.extend(edits);
            return;
        }
        // What is no row has no place among the new ones, so it goes last.
        for (at, element) in list.elements().iter().enumerate() {
            if !old.iter().any(|(row, _)| *row == at) {
                let raw = text.get(element.span.clone()).unwrap_or_default();
                elements.push(raw.to_owned());
            }
        }
        self.changes.push(set.fill(list, &elements));
    }

    /// Rows for a mapping that has no list of them.
    fn first_rows(&mut self, mapping: &Json, wanted: &[Row], trees: &[PastedTree]) {
        if wanted.is_empty() {
            return;
        }
        let style = self.style.clone();
        let writer = Writer::new(self.text, &style, mapping, trees);
        let made: Vec<_> = wanted.iter().map(|row| writer.make(row, "")).collect();
        let mut rows = Vec::new();
        for row in made {
            match row {
                Ok(row) => rows.push(NewJson::Raw(row)),
                Err(refusal) => self.export.refusals.push(refusal),
            }
        }
        self.set(mapping, "attributeMappings", &NewJson::List(rows));
    }

    fn operations(&mut self, mapping: &Json, wanted: Operations) {
        if read::operations(mapping, &mut Vec::new()) == wanted {
            return;
        }
        let flow = mapping.get("flowTypes");
        let value = match flow.map(|flow| &flow.kind) {
            Some(JsonKind::Number(_)) => {
                let bits = [wanted.create, wanted.update, wanted.delete].map(u8::from);
                let [create, update, delete] = bits;
                NewJson::Raw((create + 2 * update + 4 * delete).to_string())
            }
            _ => {
                // The two spellings of the service; a file keeps to its own.
                let comma = match self.text.contains("Add, Update") {
                    true => ", ",
                    false => ",",
                };
                NewJson::text(Some(&flow_types(wanted, comma)))
            }
        };
        self.set(mapping, "flowTypes", &value);
    }

    /// The attributes that the target directory needs for new rows.
    fn definitions(&mut self, schema: &Json, rule: &Json, mapping: &Json, wanted: &[Row]) {
        let list = locate::target_attributes(schema, rule, mapping);
        let known = list.map(Json::elements).unwrap_or_default();
        let is_known = |target: &str| known.iter().any(|one| one.text_of("name") == Some(target));
        // A row that the file has already is not a reason to change it.
        let old = read::rows(mapping, &mut Vec::new());
        let is_old = |target: &str| old.iter().any(|(_, row)| row.target == target);
        let mut new: Vec<(&str, &str)> = Vec::new();
        for row in wanted {
            let target = row.target.as_str();
            if is_known(target) || is_old(target) || new.iter().any(|(name, _)| *name == target) {
                continue;
            }
            match addable(target).filter(|_| list.is_some()) {
                Some(kind) => new.push((target, kind)),
                None if !self.export.unlisted.iter().any(|name| name == target) => {
                    self.export.unlisted.push(target.to_owned());
                }
                None => {}
            }
        }
        let Some(list) = list.filter(|_| !new.is_empty()) else {
            return;
        };
        let set = self.style.list(self.text, list);
        let like = known.last();
        let mut elements: Vec<String> = Vec::new();
        for (target, kind) in new {
            let definition = definition(like, target, kind);
            elements.push(self.style.print(&definition, set.indent()));
            self.export.added.push(target.to_owned());
        }
        self.changes.push(match like {
            None => set.fill(list, &elements),
            Some(last) => ByteEdit {
                start: last.span.end,
                end: last.span.end,
                text: elements
                    .iter()
                    .map(|element| format!("{}{element}", set.between))
                    .collect(),
            },
        });
    }

    fn groups(&mut self, schema: &Json, rule: &Json) {
        for mapping in locate::group_mappings(schema, rule) {
            self.export.disabled.push(locate::group_name(mapping));
            self.set(mapping, "enabled", &NewJson::Raw("false".to_owned()));
        }
    }
}

/// The operations as the service writes them.
pub fn flow_types(operations: Operations, comma: &str) -> String {
    let words = [
        (operations.create, "Add"),
        (operations.update, "Update"),
        (operations.delete, "Delete"),
    ];
    let ticked = words.into_iter().filter(|(on, _)| *on);
    let ticked: Vec<&str> = ticked.map(|(_, word)| word).collect();
    match ticked.is_empty() {
        true => "None".to_owned(),
        false => ticked.join(comma),
    }
}

pub fn apply(bytes: &[u8], export: &Export) -> Vec<u8> {
    let mut made = Vec::with_capacity(bytes.len());
    let mut at = 0;
    for splice in &export.splices {
        made.extend(bytes.get(at..splice.start).unwrap_or_default());
        made.extend(export.encoding.encode(&splice.text));
        at = splice.end;
    }
    made.extend(bytes.get(at..).unwrap_or_default());
    made
}
