//! What a text means, as text for the page.

use connection_test::checks::matching::Matching;
use connection_test::pasted_output::redact::{RedactedPaste, redact_paste};
use connection_test::redact::MARK;
use connection_test::tenant_url::rules;
use connection_test::token::SecretToken;
use explain::evidence::{APPLICATION, TENANT, evidence};
use explain::explanation::{
    Destination, ExplainedAction, ExplainedCause, Explanation, ExplanationSeverity, FurtherCause,
};
use explain::input_kind::{InputKind, RecognitionConfidence};
use explain::{SetupContext, explain, explain_as};
use provisioning::format::counted;
use provisioning_log::cause::{CauseConfidence, CauseOwner, CauseSource};
use provisioning_log::entry::{LogEntry, LogTime};
use provisioning_log::read::{EntryPosition, LogReader};
use worker_messages::explain::{
    ExplainSetup, ExplainedInput, FixTarget, InputCandidate, InputFact, InputStep, OpenWith,
    ReferenceText, ResultTone,
};

use super::clock;

/// Bytes of the original that are shown.
const MAX_ORIGINAL: usize = 20_000;

/// Bytes of the longest time that a job or log has.
const MAX_TIME: usize = 32;

/// What takes the place of a removed value.
const MARKS: [&str; 3] = [MARK, TENANT, APPLICATION];

/// Names of values after which Entra does something by itself.
const NEXT_TRY: [&str; 3] = ["Next try", "Next attempt", "Entra tries again"];

/// Explains a text. The page has removed the token from it; what else looks like
/// a secret is removed here again, which changes nothing then.
pub fn explained(text: &str, kind: Option<&str>, setup: &ExplainSetup) -> ExplainedInput {
    let paste = redact_paste(text, &SecretToken::typed(String::new()));
    let matching = Matching::of(&setup.set);
    let tenant = rules::validate(&setup.tenant_url).url;
    let context = SetupContext {
        matching: &matching,
        mappings: Some(&setup.set),
        tenant: tenant.as_ref(),
    };
    let chosen = InputKind::ALL
        .into_iter()
        .find(|known| Some(kind_id(*known).as_str()) == kind);
    let explanation = match chosen {
        Some(kind) => explain_as(&paste, kind, &context),
        None => explain(&paste, None, &context),
    };
    let is_log =
        explanation.recognition.kind == InputKind::ProvisioningLog && has_entries(paste.text());
    shown(&explanation, &paste, is_log, setup)
}

/// Whether a text is a log of several entries, for which a report says more than
/// the explanation of one.
fn has_entries(text: &str) -> bool {
    let mut reader = LogReader::default();
    let mut entries = 0_u32;
    let mut count = |_: &LogEntry<'_>, _: EntryPosition| entries += 1;
    reader.begin_file("");
    let read = reader.feed(text.as_bytes(), &mut count).is_ok()
        && reader.end_file(&mut count).is_ok()
        && reader.finish(&mut count).is_ok();
    read && entries > 1
}

fn kind_id(kind: InputKind) -> String {
    format!("{kind:?}")
}

fn shown(
    explanation: &Explanation,
    paste: &RedactedPaste,
    is_log: bool,
    setup: &ExplainSetup,
) -> ExplainedInput {
    let recognition = &explanation.recognition;
    let evidence = evidence(paste);
    let tone = tone(explanation.severity);
    let is_recognized = recognition.kind != InputKind::NotRecognized;
    let matching = setup
        .set
        .matching_targets()
        .first()
        .map(|target| (*target).to_owned());
    let actions = explanation.actions.iter();
    let steps = actions.map(|action| next_step(action, matching.as_deref()));
    let notes = explanation.setup_notes.iter().chain([&explanation.hidden]);
    let read = explanation.read.iter().map(|read| InputFact {
        name: read.name.to_owned(),
        value: readable(&read.value),
        note: String::new(),
        is_bad: tone == ResultTone::Bad && read.name == "Status",
    });
    ExplainedInput {
        kind: match is_recognized {
            true => kind_id(recognition.kind),
            false => String::new(),
        },
        recognized_as: recognition.kind.name().to_owned(),
        is_uncertain: is_recognized && recognition.confidence == RecognitionConfidence::Low,
        is_log,
        candidates: candidates(recognition.kind, &recognition.candidates),
        tone,
        sentence: sentence(&explanation.headline),
        explanation: explanation.explanation.clone(),
        consequence: explanation.consequence.clone(),
        facts: match is_recognized && !explanation.actions.is_empty() {
            true => facts(explanation),
            false => Vec::new(),
        },
        steps: steps.collect(),
        notes: notes.filter(|note| !note.is_empty()).cloned().collect(),
        read: read.collect(),
        reference: explanation.further.iter().map(further).collect(),
        open_with: open_with(recognition.kind),
        original: original(&evidence.text),
        redacted: u32::try_from(evidence.redacted).unwrap_or(u32::MAX),
        ticket: explanation.ticket(&evidence),
        source: explanation.source.map(source),
    }
}

/// The marks of removed values set off from the text around them.
fn original(text: &str) -> Vec<(String, bool)> {
    let end = text.floor_char_boundary(MAX_ORIGINAL);
    let (mut rest, left_out) = text.split_at(end);
    let mut parts = Vec::new();
    loop {
        let found = MARKS
            .iter()
            .filter_map(|mark| Some((rest.find(mark)?, *mark)));
        let Some((at, mark)) = found.min() else {
            break;
        };
        let (before, after) = rest.split_at(at);
        parts.push((before.to_owned(), false));
        parts.push((mark.to_owned(), true));
        rest = after.strip_prefix(mark).unwrap_or(after);
    }
    parts.push((rest.to_owned(), false));
    if !left_out.is_empty() {
        parts.push(("\n…".to_owned(), false));
    }
    parts.retain(|(part, _)| !part.is_empty());
    parts
}

/// The likely ones first, then all others that can be explained.
fn candidates(kind: InputKind, likely: &[InputKind]) -> Vec<InputCandidate> {
    let others = InputKind::ALL
        .iter()
        .filter(|other| !likely.contains(other));
    let all = likely.iter().chain(others).copied();
    let all = all.filter(|other| *other != kind && *other != InputKind::NotRecognized);
    all.map(|other| InputCandidate {
        kind: kind_id(other),
        label: other.name().to_owned(),
    })
    .collect()
}

fn open_with(kind: InputKind) -> Option<OpenWith> {
    match kind {
        InputKind::SynchronizationSchema => Some(OpenWith::Schema),
        InputKind::UsersFile => Some(OpenWith::Preflight),
        InputKind::MappingExpression => Some(OpenWith::Expressions),
        _ => None,
    }
}

pub fn tone(severity: ExplanationSeverity) -> ResultTone {
    match severity {
        ExplanationSeverity::Information => ResultTone::Plain,
        ExplanationSeverity::Good => ResultTone::Good,
        ExplanationSeverity::Check
        | ExplanationSeverity::Unknown
        | ExplanationSeverity::Transient => ResultTone::Warning,
        ExplanationSeverity::Failure | ExplanationSeverity::Critical => ResultTone::Bad,
    }
}

/// A headline as a sentence.
fn sentence(headline: &str) -> String {
    match headline.ends_with(['.', '!', '?', '…']) {
        true => headline.to_owned(),
        false => format!("{headline}."),
    }
}

/// Who fixes it, how certain that is, and the next try. Where nothing is wrong,
/// or no cause is known, nobody fixes it.
fn facts(explanation: &Explanation) -> Vec<InputFact> {
    let fact = |name: &str, value: String, note: &str| InputFact {
        name: name.to_owned(),
        value,
        note: note.to_owned(),
        is_bad: false,
    };
    let (owner, note) = match explanation.owner {
        CauseOwner::EntraAdmin => ("You", "in Entra"),
        CauseOwner::TalkdeskAdmin => ("You", "in Talkdesk"),
        CauseOwner::Talkdesk => ("Talkdesk’s support", "with the text for a ticket"),
        CauseOwner::NoAction => ("Nothing to do", "Entra tries again, or it is intended"),
    };
    let (certainty, why) = match explanation.confidence {
        CauseConfidence::Certain => ("Certain", "the text names it"),
        CauseConfidence::Likely => ("Likely", "no detail confirms it"),
        CauseConfidence::Possible => ("Possible", "others have the same code or status"),
    };
    let mut facts = match explanation.severity {
        ExplanationSeverity::Unknown
        | ExplanationSeverity::Information
        | ExplanationSeverity::Good => Vec::new(),
        _ => vec![
            fact("Who fixes it", owner.to_owned(), note),
            fact("How certain", certainty.to_owned(), why),
        ],
    };
    let mut read = explanation.read.iter();
    if let Some(next) = read.find(|read| NEXT_TRY.contains(&read.name)) {
        facts.push(fact("Entra tries again", readable(&next.value), ""));
    }
    facts
}

/// A time as people write it; any other value stays.
fn readable(value: &str) -> String {
    let is_time = value.len() <= MAX_TIME && value.contains('T') && value.ends_with('Z');
    let time = is_time.then(|| LogTime::parse(value)).flatten();
    time.map_or_else(
        || value.to_owned(),
        |time| format!("{} UTC", clock::short(time)),
    )
}

/// An action with its first sentence as the title.
fn next_step(action: &ExplainedAction, matching: Option<&str>) -> InputStep {
    let (title, text) = match action.text.split_once(". ") {
        Some((title, text)) => (title, text),
        None => (action.text.trim_end_matches('.'), ""),
    };
    let attribute = action.attribute.clone();
    InputStep {
        title: title.to_owned(),
        text: text.to_owned(),
        target: match action.destination {
            Destination::Mapping => FixTarget::Mapping(attribute),
            Destination::MatchingAttribute => {
                FixTarget::Mapping(attribute.or_else(|| matching.map(str::to_owned)))
            }
            Destination::GuideStep(number) => FixTarget::GuideStep(number.to_owned()),
            Destination::ConnectionTest | Destination::Credentials => FixTarget::ConnectionTest,
            Destination::LifecycleTest => FixTarget::LifecycleTest,
            Destination::Preflight => FixTarget::Preflight,
            Destination::Ticket => FixTarget::Ticket,
            Destination::SchemaImport => FixTarget::Schema,
            Destination::Expressions => FixTarget::Expressions,
            Destination::Setups => FixTarget::Setups,
            Destination::PasteMore | Destination::Elsewhere => FixTarget::Elsewhere,
        },
    }
}

fn further(further: &FurtherCause) -> ReferenceText {
    let headline = match further.count {
        0 | 1 => further.headline.clone(),
        count => format!(
            "{} ({})",
            further.headline,
            counted(count, "entry", "entries")
        ),
    };
    let mut text = ReferenceText {
        headline,
        ..ReferenceText::default()
    };
    match &further.cause {
        ExplainedCause::Operation(cause) => {
            let info = cause.info();
            text.explanation = cause.explanation();
            text.next_action = cause.next_action();
            text.owner = info.owner.title().to_owned();
            text.tone = tone(cause.severity.into());
            text.source = Some(source(info.source));
        }
        ExplainedCause::Input(cause) => {
            let info = cause.info();
            text.explanation = info.explanation.to_owned();
            text.next_action = info.next_action.to_owned();
            text.owner = info.owner.title().to_owned();
            text.tone = tone(info.severity);
            text.source = info.source.map(source);
        }
        ExplainedCause::Connection(_) => {}
    }
    text
}

/// Title and address of who documents it.
pub fn source(source: CauseSource) -> (String, Option<String>) {
    (source.title().to_owned(), source.url().map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explained_text(text: &str) -> ExplainedInput {
        explained(text, None, &ExplainSetup::default())
    }

    #[test]
    fn a_quarantine_is_never_fine_and_leads_to_a_step() {
        let input = explained_text("EncounteredQuarantineException");
        assert_eq!(input.tone, ResultTone::Bad, "{input:?}");
        assert!(input.sentence.ends_with('.'));
        assert!(!input.steps.is_empty());
        assert!(
            !input
                .candidates
                .iter()
                .any(|other| other.kind == input.kind)
        );
    }

    #[test]
    fn what_is_unknown_is_neither_certain_nor_anybodys_to_fix() {
        let facts = |text| explained_text(text).facts;
        for text in [
            "hello what",
            "[]",
            r#"{"value":[]}"#,
            "{}",
            "{\"error\":{}}",
        ] {
            assert_eq!(facts(text), [], "{text}");
        }
        let known = facts(r#"{"status":"409","detail":"User must be Active."}"#);
        let names: Vec<_> = known.iter().map(|fact| fact.name.as_str()).collect();
        assert_eq!(names, ["Who fixes it", "How certain"]);
    }

    #[test]
    fn the_kind_that_the_admin_chose_counts() {
        let text = "EncounteredQuarantineException";
        let kind = kind_id(InputKind::ErrorMessage);
        let input = explained(text, Some(&kind), &ExplainSetup::default());
        assert_eq!(input.kind, kind);
    }

    #[test]
    fn files_of_other_pages_are_offered_to_these() {
        let expression = "Switch([IsSoftDeleted], , \"False\", \"True\", \"True\", \"False\")";
        let users = "objectId,userPrincipalName,displayName\n1,ana@contoso.com,Ana\n";
        for (text, page) in [
            (expression, OpenWith::Expressions),
            (users, OpenWith::Preflight),
        ] {
            assert_eq!(explained_text(text).open_with, Some(page), "{text}");
        }
    }

    #[test]
    fn times_are_readable_and_other_values_stay() {
        assert_eq!(readable("2026-11-29T09:12:00Z"), "Nov 29, 09:12 UTC");
        for value in ["Timeout", "TZ", "2026-11-29", "0001-01-01T00:00:00Z"] {
            assert_eq!(readable(value), value);
        }
    }

    #[test]
    fn removed_values_are_set_off_in_the_original() {
        let parts = original("a [token] b [tenant ID]");
        let text: String = parts.iter().map(|(part, _)| part.as_str()).collect();
        assert_eq!(text, "a [token] b [tenant ID]");
        assert_eq!(parts.iter().filter(|(_, is_mark)| *is_mark).count(), 2);
    }

    #[test]
    fn what_is_not_recognized_has_no_kind_and_is_no_all_clear() {
        let input = explained_text("\u{1F600}");
        assert_eq!(input.kind, "");
        assert_ne!(input.tone, ResultTone::Good);
        assert!(!input.candidates.is_empty());
    }
}
