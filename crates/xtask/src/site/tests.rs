//! The style sheets of the pages are joined into one file, so a class that
//! two of them style without saying where would look otherwise in both.

use std::collections::BTreeMap;

use fs_err as fs;

use crate::project::Project;

/// Sheets whose classes are there for every place.
const SHARED: [&str; 3] = ["tokens.css", "frame.css", "ui.css"];

/// The classes that the rules of a sheet begin with: `what` of `.what .row`,
/// and nothing of `.found .what` or `.tag.what`, which say where.
fn openings(sheet: &str) -> Vec<String> {
    let mut text = String::new();
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("/*") {
        text.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    let selectors = text
        .split('{')
        .filter_map(|part| part.rsplit(['}', ';']).next());
    let mut classes: Vec<String> = selectors
        .flat_map(|selectors| selectors.split(','))
        .filter_map(|selector| selector.trim().strip_prefix('.'))
        .filter_map(|selector| {
            let end = |c: char| !c.is_alphanumeric() && c != '-' && c != '_';
            let name = selector.split(end).next()?;
            let alone = !selector[name.len()..].starts_with('.');
            alone.then(|| name.to_owned())
        })
        .collect();
    classes.sort();
    classes.dedup();
    classes
}

#[test]
fn no_two_pages_style_the_same_class() {
    let folder = Project::find().unwrap().path("style");
    let mut sheets_of: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if SHARED.contains(&name.as_str()) {
            continue;
        }
        for class in openings(&fs::read_to_string(&path).unwrap()) {
            sheets_of.entry(class).or_default().push(name.clone());
        }
    }
    sheets_of.retain(|_, sheets| sheets.len() > 1);
    assert!(sheets_of.is_empty(), "{sheets_of:#?}");
}

#[test]
fn what_a_rule_begins_with_is_found() {
    let sheet = "/* .no { */ .a, .b .c { x: y; } @media (a) { .d:hover { } .e.f { } .g > h { } }";
    assert_eq!(openings(sheet), ["a", "b", "d", "g"]);
}
