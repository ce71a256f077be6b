//! What a file says, in the text of the setup.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde::{Deserialize, Serialize};

use super::encoding::{self, SchemaFileEncoding};
use super::error::{Limit, SchemaFileError};
use super::json::{self, Json};
use super::locate::{self, FileShape, MappingCandidate, Pick, PickReason};
use super::member_order;
use super::scope;
use super::unsupported::{SchemaObject, Unsupported};
use super::{MAX_BYTES, source};
use provisioning::diagnostics::MappingDiagnostic;
use provisioning::mapping::{Apply, MappingSet, Operations, Row};
use provisioning::scoping_filter::ScopeFilter;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParsedSchema {
    pub shape: FileShape,
    pub encoding: SchemaFileEncoding,
    pub bytes: usize,
    /// Identity of the job, where the file has one.
    pub job_id: Option<String>,
    /// Version of the schema; the service changes it with every save.
    pub version: Option<String>,
    pub candidates: Vec<MappingCandidate>,
    pub pick: Pick,
    pub why: PickReason,
    pub set: MappingSet,
    pub scope: Option<ScopeFilter>,
    /// Names of mappings of groups that are switched on.
    pub groups: Vec<String>,
    /// The attributes that the target directory lists, or nothing where the
    /// file has no definition of the target.
    pub listed: Option<Vec<String>>,
    /// What was not understood.
    pub notes: Vec<Unsupported>,
    /// What evaluating the rows and operations shows; [`super::run`] does it.
    pub diagnostics: Vec<MappingDiagnostic>,
}

/// Reads a file.
///
/// # Errors
///
/// When it is too large, no text, no sound JSON or no schema.
pub fn read(bytes: &[u8], pick: Option<Pick>) -> Result<ParsedSchema, SchemaFileError> {
    let decoded = text(bytes)?;
    let root = json::parse(&decoded.text).map_err(|error| named(&decoded.text, error))?;
    let (schema, shape) = locate::schema(&root)?;
    let candidates = locate::candidates(schema)?;
    let requested = pick.filter(|pick| locate::at(schema, *pick).is_some());
    let likely = || locate::likely(&candidates).map(|(one, why)| (one.pick, why));
    let (pick, why) = match requested {
        Some(pick) => (pick, PickReason::Requested),
        None => likely().ok_or_else(|| locate::no_users(&candidates))?,
    };
    let (rule, mapping) = locate::users_at(schema, pick)?;
    let attributes = locate::target_attributes(schema, rule, mapping).map(Json::elements);
    Limit::Rows.check(mapping.list("attributeMappings").len())?;
    Limit::Attributes.check(attributes.map_or(0, <[Json]>::len))?;
    let mut notes = Vec::new();
    let (rows, operations) = (rows(mapping, &mut notes), operations(mapping, &mut notes));
    let scope = match mapping.get("scope") {
        Some(filter) => scope::read(filter, &mut notes)?,
        None => None,
    };
    let listed: Option<Vec<String>> = attributes.map(|attributes| {
        let names = attributes.iter().filter_map(|one| one.text_of("name"));
        names.map(str::to_owned).collect()
    });
    remark(schema, rule, mapping, listed.as_deref(), &mut notes);
    let groups = locate::group_mappings(schema, rule);
    cut(&mut notes);
    Ok(ParsedSchema {
        shape,
        encoding: decoded.encoding,
        bytes: bytes.len(),
        job_id: schema.text_of("id").map(str::to_owned),
        version: schema.text_of("version").map(str::to_owned),
        candidates,
        pick,
        why,
        set: MappingSet {
            rows: rows.into_iter().map(|(_, row)| row).collect(),
            operations,
        },
        scope,
        groups: groups.into_iter().map(locate::group_name).collect(),
        listed,
        notes,
        diagnostics: Vec::new(),
    })
}

/// The error of a text that is no JSON, by what the text looks like.
fn named(text: &str, error: SchemaFileError) -> SchemaFileError {
    match looks_like_csv(text) {
        true => SchemaFileError::Csv,
        false => error,
    }
}

/// Whether a text has the same number of columns in its first two lines, or at
/// least three columns in its only one.
fn looks_like_csv(text: &str) -> bool {
    if text.trim_start().starts_with(['{', '[']) {
        return false;
    }
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let (Some(first), second) = (lines.next(), lines.next()) else {
        return false;
    };
    [',', ';', '\t'].into_iter().any(|delimiter| {
        let columns = |line: &str| {
            // What is between quotation marks separates no columns.
            let outside = line.split('"').step_by(2);
            outside
                .map(|part| part.matches(delimiter).count())
                .sum::<usize>()
                + 1
        };
        match second {
            Some(second) => columns(first) > 1 && columns(first) == columns(second),
            None => columns(first) > 2,
        }
    })
}

/// The text of a file that is neither too large nor a web page.
pub(super) fn text(bytes: &[u8]) -> Result<encoding::DecodedSchema, SchemaFileError> {
    if bytes.len() > MAX_BYTES {
        return Err(SchemaFileError::TooLarge { bytes: bytes.len() });
    }
    let decoded = encoding::decode(bytes)?;
    let start = decoded.text.trim_start();
    if start.is_empty() {
        return Err(SchemaFileError::Empty);
    }
    if start.starts_with('<') {
        return Err(SchemaFileError::WebPage);
    }
    Ok(decoded)
}

/// The elements of a mapping's list that are rows.
pub(crate) fn row_elements<'j, 'a>(mapping: &'j Json<'a>) -> impl Iterator<Item = &'j Json<'a>> {
    let elements = mapping.list("attributeMappings").iter();
    elements.filter(|element| element.text_of("targetAttributeName").is_some())
}

/// The rows of a mapping with their positions in its list. Elements without a
/// target are no rows.
pub fn rows(mapping: &Json, notes: &mut Vec<Unsupported>) -> Vec<(usize, Row)> {
    let mut rows: Vec<(usize, Row)> = Vec::new();
    for (at, element) in mapping.list("attributeMappings").iter().enumerate() {
        let Some(target) = element.text_of("targetAttributeName") else {
            notes.push(Unsupported::NoTarget { number: at + 1 });
            continue;
        };
        let twice = Unsupported::TwoRows {
            target: target.to_owned(),
        };
        if rows.iter().any(|(_, row)| row.target == target) && !notes.contains(&twice) {
            notes.push(twice);
        }
        rows.push((at, row(element, target, notes)));
    }
    rows
}

fn row(element: &Json, target: &str, notes: &mut Vec<Unsupported>) -> Row {
    let owned = || target.to_owned();
    if let Some(behaviour) = element.get("flowBehavior")
        && (behaviour.text() == Some("FlowAlways") || behaviour.integer() == Some(1))
    {
        notes.push(Unsupported::FlowAlways { target: owned() });
    }
    let apply = apply(element.present("flowType")).unwrap_or_else(|value| {
        notes.push(Unsupported::FlowType {
            target: owned(),
            value,
        });
        Apply::Always
    });
    let priority = element.present("matchingPriority");
    let priority =
        priority.map(|json| json.integer().and_then(|number| u32::try_from(number).ok()));
    if priority == Some(None) {
        notes.push(Unsupported::Priority { target: owned() });
    }
    let default = element.present("defaultValue");
    if default.is_some_and(|json| json.text().is_none()) {
        notes.push(Unsupported::DefaultValue { target: owned() });
    }
    let default = default.and_then(Json::text).filter(|text| !text.is_empty());
    Row {
        target: owned(),
        source: source::read(element.get("source"), target, notes),
        default_value: default.map(str::to_owned),
        matching_precedence: priority.flatten().filter(|number| *number > 0),
        apply,
    }
}

/// The flow type as the portal has it, or the name of one that it has not.
fn apply(flow: Option<&Json>) -> Result<Apply, String> {
    let Some(flow) = flow else {
        return Ok(Apply::Always);
    };
    match (flow.text(), flow.integer()) {
        (Some("Always"), _) | (_, Some(0)) => Ok(Apply::Always),
        (Some("ObjectAddOnly"), _) | (_, Some(1)) => Ok(Apply::OnlyDuringCreation),
        (Some(other), _) => Err(other.to_owned()),
        (_, Some(other)) => Err(other.to_string()),
        _ => Err("of no known form".to_owned()),
    }
}

/// The operations of a mapping, by names in either spelling or by number.
pub fn operations(mapping: &Json, notes: &mut Vec<Unsupported>) -> Operations {
    let Some(flow) = mapping.present("flowTypes") else {
        return Operations::default();
    };
    let number = flow.integer().filter(|number| (0..8).contains(number));
    let number = number.unwrap_or(0);
    let mut found = Operations {
        create: number & 1 != 0,
        update: number & 2 != 0,
        delete: number & 4 != 0,
    };
    let words = flow
        .text()
        .filter(|_| flow.integer().is_none())
        .unwrap_or_default();
    for word in words.split(',').map(str::trim) {
        match word {
            "Add" => found.create = true,
            "Update" => found.update = true,
            "Delete" => found.delete = true,
            "" | "None" => {}
            other => notes.push(Unsupported::Operation {
                word: other.to_owned(),
            }),
        }
    }
    found
}

/// Remarks that are told; so many more are only counted.
const MAX_NOTES: usize = 200;

fn cut(notes: &mut Vec<Unsupported>) {
    if notes.len() > MAX_NOTES {
        let count = notes.len() - MAX_NOTES;
        notes.truncate(MAX_NOTES);
        notes.push(Unsupported::More { count });
    }
}

fn remark(
    schema: &Json,
    rule: &Json,
    mapping: &Json,
    listed: Option<&[String]>,
    notes: &mut Vec<Unsupported>,
) {
    if mapping.get("enabled").and_then(Json::boolean) == Some(false) {
        notes.push(Unsupported::MappingOff);
    }
    let rows = mapping.list("attributeMappings");
    let sources: Vec<&Json> = rows.iter().filter_map(|row| row.get("source")).collect();
    let objects_of: [(SchemaObject, Vec<&Json>); 5] = [
        (SchemaObject::Schema, vec![schema]),
        (SchemaObject::Rule, vec![rule]),
        (SchemaObject::Mapping, vec![mapping]),
        (SchemaObject::Row, rows.iter().collect()),
        (SchemaObject::Source, sources),
    ];
    for (object, objects) in objects_of {
        members(object, &objects, notes);
    }
    match listed {
        None => {
            let directory = rule.string("targetDirectoryName");
            let object = format!("{directory}: {}", mapping.string("targetObjectName"));
            notes.push(Unsupported::NoDefinition { object });
        }
        Some(listed) => {
            let targets = rows
                .iter()
                .filter_map(|row| row.text_of("targetAttributeName"));
            let missing = targets.filter(|target| !listed.iter().any(|name| name == target));
            notes.extend(missing.map(|target| Unsupported::NotListed {
                target: target.to_owned(),
            }));
        }
    }
}

/// Members that are not known, and those that appear twice.
fn members(object: SchemaObject, objects: &[&Json], notes: &mut Vec<Unsupported>) {
    let known = member_order::known(object);
    let mut unknown: BTreeMap<&str, usize> = BTreeMap::new();
    let mut twice = BTreeSet::new();
    for object in objects {
        let mut seen = HashSet::new();
        for member in object.members() {
            let name = member.name.as_ref();
            if !seen.insert(name) {
                let _ = twice.insert(name);
            }
            if !name.contains("@odata.") && !known.contains(&name) {
                *unknown.entry(name).or_default() += 1;
            }
        }
    }
    notes.extend(twice.into_iter().map(|name| Unsupported::TwiceNamed {
        object,
        name: short(name),
    }));
    notes.extend(
        unknown
            .into_iter()
            .map(|(name, count)| Unsupported::UnknownMember {
                object,
                name: short(name),
                count,
            }),
    );
}

/// The longest name that is shown, in characters.
const MAX_NAME: usize = 80;

fn short(name: &str) -> String {
    name.chars().take(MAX_NAME).collect()
}

/// A row in the one form that all ways to write it share.
pub fn canonical(row: &Row) -> Row {
    Row {
        target: row.target.clone(),
        source: source::canonical(&row.source),
        default_value: row.default_value.clone().filter(|text| !text.is_empty()),
        matching_precedence: row.matching_precedence.filter(|number| *number > 0),
        apply: row.apply,
    }
}
