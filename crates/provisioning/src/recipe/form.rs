//! A recipe's form while it is filled in.
//!
//! Everything typed stays in the draft, also when another recipe is chosen in
//! between and while it is not sound yet. Only a sound recipe becomes a row.

use crate::diagnostics::{MappingDiagnostic, RecipeField};
use crate::mapping::{Row, Source};
use crate::recipe::catalog::{self, RecipeChoice};
use crate::recipe::rules::diagnose;
use crate::recipe::{
    NameList, Recipe, RecipeKind, RecipeTable, RecipeTableEntry, RecipeTableSource,
    RecipeTableStyle, recognise, to_row,
};
use crate::talkdesk::{FAMILY_NAME, GIVEN_NAME, TEAMS, TargetAttribute, USER_NAME};

/// What stands in for a missing name until the admin wants something else.
const STAND_IN: &str = "-";

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecipeTableLine {
    pub key: String,
    /// The names, with semicolons between them.
    pub names: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecipeForm {
    target: &'static TargetAttribute,
    choice: &'static RecipeChoice,
    attribute: String,
    text: String,
    names: String,
    default: String,
    sources: Vec<String>,
    lines: Vec<RecipeTableLine>,
    writing: RecipeTableStyle,
    custom: Option<Source>,
    /// What the setup had when this form last looked.
    seen: Recipe,
    /// The last row there was, for what the form does not show: its default
    /// value must survive that the mapping is switched off and on again.
    last: Option<Row>,
}

impl RecipeForm {
    /// The form as the row of a target fills it in.
    pub fn open(target: &'static TargetAttribute, row: Option<&Row>) -> Self {
        let recipe = recognise(target, row);
        let mut draft = Self {
            target,
            choice: &catalog::CUSTOM,
            attribute: String::new(),
            text: STAND_IN.to_owned(),
            names: String::new(),
            default: String::new(),
            sources: Vec::new(),
            lines: Vec::new(),
            writing: RecipeTableStyle::default(),
            custom: None,
            seen: recipe.clone(),
            last: row.cloned(),
        };
        draft.fill_in(recipe);
        draft
    }

    /// Takes notice of the row that the setup has now. A form that is not
    /// sound holds unsaved words and is kept; any other follows the row.
    pub fn follow(&mut self, row: Option<&Row>) {
        let now = recognise(self.target, row);
        if row.is_some() {
            self.last = row.cloned();
        }
        if now == self.seen {
            return;
        }
        self.seen = now.clone();
        if self.is_sound() && self.recipe() != now && !self.writes(row) {
            self.fill_in(now);
        }
    }

    fn fill_in(&mut self, recipe: Recipe) {
        self.choice = catalog::opened_by(self.target, &recipe);
        match recipe {
            Recipe::Attribute(_) if self.choice.preset.is_some() => {}
            Recipe::Attribute(name) | Recipe::TitleCase(name) | Recipe::PlainLetters(name) => {
                self.attribute = name;
            }
            Recipe::OrText { attribute, text } => {
                self.attribute = attribute;
                self.text = text;
            }
            Recipe::Names(names) => self.names = names.text(),
            Recipe::FirstOf(names) | Recipe::Joined(names) => self.sources = names,
            Recipe::Table(table) => self.fill_in_table(table),
            Recipe::Custom(source) => self.custom = Some(source),
            Recipe::NotMapped | Recipe::SwitchDeleted | Recipe::NotDeleted | Recipe::AppRole => {}
        }
    }

    fn fill_in_table(&mut self, table: RecipeTable) {
        if let RecipeTableSource::Attribute(name) = table.source {
            self.attribute = name;
        }
        self.writing = table.writing;
        self.default = table.default.map(|names| names.text()).unwrap_or_default();
        let lines = table.entries.into_iter().map(|entry| RecipeTableLine {
            key: entry.key,
            names: entry.names.text(),
        });
        self.lines = lines.collect();
    }

    pub fn target(&self) -> &'static TargetAttribute {
        self.target
    }

    pub fn choice(&self) -> &'static RecipeChoice {
        self.choice
    }

    pub fn choices(&self) -> impl Iterator<Item = &'static RecipeChoice> {
        catalog::of(self.target).iter().chain([&catalog::CUSTOM])
    }

    /// What is written by hand, once it was chosen.
    pub fn by_hand(&self) -> Source {
        self.custom.clone().unwrap_or(Source::None)
    }

    pub fn write_by_hand(&mut self, source: Source) {
        self.custom = Some(source);
    }

    /// Chooses a recipe and gives its empty fields something to start from.
    pub fn choose(&mut self, id: &str) {
        let Some(choice) = self.choices().find(|choice| choice.id == id) else {
            return;
        };
        if choice.kind == RecipeKind::Custom && self.custom.is_none() {
            // Writing goes on from what stands there.
            let present = self.recipe().source();
            let before = || self.last.as_ref().map(|row| row.source.clone());
            let attribute = catalog::usual_source(self.target).unwrap_or_default();
            self.custom = present
                .or_else(before)
                .or_else(|| Some(Source::Direct(attribute.to_owned())));
        }
        self.choice = choice;
        match choice.kind {
            RecipeKind::TitleCase | RecipeKind::PlainLetters | RecipeKind::OrText
                if self.attribute.is_empty() =>
            {
                self.attribute = catalog::usual_source(self.target).unwrap_or("").to_owned();
            }
            RecipeKind::FirstOf if self.sources.is_empty() => {
                self.sources = first_sources(self.target).map(str::to_owned).to_vec();
            }
            RecipeKind::Joined if self.sources.is_empty() => {
                self.sources = vec![String::new(); 2];
            }
            RecipeKind::AppRoleTable | RecipeKind::AttributeTable if self.lines.is_empty() => {
                self.lines.push(RecipeTableLine::default());
            }
            _ => {}
        }
    }

    pub fn writing(&self) -> RecipeTableStyle {
        self.writing
    }

    pub fn write_as(&mut self, writing: RecipeTableStyle) {
        self.writing = writing;
    }

    pub fn lines(&self) -> &[RecipeTableLine] {
        &self.lines
    }

    /// The attributes, where several are meant.
    pub fn sources(&self) -> &[String] {
        &self.sources
    }

    pub fn text(&self, field: RecipeField) -> &str {
        match field {
            RecipeField::Attribute => &self.attribute,
            RecipeField::Text => &self.text,
            RecipeField::Names => &self.names,
            RecipeField::Default => &self.default,
            RecipeField::Source(index) => self.sources.get(index).map_or("", String::as_str),
            RecipeField::Key(index) => self.lines.get(index).map_or("", |line| &line.key),
            RecipeField::Entry(index) => self.lines.get(index).map_or("", |line| &line.names),
            RecipeField::Whole => "",
        }
    }

    pub fn set(&mut self, field: RecipeField, text: String) {
        let field = match field {
            RecipeField::Attribute => Some(&mut self.attribute),
            RecipeField::Text => Some(&mut self.text),
            RecipeField::Names => Some(&mut self.names),
            RecipeField::Default => Some(&mut self.default),
            RecipeField::Source(index) => self.sources.get_mut(index),
            RecipeField::Key(index) => self.lines.get_mut(index).map(|line| &mut line.key),
            RecipeField::Entry(index) => self.lines.get_mut(index).map(|line| &mut line.names),
            RecipeField::Whole => None,
        };
        if let Some(field) = field {
            *field = text;
        }
    }

    /// Adds an empty line or attribute at the end and says where it is.
    pub fn add(&mut self) -> RecipeField {
        if self.is_table() {
            self.lines.push(RecipeTableLine::default());
            RecipeField::Key(self.lines.len() - 1)
        } else {
            self.sources.push(String::new());
            RecipeField::Source(self.sources.len() - 1)
        }
    }

    /// Adds a line below one that gives the same names for another key: the
    /// role's value beside its display name.
    pub fn add_same(&mut self, index: usize) -> RecipeField {
        if let Some(names) = self.lines.get(index).map(|line| line.names.clone()) {
            let key = String::new();
            self.lines.insert(index + 1, RecipeTableLine { key, names });
        }
        RecipeField::Key(index + 1)
    }

    /// Removes a line or an attribute.
    pub fn remove(&mut self, index: usize) {
        if self.is_table() {
            if index < self.lines.len() {
                self.lines.remove(index);
            }
        } else if index < self.sources.len() {
            self.sources.remove(index);
        }
    }

    /// Moves a line or an attribute one step up. Returns whether it could.
    pub fn move_up(&mut self, index: usize) -> bool {
        let length = if self.is_table() {
            self.lines.len()
        } else {
            self.sources.len()
        };
        if index == 0 || index >= length {
            return false;
        }
        if self.is_table() {
            self.lines.swap(index - 1, index);
        } else {
            self.sources.swap(index - 1, index);
        }
        true
    }

    pub fn is_table(&self) -> bool {
        matches!(
            self.choice.kind,
            RecipeKind::AppRoleTable | RecipeKind::AttributeTable
        )
    }

    /// The recipe as it is filled in, sound or not.
    pub fn recipe(&self) -> Recipe {
        let attribute = || self.attribute.clone();
        match self.choice.kind {
            RecipeKind::NotMapped => Recipe::NotMapped,
            RecipeKind::Attribute => {
                Recipe::Attribute(self.choice.preset.map_or_else(attribute, str::to_owned))
            }
            RecipeKind::Names => Recipe::Names(NameList::parse(&self.names)),
            RecipeKind::SwitchDeleted => Recipe::SwitchDeleted,
            RecipeKind::NotDeleted => Recipe::NotDeleted,
            RecipeKind::TitleCase => Recipe::TitleCase(attribute()),
            RecipeKind::PlainLetters => Recipe::PlainLetters(attribute()),
            RecipeKind::OrText => Recipe::OrText {
                attribute: attribute(),
                text: self.text.clone(),
            },
            RecipeKind::FirstOf => Recipe::FirstOf(self.sources.clone()),
            RecipeKind::AppRole => Recipe::AppRole,
            RecipeKind::AppRoleTable => self.table(RecipeTableSource::AppRole),
            RecipeKind::AttributeTable => self.table(RecipeTableSource::Attribute(attribute())),
            RecipeKind::Joined => Recipe::Joined(self.sources.clone()),
            RecipeKind::Custom => match &self.custom {
                Some(source) => Recipe::Custom(source.clone()),
                None => Recipe::NotMapped,
            },
        }
    }

    fn table(&self, source: RecipeTableSource) -> Recipe {
        let entries = self.lines.iter().map(|line| RecipeTableEntry {
            key: line.key.clone(),
            names: NameList::parse(&line.names),
        });
        Recipe::Table(RecipeTable {
            source,
            writing: self.writing,
            default: (!self.default.is_empty()).then(|| NameList::parse(&self.default)),
            entries: entries.collect(),
        })
    }

    pub fn diagnostics(&self) -> Vec<MappingDiagnostic> {
        diagnose(self.target.name, &self.recipe())
    }

    pub fn is_sound(&self) -> bool {
        !self.diagnostics().iter().any(MappingDiagnostic::is_error)
    }

    /// What to do before the draft can be saved, such as `enter a role for
    /// Admin`; nothing once it is complete.
    pub fn to_complete(&self) -> Option<String> {
        let found = self.diagnostics();
        let first = found.iter().find(|one| one.is_error())?;
        let names = match self.target.name {
            TEAMS => "team",
            _ => "role",
        };
        let number = |index: usize| index + 1;
        Some(match first.field() {
            Some(RecipeField::Entry(index)) if first.is_unfinished() => {
                match self.text(RecipeField::Key(index)) {
                    "" => format!("enter a {names} in row {}", number(index)),
                    key => format!("enter a {names} for {key}"),
                }
            }
            Some(RecipeField::Key(index)) if first.is_unfinished() => {
                let key = match self.choice.kind {
                    RecipeKind::AppRoleTable => "an app role",
                    _ => "a value",
                };
                format!("enter {key} in row {}", number(index))
            }
            Some(RecipeField::Attribute) if first.is_unfinished() => {
                "enter a source attribute".to_owned()
            }
            Some(RecipeField::Source(index)) if first.is_unfinished() => {
                format!("enter attribute {}", number(index))
            }
            Some(RecipeField::Text) => "enter a fallback value".to_owned(),
            Some(RecipeField::Names) if first.is_unfinished() => format!("enter a {names}"),
            Some(RecipeField::Whole) if first.code == "empty-table" => "add a row".to_owned(),
            Some(RecipeField::Whole) if first.code == "one-source" => {
                "add a second attribute".to_owned()
            }
            Some(RecipeField::Attribute) => "fix the source attribute".to_owned(),
            Some(RecipeField::Source(index)) => format!("fix attribute {}", number(index)),
            Some(RecipeField::Entry(index) | RecipeField::Key(index)) => {
                format!("fix row {}", number(index))
            }
            Some(RecipeField::Names) => format!("fix the {names}s"),
            Some(RecipeField::Default) => format!("fix the {names}s for everyone else"),
            Some(RecipeField::Whole) => "shorten the table".to_owned(),
            None => fix_source(&self.by_hand()).to_owned(),
        })
    }

    /// Whether the setup has exactly this.
    pub fn is_saved(&self) -> bool {
        self.recipe() == self.seen
            || (self.seen != Recipe::NotMapped && self.writes(self.last.as_ref()))
    }

    /// Whether a row has the very source that this form writes.
    fn writes(&self, row: Option<&Row>) -> bool {
        let source = self.recipe().source();
        source.as_ref() == row.map(|row| &row.source)
    }

    /// The row it writes instead of another, which is none when nothing is
    /// to be mapped. Nothing at all while it is not sound.
    pub fn row(&self, before: Option<&Row>) -> Option<Option<Row>> {
        self.is_sound()
            .then(|| to_row(self.target, &self.recipe(), before.or(self.last.as_ref())))
    }
}

/// What to do about a source with an error.
pub fn fix_source(source: &Source) -> &'static str {
    match source {
        Source::Direct(name) if name.trim().is_empty() => "enter a source attribute",
        Source::Direct(_) => "fix the source attribute",
        Source::Constant(_) => "enter a value",
        Source::Expression(text) if text.trim().is_empty() => "enter an expression",
        Source::Expression(_) | Source::None => "fix the expression",
    }
}

/// The attributes that a choice of several begins with.
fn first_sources(target: &TargetAttribute) -> [&'static str; 2] {
    match target.name {
        USER_NAME => ["mail", "userPrincipalName"],
        GIVEN_NAME => ["givenName", "displayName"],
        FAMILY_NAME => ["surname", "displayName"],
        _ => ["", ""],
    }
}

#[cfg(test)]
mod tests;
