//! Reads the body of a response as SCIM.

use serde_json::{Map, Value};

use crate::http::outcome::{End, HttpResponse, Outcome};
use crate::scim::evidence::Evidence;
pub use html_page::{HtmlPage, PageKind};

mod html_page;

/// The schema of a list (RFC 7644 section 3.4.2).
pub const LIST_RESPONSE: &str = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
/// The schema of an error (RFC 7644 section 3.12).
pub const ERROR: &str = "urn:ietf:params:scim:api:messages:2.0:Error";

#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Nothing but blanks.
    Empty,
    Html(HtmlPage),
    /// Longer than what is read, so that it cannot be evaluated.
    TooLong,
    /// It did not end in time.
    Stalled,
    /// The connection ended before it.
    BrokeOff,
    /// JSON that ends in the middle.
    HalfJson,
    /// Text that is not JSON.
    Text,
    Json(Value),
}

/// Says what the body of a response is, by its content and not by its label.
pub fn content(response: &HttpResponse) -> Content {
    let text = bare(response);
    if let Some(page) = html_page::read(text) {
        return Content::Html(page);
    }
    match response.body.end {
        End::TooLong => return Content::TooLong,
        End::Stalled => return Content::Stalled,
        End::BrokeOff => return Content::BrokeOff,
        End::Whole if text.is_empty() => return Content::Empty,
        End::Whole => {}
    }
    match serde_json::from_str(text) {
        Ok(value) => Content::Json(value),
        Err(error) if error.is_eof() && text.starts_with(['{', '[']) => Content::HalfJson,
        Err(_) => Content::Text,
    }
}

/// The JSON of a response with status 200.
pub fn ok_json(outcome: &Outcome) -> Option<Value> {
    match outcome {
        Outcome::Response(response) if response.status == 200 => json_of(response),
        _ => None,
    }
}

/// The JSON of a response, whatever its status.
pub fn json_of(response: &HttpResponse) -> Option<Value> {
    match content(response) {
        Content::Json(value) => Some(value),
        _ => None,
    }
}

/// The text of a body without the blanks round it and the byte order mark.
pub fn bare(response: &HttpResponse) -> &str {
    response.body.text.trim_start_matches('\u{feff}').trim()
}

/// What a SCIM error says, if the value is one.
pub fn scim_error(value: &Value) -> Option<Vec<Evidence>> {
    let members = value.as_object()?;
    if !lists_schema(members, ERROR) {
        return None;
    }
    let text = |name: &str| {
        let text = members.get(name)?.as_str()?.trim();
        (!text.is_empty()).then(|| text.chars().take(300).collect::<String>())
    };
    let mut evidence = vec![Evidence::ScimError];
    evidence.extend(text("scimType").map(Evidence::ScimType));
    evidence.push(text("detail").map_or(Evidence::NoDetail, Evidence::Detail));
    Some(evidence)
}

fn lists_schema(members: &Map<String, Value>, urn: &str) -> bool {
    let schemas = members.get("schemas").and_then(Value::as_array);
    let mut schemas = schemas.into_iter().flatten().filter_map(Value::as_str);
    schemas.any(|schema| schema.eq_ignore_ascii_case(urn))
}

/// A list that is in order.
#[derive(Debug, Clone, PartialEq)]
pub struct List<'a> {
    /// How many there are in all.
    pub total: u64,
    /// Those that came.
    pub resources: &'a [Value],
}

/// Why a value is no list.
#[derive(Debug, Clone, PartialEq)]
pub enum ListResponseError {
    /// Nothing about it is SCIM.
    NotScim,
    /// A list with members missing, misspelt or of the wrong kind.
    Broken(Vec<Evidence>),
}

pub fn list(value: &Value) -> Result<List<'_>, ListResponseError> {
    let members = value.as_object().ok_or(ListResponseError::NotScim)?;
    let marked = lists_schema(members, LIST_RESPONSE);
    let looks_like_one = ["totalResults", "Resources"]
        .iter()
        .any(|name| members.keys().any(|key| folded(key) == folded(name)));
    if !marked && !looks_like_one {
        return Err(ListResponseError::NotScim);
    }
    let mut deviations = Vec::new();
    if !marked {
        deviations.push(Evidence::Missing("schemas with the ListResponse URN"));
    }
    let wrong_kind = |member, due| Evidence::WrongKind { member, due };
    let total = members.get("totalResults");
    match total {
        Some(total) if total.is_u64() => {}
        Some(_) => deviations.push(wrong_kind("totalResults", "a number")),
        None => deviations.push(missing(members, "totalResults")),
    }
    let total = total.and_then(Value::as_u64).unwrap_or_default();
    let mut resources: &[Value] = &[];
    match members.get("Resources") {
        Some(Value::Array(list)) => resources = list,
        Some(_) => deviations.push(wrong_kind("Resources", "a list")),
        // Without a match the member may be left out, but not misspelt.
        None => {
            let deviation = missing(members, "Resources");
            if total > 0 || matches!(deviation, Evidence::Misspelt { .. }) {
                deviations.push(deviation);
            }
        }
    }
    if !deviations.is_empty() {
        return Err(ListResponseError::Broken(deviations));
    }
    Ok(List { total, resources })
}

/// A member that is missing: under its own name, or there under a similar one.
fn missing(members: &Map<String, Value>, name: &'static str) -> Evidence {
    match members.keys().find(|key| folded(key) == folded(name)) {
        Some(found) => Evidence::Misspelt {
            found: found.clone(),
            due: name,
        },
        None => Evidence::Missing(name),
    }
}

/// A member's name without what is easily got wrong about it.
fn folded(name: &str) -> String {
    let low = name.to_ascii_lowercase().replace(['_', '-'], "");
    low.trim_end_matches('s').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::outcome::Body;
    use serde_json::json;

    fn body(text: &str, end: End) -> HttpResponse {
        HttpResponse {
            body: Body {
                text: text.to_owned(),
                end,
            },
            ..HttpResponse::default()
        }
    }

    #[test]
    fn bodies_are_distinguished() {
        let html = "<!DOCTYPE html>\n<html><head><title>\n Home  page</title>";
        let page = || {
            Content::Html(HtmlPage {
                title: Some("Home page".to_owned()),
                kind: PageKind::Other,
            })
        };
        let cases = [
            ("", End::Whole, Content::Empty),
            (" \r\n", End::Whole, Content::Empty),
            ("", End::BrokeOff, Content::BrokeOff),
            ("", End::Stalled, Content::Stalled),
            (html, End::Whole, page()),
            (html, End::TooLong, page()),
            (html, End::BrokeOff, page()),
            ("<scim/>", End::Whole, Content::Text),
            ("t", End::Whole, Content::Text),
            ("{\"a\":", End::Whole, Content::HalfJson),
            ("{\"a\":", End::BrokeOff, Content::BrokeOff),
            ("{\"a\":", End::Stalled, Content::Stalled),
            ("{\"a\":x", End::Whole, Content::Text),
            ("{\"a\":1}", End::TooLong, Content::TooLong),
            (
                "\u{feff}{\"a\":1}",
                End::Whole,
                Content::Json(json!({"a": 1})),
            ),
        ];
        for (text, end, due) in cases {
            assert_eq!(content(&body(text, end)), due, "{text} {end:?}");
        }
    }

    #[test]
    fn lists_are_read_as_the_standard_has_them() {
        let urn = [LIST_RESPONSE];
        let empty = List {
            total: 0,
            resources: &[],
        };
        assert_eq!(
            list(&json!({"schemas": urn, "totalResults": 0})),
            Ok(empty.clone())
        );
        assert_eq!(
            list(&json!({"schemas": urn, "totalResults": 0, "Resources": []})),
            Ok(empty)
        );
        let two = json!({"schemas": urn, "totalResults": 2, "Resources": [1, 2]});
        assert_eq!(list(&two).map(|list| list.resources.len()), Ok(2));
    }

    #[test]
    fn what_is_wrong_with_a_list_is_named() {
        use Evidence::*;
        let urn = [LIST_RESPONSE];
        let cases = [
            (
                json!({"schemas": urn, "Resources": []}),
                vec![Missing("totalResults")],
            ),
            (
                json!({"schemas": urn, "totalResults": 1}),
                vec![Missing("Resources")],
            ),
            (
                json!({"schemas": urn, "totalResults": 0, "resources": []}),
                vec![Misspelt {
                    found: "resources".to_owned(),
                    due: "Resources",
                }],
            ),
            (
                json!({"schemas": urn, "total_results": 0}),
                vec![Misspelt {
                    found: "total_results".to_owned(),
                    due: "totalResults",
                }],
            ),
            (
                json!({"schemas": urn, "totalResults": "0"}),
                vec![WrongKind {
                    member: "totalResults",
                    due: "a number",
                }],
            ),
            (
                json!({"schemas": urn, "totalResults": 0, "Resources": {}}),
                vec![WrongKind {
                    member: "Resources",
                    due: "a list",
                }],
            ),
            (
                json!({"totalResults": 0}),
                vec![Missing("schemas with the ListResponse URN")],
            ),
        ];
        for (value, due) in cases {
            assert_eq!(list(&value), Err(ListResponseError::Broken(due)), "{value}");
        }
        for value in [
            json!({"message": "hello"}),
            json!([]),
            json!("x"),
            json!(null),
        ] {
            assert_eq!(list(&value), Err(ListResponseError::NotScim), "{value}");
        }
    }

    #[test]
    fn a_scim_error_speaks() {
        let error = json!({"schemas": [ERROR], "status": "401", "detail": "No.", "scimType": "x"});
        let evidence = scim_error(&error).expect("an error");
        assert!(evidence.contains(&Evidence::Detail("No.".to_owned())));
        let silent = json!({"schemas": [ERROR], "status": "400", "detail": " "});
        assert_eq!(
            scim_error(&silent),
            Some(vec![Evidence::ScimError, Evidence::NoDetail])
        );
        assert_eq!(scim_error(&json!({"error": "x"})), None);
    }
}
