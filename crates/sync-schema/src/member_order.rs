//! The members that Microsoft Graph's reference has, in the order in which
//! it writes them since 2020.
//!
//! Source: the resource types of `microsoft.graph.synchronizationSchema`.

use super::unsupported::SchemaObject;

const SCHEMA: [&str; 5] = [
    "id",
    "version",
    "provisioningTaskIdentifier",
    "synchronizationRules",
    "directories",
];

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

pub const ROW: [&str; 7] = [
    "defaultValue",
    "exportMissingReferences",
    "flowBehavior",
    "flowType",
    "matchingPriority",
    "targetAttributeName",
    "source",
];

pub const SOURCE: [&str; 4] = ["expression", "name", "type", "parameters"];

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

pub fn known(object: SchemaObject) -> &'static [&'static str] {
    match object {
        SchemaObject::Schema => &SCHEMA,
        SchemaObject::Rule => &RULE,
        SchemaObject::Mapping => &MAPPING,
        SchemaObject::Row => &ROW,
        SchemaObject::Source => &SOURCE,
    }
}
