//! Why no role or team has to exist before the first cycle.

use provisioning::talkdesk::DEFAULT_ROLE;
use provisioning::talkdesk::{ROLES, TEAMS};

/// Says why nobody needs a name in a target, and what that comes to. `mapped`
/// is whether anything flows into the target.
pub fn why_none(target: &str, mapped: bool) -> String {
    let (one, outcome) = match target {
        ROLES => (
            "role",
            format!("Whoever is created gets Talkdesk’s default role, {DEFAULT_ROLE}."),
        ),
        TEAMS => ("team", "Whoever is created is in no team.".to_owned()),
        _ => ("name", String::new()),
    };
    let why = match mapped {
        false => format!("No mapping gives a {one}."),
        true => format!("The mapping gives nobody in this report a {one}."),
    };
    format!("{why} {outcome}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_needs_a_name_for_a_reason() {
        // Talkdesk's guide: without roles the role is Agent, without teams
        // there is no team.
        for (target, mapped, due) in [
            (
                ROLES,
                false,
                "No mapping gives a role. Whoever is created gets Talkdesk’s default role, Agent.",
            ),
            (
                ROLES,
                true,
                "The mapping gives nobody in this report a role. Whoever is created gets Talkdesk’s default role, Agent.",
            ),
            (
                TEAMS,
                false,
                "No mapping gives a team. Whoever is created is in no team.",
            ),
        ] {
            assert_eq!(why_none(target, mapped), due);
        }
    }
}
