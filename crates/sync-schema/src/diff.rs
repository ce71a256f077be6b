//! What differs between the rows of a file and those of a setup.

use super::read::canonical;
use provisioning::mapping::{Apply, MappingSet, Row, Source};

/// One difference. The file's side comes first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemaDifference {
    Source {
        target: String,
        file: Source,
        set: Source,
    },
    Default {
        target: String,
        file: Option<String>,
        set: Option<String>,
    },
    Matching {
        target: String,
        file: Option<u32>,
        set: Option<u32>,
    },
    Apply {
        target: String,
        file: Apply,
        set: Apply,
    },
    /// The setup has no such row.
    OnlyFile { target: String, source: Source },
    /// The file has no such row.
    OnlySet { target: String, source: Source },
    /// The same rows in another order.
    Order,
    /// An operation is ticked on one side only.
    Operation {
        /// The portal's word for it.
        name: &'static str,
        file: bool,
    },
}

impl SchemaDifference {
    /// The target it is about, if it is about one.
    pub fn target(&self) -> Option<&str> {
        match self {
            Self::Source { target, .. }
            | Self::Default { target, .. }
            | Self::Matching { target, .. }
            | Self::Apply { target, .. }
            | Self::OnlyFile { target, .. }
            | Self::OnlySet { target, .. } => Some(target),
            Self::Order | Self::Operation { .. } => None,
        }
    }
}

/// All differences: first those of the file's rows in their order, then rows
/// that only the setup has, then those of the whole.
pub fn differences(file: &MappingSet, set: &MappingSet) -> Vec<SchemaDifference> {
    let mut left: Vec<Row> = set.rows.iter().map(canonical).collect();
    let mut found = Vec::new();
    let mut common = Vec::new();
    for row in file.rows.iter().map(canonical) {
        match left.iter().position(|other| other.target == row.target) {
            Some(at) => {
                let other = left.remove(at);
                common.push(row.target.clone());
                compare(row, other, &mut found);
            }
            None => found.push(SchemaDifference::OnlyFile {
                target: row.target,
                source: row.source,
            }),
        }
    }
    let shared = set.rows.iter().map(|row| &row.target);
    let shared: Vec<_> = shared.filter(|target| common.contains(target)).collect();
    let reordered = shared.len() == common.len() && !shared.into_iter().eq(common.iter());
    found.extend(left.into_iter().map(|row| SchemaDifference::OnlySet {
        target: row.target,
        source: row.source,
    }));
    if reordered {
        found.push(SchemaDifference::Order);
    }
    let (one, other) = (file.operations, set.operations);
    let operations = [
        ("Create", one.create, other.create),
        ("Update", one.update, other.update),
        ("Delete", one.delete, other.delete),
    ];
    let operations = operations
        .into_iter()
        .filter(|(_, one, other)| one != other);
    found.extend(operations.map(|(name, file, _)| SchemaDifference::Operation { name, file }));
    found
}

fn compare(file: Row, set: Row, found: &mut Vec<SchemaDifference>) {
    let target = || file.target.clone();
    if file.default_value != set.default_value {
        found.push(SchemaDifference::Default {
            target: target(),
            file: file.default_value.clone(),
            set: set.default_value,
        });
    }
    if file.matching_precedence != set.matching_precedence {
        found.push(SchemaDifference::Matching {
            target: target(),
            file: file.matching_precedence,
            set: set.matching_precedence,
        });
    }
    if file.apply != set.apply {
        found.push(SchemaDifference::Apply {
            target: target(),
            file: file.apply,
            set: set.apply,
        });
    }
    if file.source != set.source {
        found.push(SchemaDifference::Source {
            target: target(),
            file: file.source,
            set: set.source,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(rows: &[Row]) -> MappingSet {
        MappingSet {
            rows: rows.to_vec(),
            ..MappingSet::default()
        }
    }

    fn direct(target: &str, attribute: &str) -> Row {
        Row::new(target, Source::Direct(attribute.to_owned()))
    }

    #[test]
    fn each_difference_is_found_once() {
        let file = [
            direct("userName", "mail"),
            direct("externalId", "mailNickname"),
            direct("title", "jobTitle"),
        ];
        let wanted = [
            direct("externalId", "objectId"),
            direct("userName", "mail"),
            direct("active", "x"),
        ];
        let found = differences(&set(&file), &set(&wanted));
        let source = |name: &str| Source::Direct(name.to_owned());
        assert_eq!(
            found,
            [
                SchemaDifference::Source {
                    target: "externalId".to_owned(),
                    file: source("mailNickname"),
                    set: source("objectId"),
                },
                SchemaDifference::OnlyFile {
                    target: "title".to_owned(),
                    source: source("jobTitle"),
                },
                SchemaDifference::OnlySet {
                    target: "active".to_owned(),
                    source: source("x"),
                },
                SchemaDifference::Order,
            ]
        );
    }

    #[test]
    fn what_means_the_same_is_no_difference() {
        let expression = |text: &str| Row::new("a", Source::Expression(text.to_owned()));
        let mut empty = direct("b", "mail");
        empty.default_value = Some(String::new());
        empty.matching_precedence = Some(0);
        let one = [expression("Join(\" \", [a], [b])"), empty];
        let other = [expression("Join( \" \",[a],[b] )"), expression("[mail]")];
        let other = [
            other[0].clone(),
            Row {
                target: "b".to_owned(),
                ..other[1].clone()
            },
        ];
        assert_eq!(differences(&set(&one), &set(&other)), []);
    }

    #[test]
    fn operations_are_compared_one_by_one() {
        let mut other = MappingSet::default();
        other.operations.delete = false;
        let found = differences(&MappingSet::default(), &other);
        let wanted = SchemaDifference::Operation {
            name: "Delete",
            file: true,
        };
        assert_eq!(found, [wanted]);
    }
}
