//! Everything that Talkdesk's guide holds is in the steps: each marker, label,
//! URN, expression and note. The table is that of the browser's test.

use guide::checklist::{ChecklistStep, STEPS, step_of};
use guide::content::{CopyableValue, StepContent, content, title};
use guide::input::{GuideInput, MappingCheck};
use guide::screen::{ControlKind, PortalScreen, StepMarker};
use provisioning::mapping::{APP_ROLE_EXPRESSION, Row, Source};
use provisioning::talkdesk::{ROLES, TEAMS};
use setup::{Setup, SetupId, Timestamp};

const BROWSER_TEST: &str = include_str!("../../../tests/browser/inventory.mjs");
const EXTENSION: &str = "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User";

/// A word, text or sign of JavaScript, as far as the table needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Text(String),
    Word(String),
    Sign(char),
}

fn tokens(source: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = source.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' | '\'' | '`' => {
                let mut text = String::new();
                while let Some(next) = rest.next() {
                    match next {
                        end if end == c => break,
                        '\\' => text.extend(rest.next()),
                        next => text.push(next),
                    }
                }
                tokens.push(Token::Text(text.replace("${EXTENSION}", EXTENSION)));
            }
            '/' if rest.peek() == Some(&'/') => {
                let _ = rest.find(|c| *c == '\n');
            }
            c if c.is_alphanumeric() => {
                let mut word = c.to_string();
                while let Some(next) = rest.next_if(|c| c.is_alphanumeric()) {
                    word.push(next);
                }
                tokens.push(Token::Word(word));
            }
            c if c.is_whitespace() => {}
            c => tokens.push(Token::Sign(c)),
        }
    }
    tokens
}

#[derive(Debug, Default)]
struct Entry {
    step: String,
    markers: Vec<u8>,
    holds: Vec<String>,
    link: Option<String>,
    has_note: bool,
}

/// The tokens of a list after `export const NAME =`.
fn list(name: &str) -> Vec<Token> {
    let start = BROWSER_TEST.find(&format!("export const {name} = ["));
    let source = &BROWSER_TEST[start.expect("the list")..];
    let end = source.find("\n];").expect("the end of the list");
    tokens(&source[..end])
}

fn entries() -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut member = String::new();
    for token in list("INVENTORY").into_iter().skip(4) {
        if let Token::Word(word) = &token
            && word.parse::<u8>().is_err()
            && word != "true"
        {
            member = word.clone();
            continue;
        }
        if let (Token::Text(step), "step") = (&token, member.as_str()) {
            entries.push(Entry {
                step: step.clone(),
                ..Entry::default()
            });
            continue;
        }
        let Some(entry) = entries.last_mut() else {
            continue;
        };
        match (token, member.as_str()) {
            (Token::Word(number), "markers") => entry.markers.extend(number.parse::<u8>()),
            (Token::Word(_), "note") => entry.has_note = true,
            (Token::Text(text), "holds") => entry.holds.push(text),
            (Token::Text(text), "link") => entry.link = Some(text),
            _ => {}
        }
    }
    entries
}

fn fresh() -> Setup {
    let now = Timestamp("2026-11-23T19:00:00.000Z".to_owned());
    Setup::new(SetupId("00".to_owned()), "Contoso".to_owned(), now)
}

/// No roles and teams, both as the guide has them, and roles from app roles.
fn setups() -> Vec<Setup> {
    let mut published = fresh();
    let constant = |name: &str| Source::Constant(name.to_owned());
    published.mapping.put(Row::new(ROLES, constant("Agent")));
    published.mapping.put(Row::new(TEAMS, constant("Sales")));
    let mut app_roles = fresh();
    let role = Source::Expression(APP_ROLE_EXPRESSION.to_owned());
    app_roles.mapping.put(Row::new(ROLES, role));
    vec![fresh(), published, app_roles]
}

fn value_text(value: &CopyableValue) -> String {
    let text = match &value.text {
        Ok(text) | Err(text) => text,
    };
    format!("{} {text}\n", value.name)
}

fn screen_text(screen: &PortalScreen) -> String {
    let mut text = screen.crumbs.join(" ");
    text.extend(screen.menu.iter().map(|item| format!(" {}", item.label)));
    for section in screen.behind.iter().chain([&screen.front]) {
        text.push_str(&format!("\n{}\n", section.title));
        for control in &section.controls {
            text.push_str(&control.label);
            match &control.kind {
                ControlKind::TextBox(Ok(content) | Err(content)) => text.push_str(content),
                ControlKind::DropDown(value) => text.push_str(value),
                ControlKind::Table { rows, .. } => {
                    text.push_str(&rows.concat().join(" "));
                }
                _ => {}
            }
            text.push('\n');
        }
    }
    text
}

/// Everything that a person can read in a step.
fn all_text(step: &ChecklistStep, input: &GuideInput, content: &StepContent) -> String {
    let mut text = format!("{}\n{}\n", title(step, input), content.lead.plain());
    for click in &content.clicks {
        text.push_str(&format!(
            "{}\n{}\n",
            click.text.plain(),
            click.names.join("\n")
        ));
        text.extend(click.values.iter().map(value_text));
    }
    text.extend(
        content
            .notes
            .iter()
            .map(|note| format!("{}\n", note.plain())),
    );
    for published in &content.published {
        text.push_str(&format!("{}\n", published.text.plain()));
        text.extend(published.value.iter().map(value_text));
    }
    for addition in &content.additions {
        text.push_str(&format!("{}\n{}\n", addition.text.plain(), addition.source));
    }
    for dispute in &content.disputes {
        let parts = [
            dispute.about,
            dispute.one,
            dispute.other,
            dispute.resolution,
        ];
        text.push_str(&parts.join("\n"));
    }
    for label in &content.other_labels {
        text.push_str(&format!(
            "{}\n{}\n",
            label.published,
            label.other_texts.join("\n")
        ));
    }
    text.extend(
        content
            .links
            .iter()
            .map(|link| format!("{} {}\n", link.text, link.href)),
    );
    if content.has_region_field {
        text.push_str("Region of the Talkdesk account\n");
    }
    text.extend(content.screen.iter().map(screen_text));
    text
}

/// All markers of a screen.
fn drawn_markers(screen: &PortalScreen) -> Vec<StepMarker> {
    let menu = screen.menu.iter().map(|item| item.marker);
    let sections = screen.behind.iter().chain([&screen.front]);
    let controls = sections.flat_map(|section| &section.controls);
    menu.chain(controls.map(|control| control.marker))
        .flatten()
        .collect()
}

/// Bug 6 of the review: screens had markers of other steps.
#[test]
fn a_screen_has_the_markers_of_its_step_and_no_others() {
    for setup in setups() {
        for step in &STEPS {
            let content = content(step, &GuideInput::new(&setup, &MappingCheck::Passed));
            let clicks = content.clicks.iter().filter_map(|click| click.marker);
            let mut clicked: Vec<_> = clicks.collect();
            let mut drawn = content
                .screen
                .as_ref()
                .map(drawn_markers)
                .unwrap_or_default();
            clicked.sort_unstable();
            drawn.sort_unstable();
            assert_eq!(drawn, clicked, "{}", step.number);
        }
    }
}

#[test]
fn the_steps_hold_every_marker_label_value_and_note_that_was_published() {
    let entries = entries();
    assert!(entries.len() >= 29, "{} entries", entries.len());
    let markers: usize = entries.iter().map(|entry| entry.markers.len()).sum();
    assert_eq!(markers, 7 + 41);
    for setup in setups() {
        let input = GuideInput::new(&setup, &MappingCheck::Passed);
        for entry in &entries {
            let step = step_of(&entry.step).expect("a step of the guide");
            let content = content(step, &input);
            let text = all_text(step, &input, &content);
            for words in &entry.holds {
                assert!(
                    text.contains(words),
                    "{}: {words}\nnot in\n{text}",
                    entry.step
                );
            }
            for marker in &entry.markers {
                let clicks = content.clicks.iter().filter_map(|click| click.marker);
                let drawn = content.screen.iter().flat_map(drawn_markers);
                for mut markers in [clicks.collect::<Vec<_>>(), drawn.collect()] {
                    markers.retain(|one| one.number == *marker);
                    assert_eq!(markers.len(), 1, "marker {marker} of {}", entry.step);
                }
            }
            if let Some(link) = &entry.link {
                let mut links = content.links.iter();
                assert!(links.any(|one| one.href == link), "{}: {link}", entry.step);
            }
            assert!(
                !entry.has_note || !content.notes.is_empty(),
                "{}",
                entry.step
            );
        }
    }
}

#[test]
fn what_the_published_guide_leaves_out_is_there() {
    let texts: Vec<Token> = list("ADDED").into_iter().skip(4).collect();
    let texts: Vec<String> = texts
        .into_iter()
        .filter_map(|token| match token {
            Token::Text(text) => Some(text),
            _ => None,
        })
        .collect();
    let pairs: Vec<&[String]> = texts.chunks(2).collect();
    assert!(pairs.len() >= 16, "{pairs:?}");
    for setup in setups() {
        let input = GuideInput::new(&setup, &MappingCheck::Passed);
        for pair in &pairs {
            let [words, number] = pair else {
                panic!("not a pair: {pair:?}");
            };
            let step = step_of(number).expect("a step of the guide");
            let text = all_text(step, &input, &content(step, &input));
            assert!(text.contains(words), "{number}: {words}\nnot in\n{text}");
        }
    }
}

/// Section 6 of the review: sentences that were lost or changed.
#[test]
fn sentences_of_the_published_guide_are_back() {
    let setup = fresh();
    let input = GuideInput::new(&setup, &MappingCheck::Passed);
    for (number, words) in [
        ("0.1", "SCIM User Management for Microsoft Entra ID"),
        (
            "0.1",
            "connect the SCIM application in Microsoft Entra ID to Talkdesk",
        ),
        ("0.1", "Read Talkdesk’s SCIM API page before you start."),
        ("2.8", "Return to Attribute mapping"),
        ("2.10", "On the same page"),
        ("2.11", "Add New Mappings"),
        ("2.15", "Scroll to the end of the page"),
        ("2.16", "Add New Mappings"),
        ("2.16", "For demonstration purposes"),
        ("2.19", "Select the desired users in the side panel"),
        ("2.19", "After adding all users, choose Assign"),
        ("2.20", "Finally, go to Overview"),
    ] {
        let step = step_of(number).expect("a step of the guide");
        let text = all_text(step, &input, &content(step, &input));
        assert!(text.contains(words), "{number}: {words}\nnot in\n{text}");
    }
}

#[test]
fn titles_are_short_and_every_step_says_what_to_do() {
    for setup in setups() {
        let input = GuideInput::new(&setup, &MappingCheck::Passed);
        for step in &STEPS {
            let title = title(step, &input);
            assert!(title.chars().count() <= 34, "{title}");
            let content = content(step, &input);
            assert!(!content.lead.plain().is_empty(), "{}", step.number);
            assert!(!content.clicks.is_empty(), "{}", step.number);
        }
    }
}
