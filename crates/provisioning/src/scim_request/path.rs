//! Names of target attributes, taken apart: RFC 7644 section 3.5.2 paths, and
//! the attributes of extensions, which are their schema's URN, a colon and a
//! name.

use super::json::ScimJson;

/// Where in a resource a target is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Path<'a> {
    /// `userName`, or `name.givenName` with what it is within.
    Plain {
        attribute: &'a str,
        part: Option<&'a str>,
    },
    /// `emails[type eq "work"].value`: one value of several.
    Filtered {
        attribute: &'a str,
        /// Which of them: a member and what it has to be.
        filter: (&'a str, &'a str),
        part: Option<&'a str>,
    },
    Extension {
        schema: &'a str,
        attribute: &'a str,
        part: Option<&'a str>,
    },
}

/// What the URN of every SCIM schema begins with, without regard to case.
const URN: &str = "urn:";

impl<'a> Path<'a> {
    /// Takes a name apart. A name in no known form is a plain attribute.
    pub fn parse(target: &'a str) -> Self {
        let is_urn = target
            .get(..URN.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(URN));
        if is_urn && let Some((schema, attribute)) = target.rsplit_once(':') {
            let (attribute, part) = split(attribute);
            return Self::Extension {
                schema,
                attribute,
                part,
            };
        }
        if let Some(path) = Self::filtered(target) {
            return path;
        }
        let (attribute, part) = split(target);
        Self::Plain { attribute, part }
    }

    fn filtered(target: &'a str) -> Option<Self> {
        let (attribute, rest) = target.split_once('[')?;
        let (filter, rest) = rest.split_once(']')?;
        let (member, value) = filter.split_once(" eq ")?;
        let value = value.trim().trim_matches('"');
        let part = match rest {
            "" => None,
            rest => Some(rest.strip_prefix('.')?),
        };
        Some(Self::Filtered {
            attribute,
            filter: (member.trim(), value),
            part,
        })
    }

    /// Writes a value into a resource at this path.
    pub fn write(self, resource: &mut ScimJson, value: ScimJson) {
        match self {
            Self::Plain { attribute, part } => write(resource, attribute, part, value),
            Self::Extension {
                schema,
                attribute,
                part,
            } => {
                if let Some(extension) = resource.member(schema, ScimJson::object) {
                    write(extension, attribute, part, value);
                }
            }
            Self::Filtered {
                attribute,
                filter: (member, wanted),
                part,
            } => {
                let Some(ScimJson::Array(values)) =
                    resource.member(attribute, || ScimJson::Array(Vec::new()))
                else {
                    return;
                };
                let wanted = match wanted {
                    "True" | "true" => ScimJson::Bool(true),
                    "False" | "false" => ScimJson::Bool(false),
                    text => ScimJson::from(text),
                };
                let found = values
                    .iter()
                    .position(|value| value.get(member) == Some(&wanted));
                let index = found.unwrap_or_else(|| {
                    values.push(ScimJson::Object(vec![(member.to_owned(), wanted)]));
                    values.len() - 1
                });
                if let Some(entry) = values.get_mut(index) {
                    entry.set(part.unwrap_or("value"), value);
                }
            }
        }
    }
}

fn split(name: &str) -> (&str, Option<&str>) {
    match name.split_once('.') {
        Some((attribute, part)) => (attribute, Some(part)),
        None => (name, None),
    }
}

fn write(object: &mut ScimJson, attribute: &str, part: Option<&str>, value: ScimJson) {
    match part {
        None => object.set(attribute, value),
        Some(part) => {
            if let Some(inner) = object.member(attribute, ScimJson::object) {
                inner.set(part, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Forms from the portal's list of target attributes.
    #[test]
    fn names_are_taken_apart_and_written() {
        let cases = [
            ("userName", r#"{"userName":"x"}"#),
            ("name.givenName", r#"{"name":{"givenName":"x"}}"#),
            (
                r#"emails[type eq "work"].value"#,
                r#"{"emails":[{"type":"work","value":"x"}]}"#,
            ),
            (
                r#"roles[primary eq "True"].display"#,
                r#"{"roles":[{"primary":true,"display":"x"}]}"#,
            ),
            (
                "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User:rolesString",
                r#"{"urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User":{"rolesString":"x"}}"#,
            ),
            (
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value",
                r#"{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":"x"}}}"#,
            ),
            ("odd[thing", r#"{"odd[thing":"x"}"#),
        ];
        for (target, expected) in cases {
            let mut resource = ScimJson::object();
            Path::parse(target).write(&mut resource, "x".into());
            assert_eq!(serde_json::to_string(&resource).unwrap(), expected);
        }
    }

    #[test]
    fn parts_of_one_value_come_together() {
        let mut resource = ScimJson::object();
        for target in [
            "name.givenName",
            r#"addresses[type eq "work"].locality"#,
            "name.familyName",
            r#"addresses[type eq "other"].locality"#,
            r#"addresses[type eq "work"].region"#,
        ] {
            Path::parse(target).write(&mut resource, "x".into());
        }
        assert_eq!(
            serde_json::to_string(&resource).unwrap(),
            r#"{"name":{"givenName":"x","familyName":"x"},"addresses":[{"type":"work","locality":"x","region":"x"},{"type":"other","locality":"x"}]}"#
        );
    }
}
