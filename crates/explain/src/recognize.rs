//! What a pasted text or a dropped file is.
//!
//! [`recognize`] needs only the beginning: a log of 200 MB is recognized by its
//! first kilobytes. Names settle the kind where there are any; text of people
//! comes last.

mod json_kind;
mod json_outline;
mod table_kind;
mod text_kind;

use connection_test::pasted_output::http_text::{ResponseBlock, response_blocks, tidy};

use crate::input_kind::{InputKind, Recognition, RecognitionConfidence};
use crate::input_text::decode_start;
use json_outline::JsonOutline;

/// How much of an input is looked at, in bytes.
pub const MAX_RECOGNIZED: usize = 1 << 20;

/// How many opening brackets are tried in the search for JSON within a text.
const MAX_TRIES: usize = 20;

/// Recognizes an input by its bytes, which may be only its first ones, and by the
/// name of its file.
pub fn recognize(bytes: &[u8], file_name: Option<&str>) -> Recognition {
    match decode_start(bytes, MAX_RECOGNIZED) {
        Ok(text) => recognize_text(&text, file_name),
        Err(_) => Recognition::unsure(
            InputKind::NotRecognized,
            &[InputKind::UsersFile, InputKind::ProvisioningLog],
        ),
    }
}

/// The same for text.
pub fn recognize_text(text: &str, file_name: Option<&str>) -> Recognition {
    let start = text.get(..text.floor_char_boundary(MAX_RECOGNIZED));
    let text = start
        .unwrap_or_default()
        .trim_start_matches('\u{feff}')
        .trim();
    if text.is_empty() {
        return Recognition::unsure(InputKind::NotRecognized, &[]);
    }
    let by_form = of_http(text)
        .or_else(|| text_kind::of_code(text))
        .or_else(|| text_kind::of_graph_cmdlet(text))
        .or_else(|| text_kind::of_entra_message(text))
        .or_else(|| of_json(text))
        .or_else(|| table_kind::of_table(text))
        .or_else(|| text_kind::of_requests(text))
        .or_else(|| of_tool(text));
    let found = by_form.unwrap_or_else(|| text_kind::of_words(text));
    by_name(found, file_name)
}

/// A text with a status line: the body tells the kind.
fn of_http(text: &str) -> Option<Recognition> {
    let blocks = response_blocks(text);
    let last = blocks.last()?;
    let body = tidy(last.body);
    let of_body = JsonOutline::of(&body).map(|outline| json_kind::kind(&outline));
    Some(match of_body {
        Some(of_body) if of_body.kind != InputKind::NotRecognized => match of_body.kind {
            // With a status line it is a response, whatever the resource is.
            InputKind::ScimRequestBody | InputKind::UsersFile => {
                Recognition::certain(InputKind::ScimResponse)
            }
            InputKind::ScimResponse if is_unsure(&of_body) && is_of_graph(text, last) => {
                Recognition::certain(InputKind::GraphError)
            }
            _ => of_body,
        },
        // curl prints its errors after the response.
        _ if text_kind::is_tool_error(&body) => Recognition::certain(InputKind::ToolOutput),
        _ => Recognition::certain(InputKind::ScimResponse),
    })
}

fn is_unsure(found: &Recognition) -> bool {
    found.confidence < RecognitionConfidence::High
}

/// Whether a response that has no other sign of it is one of Microsoft Graph: by a
/// header that only Graph sends, or by the address in the text.
fn is_of_graph(text: &str, response: &ResponseBlock<'_>) -> bool {
    response.status >= 400
        && (response.header("x-ms-ags-diagnostic").is_some() || text_kind::names_graph(text))
}

/// A text that begins with JSON: a document, several lines of it, or one with a
/// prompt behind it.
fn of_json(text: &str) -> Option<Recognition> {
    let outline = JsonOutline::of(text)?;
    let found = json_kind::kind(&outline);
    // Diagnostic settings may write other logs before the first entry of this one.
    if found.kind == InputKind::NotRecognized && text.contains("\"ProvisioningLogs\"") {
        return Some(Recognition::likely(InputKind::ProvisioningLog, &[]));
    }
    // `[employeeHireDate] = 2021-05-01` begins with a bracket, too.
    (found.kind != InputKind::NotRecognized || outline.end.is_some()).then_some(found)
}

/// The output of a command, which may quote a response.
fn of_tool(text: &str) -> Option<Recognition> {
    let is_tool = text_kind::is_tool_error(text) || text_kind::is_tool_text(text);
    if !is_tool {
        return None;
    }
    Some(
        match json_within(text).map(|outline| json_kind::kind(&outline)) {
            Some(found)
                if found.kind == InputKind::ScimResponse
                    && is_unsure(&found)
                    && text_kind::names_graph(text) =>
            {
                Recognition::likely(InputKind::GraphError, &[InputKind::ScimResponse])
            }
            Some(found) if found.kind != InputKind::NotRecognized => found,
            _ => Recognition::certain(InputKind::ToolOutput),
        },
    )
}

/// The outline of the first object within a text.
fn json_within(text: &str) -> Option<JsonOutline> {
    text.match_indices('{').take(MAX_TRIES).find_map(|(at, _)| {
        let outline = JsonOutline::of(text.get(at..)?)?;
        (outline.end.is_some() && outline.has_any(&["error", "schemas", "detail", "value"]))
            .then_some(outline)
    })
}

/// The name of a file settles what its content leaves open.
fn by_name(found: Recognition, file_name: Option<&str>) -> Recognition {
    let Some(name) = file_name.map(str::to_ascii_lowercase) else {
        return found;
    };
    let by_name = match name.as_str() {
        name if name.contains("provisioninglog") || name.contains("provisioning_log") => {
            InputKind::ProvisioningLog
        }
        name if name.contains("exportusers") || name.contains("users") => InputKind::UsersFile,
        name if name.contains("schema") => InputKind::SynchronizationSchema,
        _ => return found,
    };
    if found.candidates.contains(&by_name) {
        return Recognition::likely(by_name, &[found.kind]);
    }
    found
}
