//! A good service with one user in it, which fails in the ways that a case of
//! `tests/verdicts/lifecycle-tests.json` names.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::service::{list_of, response};
use crate::http::cancel_token::CancelToken;
use crate::http::outcome::{Outcome, Probe};
use crate::http::request::Method;
use crate::steps::request::StepRequest;
use provisioning::talkdesk::EXTENSION_SCHEMA;

/// Which requests a fault is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    Create,
    Find,
    Read,
    Patch,
    /// Operations in the default form.
    PatchDefault,
    /// Operations in the form of the flag.
    PatchFlag,
    /// An operation without a path.
    PatchWithoutPath,
    /// An operation whose path begins with a URN.
    PatchUrnPath,
    /// Anything about the extension.
    PatchExtension,
    Deactivate,
    Reactivate,
    ReactivateDefault,
    Delete,
}

/// A way to fail.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InjectedError {
    when: When,
    /// Responds with this status and does nothing.
    #[serde(default)]
    status: u16,
    #[serde(default)]
    scim_type: Option<String>,
    #[serde(default)]
    detail: Option<String>,
    /// What is wrong besides.
    #[serde(default)]
    how: How,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    #[default]
    AsDue,
    /// Responds with success and does nothing.
    Ignored,
    /// Does all but what is in the extension.
    DropsExtension,
    /// Does all and forgets what is in the extension.
    LosesExtension,
    /// Stores another role.
    OtherRole,
    /// Keeps the extension to itself.
    HidesExtension,
    /// Finds nobody.
    Nobody,
    /// Creates the user inactive, whatever was sent.
    CreatesInactive,
}

/// What happens at one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// It is carried out, and the test is cancelled meanwhile.
    Cancel,
    /// It is carried out, and the response cannot be read.
    Lost,
    /// It is carried out, and nothing comes until the time limit.
    Silent,
    /// It is not carried out, and answered with a status.
    Status(u16),
}

#[derive(Default)]
pub struct Scripted {
    pub errors: Vec<InjectedError>,
    pub user: Option<Value>,
    /// The request at which something happens, from 0, and what.
    pub event: Option<(usize, Event)>,
    /// Whether it happens at every later request too.
    pub stays: bool,
    pub cancel: CancelToken,
    pub requests: usize,
}

impl Scripted {
    pub fn respond(&mut self, request: &StepRequest) -> Outcome {
        let stays = self.stays;
        let event = self.event.filter(|(nth, _)| match stays {
            true => *nth <= self.requests,
            false => *nth == self.requests,
        });
        self.requests += 1;
        match event {
            Some((_, Event::Status(status))) => response(status, &Value::Null),
            Some((_, Event::Lost)) => {
                self.handle(request);
                let probe = Probe::Nothing;
                Outcome::Unreadable { probe, ms: 1 }
            }
            Some((_, Event::Silent)) => {
                self.handle(request);
                Outcome::TimedOut
            }
            Some((_, Event::Cancel)) => {
                self.cancel.cancel();
                self.handle(request)
            }
            None => self.handle(request),
        }
    }

    fn handle(&mut self, request: &StepRequest) -> Outcome {
        let body: Value = request
            .body
            .as_deref()
            .map(|body| serde_json::from_str(body).expect("JSON"))
            .unwrap_or_default();
        let mut due = self
            .errors
            .iter()
            .filter(|error| matches(error.when, request, &body));
        let how = match due.next() {
            Some(error) if error.status > 0 => return refusal(error),
            Some(error) => error.how,
            None => How::AsDue,
        };
        match (request.method, &request.id) {
            (Method::Post, _) => self.create(body, how),
            (Method::Get, None) => {
                let mut users: Vec<Value> = self.user.iter().cloned().collect();
                if how == How::Nobody {
                    users.clear();
                }
                for user in &mut users {
                    members(user).remove(EXTENSION_SCHEMA);
                }
                list_of(&users)
            }
            (_, None) => response(404, &Value::Null),
            (Method::Get, Some(_)) => self.read(how),
            (Method::Patch, Some(_)) => self.patch(&body, how),
            (Method::Delete, Some(_)) => match self.user.take() {
                Some(_) => response(204, &Value::Null),
                None => response(404, &Value::Null),
            },
        }
    }

    fn create(&mut self, mut user: Value, how: How) -> Outcome {
        user["id"] = json!("7");
        match how {
            How::DropsExtension | How::LosesExtension => {
                drop(members(&mut user).remove(EXTENSION_SCHEMA))
            }
            How::OtherRole => user[EXTENSION_SCHEMA]["rolesString"] = json!("Guest"),
            How::CreatesInactive => user["active"] = json!(false),
            _ => {}
        }
        self.user = Some(user.clone());
        response(201, &user)
    }

    fn read(&self, how: How) -> Outcome {
        let Some(mut user) = self.user.clone() else {
            return response(404, &Value::Null);
        };
        if how == How::HidesExtension {
            members(&mut user).remove(EXTENSION_SCHEMA);
        }
        response(200, &user)
    }

    fn patch(&mut self, body: &Value, how: How) -> Outcome {
        let Some(user) = &mut self.user else {
            return response(404, &Value::Null);
        };
        let operations = body["Operations"].as_array().expect("operations");
        for operation in operations.iter().filter(|_| how != How::Ignored) {
            match operation["path"].as_str() {
                Some(path) => write(user, path, &operation["value"], how),
                None => {
                    for (name, value) in operation["value"].as_object().expect("values") {
                        write(user, name, value, how);
                    }
                }
            }
        }
        response(204, &Value::Null)
    }
}

fn members(value: &mut Value) -> &mut Map<String, Value> {
    value.as_object_mut().expect("an object")
}

fn write(user: &mut Value, path: &str, value: &Value, how: How) {
    if let Some((schema, name)) = path.rsplit_once(':') {
        match how {
            How::DropsExtension => {}
            How::LosesExtension => drop(members(user).remove(schema)),
            How::OtherRole => user[schema][name] = json!("Guest"),
            _ => user[schema][name] = value.clone(),
        }
        return;
    }
    let value = match value.as_str() {
        Some(text) if path == "active" => json!(text == "True"),
        _ => value.clone(),
    };
    match path.split_once('.') {
        Some((outer, inner)) => user[outer][inner] = value,
        None => user[path] = value,
    }
}

fn matches(when: When, request: &StepRequest, body: &Value) -> bool {
    let operations = body["Operations"].as_array().cloned().unwrap_or_default();
    let any = |is: &dyn Fn(&Value) -> bool| operations.iter().any(is);
    let default = any(&|operation| operation["op"] == "Replace");
    let active = |on: bool| {
        any(&|operation| {
            let value = &operation["value"];
            operation["path"] == "active"
                && (*value == on || *value == if on { "True" } else { "False" })
        })
    };
    let patches = request.method == Method::Patch;
    match when {
        When::Create => request.method == Method::Post,
        When::Find => request.method == Method::Get && request.id.is_none(),
        When::Read => request.method == Method::Get && request.id.is_some(),
        When::Patch => patches,
        When::PatchDefault => patches && default,
        When::PatchFlag => patches && !default,
        When::PatchWithoutPath => any(&|operation| operation["path"].is_null()),
        When::PatchUrnPath => any(&|operation| {
            operation["path"]
                .as_str()
                .is_some_and(|path| path.starts_with("urn:"))
        }),
        When::PatchExtension => patches && body.to_string().contains(EXTENSION_SCHEMA),
        When::Deactivate => active(false),
        When::Reactivate => active(true),
        When::ReactivateDefault => active(true) && default,
        When::Delete => request.method == Method::Delete && request.id.is_some(),
    }
}

fn refusal(error: &InjectedError) -> Outcome {
    let mut body = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
        "status": error.status.to_string(),
    });
    if let Some(kind) = &error.scim_type {
        body["scimType"] = json!(kind);
    }
    if let Some(detail) = &error.detail {
        body["detail"] = json!(detail);
    }
    response(error.status, &body)
}
