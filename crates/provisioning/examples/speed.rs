//! How long a mapping set takes for 100,000 users, and what Talkdesk answers.
//!
//!   cargo run --release -p provisioning --example speed

use std::time::Instant;

use entra_expression::evaluate::{AttributeValue, Environment};
use provisioning::evaluate::CompiledSet;
use provisioning::mapping::{MappingSet, Row, Source};
use provisioning::scim_request::predicted_response::{self, KnownNames};
use provisioning::talkdesk::{ROLES, TEAMS};

const USERS: usize = 100_000;

fn main() {
    let mut mapping = MappingSet::default();
    let table = (0..20).map(|n| format!(", \"Department {n}\", \"Role {n};Agent\""));
    let roles = format!(
        "Switch([department], \"Agent\"{})",
        table.collect::<String>()
    );
    mapping.put(Row::new(ROLES, Source::Expression(roles)));
    mapping.put(Row::new(
        TEAMS,
        Source::Constant("Sales;Support".to_owned()),
    ));
    let set = CompiledSet::new(&mapping);
    let names: Vec<String> = set.attributes().into_iter().map(str::to_owned).collect();
    let columns = set.columns(&names);
    let lines: Vec<Vec<Option<AttributeValue>>> = (0..USERS)
        .map(|n| names.iter().map(|name| value(name, n)).collect())
        .collect();
    let roles: Vec<String> = (0..20).map(|n| format!("Role {n}")).collect();
    let known = KnownNames::from_lines(&format!("Agent\n{}", roles.join("\n")), "Sales\nSupport");
    let mut environment = Environment::default();
    let start = Instant::now();
    let mut accepted = 0;
    for line in &lines {
        let user = columns.user(line);
        let applied = set.evaluate_row(&user, &mut environment);
        accepted += usize::from(predicted_response::create(&applied, &known).is_empty());
    }
    let all = start.elapsed();
    println!("{USERS} users, {accepted} accepted: {} ms", all.as_millis());
}

fn value(name: &str, n: usize) -> Option<AttributeValue> {
    let text = match name {
        "userPrincipalName" => format!("user{n}@contoso.com"),
        "IsSoftDeleted" => "False".to_owned(),
        "department" => format!("Department {}", n % 25),
        // One in a hundred has no name.
        _ if n.is_multiple_of(100) => return None,
        _ => format!("{name} {n}"),
    };
    Some(AttributeValue::One(text))
}
