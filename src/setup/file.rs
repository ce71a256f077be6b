//! Export to a file and import from one. The file is the record itself, laid
//! out for reading, so that it can be kept under version control.

use super::record::{self, RecordError};
use super::store::{Shelf, Store};
use super::{Setup, SetupId};

/// The text of an exported file.
pub fn export(setup: &Setup) -> String {
    let mut text = serde_json::to_string_pretty(&record::write(setup)).unwrap_or_default();
    text.push('\n');
    text
}

/// The name of an exported file: the set-up's name with everything that file
/// systems dislike replaced.
pub fn file_name(setup: &Setup) -> String {
    let mut name = String::new();
    for c in setup.name.chars().take(60) {
        // Letters of other scripts are fine in file names; of ASCII only some are.
        if c.is_ascii_alphanumeric() || !c.is_ascii() {
            name.push(c.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_end_matches('-');
    format!(
        "{}.scimdesk.json",
        if name.is_empty() { "set-up" } else { name }
    )
}

/// Adds the set-up of a file to the store. It keeps its identity when that is
/// free here, so that "export, delete, import" brings back the same set-up;
/// otherwise it becomes a further one under `new_id` and a free name.
pub fn import<S: Shelf>(
    store: &mut Store<S>,
    text: &str,
    new_id: SetupId,
) -> Result<Setup, RecordError> {
    let mut setup = record::read(text.trim_start_matches('\u{feff}'))?;
    let well_formed = !setup.id.0.is_empty() && setup.id.0.chars().all(|c| c.is_ascii_hexdigit());
    if !well_formed || store.get(&setup.id).is_some() {
        setup.id = new_id;
    }
    setup.name = store.free_name(&setup.name);
    store.insert(setup.clone());
    Ok(setup)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setup::Timestamp;

    fn named(name: &str) -> Setup {
        Setup::new(
            SetupId("0123456789abcdef".to_owned()),
            name.to_owned(),
            Timestamp("2026-11-23T19:00:00.000Z".to_owned()),
        )
    }

    #[test]
    fn file_names_are_safe() {
        let cases = [
            ("Contoso production", "contoso-production.scimdesk.json"),
            ("../../etc/passwd", "etc-passwd.scimdesk.json"),
            ("Müller & Söhne: EU?", "müller-söhne-eu.scimdesk.json"),
            ("", "set-up.scimdesk.json"),
            ("***", "set-up.scimdesk.json"),
        ];
        for (name, file) in cases {
            assert_eq!(file_name(&named(name)), file);
        }
    }

    #[test]
    fn an_exported_file_reads_back_also_with_a_byte_order_mark() {
        let setup = named("Contoso");
        let text = format!("\u{feff}{}", export(&setup));
        assert_eq!(record::read(text.trim_start_matches('\u{feff}')), Ok(setup));
    }
}
