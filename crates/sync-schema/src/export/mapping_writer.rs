//! One row: what changes in it, and what a new one looks like.

use super::json_writer::{JsonStyle, NewJson, quote};
use crate::export::{ByteEdit, RefusalReason, RefusedRow};
use crate::json::{Json, JsonKind};
use crate::member_order;
use crate::pasted_tree::{self, PastedTree};
use crate::read::canonical;
use crate::source;
use provisioning::diagnostics::source::first_error;
use provisioning::mapping::{Apply, Row};

/// Writes rows the way one list of them is written.
#[derive(Debug)]
pub struct Writer<'a> {
    text: &'a str,
    style: &'a JsonStyle,
    trees: &'a [PastedTree],
    row_order: Vec<&'a str>,
    source_order: Vec<&'a str>,
}

impl<'a> Writer<'a> {
    /// A writer for a list, in whose objects the members have an order.
    pub fn new(
        text: &'a str,
        style: &'a JsonStyle,
        list: &'a Json,
        trees: &'a [PastedTree],
    ) -> Self {
        let rows = list.elements();
        let sources = rows.iter().filter_map(|row| row.get("source"));
        Self {
            text,
            style,
            trees,
            row_order: order(rows.first(), &member_order::ROW),
            source_order: order(
                sources.clone().find(|source| source.is_object()),
                &member_order::SOURCE,
            ),
        }
    }

    /// What turns the element of an old row into a new one.
    pub fn edit(&self, element: &Json, old: &Row, new: &Row) -> Result<Vec<ByteEdit>, RefusedRow> {
        let mut changes = Vec::new();
        let (old, wanted) = (canonical(old), canonical(new));
        changes.extend(self.edit_source(element, old.source == wanted.source, new)?);
        let mut set = |name: &str, value: &NewJson| {
            changes.push(self.style.set(self.text, element, name, value));
        };
        if old.default_value != wanted.default_value {
            set(
                "defaultValue",
                &NewJson::text(wanted.default_value.as_deref()),
            );
        }
        if old.matching_precedence != wanted.matching_precedence {
            set("matchingPriority", &priority(&wanted));
        }
        if old.apply != wanted.apply {
            let number = element
                .get("flowType")
                .is_some_and(|flow| matches!(flow.kind, JsonKind::Number(_)));
            set("flowType", &flow_type(wanted.apply, number));
        }
        Ok(changes)
    }

    /// What gives an element the source of a new row. Its text and its tree
    /// both have to say it: which of them Entra follows is not documented.
    fn edit_source(
        &self,
        element: &Json,
        same: bool,
        new: &Row,
    ) -> Result<Option<ByteEdit>, RefusedRow> {
        let source = element.get("source").filter(|source| source.is_object());
        if same && source.and_then(source::disagreement).is_none() {
            return Ok(None);
        }
        let says = source.filter(|source| source::says(source, &new.source));
        let change = match says {
            // Then only the text is wrong, and the tree stays as it is.
            Some(source) => self.sound(new).map(|()| {
                let wrong = source::text_says_otherwise(source, &new.source);
                let text = NewJson::text(Some(&source::text(&new.source)));
                wrong.then(|| self.style.set(self.text, source, "expression", &text))
            }),
            None => self.source(new).map(|whole| {
                let change = self.style.set(self.text, element, "source", &whole);
                Some(change)
            }),
        };
        // What the file says as the setup does is not refused: it was told
        // when the file was read.
        change.or_else(|refusal| if same { Ok(None) } else { Err(refusal) })
    }

    /// The text of a row that the file does not have.
    pub fn make(&self, row: &Row, indent: &str) -> Result<String, RefusedRow> {
        let row = &canonical(row);
        let members = self.row_order.iter().map(|name| {
            let value = match *name {
                "defaultValue" => NewJson::text(row.default_value.as_deref()),
                "exportMissingReferences" => NewJson::Raw("false".to_owned()),
                "flowBehavior" => NewJson::text(Some("FlowWhenChanged")),
                "flowType" => flow_type(row.apply, false),
                "matchingPriority" => priority(row),
                "targetAttributeName" => NewJson::text(Some(&row.target)),
                _ => self.source(row)?,
            };
            Ok(((*name).to_owned(), value))
        });
        let members = members.collect::<Result<Vec<_>, RefusedRow>>()?;
        Ok(self.style.print(&NewJson::Object(members), indent))
    }

    fn sound(&self, row: &Row) -> Result<(), RefusedRow> {
        match first_error(&row.target, &row.source) {
            Some(found) => Err(refusal(row, RefusalReason::Lint(Box::new(found)))),
            None => Ok(()),
        }
    }

    fn source(&self, row: &Row) -> Result<NewJson, RefusedRow> {
        self.sound(row)?;
        let refusal = |why| refusal(row, why);
        let pasted = self.trees.iter().find(|tree| tree.target == row.target);
        if let Some(pasted) = pasted {
            return pasted_tree::tree(&pasted.text, &row.source)
                .map(NewJson::Raw)
                .map_err(|why| refusal(RefusalReason::Pasted(why)));
        }
        source::tree(&row.source)
            .map(|tree| NewJson::of(&tree, &self.source_order))
            .map_err(|why| refusal(RefusalReason::CannotWrite(why)))
    }
}

fn refusal(row: &Row, why: RefusalReason) -> RefusedRow {
    RefusedRow {
        target: row.target.clone(),
        expression: row.source.text().to_owned(),
        why,
    }
}

/// The order of an object's known members, and then the ones it lacks.
fn order<'a>(like: Option<&'a Json>, known: &[&'static str]) -> Vec<&'a str> {
    let mut order: Vec<&str> = Vec::new();
    for member in like.map(Json::members).unwrap_or_default() {
        let name = member.name.as_ref();
        if known.contains(&name) && !order.contains(&name) {
            order.push(name);
        }
    }
    let missing: Vec<_> = known.iter().filter(|name| !order.contains(*name)).collect();
    order.extend(missing);
    order
}

fn priority(row: &Row) -> NewJson {
    NewJson::Raw(row.matching_precedence.unwrap_or(0).to_string())
}

fn flow_type(apply: Apply, number: bool) -> NewJson {
    NewJson::Raw(match (apply, number) {
        (Apply::Always, false) => quote("Always"),
        (Apply::OnlyDuringCreation, false) => quote("ObjectAddOnly"),
        (Apply::Always, true) => "0".to_owned(),
        (Apply::OnlyDuringCreation, true) => "1".to_owned(),
    })
}

/// The definition of a single-valued attribute that is not required.
pub fn definition(like: Option<&Json>, target: &str, kind: &str) -> NewJson {
    let members = order(like, &member_order::DEFINITION).into_iter();
    // Older files lack members that newer ones have; a new definition has
    // what its neighbours have.
    let members = members.filter(|name| like.is_none_or(|like| like.get(name).is_some()));
    let members = members.map(|name| {
        let value = match name {
            "defaultValue" => NewJson::text(None),
            "mutability" => NewJson::text(Some("ReadWrite")),
            "name" => NewJson::text(Some(target)),
            "type" => NewJson::text(Some(kind)),
            "apiExpressions" | "metadata" | "referencedObjects" => NewJson::List(Vec::new()),
            _ => NewJson::Raw("false".to_owned()),
        };
        (name.to_owned(), value)
    });
    NewJson::Object(members.collect())
}
