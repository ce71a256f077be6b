//! Where in a file the schema is, and which mapping is the one of users.

use serde::{Deserialize, Serialize};

use super::error::{Limit, OtherFile, SchemaFileError};
use super::json::{Json, JsonKind};
use provisioning::entra;

/// What the file is around its schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileShape {
    Schema,
    /// A template, or anything else with one schema as a member.
    Wrapped,
    /// A list of templates; the schema is that of one of them.
    Listed,
}

/// Which mapping of a schema, by places from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pick {
    pub rule: usize,
    pub mapping: usize,
}

/// A mapping that may be the one of users.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappingCandidate {
    pub pick: Pick,
    pub rule: String,
    pub name: String,
    /// Source directory and object, as in `Microsoft Entra ID: User`.
    pub source: String,
    pub target: String,
    pub enabled: bool,
    pub rows: usize,
    /// Whether it begins at users, so that rows of users belong into it.
    pub users: bool,
    score: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PickReason {
    OnlyOne,
    /// The only one that goes from Entra's users to users.
    OnlyUsers,
    /// The first of several that go from Entra's users to users.
    FirstUsers,
    /// None looks like users; this comes closest.
    Nearest,
    Requested,
}

pub fn schema<'j, 'a>(root: &'j Json<'a>) -> Result<(&'j Json<'a>, FileShape), SchemaFileError> {
    let is_schema = |json: &Json| {
        json.get("synchronizationRules")
            .is_some_and(|rules| matches!(rules.kind, JsonKind::List(_)))
    };
    let schema_of = |one: &'j Json<'a>| one.get("schema").filter(|json| is_schema(json));
    if is_schema(root) {
        return Ok((root, FileShape::Schema));
    }
    if let Some(inner) = schema_of(root) {
        return Ok((inner, FileShape::Wrapped));
    }
    let list = root.get("value").unwrap_or(root).elements();
    let is_scim = |one: &&Json| one.text_of("factoryTag").or(one.text_of("id")) == Some("scim");
    let made_for_scim = list.iter().find(is_scim).and_then(schema_of);
    match made_for_scim.or_else(|| list.iter().find_map(schema_of)) {
        Some(inner) => Ok((inner, FileShape::Listed)),
        None => Err(SchemaFileError::OtherFile(other(root))),
    }
}

fn other(root: &Json) -> OtherFile {
    let has = |name: &str| root.get(name).is_some();
    let first = root.list("value").first();
    let is_job = |json: &Json| json.get("schedule").is_some() && json.get("templateId").is_some();
    if root.get("error").is_some_and(Json::is_object) {
        OtherFile::GraphError
    } else if has("parsedExpression") {
        OtherFile::ParsedExpression
    } else if root
        .text_of("format")
        .is_some_and(|format| format.contains("scimdesk"))
    {
        OtherFile::Setup
    } else if is_job(root) || first.is_some_and(is_job) {
        OtherFile::SynchronizationJob
    } else if has("schemas") || (has("attributes") && has("id")) {
        OtherFile::ScimSchema
    } else {
        OtherFile::Unknown
    }
}

/// Whether a directory is Entra's, by the name that a rule gives it.
pub fn is_entra(schema: &Json, name: &str) -> bool {
    let by_id = directory(schema, name)
        .and_then(|found| found.text_of("id"))
        .is_some_and(|id| id == entra::DIRECTORY_ID);
    by_id || entra::DIRECTORY_NAMES.contains(&name)
}

pub fn directory<'j, 'a>(schema: &'j Json<'a>, name: &str) -> Option<&'j Json<'a>> {
    schema
        .list("directories")
        .iter()
        .find(|directory| directory.text_of("name") == Some(name))
}

pub fn object<'j, 'a>(
    schema: &'j Json<'a>,
    directory_name: &str,
    name: &str,
) -> Option<&'j Json<'a>> {
    directory(schema, directory_name)?
        .list("objects")
        .iter()
        .find(|object| object.text_of("name") == Some(name))
}

/// The list of attributes of the object that a mapping writes to.
pub fn target_attributes<'j, 'a>(
    schema: &'j Json<'a>,
    rule: &Json,
    mapping: &Json,
) -> Option<&'j Json<'a>> {
    let directory = rule.text_of("targetDirectoryName")?;
    object(schema, directory, mapping.text_of("targetObjectName")?)?.get("attributes")
}

/// All mappings of a schema, in their order.
///
/// # Errors
///
/// When there are more than a page can show.
pub fn candidates(schema: &Json) -> Result<Vec<MappingCandidate>, SchemaFileError> {
    let rules = schema.list("synchronizationRules");
    let mappings = rules.iter().map(|rule| rule.list("objectMappings"));
    Limit::Mappings.check(mappings.map(<[Json]>::len).sum())?;
    let mut found = Vec::new();
    for (rule_at, rule) in rules.iter().enumerate() {
        for (at, mapping) in rule.list("objectMappings").iter().enumerate() {
            let pick = Pick {
                rule: rule_at,
                mapping: at,
            };
            found.push(candidate(schema, rule, mapping, pick));
        }
    }
    Ok(found)
}

fn candidate(schema: &Json, rule: &Json, mapping: &Json, pick: Pick) -> MappingCandidate {
    let from = rule.string("sourceDirectoryName");
    let to = rule.string("targetDirectoryName");
    let source_object = mapping.string("sourceObjectName");
    let target_object = mapping.string("targetObjectName");
    let enabled = mapping.get("enabled").and_then(Json::boolean) != Some(false);
    let rows = mapping.list("attributeMappings").len();
    let users = is_entra(schema, &from) && begins_at_users(mapping);
    let to_users = target_object == "User" || target_object.ends_with(":User");
    let score =
        8 * u8::from(users) + 4 * u8::from(to_users) + 2 * u8::from(enabled) + u8::from(rows > 0);
    MappingCandidate {
        pick,
        rule: rule.string("name"),
        name: mapping.string("name"),
        source: format!("{from}: {source_object}"),
        target: format!("{to}: {target_object}"),
        enabled,
        rows,
        users: begins_at_users(mapping),
        score,
    }
}

/// The likely one of the candidates that begin at users, and why.
pub fn likely(candidates: &[MappingCandidate]) -> Option<(&MappingCandidate, PickReason)> {
    // From Entra's users to users, switched on or not.
    let is_users = |one: &&MappingCandidate| one.score >= 12;
    let users = || candidates.iter().filter(|one| one.users);
    let best = users().map(|one| one.score).max()?;
    let found = users().find(|one| one.score == best)?;
    let why = match (candidates.len(), users().filter(is_users).count()) {
        (1, _) => PickReason::OnlyOne,
        (_, 0) => PickReason::Nearest,
        (_, 1) => PickReason::OnlyUsers,
        _ => PickReason::FirstUsers,
    };
    Some((found, why))
}

pub fn at<'j, 'a>(schema: &'j Json<'a>, pick: Pick) -> Option<(&'j Json<'a>, &'j Json<'a>)> {
    let rule = schema.list("synchronizationRules").get(pick.rule)?;
    let mapping = rule.list("objectMappings").get(pick.mapping)?;
    Some((rule, mapping))
}

fn begins_at_users(mapping: &Json) -> bool {
    mapping.text_of("sourceObjectName") == Some("User")
}

/// The rule and the mapping of users at a position.
///
/// # Errors
///
/// When there is none, or one that begins at something else: rows of users
/// would make nonsense of it.
pub fn users_at<'j, 'a>(
    schema: &'j Json<'a>,
    pick: Pick,
) -> Result<(&'j Json<'a>, &'j Json<'a>), SchemaFileError> {
    let (rule, mapping) = at(schema, pick).ok_or(SchemaFileError::NoMapping)?;
    match begins_at_users(mapping) {
        true => Ok((rule, mapping)),
        false => Err(SchemaFileError::NotUsers),
    }
}

/// Mappings that are named when none begins at users.
const MAX_NAMED: usize = 5;

/// Why none of the candidates can be read.
pub fn no_users(candidates: &[MappingCandidate]) -> SchemaFileError {
    let mappings = candidates.iter().take(MAX_NAMED).map(|one| {
        let way = || format!("{} to {}", one.source, one.target);
        let name = Some(&one.name).filter(|name| !name.is_empty());
        name.cloned().unwrap_or_else(way)
    });
    match candidates.is_empty() {
        true => SchemaFileError::NoMapping,
        false => SchemaFileError::NoUsers {
            mappings: mappings.collect(),
        },
    }
}

/// The mappings of groups that are switched on and go where a rule goes.
pub fn group_mappings<'j, 'a>(schema: &'j Json<'a>, like: &Json) -> Vec<&'j Json<'a>> {
    let same = |rule: &&Json| {
        ["sourceDirectoryName", "targetDirectoryName"]
            .iter()
            .all(|name| rule.text_of(name) == like.text_of(name))
    };
    let is_group = |mapping: &&Json| {
        mapping.text_of("sourceObjectName") == Some("Group")
            && mapping.get("enabled").and_then(Json::boolean) != Some(false)
    };
    let rules = schema.list("synchronizationRules").iter().filter(same);
    rules
        .flat_map(|rule| rule.list("objectMappings").iter().filter(is_group))
        .collect()
}

pub fn group_name(mapping: &Json) -> String {
    let name = mapping.text_of("name").filter(|name| !name.is_empty());
    name.unwrap_or("Group").to_owned()
}
