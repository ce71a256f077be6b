//! The questions at the start of the guide, and what their answers change.

use provisioning::entra::APP_ROLES;
use provisioning::mapping::{APP_ROLE_EXPRESSION, MappingSet, Row, Source};
use provisioning::talkdesk::{self, DEFAULT_ROLE};
use setup::{GuideStart, Setup, SetupMethod, Timestamp};

/// Where roles or teams come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueSource {
    /// Not mapped.
    Nowhere,
    SameForAll,
    AppRole,
    Attribute,
    /// An expression that reads something else.
    Expression,
}

/// An answer to "Roles come from" or "Teams come from".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceChoice {
    Nowhere,
    /// The same names for each user, separated by semicolons.
    SameForAll(String),
    AppRole,
    /// The name of a user attribute.
    Attribute(String),
}

impl ValueSource {
    /// As the start card offers it for a target, by its full name.
    pub fn label(self, target: &str) -> &'static str {
        let is_roles = target == talkdesk::ROLES;
        match (self, is_roles) {
            (Self::Nowhere, true) => "No roles: everyone becomes Agent",
            (Self::Nowhere, false) => "No teams",
            (Self::SameForAll, true) => "One role for everyone",
            (Self::SameForAll, false) => "One team for everyone",
            (Self::AppRole, _) => "App roles in Entra",
            (Self::Attribute, _) => "A user attribute",
            (Self::Expression, _) => "An expression",
        }
    }

    /// What the start card offers for a target, in order.
    pub fn offered(target: &str) -> [Self; 4] {
        match target == talkdesk::ROLES {
            true => [
                Self::AppRole,
                Self::SameForAll,
                Self::Attribute,
                Self::Nowhere,
            ],
            false => [
                Self::Nowhere,
                Self::Attribute,
                Self::SameForAll,
                Self::AppRole,
            ],
        }
    }

    /// The answer that choosing it stands for, with values to start from.
    /// Nothing for an expression, which is written in Mappings.
    pub fn choice(self, target: &str) -> Option<SourceChoice> {
        let is_roles = target == talkdesk::ROLES;
        Some(match self {
            Self::Nowhere => SourceChoice::Nowhere,
            Self::SameForAll => SourceChoice::SameForAll(match is_roles {
                true => DEFAULT_ROLE.to_owned(),
                false => String::new(),
            }),
            Self::AppRole => SourceChoice::AppRole,
            Self::Attribute => SourceChoice::Attribute("department".to_owned()),
            Self::Expression => return None,
        })
    }
}

/// Where the value of a target comes from. Reads no expression.
pub fn value_source(set: &MappingSet, target: &str) -> ValueSource {
    match set.row(target).map(|row| &row.source) {
        None | Some(Source::None) => ValueSource::Nowhere,
        Some(Source::Constant(_)) => ValueSource::SameForAll,
        Some(Source::Direct(_)) => ValueSource::Attribute,
        Some(Source::Expression(text)) if text.contains(APP_ROLES) => ValueSource::AppRole,
        Some(Source::Expression(text)) if text.contains('[') => ValueSource::Attribute,
        Some(Source::Expression(_)) => ValueSource::Expression,
    }
}

/// Changes where a target comes from. What was there stays if it comes from
/// there already, so that choosing "App roles" again keeps a table over them.
/// Returns whether the mappings changed.
pub fn choose_source(set: &mut MappingSet, target: &str, answer: &SourceChoice) -> bool {
    let Some(attribute) = talkdesk::target(target) else {
        return false;
    };
    let source = match answer {
        SourceChoice::Nowhere => None,
        SourceChoice::SameForAll(names) => Some(Source::Constant(names.clone())),
        SourceChoice::AppRole if value_source(set, attribute.name) == ValueSource::AppRole => {
            return false;
        }
        SourceChoice::AppRole => Some(Source::Expression(APP_ROLE_EXPRESSION.to_owned())),
        SourceChoice::Attribute(name) => Some(Source::Direct(name.clone())),
    };
    let before = set.row(attribute.name).cloned();
    // Whatever else the row says stays.
    let row = source.map(|source| match &before {
        Some(row) => Row {
            source,
            ..row.clone()
        },
        None => Row::new(attribute.name, source),
    });
    let has_changed = row != before;
    match row {
        Some(row) => set.put(row),
        None => drop(set.remove(attribute.name)),
    }
    has_changed
}

/// The answers as they are, and what follows from them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartCard {
    /// The region or "Custom URL"; nothing without an answer.
    pub region: Option<String>,
    /// What the region gives.
    pub tenant_url: Option<String>,
    /// The name as it will be used.
    pub application: String,
    pub roles: ValueSource,
    pub teams: ValueSource,
    pub method: SetupMethod,
}

impl StartCard {
    pub fn of(setup: &Setup) -> Self {
        let tenant_url = setup.tenant.url();
        let region = tenant_url.is_some().then(|| setup.tenant.name().to_owned());
        Self {
            region,
            tenant_url,
            application: setup.application().to_owned(),
            roles: value_source(&setup.mapping, talkdesk::ROLES),
            teams: value_source(&setup.mapping, talkdesk::TEAMS),
            method: method(setup),
        }
    }
}

/// Whether the start card comes before the first step: it was not answered, and
/// nothing else says that the work has started.
pub fn is_start_card_due(setup: &Setup) -> bool {
    setup.guide_start.is_none()
        && !setup.guide.has_marks()
        && setup.connection_passed.is_none()
        && setup.preflight.is_none()
}

/// How the steps are carried out.
pub fn method(setup: &Setup) -> SetupMethod {
    setup
        .guide_start
        .as_ref()
        .map_or(SetupMethod::ByHand, |start| start.method)
}

/// Keeps that the questions were answered, and the way that was chosen.
pub fn start(setup: &mut Setup, method: SetupMethod, when: Timestamp) {
    setup.guide_start = Some(GuideStart { when, method });
}

/// The name of a way, and what to expect of it.
pub fn method_label(method: SetupMethod) -> [&'static str; 2] {
    match method {
        SetupMethod::ByHand => [
            "By hand in the portal",
            "You see each screen before you open it.",
        ],
        SetupMethod::Script => [
            "With a script",
            "PowerShell, about 5 minutes. Starts with a dry run and is safe to run again.",
        ],
    }
}

/// What to have at hand before the first step.
pub fn prerequisites(setup: &Setup) -> Vec<&'static str> {
    let maps = |target| setup.mapping.maps(target);
    let mut list = vec![
        "The Application Administrator role in Entra",
        "An STS token from Talkdesk. Step 2 shows how to get one.",
    ];
    list.push(match (maps(talkdesk::ROLES), maps(talkdesk::TEAMS)) {
        (true, true) => "Roles and teams that exist in Talkdesk, and one free license per user",
        (true, false) => "Roles that exist in Talkdesk, and one free license per user",
        (false, true) => "Teams that exist in Talkdesk, and one free license per user",
        (false, false) => "One free Talkdesk license per user",
    });
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use provisioning::talkdesk::regions::Region;
    use provisioning::talkdesk::{ROLES, TEAMS};
    use setup::{SetupId, StepMark, Tenant};

    fn now() -> Timestamp {
        Timestamp("2026-11-23T19:00:00.000Z".to_owned())
    }

    fn setup() -> Setup {
        Setup::new(SetupId("00".to_owned()), "Contoso".to_owned(), now())
    }

    #[test]
    fn answers_change_the_mappings_and_are_read_from_them() {
        let expression = |text: &str| Source::Expression(text.to_owned());
        let cases = [
            (ValueSource::AppRole, Some(expression(APP_ROLE_EXPRESSION))),
            (
                ValueSource::SameForAll,
                Some(Source::Constant("Agent".to_owned())),
            ),
            (
                ValueSource::Attribute,
                Some(Source::Direct("department".to_owned())),
            ),
            (ValueSource::Nowhere, None),
        ];
        let mut set = MappingSet::default();
        for (wanted, source) in cases {
            let answer = wanted.choice(ROLES).expect("it can be chosen");
            assert!(choose_source(&mut set, ROLES, &answer), "{wanted:?}");
            assert!(!choose_source(&mut set, ROLES, &answer), "{wanted:?} again");
            assert_eq!(value_source(&set, ROLES), wanted);
            assert_eq!(set.row(ROLES).map(|row| row.source.clone()), source);
            assert!(!wanted.label(ROLES).is_empty() && !wanted.label(TEAMS).is_empty());
        }
        assert_eq!(ValueSource::Expression.choice(ROLES), None);
        assert!(!choose_source(&mut set, "title", &SourceChoice::AppRole));
        assert_eq!(set, MappingSet::default());
    }

    #[test]
    fn a_table_over_app_roles_is_not_replaced_by_the_answer_it_has() {
        let text = r#"Switch(SingleAppRoleAssignment([appRoleAssignments]), "Agent", "L", "Lead")"#;
        let row = Row {
            default_value: Some("Agent".to_owned()),
            ..Row::new(ROLES, Source::Expression(text.to_owned()))
        };
        let mut set = MappingSet::default();
        set.put(row.clone());
        assert!(!choose_source(&mut set, ROLES, &SourceChoice::AppRole));
        assert_eq!(set.row(ROLES), Some(&row));
        // Other settings of the row stay when its source changes.
        let lead = SourceChoice::SameForAll("Lead".to_owned());
        assert!(choose_source(&mut set, ROLES, &lead));
        let changed = set.row(ROLES).and_then(|row| row.default_value.clone());
        assert_eq!(changed, row.default_value);
        let text = |text: &str| Source::Expression(text.to_owned());
        set.put(Row::new(
            TEAMS,
            text(r#"IIF([city]="Porto", "North", "South")"#),
        ));
        assert_eq!(value_source(&set, TEAMS), ValueSource::Attribute);
        set.put(Row::new(TEAMS, text(r#"Append("a", "b")"#)));
        assert_eq!(value_source(&set, TEAMS), ValueSource::Expression);
    }

    #[test]
    fn the_card_is_shown_until_work_has_started() {
        let mut fresh = setup();
        assert!(is_start_card_due(&fresh));
        let card = StartCard::of(&fresh);
        assert_eq!((card.region, card.tenant_url), (None, None));
        assert_eq!(card.application, "Talkdesk SCIM App");
        fresh.tenant = Tenant::Region(Region::Europe);
        let card = StartCard::of(&fresh);
        assert_eq!(card.region.as_deref(), Some("Europe"));
        assert_eq!(
            card.tenant_url.as_deref(),
            Some("https://api.talkdeskapp.eu/scim/v2")
        );
        assert!(is_start_card_due(&fresh), "an answer alone is no start");
        let mut started = fresh.clone();
        start(&mut started, SetupMethod::Script, now());
        assert!(!is_start_card_due(&started));
        assert_eq!(method(&started), SetupMethod::Script);
        // A setup that an earlier version worked on.
        fresh.guide.set_mark("1.1", Some(StepMark::Done(now())));
        assert!(!is_start_card_due(&fresh));
        assert_eq!(method(&fresh), SetupMethod::ByHand);
    }
}
