//! Links that do not open, and what those that do open bring.

use super::*;

#[test]
fn a_link_that_was_cut_off_says_so_wherever_it_was() {
    let link = fragment(&whole(), LinkOptions::default());
    let payload = link.strip_prefix(PREFIX).expect("of ours");
    for end in 0..payload.len() {
        assert_eq!(
            LinkPayload::parse(&payload[..end]),
            Err(SetupLinkError::Cut),
            "{end}"
        );
    }
    // Programs take the end of a sentence for a part of the link.
    for end in [".", ")", " ", "é", "&x=1", "\n"] {
        assert_eq!(open(&format!("{link}{end}")), open(&link), "{end}");
        let address = format!("https://app.example/{link}{end}");
        assert_eq!(open(&address), open(&link), "{end}");
    }
}

#[test]
fn a_link_that_was_changed_is_not_opened() {
    let link = fragment(&empty(), LinkOptions::default());
    let start = PREFIX.len();
    let dot = link.rfind('.').expect("a check");
    for at in start..link.len() {
        for other in ["A", "0", "é"] {
            let changed = format!("{}{other}{}", &link[..at], &link[at + 1..]);
            if changed == link {
                continue;
            }
            let error = open(&changed).expect_err(&changed);
            if at + 8 >= dot && at != dot && other != "é" {
                assert_eq!(error, SetupLinkError::Damaged, "{changed}");
            }
        }
    }
}

#[test]
fn each_reason_has_its_own_message() {
    let record = |version: u64| {
        let mut record = record::write(&empty());
        record["version"] = version.into();
        record.to_string().into_bytes()
    };
    let valid = record(record::VERSION);
    let long_number = "9".repeat(40);
    let zeros = vec![b' '; 2 * MAX_CONTENT];
    let cases = [
        (String::new(), "The end of the link is missing"),
        ("#/import/".to_owned(), "The end of the link is missing"),
        (
            "#/import/2.7".to_owned(),
            "format 2; this one reads up to 1",
        ),
        (
            "#/import/7.a.b.c.d.e".to_owned(),
            "format 7; this one reads up to 1",
        ),
        ("#/import/0.1.1.00000000.A".to_owned(), "changed on its way"),
        ("#/import/x.1.1.00000000.A".to_owned(), "changed on its way"),
        ("#/import/1.x.1.00000000.A".to_owned(), "changed on its way"),
        (
            "#/import/1.+1.1.00000000.A".to_owned(),
            "changed on its way",
        ),
        (
            format!("#/import/1.{long_number}.1.00000000.A"),
            "changed on its way",
        ),
        (
            format!("#/import/1.{}.1.00000000.A", MAX_PAYLOAD + 1),
            "longer than any",
        ),
        ("A".repeat(MAX_PAYLOAD + 4_001), "longer than any"),
        // Decompresses to more than it says, or says more than is read.
        (made_up(&zeros, 100), "changed on its way"),
        (made_up(&zeros, zeros.len()), "longer than any"),
        (made_up(&valid, valid.len() + 1), "changed on its way"),
        (made_up(&[0xff], 1), "changed on its way"),
        (made_up(b"{}", 2), "This isn’t a scimdesk setup"),
        (
            made_up(&record(99), record(99).len()),
            "A newer version of scimdesk wrote this",
        ),
    ];
    for (link, says) in cases {
        let shown: String = link.chars().take(80).collect();
        let error = open(&link).expect_err(&shown).to_string();
        assert!(error.contains(says), "{shown}: {error}");
    }
    assert!(open(&made_up(&valid, valid.len())).is_ok());
}

#[test]
fn a_setup_that_is_too_long_is_refused_with_another_way() {
    let mut setup = empty();
    setup.guide.set_note("1.1", "n".repeat(MAX_CONTENT));
    let error = LinkContent::new(&setup, WITH_USERS, never).expect_err("too long");
    assert!(error.to_string().contains("Save it as a file"), "{error}");
    let content = LinkContent::new(&empty(), WITH_USERS, never).expect("short");
    let error = content.fragment(&[7; MAX_PAYLOAD]).expect_err("too long");
    let characters = (MAX_PAYLOAD * 4).div_ceil(3);
    assert_eq!(error, SetupLinkError::TooLong { characters });
}

#[test]
fn nothing_in_a_link_counts_as_evidence() {
    // A link that somebody else made.
    let content = record::write(&whole()).to_string();
    let opened = open(&made_up(content.as_bytes(), content.len())).expect("a setup");
    assert_eq!(opened.connection_passed, None);
    assert_eq!(opened.connection_failed, None);
    assert_eq!(opened.preflight, None);
    assert_eq!(opened.id, SetupId::default());
    let members: Vec<&str> = opened.rest.keys().map(String::as_str).collect();
    assert_eq!(members, [sample_users::MEMBER, page_data::MEMBER]);
}

proptest! {
    #[test]
    fn any_setup_arrives(
        texts in proptest::collection::vec(".*", 6),
        rows in proptest::collection::vec((".*", ".*", any::<Option<u32>>()), 0..8),
        steps in proptest::collection::vec(("[0-9.~/]{0,5}", ".*", any::<Option<bool>>()), 0..8),
        sample_users: bool,
        notes: bool,
    ) {
        let mut setup = empty();
        setup.name = texts[0].clone();
        setup.application_name = texts[1].clone();
        // What it does to credentials is in a test of its own.
        setup.tenant = Tenant::Custom(texts[2].replace(['@', '?', '#'], ""));
        setup.mapping.rows = rows
            .into_iter()
            .map(|(target, text, matching_precedence)| Row {
                matching_precedence,
                ..Row::new(&target, Source::Expression(text))
            })
            .collect();
        for (number, note, mark) in steps {
            setup.guide.set_note(&number, note);
            setup.guide.set_mark(&number, mark.map(|done| match done {
                true => StepMark::Done(now()),
                false => StepMark::NotNeeded(now()),
            }));
        }
        setup.edit_page_data(|data| {
            data.talkdesk_roles = texts[3].clone();
            data.sample_user = Some(SourceUser::of(&[("mail", &texts[4])]));
        });
        let mut user = stored_user(&texts[5]);
        user.expected[0].value = texts[3].clone();
        setup.put_sample_user(user).expect("there is room");
        let options = LinkOptions { sample_users, notes };
        let link = fragment(&setup, options);
        prop_assert_eq!(open(&link), Ok(expected(&setup, options)));
    }

    #[test]
    fn no_text_breaks_the_reader(text in ".*") {
        let _ = open(&text);
        let _ = open(&format!("{PREFIX}1.{text}"));
    }

    #[test]
    fn no_link_with_a_right_check_breaks_the_reader(
        text in "[0-9]{1,9}\\.[A-Za-z0-9_-]{0,40}",
        bytes in 0_usize..2_000,
    ) {
        let (characters, payload) = text.split_once('.').unwrap_or_default();
        let characters: usize = characters.parse().unwrap_or_default();
        let header = header(characters, bytes);
        let check = check(&header, payload);
        let _ = open(&format!("{header}{check:08x}.{payload}"));
        let header = super::header(payload.len(), bytes);
        let check = super::check(&header, payload);
        let _ = open(&format!("{header}{check:08x}.{payload}"));
    }

    #[test]
    fn no_content_breaks_the_reader(content: Vec<u8>, text in ".*") {
        let _ = open(&made_up(&content, content.len()));
        let record = json!({
            "format": record::FORMAT, "version": record::VERSION, "id": "", "name": text,
            "created": text, "workbench": text, "sampleUsers": {text.clone(): text},
        });
        let record = record.to_string();
        let _ = open(&made_up(record.as_bytes(), record.len()));
    }
}
