//! The worker's side.

use entra_expression::dotnet::date::Ticks;
use entra_expression::evaluate::{Environment, Flow};

use super::{Job, Kind, MAX_BODY, MAX_SHOWN, Preview, Request, Shown};
use crate::apply::{Applied, CompiledRow, CompiledSet, Given};
use crate::expected::{self, Known};
use crate::payload::{self, Json, LeftOut, PatchForm};
use crate::sample::leaver;
use crate::verdict::Verdict;

/// Does the job. Long values are cut.
pub fn run(job: &Job) -> Preview {
    let set = CompiledSet::new(&job.set);
    let mut environment = Environment::default();
    environment.now = Ticks::from_unix(job.now);
    let [user, changed, gone] =
        [&job.user, &job.changed, &leaver(&job.user)].map(crate::user::SourceUser::record);
    let user = set.apply(&user, &mut environment);
    let changed = set.apply(&changed, &mut environment);
    let gone = set.apply(&gone, &mut environment);
    let known = Known::from_lines(&job.roles, &job.teams);
    let operations = job.set.operations;
    let forms = |after: &Applied<'_>, kinds: [Kind; 2]| {
        let forms = [PatchForm::Default, PatchForm::Flag];
        [0, 1].map(|index| update(&user, after, forms[index], kinds[index], operations.update))
    };
    let mut requests = vec![find(&user), create(&user, &known, operations.create)];
    requests.extend(forms(&changed, [Kind::Update, Kind::UpdateFlag]));
    requests.extend(forms(&gone, [Kind::Disable, Kind::DisableFlag]));
    Preview {
        rows: user.pairs().map(|(row, given)| shown(row, given)).collect(),
        requests,
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn shown(row: &CompiledRow, given: &Given<'_>) -> Shown {
    match given {
        Given::One(text) => Shown::One(cut(text)),
        Given::Many(texts) => {
            Shown::Many(texts.iter().take(MAX_SHOWN).map(|text| cut(text)).collect())
        }
        Given::Null => match row.on_creation(given).text() {
            Some(default) => Shown::Default(cut(default)),
            None => Shown::Null,
        },
        Given::Ignored(Flow::Attribute) => Shown::Ignored,
        Given::Ignored(Flow::Object) => Shown::UserIgnored,
        Given::Failed(error) => Shown::Failed {
            message: error.to_string(),
            span: (error.span.start, error.span.end),
        },
    }
}

fn nothing(kind: Kind, why: &str) -> Request {
    Request {
        kind,
        line: String::new(),
        body: String::new(),
        verdict: Verdict::NotSent,
        reasons: vec![why.to_owned()],
        left_out: Vec::new(),
    }
}

fn find(user: &Applied<'_>) -> Request {
    match payload::match_query(user) {
        None => nothing(
            Kind::Match,
            "The matching attribute has no value, so Entra skips the user.",
        ),
        Some(query) => Request {
            kind: Kind::Match,
            line: format!("GET {}", query.path),
            body: query.filter,
            verdict: Verdict::Accepted,
            reasons: Vec::new(),
            left_out: Vec::new(),
        },
    }
}

fn create(user: &Applied<'_>, known: &Known, ticked: bool) -> Request {
    if !ticked {
        return nothing(
            Kind::Create,
            "Create is not ticked under Target Object Actions, so Entra creates nobody.",
        );
    }
    let post = payload::post(user);
    let reasons = expected::create(user, known);
    Request {
        kind: Kind::Create,
        line: "POST /Users".to_owned(),
        body: body(&post.body),
        verdict: expected::verdict(&reasons),
        reasons: reasons.iter().map(expected::Reason::message).collect(),
        left_out: post.left_out.iter().map(left_out).collect(),
    }
}

fn update(
    before: &Applied<'_>,
    after: &Applied<'_>,
    form: PatchForm,
    kind: Kind,
    ticked: bool,
) -> Request {
    if !ticked {
        return nothing(
            kind,
            "Update is not ticked under Target Object Actions, so Entra changes and switches off nobody.",
        );
    }
    let Some(patch) = payload::patch(before, after, form) else {
        return nothing(
            kind,
            match kind {
                Kind::Disable | Kind::DisableFlag => {
                    "Nothing that is mapped changes when the user leaves, so the user stays active in Talkdesk. Map active from IsSoftDeleted."
                }
                _ => "Nothing that is mapped differs between the two users.",
            },
        );
    };
    let reasons = expected::update(form);
    Request {
        kind,
        line: "PATCH /Users/{id}".to_owned(),
        body: body(&patch),
        verdict: expected::verdict(&reasons),
        reasons: reasons.iter().map(expected::Reason::message).collect(),
        left_out: Vec::new(),
    }
}

fn body(json: &Json) -> String {
    let text = json.pretty();
    if text.len() <= MAX_BODY {
        return text;
    }
    format!(
        "The body has {} bytes, which is more than is shown here ({MAX_BODY}).",
        text.len()
    )
}

fn left_out(left: &LeftOut) -> String {
    format!("{} {}.", left.target, left.why.words())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::{MappingSet, Row, Source};
    use crate::sample::{EXAMPLES, changed};
    use crate::talkdesk::ROLES;

    fn job(set: MappingSet, example: usize) -> Job {
        let user = EXAMPLES[example].user();
        Job {
            set,
            changed: changed(&user),
            user,
            roles: String::new(),
            teams: String::new(),
            now: 1_767_225_600,
        }
    }

    #[test]
    fn every_row_has_a_value_and_every_request_is_there() {
        let mut set = MappingSet::default();
        let role = "SingleAppRoleAssignment([appRoleAssignments])";
        set.put(Row::new(ROLES, Source::Expression(role.to_owned())));
        set.put(Row {
            default_value: Some("none".to_owned()),
            ..Row::new("title", Source::Direct("jobTitle".to_owned()))
        });
        let preview = run(&job(set, 2));
        assert_eq!(preview.rows.len(), 7);
        assert_eq!(preview.rows[1], Shown::One("True".to_owned()));
        assert_eq!(preview.rows[3], Shown::Null);
        assert!(
            matches!(&preview.rows[5], Shown::Failed { span: (0, 45), .. }),
            "{:?}",
            preview.rows
        );
        assert_eq!(preview.rows[6], Shown::Default("none".to_owned()));
        let words: Vec<_> = preview
            .requests
            .iter()
            .map(|request| (request.kind, request.verdict))
            .collect();
        assert_eq!(
            words,
            [
                (Kind::Match, Verdict::Accepted),
                (Kind::Create, Verdict::NotSent),
                (Kind::Update, Verdict::Unknown),
                (Kind::UpdateFlag, Verdict::Unknown),
                (Kind::Disable, Verdict::Unknown),
                (Kind::DisableFlag, Verdict::Unknown),
            ]
        );
        assert!(preview.requests[1].left_out[0].contains("name.familyName has no value"));
        assert!(preview.requests[4].body.contains("\"False\""));
    }

    #[test]
    fn a_set_that_switches_nobody_off_says_so() {
        let mut set = MappingSet::default();
        let _ = set.remove("active");
        let preview = run(&job(set, 0));
        assert_eq!(preview.requests[4].verdict, Verdict::NotSent);
        assert!(preview.requests[4].reasons[0].contains("stays active"));
    }

    #[test]
    fn operations_that_are_not_ticked_send_nothing() {
        let mut set = MappingSet::default();
        set.operations.create = false;
        set.operations.update = false;
        let preview = run(&job(set, 0));
        assert_eq!(preview.requests[0].verdict, Verdict::Accepted);
        for request in &preview.requests[1..] {
            assert_eq!(request.verdict, Verdict::NotSent, "{:?}", request.kind);
            assert!(request.line.is_empty());
        }
    }

    #[test]
    fn long_values_and_bodies_are_cut() {
        let mut set = MappingSet::default();
        set.put(Row::new(ROLES, Source::Constant("é".repeat(40_000))));
        let preview = run(&job(set, 0));
        let Shown::One(text) = &preview.rows[5] else {
            panic!("a value");
        };
        assert_eq!(text.chars().count(), MAX_SHOWN + 1);
        assert!(preview.requests[1].body.contains("more than is shown"));
    }

    #[test]
    fn the_time_is_the_given_one() {
        let mut set = MappingSet::default();
        let now = r#"FormatDateTime(Now(), , "M/d/yyyy h:mm:ss tt", "yyyy")"#;
        set.put(Row::new(ROLES, Source::Expression(now.to_owned())));
        let preview = run(&job(set, 0));
        assert_eq!(preview.rows[5], Shown::One("2026".to_owned()));
    }
}
