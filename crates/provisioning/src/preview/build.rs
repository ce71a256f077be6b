//! The worker's side.

use std::borrow::Cow;

use dotnet_text::date::Ticks;
use entra_expression::Span;
use entra_expression::evaluate::{Environment, EvaluationError, EvaluationErrorKind, IgnoredFlow};

use super::{
    MAX_BODY, MAX_SHOWN, OmittedRow, Preview, PreviewRequest, PreviewValue, PreviewedRequest,
    RequestKind,
};
use crate::diagnostics::MappingDiagnostic;
use crate::entra::{ENABLED, SOFT_DELETED};
use crate::evaluate::{CompiledRow, CompiledSet, EvaluatedUser, MappedValue};
use crate::format::shortened;
use crate::scim_request::predicted_response::{self, KnownNames, Reason};
use crate::scim_request::request_outcome::RequestOutcome;
use crate::scim_request::{self, OmitReason, OmittedTarget, PatchStyle, ScimJson};
use crate::set_diagnostics::{self, EvaluationOptions};
use crate::talkdesk::ACTIVE;
use crate::user::SourceUser;
use crate::user::sample::leaver;

/// Handles the request. Long values are cut. `begun` gets the index of each row
/// before it is run.
pub fn run(request: &PreviewRequest, begun: impl Fn(usize)) -> Preview {
    let set = CompiledSet::new(&request.set);
    let mut environment = Environment::default();
    environment.now = Ticks::from_unix(request.now);
    let nothing_known = EvaluationError {
        kind: EvaluationErrorKind::Limit,
        span: Span { start: 0, end: 0 },
    };
    let [user, changed, gone] =
        [&request.user, &request.changed, &leaver(&request.user)].map(SourceUser::record);
    let [user, changed, gone] = [&user, &changed, &gone].map(|user| {
        set.evaluate_with(|index, row| {
            if request.skip.contains(&index) {
                return MappedValue::Failed(Cow::Borrowed(&nothing_known));
            }
            begun(index);
            row.value(user, &mut environment)
        })
    });
    let known = KnownNames::from_lines(&request.roles, &request.teams);
    let operations = request.set.operations;
    let checked = EvaluationOptions {
        own: Some(&request.user),
        now: request.now,
        skip: &request.skip,
    };
    let diagnostics = set_diagnostics::evaluate(&request.set, checked, &begun);
    let leaver_stays = leaver_stays(&diagnostics);
    let skipped = request
        .skip
        .iter()
        .filter_map(|index| request.set.rows.get(*index));
    let ended = EndedRows(skipped.map(|row| row.target.as_str()).collect());
    let forms = |after: &EvaluatedUser<'_>, kinds: [RequestKind; 2]| {
        let forms = [PatchStyle::Default, PatchStyle::Flag];
        [0, 1].map(|index| {
            let kind = kinds[index];
            match operations.update {
                true => update(&user, after, forms[index], kind, &ended, &leaver_stays),
                false => not_sent(
                    kind,
                    "Update is off under Target Object Actions, so Entra never changes or deactivates users.",
                ),
            }
        })
    };
    let mut requests = vec![
        find(&user, &ended),
        create(
            &user,
            &known,
            operations.create,
            &ended,
            has_left(&request.user),
        ),
    ];
    let kinds = [RequestKind::Update, RequestKind::UpdateFlag];
    requests.extend(match request.user == request.changed {
        true => kinds.map(|kind| not_sent(kind, "Nothing changes: Entra sends no request.")),
        false => forms(&changed, kinds),
    });
    requests.extend(forms(
        &gone,
        [RequestKind::Disable, RequestKind::DisableFlag],
    ));
    let rows = user.pairs().enumerate();
    Preview {
        rows: rows
            .map(
                |(index, (row, given))| match request.skip.contains(&index) {
                    true => PreviewValue::Ended,
                    false => shown(row, given),
                },
            )
            .collect(),
        requests,
        diagnostics,
    }
}

/// Why nothing is sent when a user leaves.
fn leaver_stays(diagnostics: &[MappingDiagnostic]) -> String {
    let mut about_leavers = diagnostics.iter().filter(|one| {
        matches!(
            one.code.as_ref(),
            "nobody-deactivated" | "everybody-inactive"
        )
    });
    match about_leavers.next() {
        Some(one) => one.message.clone(),
        None => "No mapped value changes when this user leaves, so Entra sends nothing.".to_owned(),
    }
}

/// Rows that were ended. Nobody knows what they give, so nothing is said about
/// them but that.
struct EndedRows<'a>(Vec<&'a str>);

impl EndedRows<'_> {
    fn has(&self, target: &str) -> bool {
        self.0.contains(&target)
    }

    /// Whether Entra looks for the user by one of them.
    fn is_matching(&self, user: &EvaluatedUser<'_>) -> bool {
        let set = user.set();
        let row = set.matching().and_then(|index| set.rows().get(index));
        row.is_some_and(|row| self.has(&row.row().target))
    }

    /// The rows that are not in a request, with these among them.
    fn with(&self, others: impl Iterator<Item = OmittedRow>) -> Vec<OmittedRow> {
        let others = others.filter(|left| !self.has(&left.target));
        let own = self.0.iter().map(|target| OmittedRow {
            target: (*target).to_owned(),
            why: "took too long and was stopped, so it isn’t included".to_owned(),
        });
        own.chain(others).collect()
    }

    fn outcome(&self, verdict: RequestOutcome) -> RequestOutcome {
        match self.0.is_empty() {
            true => verdict,
            false => verdict.max(RequestOutcome::Unknown),
        }
    }
}

fn shown(row: &CompiledRow, given: &MappedValue<'_>) -> PreviewValue {
    match given {
        MappedValue::One(text) => PreviewValue::One(shortened(text, MAX_SHOWN)),
        MappedValue::Many(texts) => PreviewValue::Many(
            texts
                .iter()
                .take(MAX_SHOWN)
                .map(|text| shortened(text, MAX_SHOWN))
                .collect(),
        ),
        MappedValue::Null => match row.on_creation(given).text() {
            Some(default) => PreviewValue::Default(shortened(default, MAX_SHOWN)),
            None => PreviewValue::Null,
        },
        MappedValue::Ignored(IgnoredFlow::Attribute) => PreviewValue::Ignored,
        MappedValue::Ignored(IgnoredFlow::Object) => PreviewValue::UserIgnored,
        MappedValue::Failed(error) => PreviewValue::Failed {
            message: error.to_string(),
            span: (error.span.start, error.span.end),
        },
    }
}

fn not_sent(kind: RequestKind, why: &str) -> PreviewedRequest {
    PreviewedRequest {
        kind,
        line: String::new(),
        body: String::new(),
        outcome: RequestOutcome::NotSent,
        reasons: vec![why.to_owned()],
        left_out: Vec::new(),
    }
}

fn find(user: &EvaluatedUser<'_>, ended: &EndedRows<'_>) -> PreviewedRequest {
    match scim_request::match_query(user) {
        None if ended.is_matching(user) => PreviewedRequest {
            outcome: RequestOutcome::Unknown,
            left_out: ended.with([].into_iter()),
            ..not_sent(
                RequestKind::Match,
                "The value that Entra looks for took too long to evaluate.",
            )
        },
        None => not_sent(
            RequestKind::Match,
            "The matching attribute has no value, so Entra skips the user.",
        ),
        Some(query) => PreviewedRequest {
            kind: RequestKind::Match,
            line: format!("GET {}", query.path),
            body: query.filter,
            outcome: RequestOutcome::Accepted,
            reasons: Vec::new(),
            left_out: Vec::new(),
        },
    }
}

fn has_left(user: &SourceUser) -> bool {
    let is = |name: &str, text: &str| {
        user.one(name)
            .is_some_and(|own| own.eq_ignore_ascii_case(text))
    };
    is(SOFT_DELETED, "true") || is(ENABLED, "false")
}

fn create(
    user: &EvaluatedUser<'_>,
    known: &KnownNames,
    ticked: bool,
    ended: &EndedRows<'_>,
    has_left: bool,
) -> PreviewedRequest {
    if !ticked {
        return not_sent(
            RequestKind::Create,
            "Create is off under Target Object Actions, so Entra creates no users.",
        );
    }
    let post = scim_request::post(user);
    let mut reasons = predicted_response::create(user, known);
    let active = user.created(ACTIVE);
    let active = active.as_deref().and_then(MappedValue::text);
    if !has_left && active.is_some_and(|text| text.eq_ignore_ascii_case("false")) {
        reasons.push(Reason::CreatedInactive);
    }
    let is_matching = ended.is_matching(user);
    reasons.retain(|reason| match reason {
        Reason::Failed(target) => !ended.has(target),
        Reason::NoMatchingValue | Reason::NoMatchingRow => !is_matching,
        _ => true,
    });
    PreviewedRequest {
        kind: RequestKind::Create,
        line: "POST /Users".to_owned(),
        body: body(&post.body),
        outcome: ended.outcome(predicted_response::worst_outcome(&reasons)),
        reasons: reasons.iter().map(Reason::message).collect(),
        left_out: ended.with(
            post.left_out
                .iter()
                .filter(|left| !is_explained(left, &reasons))
                .map(left_out),
        ),
    }
}

/// Whether a reason says already why a row is not in the request.
fn is_explained(left: &OmittedTarget, reasons: &[Reason]) -> bool {
    match left.why {
        OmitReason::NoValue => reasons.contains(&Reason::Missing(left.target.clone())),
        OmitReason::Ignored
        | OmitReason::OnlyDuringCreation
        | OmitReason::Gone
        | OmitReason::RoleRetained => false,
        OmitReason::Failed | OmitReason::NotBoolean(_) | OmitReason::SeveralValues(_) => true,
    }
}

fn update(
    before: &EvaluatedUser<'_>,
    after: &EvaluatedUser<'_>,
    form: PatchStyle,
    kind: RequestKind,
    ended: &EndedRows<'_>,
    leaver_stays: &str,
) -> PreviewedRequest {
    let unsent = scim_request::unsent(before, after);
    let left_out = ended.with(unsent.iter().map(left_out));
    let Some(patch) = scim_request::patch(before, after, form) else {
        let why = match kind {
            _ if !ended.0.is_empty() => "No other mapping changes anything.",
            RequestKind::Disable | RequestKind::DisableFlag => leaver_stays,
            _ => "No mapped value changes, so Entra sends no request.",
        };
        let nothing = not_sent(kind, why);
        return PreviewedRequest {
            outcome: match ended.0.is_empty() {
                true => nothing.outcome,
                false => RequestOutcome::Unknown,
            },
            left_out,
            ..nothing
        };
    };
    let reasons = predicted_response::update(form);
    let mut messages: Vec<String> = reasons.iter().map(Reason::message).collect();
    if [before, after].into_iter().any(only_adds_roles) {
        messages.push(ROLES_ONLY_ADDED.to_owned());
    }
    PreviewedRequest {
        kind,
        line: "PATCH /Users/{id}".to_owned(),
        body: body(&patch),
        outcome: predicted_response::worst_outcome(&reasons),
        reasons: messages,
        left_out,
    }
}

/// Said with every update of complex roles. Microsoft documents it beside the function.
const ROLES_ONLY_ADDED: &str =
    "AppRoleAssignmentsComplex only adds roles. Entra never sends a removed role.";

fn only_adds_roles(user: &EvaluatedUser<'_>) -> bool {
    user.pairs()
        .any(|(row, given)| scim_request::only_adds_roles(&row.row().target, given))
}

fn body(json: &ScimJson) -> String {
    let text = json.pretty();
    if text.len() <= MAX_BODY {
        return text;
    }
    format!(
        "The body has {} bytes; only {MAX_BODY} are shown.",
        text.len()
    )
}

fn left_out(left: &OmittedTarget) -> OmittedRow {
    OmittedRow {
        target: left.target.clone(),
        why: left.why.message(),
    }
}

#[cfg(test)]
mod tests;
