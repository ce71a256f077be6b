//! Expressions that go from a row into the editor and from the editor into a
//! row. The row that one was opened from is kept in memory only: it is about
//! this visit.

use entra_expression::{Diagnostic, Parse, Severity, print};
use leptos::prelude::*;
use provisioning::mapping::{MappingSet, Row, Source};
use provisioning::talkdesk::TARGETS;

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

/// Gives the row of a target this expression as its source. A target without a
/// row gets one.
pub fn write(set: &mut MappingSet, target: &str, expression: String) {
    let source = Source::Expression(expression);
    match set.rows.iter_mut().find(|row| row.target == target) {
        Some(row) => row.source = source,
        None => set.put(Row::new(target, source)),
    }
}

/// The full names of the targets that can take an expression: those of
/// Talkdesk, then the setup's own.
pub fn targets(set: &MappingSet) -> Vec<String> {
    let own = set.rows.iter().map(|row| row.target.as_str());
    let own = own.filter(|name| !name.trim().is_empty());
    let own = own.filter(|name| TARGETS.iter().all(|target| target.name != *name));
    let all = TARGETS.iter().map(|target| target.name).chain(own);
    all.map(str::to_owned).collect()
}

/// Where the value of a target comes from now, in a few words.
pub fn source_of(set: &MappingSet, target: &str) -> String {
    match set.row(target).map(|row| &row.source) {
        None | Some(Source::None) => "Not mapped".to_owned(),
        Some(Source::Direct(name)) => name.clone(),
        Some(Source::Constant(text)) => format!("“{text}”"),
        Some(Source::Expression(text)) => text.clone(),
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
    }

    #[test]
    fn every_target_takes_an_expression_also_without_a_row() {
        let mut set = MappingSet::default();
        set.put(Row::new("title", Source::None));
        let targets = targets(&set);
        assert_eq!(targets.len(), TARGETS.len() + 1);
        assert_eq!(targets.last().map(String::as_str), Some("title"));
        for target in &targets {
            write(&mut set, target, "[mail]".to_owned());
            assert!(!differs(&set, target, "[mail]"), "{target}");
        }
        assert_eq!(set.rows.len(), TARGETS.len() + 1);
        // What else a row says stays.
        assert_eq!(set.row("userName").unwrap().matching_precedence, Some(1));
        assert_eq!(source_of(&MappingSet::default(), "title"), "Not mapped");
        assert_eq!(source_of(&set, "title"), "[mail]");
    }
}
