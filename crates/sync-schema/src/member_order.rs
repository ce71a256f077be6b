//! The members that Microsoft Graph's reference has, in the order in which
//! it writes them since 2020.
//!
//! Source: the resource types of `microsoft.graph.synchronizationSchema`.

use super::unsupported::SchemaObject;

/// Of the schema.
const SCHEMA: [&str; 5] = [
    "id",
    "version",
    "provisioningTaskIdentifier",
    "synchronizationRules",
    "directories",
];

/// Of a rule.
const RULE: [&str; 10] = [
    "containerFilter",
    "editable",
    "groupFilter",
    "id",
    "metadata",
    "name",
    "objectMappings",
    "priority",
    "sourceDirectoryName",
    "targetDirectoryName",
];

/// Of a mapping of objects.
const MAPPING: [&str; 8] = [
    "attributeMappings",
    "enabled",
    "flowTypes",
    "metadata",
    "name",
    "scope",
    "sourceObjectName",
    "targetObjectName",
];

/// Of a row.
pub const ROW: [&str; 7] = [
    "defaultValue",
    "exportMissingReferences",
    "flowBehavior",
    "flowType",
    "matchingPriority",
    "targetAttributeName",
    "source",
];

/// Of a source.
pub const SOURCE: [&str; 4] = ["expression", "name", "type", "parameters"];

/// Of the definition of an attribute.
pub const DEFINITION: [&str; 12] = [
    "anchor",
    "caseExact",
    "defaultValue",
    "flowNullValues",
    "multivalued",
    "mutability",
    "name",
    "required",
    "type",
    "apiExpressions",
    "metadata",
    "referencedObjects",
];

/// The members that are known at a place.
pub fn known(place: SchemaObject) -> &'static [&'static str] {
    match place {
        SchemaObject::Schema => &SCHEMA,
        SchemaObject::Rule => &RULE,
        SchemaObject::Mapping => &MAPPING,
        SchemaObject::Row => &ROW,
        SchemaObject::Source => &SOURCE,
    }
}
