//! Where the target of a request leads.

#[derive(Debug)]
pub enum TargetPath {
    Users,
    Filter,
    User(String),
}

/// Where a target leads, as a browser and a server resolve it.
pub fn target_path(target: &str) -> TargetPath {
    let base = "https://scim.example/a/scim/v2";
    let url = format!("{base}{target}");
    let (path, query) = url["https://scim.example".len()..].split_once('?').map_or(
        (&url["https://scim.example".len()..], None),
        |(path, query)| (path, Some(query)),
    );
    let mut parts: Vec<String> = Vec::new();
    for part in path.split('/').skip(1) {
        match decoded(part).as_str() {
            "." => {}
            ".." => drop(parts.pop()),
            other => parts.push(other.to_owned()),
        }
    }
    let rest = parts.strip_prefix(&["a", "scim", "v2", "Users"].map(str::to_owned));
    match (rest.expect("a place below /Users"), query) {
        ([], None) => TargetPath::Users,
        ([], Some(_)) => TargetPath::Filter,
        ([id], None) if !id.is_empty() => TargetPath::User(id.clone()),
        other => panic!("{target} leads to {other:?}"),
    }
}

fn decoded(part: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let hex: Vec<u8> = rest.by_ref().take(2).collect();
            let hex = std::str::from_utf8(&hex).expect("two digits");
            bytes.push(u8::from_str_radix(hex, 16).expect("a byte"));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}
