//! Users files of any size that look like downloads of the portal, with a
//! known list of errors. The same number of users gives the same file.

mod planted;

use std::collections::BTreeSet;

use super::protocol::{InputPurpose, PlannedFile, PreflightOptions, PreflightPlan};
use crate::report::finding_kind::FindingKind;
use crate::users_file::Column;
use provisioning::entra::APP_ROLES;
use provisioning::mapping::{APP_ROLE_EXPRESSION, MappingSet, Row, Source};
use provisioning::talkdesk::{ROLES, TEAMS};

use planted::PLANTED_FINDINGS;

/// The newer headers of the portal's download, with two columns that an admin
/// adds for the mappings.
const HEADERS: &str = "userPrincipalName,displayName,surname,mail,givenName,id,userType,jobTitle,department,accountEnabled,usageLocation,streetAddress,state,country,officeLocation,city,postalCode,telephoneNumber,mobilePhone,alternateEmailAddress,ageGroup,consentProvidedForMinor,legalAgeGroupClassification,companyName,creationType,directorySynced,invitationState,identityIssuer,createdDateTime,appRole,extensionAttribute1";

/// First names, each with its form in addresses.
const GIVEN: [(&str, &str); 24] = [
    ("Ana", "ana"),
    ("João", "joao"),
    ("Maria", "maria"),
    ("José", "jose"),
    ("Inês", "ines"),
    ("Zoë", "zoe"),
    ("Søren", "soren"),
    ("Łukasz", "lukasz"),
    ("Chloé", "chloe"),
    ("Kim", "kim"),
    ("Priya", "priya"),
    ("Wei", "wei"),
    ("Fatima", "fatima"),
    ("Olu", "olu"),
    ("Mary Ann", "maryann"),
    ("Jean-Luc", "jean-luc"),
    ("Björn", "bjorn"),
    ("Aoife", "aoife"),
    ("Dmitri", "dmitri"),
    ("Noor", "noor"),
    ("Peter", "peter"),
    ("Hannah", "hannah"),
    ("Tomás", "tomas"),
    ("Li", "li"),
];

const SURNAMES: [(&str, &str); 24] = [
    ("Silva", "silva"),
    ("Fernández", "fernandez"),
    ("Müller", "muller"),
    ("O'Neill", "oneill"),
    ("Nguyễn", "nguyen"),
    ("Kowalski", "kowalski"),
    ("de Vries", "devries"),
    ("Smith", "smith"),
    ("Gonçalves", "goncalves"),
    ("Åberg", "aberg"),
    ("Dvořák", "dvorak"),
    ("Rossi", "rossi"),
    ("Sharma", "sharma"),
    ("Chen", "chen"),
    ("Al-Farsi", "alfarsi"),
    ("Okafor", "okafor"),
    ("Jones", "jones"),
    ("Yılmaz", "yilmaz"),
    ("Papadopoulos", "papadopoulos"),
    ("Ivanov", "ivanov"),
    ("Horváth", "horvath"),
    ("Dupont", "dupont"),
    ("Brown", "brown"),
    ("Lindqvist", "lindqvist"),
];

const CITIES: [(&str, &str, &str); 6] = [
    ("Lisboa", "1200-161", "PT"),
    ("Porto", "4000-322", "PT"),
    ("Berlin", "10115", "DE"),
    ("Dublin", "D02 X285", "IE"),
    ("Kraków", "30-001", "PL"),
    ("Madrid", "28001", "ES"),
];

const DEPARTMENTS: [&str; 4] = ["Sales", "Support", "Care", "Operations"];

const ROLE_NAMES: [&str; 4] = ["Agent", "Supervisor", "Team Lead", "Administrator"];

const TEAM_NAMES: [&str; 4] = ["Sales", "Support", "Care", "Back office"];

/// A generated file and what it is made for.
#[derive(Debug)]
pub struct Fixture {
    pub csv: String,
    /// What the run has to find: users in their order, counted from 0, and
    /// kinds.
    pub planted: BTreeSet<(u32, FindingKind)>,
    pub repeated: u32,
    pub plan: PreflightPlan,
}

#[derive(Clone, Default)]
struct User {
    upn: String,
    surname: String,
    given: String,
    mail: String,
    id: String,
    kind: &'static str,
    enabled: bool,
    department: &'static str,
    role: String,
    team: String,
    beyond: bool,
}

/// Random numbers that are the same every time: <https://prng.di.unimi.it/splitmix64.c>.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

fn pick<T: Copy, const N: usize>(random: &mut SplitMix64, all: &[T; N]) -> T {
    #[expect(clippy::cast_possible_truncation)]
    let index = random.next_u64() as usize % N;
    all[index]
}

/// How many users there are for each spoilt one.
const STEP: usize = 20;

pub fn generate(count: usize) -> Fixture {
    part(0, count)
}

/// Makes a part of a file, for files that are too large to be made at once:
/// users from a number on. Only the first part has headers.
pub fn part(first: usize, count: usize) -> Fixture {
    let mut random = SplitMix64((first + count) as u64);
    let mut csv = String::with_capacity(count * 340 + HEADERS.len() + 2);
    if first == 0 {
        csv.push_str(HEADERS);
        csv.push_str("\r\n");
    }
    let mut planted = BTreeSet::new();
    let mut repeated = 0;
    let mut before = User::default();
    // A small file has errors as well, with one user between two of them.
    let step = STEP.min((count / 4).max(2));
    for number in first..first + count {
        let mut user = user(number, &mut random);
        if number % step == step - 1 {
            let which = number / step % PLANTED_FINDINGS.len();
            let (kinds, spoil) = PLANTED_FINDINGS[which];
            spoil(&mut user, &before);
            let index = u32::try_from(number).unwrap_or(u32::MAX);
            planted.extend(kinds.iter().map(|kind| (index, *kind)));
            if kinds.contains(&FindingKind::Duplicate) {
                planted.insert((index - 1, FindingKind::Duplicate));
            }
            repeated += u32::from(which == PLANTED_FINDINGS.len() - 1);
        }
        write(&user, number, &mut random, &mut csv);
        before = user;
    }
    Fixture {
        csv,
        planted,
        repeated,
        plan: plan(),
    }
}

/// The mapping set of Talkdesk's guide with roles and teams, over all columns.
pub fn plan() -> PreflightPlan {
    let mut set = MappingSet::default();
    set.put(Row::new(
        ROLES,
        Source::Expression(APP_ROLE_EXPRESSION.to_owned()),
    ));
    let teams = r#"Switch([department], [extensionAttribute1], "Sales", "Sales", "Support", "Support", "Care", "Care;Back office")"#;
    set.put(Row::new(TEAMS, Source::Expression(teams.to_owned())));
    let columns = HEADERS.split(',').map(|name| Column {
        name: name.to_owned(),
        attribute: match name {
            "appRole" => Some(APP_ROLES.to_owned()),
            name => crate::users_file::attribute(name),
        },
        ..Column::default()
    });
    PreflightPlan {
        files: vec![PlannedFile {
            purpose: InputPurpose::Users,
            columns: columns.collect(),
        }],
        set,
        options: PreflightOptions {
            roles: ROLE_NAMES.map(str::to_owned).into(),
            teams: TEAM_NAMES.map(str::to_owned).into(),
            ..PreflightOptions::default()
        },
    }
}

fn user(number: usize, random: &mut SplitMix64) -> User {
    let (given, first) = pick(random, &GIVEN);
    let (surname, last) = pick(random, &SURNAMES);
    let upn = format!("{first}.{last}{number}@contoso.com");
    let (a, b) = (random.next_u64(), random.next_u64());
    User {
        mail: upn.clone(),
        upn,
        surname: surname.to_owned(),
        given: given.to_owned(),
        id: format!(
            "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
            a >> 32,
            a >> 16 & 0xFFFF,
            a & 0xFFF,
            b >> 52,
            b & 0xFFFF_FFFF_FFFF
        ),
        kind: "Member",
        enabled: true,
        department: pick(random, &DEPARTMENTS),
        role: pick(random, &ROLE_NAMES).to_owned(),
        team: String::new(),
        beyond: false,
    }
}

fn write(user: &User, number: usize, random: &mut SplitMix64, csv: &mut String) {
    let (city, post, country) = pick(random, &CITIES);
    let name = format!("{} {}", user.given, user.surname);
    let phone = format!("+351 21 {:07}", random.next_u64() % 10_000_000);
    let mobile = format!("+351 91{:07}", random.next_u64() % 10_000_000);
    let street = format!("Rua {}, {}", pick(random, &SURNAMES).0, number % 200 + 1);
    let enabled = if user.enabled { "True" } else { "False" };
    let cells = [
        &user.upn,
        &name,
        &user.surname,
        &user.mail,
        &user.given,
        &user.id,
        user.kind,
        "Contact centre agent",
        user.department,
        enabled,
        country,
        &street,
        "",
        country,
        "Building 2",
        city,
        post,
        &phone,
        &mobile,
        "",
        "",
        "",
        "",
        "Contoso",
        "",
        "True",
        "",
        "contoso.com",
        "2024-03-14T09:26:53Z",
        &user.role,
        &user.team,
    ];
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            csv.push(',');
        }
        match cell.contains(['"', ',', '\n']) {
            true => {
                csv.push('"');
                csv.push_str(&cell.replace('"', "\"\""));
                csv.push('"');
            }
            false => csv.push_str(cell),
        }
    }
    if user.beyond {
        csv.push_str(",beyond");
    }
    csv.push_str("\r\n");
}
