//! The row that the expression in the editor was opened from, so that it can be
//! put back there. Kept in memory only: it is about this visit.

use entra_expression::{Diagnostic, Parse, Severity, print};
use leptos::prelude::*;
use provisioning::mapping::{MappingSet, Source};

use crate::state::App;
use setup::SetupId;

/// The setup and the full name of the target.
type Origin = Option<(SetupId, String)>;

#[derive(Clone, Copy)]
struct SourceRow(RwSignal<Origin>);

fn origin(app: App) -> RwSignal<Origin> {
    app.page_state(|| SourceRow(RwSignal::new(None))).0
}

/// Puts the expression of a row of the open setup into the editor, and
/// remembers the row.
pub fn open_for(app: App, target: &str, expression: String) {
    let id = app.open_id.get_untracked();
    origin(app).set(Some((id, target.to_owned())));
    app.edit(|setup| setup.edit_page_data(|bench| bench.expression = expression));
}

/// The target whose expression was opened, while its row is there. Tracks both.
pub fn target(app: App) -> Option<String> {
    let (id, target) = origin(app).get()?;
    app.setup.with(|setup| {
        let there = setup.id == id && setup.mapping.row(&target).is_some();
        there.then_some(target)
    })
}

/// What a row takes of the editor's text: nothing while Entra would refuse it.
/// What stands over several lines becomes one line, as the portal shows it.
pub fn sound(parse: &Parse, findings: &[Diagnostic]) -> Option<String> {
    let refused = findings
        .iter()
        .any(|finding| finding.severity == Severity::Error);
    if refused || !parse.is_sound() {
        return None;
    }
    let text = parse.text.trim();
    match text.contains(['\n', '\r']) {
        true => parse.expr().map(|expr| print(&expr)),
        false => Some(text.to_owned()),
    }
}

/// Whether the row of a target has another source than this expression.
pub fn differs(set: &MappingSet, target: &str, expression: &str) -> bool {
    let own = set.row(target).map(|row| &row.source);
    !matches!(own, Some(Source::Expression(text)) if text == expression)
}

/// Gives the row of a target this expression as its source.
pub fn write(set: &mut MappingSet, target: &str, expression: String) {
    if let Some(row) = set.rows.iter_mut().find(|row| row.target == target) {
        row.source = Source::Expression(expression);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use entra_expression::{CheckOptions, check, parse};
    use provisioning::mapping::Row;

    fn taken(text: &str) -> Option<String> {
        let parse = parse(text);
        sound(&parse, &check(&parse, &CheckOptions::default()))
    }

    #[test]
    fn only_what_is_sound_goes_into_a_row_and_in_one_line() {
        assert_eq!(
            taken(" ToUpper([mail]) ").as_deref(),
            Some("ToUpper([mail])")
        );
        assert_eq!(
            taken("Join(\n    \"-\",\n    [mail],\n    [city]\n)").as_deref(),
            Some("Join(\"-\", [mail], [city])")
        );
        for faulty in ["", "ToUpper(", "ToUpper()", "Nothing([mail])"] {
            assert_eq!(taken(faulty), None, "{faulty}");
        }
    }

    #[test]
    fn the_row_of_the_target_alone_changes() {
        let row = |target: &str| Row::new(target, Source::Direct("mail".to_owned()));
        let mut set = MappingSet {
            rows: vec![row("userName"), row("displayName")],
            ..MappingSet::default()
        };
        assert!(differs(&set, "displayName", "[mail]"));
        write(&mut set, "displayName", "[mail]".to_owned());
        assert!(!differs(&set, "displayName", "[mail]"));
        assert_eq!(set.rows.first(), Some(&row("userName")));
        write(&mut set, "title", "[mail]".to_owned());
        assert_eq!(set.rows.len(), 2);
    }
}
