//! A service with other users in it, which lies in generated ways.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::NAME;
use super::target_path::{TargetPath, target_path};
use crate::http::outcome::{Body, End, HttpResponse, Outcome, Probe};
use crate::http::request::Method;
use crate::steps::request::StepRequest;
use provisioning::talkdesk::EXTENSION_SCHEMA;

/// A small generator, so that every run sees the same services (SplitMix64).
pub struct Noise(pub u64);

impl Noise {
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize].clone()
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    pub id: Value,
    pub name: String,
    pub given: String,
    pub extension: Value,
    pub active: bool,
    pub is_test_user: bool,
    /// From which request on the service shows it.
    pub from: usize,
}

impl Person {
    fn json(&self) -> Value {
        json!({
            "id": self.id, "userName": self.name, "active": self.active,
            "name": {"givenName": self.given, "familyName": self.given.replace("Scimdesk", "Test")},
            EXTENSION_SCHEMA: self.extension,
        })
    }
}

pub struct Service {
    pub noise: Noise,
    pub people: Vec<Person>,
    /// What a reading by id never shows: somebody else under this id.
    pub reads_honestly: bool,
    /// How often it lies, in percent.
    pub lies: u64,
    /// How often a response is lost, in percent.
    pub loses: u64,
    pub requests: usize,
    pub posts: usize,
    /// For each id, whether the last reading that arrived showed the test user.
    pub shown: BTreeMap<String, bool>,
    /// For each id, whether the last reading said that it is nobody's.
    pub denied: BTreeMap<String, bool>,
    /// Ids that were ever shown as the test user's.
    pub ever_shown: Vec<String>,
    /// Whether the last list since the last deletion had nobody in it.
    pub lists_nobody: bool,
    pub offered_victim: bool,
    /// The extension in the last creation.
    pub posted: Value,
}

const WEIRD: [&str; 10] = [
    ".",
    "..",
    "",
    "a/b",
    "../Groups",
    "%2e%2e",
    "a?b#c",
    "x\u{0}y",
    "A7",
    "ü ’",
];

impl Service {
    pub fn weird_id(&mut self) -> Value {
        match self.noise.below(8) {
            0 => json!(7),
            1 => json!("h".repeat(1_025)),
            2 => Value::Null,
            3 => json!({"value": "7"}),
            _ => json!(self.noise.pick(&WEIRD)),
        }
    }

    fn lie(&mut self) -> bool {
        let lies = self.lies;
        self.noise.chance(lies)
    }

    fn victim(&mut self) -> Person {
        let victims: Vec<_> = self.victims().cloned().collect();
        self.noise.pick(&victims)
    }

    pub fn victims(&self) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(|person| !person.is_test_user)
    }

    /// A user as the test creates one, once, twice, later or under another name.
    pub fn create(&mut self) -> Value {
        let times = if self.lie() { 2 } else { 1 };
        let mut id = Value::Null;
        for nth in 0..times {
            let lied = self.lie();
            id = match self.noise.below(4) {
                0 if lied => self.weird_id(),
                _ => json!(format!("t{}-{nth}", self.requests)),
            };
            let mut name = NAME.to_owned();
            if self.lie() {
                name = self.noise.pick(&[format!("x-{name}"), name.to_uppercase()]);
            }
            let late = self.lie();
            let from = self.requests
                + if late {
                    self.noise.below(8) as usize
                } else {
                    0
                };
            self.people.push(Person {
                id: id.clone(),
                name,
                given: "Scimdesk".to_owned(),
                extension: self.posted.clone(),
                active: true,
                is_test_user: true,
                from,
            });
        }
        id
    }

    /// What arrives of its response; nothing where the test is cancelled.
    pub fn handle(&mut self, request: &StepRequest, arrives: bool) -> Outcome {
        self.requests += 1;
        let target_path = target_path(&request.target);
        let outcome = match (request.method, target_path) {
            (Method::Post, TargetPath::Users) => self.post(request),
            (Method::Get, TargetPath::Filter) => self.list(),
            (Method::Get, TargetPath::User(id)) => self.read(&id),
            (Method::Patch, TargetPath::User(id)) => self.patch(&id, request),
            (Method::Delete, TargetPath::User(id)) => self.delete(&id),
            (method, target_path) => panic!("{method:?} {target_path:?}"),
        };
        let outcome = match arrives {
            true => self.deliver(outcome),
            false => Outcome::Cancelled,
        };
        self.note(request, &outcome);
        outcome
    }

    fn post(&mut self, request: &StepRequest) -> Outcome {
        self.posts += 1;
        let body: Value =
            serde_json::from_str(request.body.as_deref().unwrap_or_default()).expect("JSON");
        if !self.lie() {
            self.posted = body.get(EXTENSION_SCHEMA).cloned().unwrap_or_default();
        }
        let created = if self.lie() {
            None
        } else {
            Some(self.create())
        };
        let mut shown = self.people.last().map(Person::json).unwrap_or_default();
        if self.lie() {
            self.offered_victim = true;
            shown = self.victim().json();
            if self.noise.chance(50) {
                shown["userName"] = json!(NAME);
            }
        } else if self.lie() {
            shown["id"] = self.weird_id();
        }
        match (created.is_some(), self.lie()) {
            (true, false) => response(201, &shown),
            (false, false) => error(400),
            (_, true) => {
                let status = self
                    .noise
                    .pick(&[200, 201, 204, 400, 409, 429, 500, 503, 504]);
                if self.noise.chance(50) {
                    response(status, &shown)
                } else {
                    error(status)
                }
            }
        }
    }

    fn visible(&self) -> impl Iterator<Item = &Person> {
        let now = self.requests;
        self.people.iter().filter(move |person| person.from <= now)
    }

    fn list(&mut self) -> Outcome {
        let own = |person: &&Person| person.name.eq_ignore_ascii_case(NAME);
        let mut users: Vec<Value> = self.visible().filter(own).map(Person::json).collect();
        if self.lie() {
            users = match self.noise.below(4) {
                0 => Vec::new(),
                1 => self.visible().map(Person::json).collect(),
                2 => vec![self.victim().json()],
                _ => {
                    self.offered_victim = true;
                    let mut victim = self.victim().json();
                    victim["userName"] = json!(NAME);
                    vec![victim]
                }
            };
        }
        list_of(&users)
    }

    fn find(&self, id: &str) -> Option<usize> {
        let same = |person: &Person| person.id == id && person.from <= self.requests;
        self.people.iter().position(same)
    }

    fn read(&mut self, id: &str) -> Outcome {
        let mut shown = self.find(id).map(|at| self.people[at].json());
        if self.lie() {
            shown = match self.noise.below(3) {
                0 => None,
                _ if self.reads_honestly => shown,
                1 => Some(self.victim().json()),
                _ => {
                    let mut shown = shown.unwrap_or_else(|| self.victim().json());
                    match self.noise.below(4) {
                        0 => shown["id"] = json!(id.to_uppercase()),
                        1 => shown["id"] = json!(7),
                        2 => shown["userName"] = json!(NAME),
                        _ => shown["userName"] = Value::Null,
                    }
                    Some(shown)
                }
            };
        }
        shown.map_or_else(|| error(404), |user| response(200, &user))
    }

    fn patch(&mut self, id: &str, request: &StepRequest) -> Outcome {
        let Some(at) = self.find(id) else {
            return error(404);
        };
        if self.lie() {
            return error(400);
        }
        let body = request.body.clone().unwrap_or_default();
        if self.lie() {
            self.people[at].name = self
                .noise
                .pick(&["renamed@contoso.com", "boss@contoso.com"])
                .to_owned();
        }
        let drops = self.lie();
        let body: Value = serde_json::from_str(&body).expect("JSON");
        let operations = body["Operations"].as_array().expect("operations");
        for operation in operations {
            let value = operation["value"].clone();
            let values = match operation["path"].as_str() {
                Some(path) => vec![(path.to_owned(), value)],
                None => {
                    let values = value.as_object().expect("values").clone();
                    values.into_iter().collect()
                }
            };
            for (name, value) in values {
                let person = &mut self.people[at];
                let text = value.as_str().unwrap_or_default().to_owned();
                match name.as_str() {
                    "active" => person.active = value == true || text == "True",
                    "name.givenName" => person.given = text,
                    "name.familyName" => {}
                    name if !drops => {
                        let short = name.rsplit(':').next().unwrap_or(name);
                        person.extension[short] = value;
                    }
                    _ => {}
                }
            }
        }
        response(204, &Value::Null)
    }

    fn delete(&mut self, id: &str) -> Outcome {
        let Some(at) = self.find(id) else {
            return error(404);
        };
        if self.lie() {
            return error(self.noise.pick(&[204, 404, 500]));
        }
        self.people.remove(at);
        error(204)
    }

    /// What arrives of a response.
    fn deliver(&mut self, outcome: Outcome) -> Outcome {
        let loses = self.loses;
        if !self.noise.chance(loses) {
            return outcome;
        }
        let probe = Probe::Nothing;
        match (self.noise.below(6), outcome) {
            (0, _) => Outcome::TimedOut,
            (1, _) => Outcome::Unreadable { probe, ms: 1 },
            (2, _) => Outcome::Redirected { ms: 1 },
            (3, _) => error(self.noise.pick(&[429, 500, 502])),
            (4, Outcome::Response(mut response)) => {
                response.body.end = End::BrokeOff;
                Outcome::Response(response)
            }
            (_, Outcome::Response(mut response)) => {
                response.body.text = "<html>Sign in</html>".to_owned();
                Outcome::Response(response)
            }
            (_, outcome) => outcome,
        }
    }

    /// Remembers what the service said, as it arrived.
    fn note(&mut self, request: &StepRequest, outcome: &Outcome) {
        let (status, value) = match outcome {
            Outcome::Response(response) if response.body.end == End::Whole => {
                let value: Value = serde_json::from_str(&response.body.text).unwrap_or_default();
                (response.status, value)
            }
            Outcome::Response(response) => (response.status, Value::Null),
            _ => (0, Value::Null),
        };
        match (request.method, &request.id) {
            (Method::Get, Some(id)) => {
                let id = id.as_str().to_owned();
                let name = value["userName"].as_str().unwrap_or_default();
                let same = name.to_lowercase() == NAME.to_lowercase();
                let shown = status == 200 && value["id"] == *id && same;
                if shown {
                    self.ever_shown.push(id.clone());
                }
                self.shown.insert(id.clone(), shown);
                self.denied.insert(id, matches!(status, 404 | 410));
            }
            (Method::Get, None) => {
                self.lists_nobody = status == 200 && value["totalResults"] == 0;
            }
            (Method::Delete, Some(_)) => self.lists_nobody = false,
            _ => {}
        }
    }
}

pub fn response(status: u16, value: &Value) -> Outcome {
    let text = match value {
        Value::Null => String::new(),
        value => value.to_string(),
    };
    let body = Body {
        text,
        ..Body::default()
    };
    Outcome::Response(HttpResponse {
        status,
        body,
        ..HttpResponse::default()
    })
}

fn error(status: u16) -> Outcome {
    response(status, &Value::Null)
}

pub fn list_of(users: &[Value]) -> Outcome {
    response(
        200,
        &json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
            "totalResults": users.len(), "Resources": users,
        }),
    )
}
