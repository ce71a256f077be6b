//! What is reported of rows that Entra finds users by.
//!
//! Reports of 2018 (MicrosoftDocs/azure-docs issues 11525 and 20635): the portal
//! refuses a matching row whose expression reads more than one attribute, with
//! SchemaInvalid and "Joining property … has more than one SourceName". Nobody
//! confirmed or denied it since, so it is disputed and not an error.

use entra_expression::parse_limited;

use crate::mapping::{Row, Source};

pub const SEVERAL_SOURCES: &str = "Reported in 2018: the portal rejects a matching attribute that reads more than one source (SchemaInvalid, “Joining property … has more than one SourceName”). Save the mapping in the portal to check; one source is safe.";

/// The source attributes that a row reads, each once, in the order in which they
/// are first read. None where the expression is not complete.
pub fn source_attributes(row: &Row) -> Vec<String> {
    match &row.source {
        Source::None | Source::Constant(_) => Vec::new(),
        Source::Direct(name) => vec![name.clone()],
        Source::Expression(text) => {
            let mut names: Vec<String> = Vec::new();
            let expr = parse_limited(text).expr();
            for name in expr.iter().flat_map(|expr| expr.attributes()) {
                if !names.iter().any(|own| own == name) {
                    names.push(name.to_owned());
                }
            }
            names
        }
    }
}

/// Whether Entra finds users by a row that reads several source attributes.
pub fn reads_several_sources(row: &Row) -> bool {
    row.matching_precedence.is_some() && source_attributes(row).len() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_matching_row_with_several_attributes_is_disputed() {
        let row = |source: Source, matching: Option<u32>| Row {
            matching_precedence: matching,
            ..Row::new("userName", source)
        };
        let text = |text: &str| Source::Expression(text.to_owned());
        for (source, several) in [
            (text("Coalesce([mail], [userPrincipalName])"), true),
            (
                text(r#"Switch([mail], [userPrincipalName], "", [employeeId])"#),
                true,
            ),
            (text(r#"Join("@", [mailNickname], [companyName])"#), true),
            (text(r#"IIF([a]=[b], "x", "y")"#), true),
            (text("ToLower([mail])"), false),
            (text(r#"Coalesce([mail], [mail], "x")"#), false),
            (text("Coalesce([mail], [userPrincipalName]"), false),
            (Source::Direct("mail".to_owned()), false),
            (Source::Constant("x".to_owned()), false),
            (Source::None, false),
        ] {
            assert_eq!(
                reads_several_sources(&row(source.clone(), Some(1))),
                several,
                "{source:?}"
            );
            assert!(!reads_several_sources(&row(source, None)));
        }
    }
}
