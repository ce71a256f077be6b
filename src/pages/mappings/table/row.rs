//! One mapping, or an attribute of Talkdesk's that isn't mapped.

use entra_expression::{Severity, Span};
use leptos::prelude::*;
use provisioning::diagnostics::{DiagnosticSubject, MappingDiagnostic};
use provisioning::mapping::{Row, Source};
use provisioning::portal::mapping_table::unmapped_text;
use provisioning::portal::portal_diff::RowDiff;
use provisioning::set_status;
use provisioning::set_status::row_status::{self, RowStatus};
use provisioning::talkdesk::label;

use crate::browser::event::KeyPress;
use crate::components::expression_code::ExpressionCode;
use crate::components::icon::{Icon, icons};
use crate::pages::mappings::row_actions;
use crate::pages::mappings::table::in_entra::InEntra;
use crate::pages::mappings::table::{row_id, use_table};
use crate::pages::mappings::unsaved_drafts::UnsavedDrafts;
use crate::pages::mappings::value::RowValue;
use crate::pages::mappings::{baseline, use_preview};
use crate::state::mapping_links as links;
use crate::state::preview_client::PreviewState;
use crate::state::{App, use_app};

#[component]
pub fn MappingRow(
    line: RowDiff,
    /// The setup's row, if it has one.
    row: Option<Row>,
    /// Whether the row can be moved.
    is_custom: bool,
) -> impl IntoView {
    let app = use_app();
    let state = use_table();
    let preview = use_preview();
    let target = StoredValue::new(line.target.clone());
    let issue = Memo::new(move |_| target.with_value(|target| row_issue(app, preview, target)));
    let draft = Memo::new(move |_| {
        let id = app.open_id.get();
        target.with_value(|target| UnsavedDrafts::of(app).title(&id, target))
    });
    let is_open = move || target.with_value(|target| state.shows(target));
    let is_wrong = move || issue.with(|issue| issue.as_ref().is_some_and(RowIssue::is_error));
    // The expression has no value, and the line below the name says why.
    let is_unreadable =
        move || issue.with(|issue| issue.as_ref().and_then(RowIssue::span).is_some());
    let matching = row.as_ref().and_then(matching_text);
    let value = row.clone();
    view! {
        <tr
            class:on=is_open
            class:err=is_wrong
            on:keydown=move |press| {
                if let Some(press) = KeyPress::of(press.into()).filter(|_| is_custom) {
                    target.with_value(|target| row_actions::shift_by_key(app, target, &press));
                }
            }
        >
            <td>
                <a
                    class="cell"
                    href=links::of(&line.target)
                    id=row_id(&line.target)
                    aria-current=move || is_open().then_some("true")
                    aria-keyshortcuts=is_custom.then_some("Alt+ArrowUp Alt+ArrowDown")
                >
                    {label(&line.target).to_owned()}
                </a>
                {matching.map(|text| view! { <div class="tiny muted">{text}</div> }.into_any())}
                {move || issue.get().map(|issue| view! { <IssueLine issue/> }.into_any())}
                {move || {
                    draft
                        .get()
                        .map(|_| {
                            view! {
                                <div>
                                    <span class="tag draft">"Draft"</span>
                                </div>
                            }
                                .into_any()
                        })
                }}
            </td>
            <td>
                <ComesFrom line=line.clone() row draft issue/>
            </td>
            <td class="mono">
                {move || match (draft.get(), value.clone()) {
                    (None, Some(row)) if !is_unreadable() => view! { <RowValue row/> }.into_any(),
                    _ => view! { <span class="none">"—"</span> }.into_any(),
                }}
            </td>
            <td>
                <InEntra line issue/>
            </td>
        </tr>
    }
}

fn matching_text(row: &Row) -> Option<String> {
    row.matching_precedence.map(|precedence| match precedence {
        1 => "Matching attribute".to_owned(),
        other => format!("Matching attribute, precedence {other}"),
    })
}

/// The worst that is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowIssue {
    Found(Box<MappingDiagnostic>),
    /// The worker couldn't evaluate it.
    NotChecked,
}

impl RowIssue {
    pub fn is_error(&self) -> bool {
        matches!(self, Self::Found(one) if one.is_error())
    }

    /// The code of the diagnostic.
    pub fn code(&self) -> &str {
        match self {
            Self::Found(one) => &one.code,
            Self::NotChecked => "",
        }
    }

    /// The part of the expression that is wrong.
    fn span(&self) -> Option<Span> {
        match self {
            Self::Found(one) => match one.subject {
                DiagnosticSubject::Expression(span) if one.is_error() => Some(span),
                _ => None,
            },
            Self::NotChecked => None,
        }
    }
}

fn row_issue(app: App, preview: PreviewState, target: &str) -> Option<RowIssue> {
    app.setup.with(|setup| {
        let evaluation = preview.evaluation(&setup.mapping);
        match row_status::row_status(&setup.mapping, &evaluation, target) {
            RowStatus::Fix | RowStatus::Check => {
                let found = set_status::of_target(&setup.mapping, &evaluation, target);
                // The first of the worst.
                let worst = found.into_iter().rev().max_by_key(|one| one.severity);
                worst.map(|one| RowIssue::Found(Box::new(one)))
            }
            RowStatus::NotChecked => Some(RowIssue::NotChecked),
            RowStatus::Ready | RowStatus::Off | RowStatus::Checking => None,
        }
    })
}

#[component]
fn IssueLine(issue: RowIssue) -> impl IntoView {
    let (class, icon, text) = match &issue {
        RowIssue::Found(one) if one.severity == Severity::Error => {
            ("tiny st bad", icons::BAD, one.brief().to_owned())
        }
        RowIssue::Found(one) => ("tiny st warn", icons::WARN, one.brief().to_owned()),
        RowIssue::NotChecked => ("tiny st warn", icons::WARN, "Not checked".to_owned()),
    };
    view! {
        <div class=class>
            <Icon of=icon/>
            {text}
        </div>
    }
}

/// Where the value comes from, and what Entra has in its place.
#[component]
fn ComesFrom(
    line: RowDiff,
    row: Option<Row>,
    draft: Memo<Option<&'static str>>,
    issue: Memo<Option<RowIssue>>,
) -> impl IntoView {
    let app = use_app();
    let target = line.target.clone();
    let source = row.map(|row| row.source);
    let note = move || {
        let file = baseline::table(app).file.is_some();
        app.setup
            .with_untracked(|setup| line.note(&setup.mapping, file))
    };
    view! {
        {move || match (draft.get(), source.clone()) {
            (Some(title), _) => {
                view! { <span class="muted">{format!("{title}, not saved yet")}</span> }.into_any()
            }
            (None, Some(Source::None)) => {
                view! { <span class="muted">"None: Entra sends no value"</span> }.into_any()
            }
            (None, Some(source)) => {
                let wrong = issue.with(|issue| issue.as_ref().and_then(RowIssue::span));
                view! {
                    <div class="map-source">
                        <ExpressionCode text=source.as_expression() wrong/>
                    </div>
                }
                    .into_any()
            }
            (None, None) => {
                view! { <span class="muted">{unmapped_text(&target)}</span> }.into_any()
            }
        }}
        {move || note().map(|note| view! { <div class="tiny muted">{note}</div> }.into_any())}
    }
}
