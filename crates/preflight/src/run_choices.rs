//! What a run depends on besides its files.

use crate::protocol::{PreflightOptions, Scope};
use crate::users_file::is_guid;
use provisioning::scoping_filter::ScopeFilter;

use provisioning::talkdesk::listed_names;

/// The admin's choices that are held in this tab only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunChoices {
    pub scope: Scope,
    pub skip_disabled: bool,
    pub skip_guests: bool,
    /// Whether the scoping filter of an imported schema file counts.
    pub follow_filter: bool,
    /// Names of app roles by their id, as typed.
    pub app_roles: String,
}

impl Default for RunChoices {
    fn default() -> Self {
        let usual = PreflightOptions::default();
        Self {
            scope: usual.scope,
            skip_disabled: usual.skip_disabled,
            skip_guests: usual.skip_guests,
            follow_filter: true,
            app_roles: String::new(),
        }
    }
}

impl RunChoices {
    /// The options of a run. `roles` and `teams` are lists of names in Talkdesk
    /// as typed; `filter` is that of the imported schema file, if there is one;
    /// `now` is in seconds since 1970.
    pub fn options(
        &self,
        roles: &str,
        teams: &str,
        filter: Option<ScopeFilter>,
        now: i64,
    ) -> PreflightOptions {
        PreflightOptions {
            scope: self.scope,
            filter: filter.filter(|_| self.follow_filter),
            skip_disabled: self.skip_disabled,
            skip_guests: self.skip_guests,
            roles: listed_names(roles),
            teams: listed_names(teams),
            app_roles: app_roles(&self.app_roles),
            now,
        }
    }
}

/// The length of an id as Entra writes it.
const ID_LENGTH: usize = 36;

/// Pairs of id and name, one pair in each line, in either order and with
/// anything between them. Lines without an id and a name are passed over.
pub fn app_roles(typed: &str) -> Vec<(String, String)> {
    typed.lines().filter_map(pair).collect()
}

fn pair(line: &str) -> Option<(String, String)> {
    let mut starts = line.char_indices().map(|(at, _)| at);
    let at = starts.find(|at| line.get(*at..at + ID_LENGTH).is_some_and(is_guid))?;
    let (before, rest) = line.split_at(at);
    let (id, after) = rest.split_at(ID_LENGTH);
    let bare = |text: &str| {
        text.trim_matches(|c: char| c.is_whitespace() || ",;:=\"'|".contains(c))
            .to_owned()
    };
    let name = [bare(before), bare(after)]
        .into_iter()
        .find(|name| !name.is_empty())?;
    Some((id.to_lowercase(), name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn app_roles_are_pairs_in_any_writing() {
        let id = "0123abcd-0123-4567-89ab-0123456789ab";
        for line in [
            format!("{id};Agent"),
            format!("{id}\tAgent"),
            format!("  \"Agent\",\"{id}\""),
            format!("{} = Agent", id.to_uppercase()),
        ] {
            assert_eq!(
                app_roles(&line),
                [(id.to_owned(), "Agent".to_owned())],
                "{line}"
            );
        }
        for line in [id, "Agent", "", "0123abcd-0123;Agent", "é;Agent"] {
            assert!(app_roles(line).is_empty(), "{line}");
        }
    }

    #[test]
    fn options_take_the_names_of_the_set_up() {
        let filter = ScopeFilter {
            groups: Vec::new(),
            hidden: false,
        };
        let options =
            RunChoices::default().options("Agent\nSupervisor", "", Some(filter.clone()), 7);
        assert!(options.filter.is_some());
        let without = RunChoices {
            follow_filter: false,
            ..RunChoices::default()
        };
        assert_eq!(without.options("", "", Some(filter), 7).filter, None);
        assert_eq!(options.roles, ["Agent", "Supervisor"]);
        assert!(options.teams.is_empty() && options.skip_disabled && !options.skip_guests);
        assert_eq!(options.now, 7);
    }
}
