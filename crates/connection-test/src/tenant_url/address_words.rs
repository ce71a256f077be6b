//! The words for faults of a typed Tenant URL.

use crate::tenant_url::UrlFault;
use crate::tenant_url::address::AddressFault;
use crate::tenant_url::address_path::PathFault;
use crate::tenant_url::entra_flag::{EntraFlag, FlagForm};
use crate::tenant_url::host::HostError;
use crate::tenant_url::look_alike::latin;
use crate::token::Severity;

impl AddressFault {
    /// Whether the test has to wait for it.
    pub fn severity(&self) -> Severity {
        match self {
            AddressFault::Loopback
            | AddressFault::Ip
            | AddressFault::International { .. }
            | AddressFault::OtherPort { .. }
            | AddressFault::Path {
                fault: PathFault::TrailingSlash,
                ..
            }
            | AddressFault::Flag {
                form: FlagForm::Documented | FlagForm::OtherForm,
                ..
            }
            | AddressFault::Query
            | AddressFault::Typo { .. }
            | AddressFault::OtherTalkdeskHost
            | AddressFault::Unconfirmed
            | AddressFault::PrivateName => Severity::Warns,
            // Elsewhere a service may have a path of its own, but no base
            // address holds an endpoint or the flag.
            AddressFault::Path { fault, sure: false }
                if !matches!(fault, PathFault::Endpoint { .. } | PathFault::Flag(_)) =>
            {
                Severity::Warns
            }
            _ => Severity::Blocks,
        }
    }

    /// What is wrong and what to do, in words.
    pub fn words(&self) -> String {
        let words = match self {
            AddressFault::Empty => {
                "Choose your account’s region, or type the address of the SCIM service."
            }
            AddressFault::Surrounded => {
                "There are blanks, quotes or line breaks round the address. Entra’s field keeps them."
            }
            AddressFault::Unreadable(fault) => return unreadable(fault),
            AddressFault::PlainHttp => {
                "Over http the token could be read on its way. Entra asks over https only, and a browser stops a page like this one from asking another computer over http."
            }
            AddressFault::OtherLoopback => {
                "This page can reach your own computer only as 127.0.0.1 or localhost; its security policy does not allow other names."
            }
            AddressFault::Loopback => {
                "This is your own computer. The test works here, but Entra cannot reach it."
            }
            AddressFault::Ip => {
                "This is an IP address. Entra needs a certificate that fits, which is rarely issued for one; Talkdesk’s address is a name."
            }
            AddressFault::Credentials => {
                "A user name or password stands in the address. Entra does not use it, and addresses end up in logs."
            }
            AddressFault::OtherHost { host } => {
                return format!(
                    "Browsers read this host as {host} and would send the token there. Other programs may read it differently."
                );
            }
            AddressFault::International { letters } => {
                return format!(
                    "This host has letters beyond a to z: it reads {letters}. Compare it with the host that you were given. Talkdesk’s hosts have only the letters a to z."
                );
            }
            AddressFault::LookAlike { letters, meant } => {
                let meant = meant.map_or("a host of Talkdesk", |facts| facts.host);
                return format!(
                    "This host looks like {meant} but is a different one: it reads {letters}, with letters beyond a to z. Somebody may have made it to steal your token."
                );
            }
            AddressFault::OtherPort { port: 80 } => {
                "Port 80 is the port for HTTP. A service that uses HTTPS rarely answers there."
            }
            AddressFault::OtherPort { .. } => {
                "Port 443 is the port for HTTPS. A service that uses HTTP rarely answers there."
            }
            AddressFault::Fragment => "The part after # is never sent to a server.",
            AddressFault::Punctuation => {
                "There is punctuation at the end of the address, such as a full stop. Entra’s field keeps it."
            }
            AddressFault::Path { fault, sure } => return path_words(fault, *sure),
            AddressFault::Flag { flag, form } => return flag_words(*flag, Some(*form)),
            AddressFault::Query => {
                "There is a query in the address. What Entra does with one, other than its own flag, is not documented; the test keeps it."
            }
            AddressFault::Typo { meant } => {
                return format!(
                    "This is close to Talkdesk’s host for {}, {}, but not the same.",
                    meant.name, meant.host
                );
            }
            AddressFault::OtherTalkdeskHost => {
                "This host is not one of the API hosts that are known for Talkdesk. The address where people sign in is another one than the API’s."
            }
            AddressFault::Unconfirmed => {
                "Only third parties name this host; Talkdesk’s documentation does not. Ask Talkdesk before you send it your token."
            }
            AddressFault::PrivateName => {
                "Names like this one are never given out on the internet, where Entra runs. Your own network may know it; Entra cannot find it."
            }
        };
        words.to_owned()
    }

    /// What the button that mends it says.
    pub fn fix_label(&self) -> String {
        let label = match self {
            AddressFault::Surrounded => "Remove them",
            AddressFault::Unreadable(UrlFault::NoScheme) => "Put https:// before it",
            AddressFault::Unreadable(UrlFault::Character(c)) if latin(*c).is_some() => {
                "Use letters from a to z"
            }
            AddressFault::Unreadable(UrlFault::Character(c))
                if !c.is_whitespace() && *c != '\u{200b}' =>
            {
                "Remove the quotes"
            }
            AddressFault::Unreadable(_) => "Remove the blanks",
            AddressFault::PlainHttp => "Use https",
            AddressFault::OtherLoopback => "Use 127.0.0.1",
            AddressFault::OtherHost { host } => return format!("Use {host}"),
            AddressFault::LookAlike {
                meant: Some(meant), ..
            } => return format!("Use {}", meant.host),
            AddressFault::OtherPort { .. } => "Remove the port",
            AddressFault::Credentials => "Remove them",
            AddressFault::Fragment => "Remove that part",
            AddressFault::Punctuation => "Remove the punctuation",
            AddressFault::Path { fault, .. } => return path_label(fault),
            AddressFault::Flag { .. } => "Remove the flag",
            AddressFault::Query => "Remove the query",
            AddressFault::Typo { meant } => return format!("Use {}", meant.host),
            AddressFault::Empty
            | AddressFault::Loopback
            | AddressFault::Ip
            | AddressFault::International { .. }
            | AddressFault::LookAlike { meant: None, .. }
            | AddressFault::OtherTalkdeskHost
            | AddressFault::Unconfirmed
            | AddressFault::PrivateName => "Correct it",
        };
        label.to_owned()
    }
}

fn path_words(fault: &PathFault, sure: bool) -> String {
    match fault {
        PathFault::Flag(flag) => flag_words(*flag, None),
        PathFault::Endpoint { name: "Users" } => {
            "Entra adds /Users by itself, so this address would ask for /Users/Users.".to_owned()
        }
        PathFault::Endpoint { name } => format!(
            "/{name} is one of the endpoints below the Tenant URL. Entra adds /Users to the Tenant URL, so this address would ask for a path that does not exist."
        ),
        PathFault::Doubled => {
            "A part of /scim/v2 is in the address twice, as happens when it is added to an address that has it."
                .to_owned()
        }
        PathFault::AfterScimPath { rest } if sure => {
            format!("Talkdesk’s address ends in /scim/v2. This one goes on with “{rest}”.")
        }
        PathFault::AfterScimPath { rest } => format!(
            "SCIM addresses usually end in /scim/v2. This one goes on with “{rest}”. Keep that only if the service’s documentation has it."
        ),
        PathFault::Case => {
            "Upper and lower case differ in a path. SCIM addresses end in /scim/v2, in lower case."
                .to_owned()
        }
        PathFault::DoubledSlash => {
            "There are two slashes in a row, and services do not take those for one.".to_owned()
        }
        PathFault::NoScimPath if sure => {
            "Talkdesk’s SCIM service is at /scim/v2 on this host.".to_owned()
        }
        PathFault::NoScimPath => {
            "SCIM addresses usually end in /scim/v2, as Talkdesk’s does. This one does not."
                .to_owned()
        }
        PathFault::TrailingSlash => {
            "There is a slash at the end. Some services then see two of them before Users; without it none does."
                .to_owned()
        }
    }
}

/// What the flag is and where it belongs. Without a form it is in the path.
fn flag_words(flag: EntraFlag, form: Option<FlagForm>) -> String {
    let current = EntraFlag::Current.name();
    let mut words = match flag {
        EntraFlag::Current => format!(
            "{current} is Entra’s flag for the form of updates: lower-case op, real booleans, and one replace operation for simple values."
        ),
        EntraFlag::Former => format!(
            "{} is the former name of Entra’s flag for the form of updates. Today’s documentation names {current}; whether Entra still reads the former name is not documented.",
            flag.name()
        ),
    };
    words.push_str(match form {
        None => " In the path it is part of the address, so every request would fail.",
        Some(FlagForm::InFragment) => " After # nobody reads it.",
        Some(FlagForm::OtherForm) => {
            " Microsoft documents it only without a value; whether Entra reads this form is not documented."
        }
        Some(FlagForm::Documented) => "",
    });
    words.push_str(&format!(
        " It does not work with Provision on demand, and the test asks without it. Leave it out unless updates fail without it; then end the address in /scim/v2?{current}."
    ));
    words
}

fn path_label(fault: &PathFault) -> String {
    match fault {
        PathFault::Flag(_) => "Remove the flag".to_owned(),
        PathFault::Endpoint { name } => format!("Remove /{name}"),
        PathFault::Doubled => "Keep one /scim/v2".to_owned(),
        PathFault::AfterScimPath { .. } => "Remove what follows /scim/v2".to_owned(),
        PathFault::Case => "Use lower case".to_owned(),
        PathFault::DoubledSlash => "Remove one slash".to_owned(),
        PathFault::NoScimPath => "End it in /scim/v2".to_owned(),
        PathFault::TrailingSlash => "Remove the slash".to_owned(),
    }
}

fn unreadable(fault: &UrlFault) -> String {
    match fault {
        UrlFault::TooLong => "This is too long for an address.".to_owned(),
        UrlFault::NoScheme => "The address has to begin with https://.".to_owned(),
        UrlFault::OtherScheme(scheme) => {
            format!("The address begins with {scheme}:. SCIM is spoken over https:// only.")
        }
        UrlFault::Character(c) if c.is_whitespace() => {
            "There is a blank or a line break inside the address.".to_owned()
        }
        UrlFault::Character(c) if c.is_control() || *c == '\u{200b}' => {
            "There is an invisible character inside the address. Type it anew.".to_owned()
        }
        UrlFault::Character(c) if "\"'`<>“”‘’«»".contains(*c) => {
            format!("There is a {c} inside the address.")
        }
        UrlFault::Character(c) => match latin(*c) {
            Some(latin) => format!(
                "One letter in the address looks like {latin} but is a different one (U+{:04X}).",
                u32::from(*c)
            ),
            None => format!("The character {c} cannot stand in an address."),
        },
        UrlFault::Host => {
            "There is no host name where one should be, right after https://.".to_owned()
        }
        UrlFault::Refused(HostError::Ipv4) => {
            "The host ends in a number, so browsers read it as an IP address, but it is not a valid one."
                .to_owned()
        }
        UrlFault::Refused(HostError::Ipv6) => {
            "The text in brackets is not a valid IPv6 address.".to_owned()
        }
        UrlFault::Refused(HostError::Punycode) => {
            "A part of the host begins with xn--, which stands for letters beyond a to z, but it is not valid."
                .to_owned()
        }
        UrlFault::Port => {
            "The port, after the colon, has to be a number from 0 to 65535.".to_owned()
        }
    }
}
