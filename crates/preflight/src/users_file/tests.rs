use proptest::prelude::*;

use super::*;

/// Everything that a reader tells of a file.
#[derive(Debug, PartialEq)]
struct Read {
    headers: Vec<String>,
    rows: Vec<(RowPosition, Vec<Vec<String>>)>,
    notes: Vec<UsersFileNote>,
    format: Option<Format>,
    encoding: UsersFileEncoding,
}

fn cells(reader: &UsersReader) -> Vec<Vec<String>> {
    let cells = (0..reader.headers().len()).map(|column| match reader.cell(column) {
        Cell::Empty => Vec::new(),
        Cell::One(text) => vec![text.into_owned()],
        Cell::Many(texts) => texts.to_vec(),
    });
    cells.collect()
}

fn read(bytes: &[u8], part: usize) -> Result<Read, UsersFileError> {
    let mut reader = UsersReader::default();
    let mut rows = Vec::new();
    let mut take = |reader: &mut UsersReader| -> Result<(), UsersFileError> {
        while let Some(position) = reader.next()? {
            rows.push((position, cells(reader)));
        }
        Ok(())
    };
    for part in bytes.chunks(part) {
        reader.push(part)?;
        take(&mut reader)?;
    }
    reader.finish()?;
    take(&mut reader)?;
    for (position, expected) in &rows {
        let text = position.start..position.start + u64::from(position.length);
        let piece = reader.byte_ranges().byte_range(text).unwrap();
        let end = usize::try_from(piece.file.end).unwrap().min(bytes.len());
        let start = usize::try_from(piece.file.start).unwrap();
        let text = piece.text(&bytes[start..end]).unwrap();
        let mut again = reader.of_row(text);
        again.next().unwrap().unwrap();
        let width = expected.len();
        assert_eq!(&cells(&again)[..width], expected, "{position:?} read again");
    }
    Ok(Read {
        headers: reader.headers().to_vec(),
        rows,
        notes: reader.notes(),
        format: reader.format(),
        encoding: reader.encoding(),
    })
}

/// The cells of all rows as texts, with the line of each.
fn table(text: &[u8]) -> Vec<(u64, Vec<String>)> {
    let rows = read(text, 1000).unwrap().rows.into_iter();
    rows.map(|(position, cells)| {
        (
            position.line,
            cells.into_iter().map(|cell| cell.join("|")).collect(),
        )
    })
    .collect()
}

fn row(line: u64, cells: &[&str]) -> (u64, Vec<String>) {
    (line, cells.iter().map(|cell| (*cell).to_owned()).collect())
}

#[test]
fn tables_are_read_with_their_lines() {
    let expected = [row(2, &["1", "Ana"]), row(3, &["2", "Rui"])];
    for text in [
        "id,name\n1,Ana\n2,Rui\n",
        "id,name\r\n1,Ana\r\n2,Rui",
        "id,name\r1,Ana\r2,Rui\r",
        "id;name\n1;Ana\n2;Rui\n",
        "id\tname\n1\tAna\n2\tRui\n",
        "\u{FEFF}id,name\n1,Ana\n2,Rui\n",
        "\"id\",\"name\"\n\"1\",\"Ana\"\n\"2\",\"Rui\"\n\n\n",
        "id,name,\n1,Ana,\n2,Rui,\n",
    ] {
        assert_eq!(table(text.as_bytes()), expected, "{text:?}");
    }
    let typed = b"#TYPE Microsoft.Graph.User\r\nid,name\r\n1,\"A\nna\"\r\n\r\n2,Rui\r\n";
    assert_eq!(
        table(typed),
        [row(3, &["1", "A\nna"]), row(6, &["2", "Rui"])]
    );
    assert_eq!(read(typed, 9).unwrap().notes, [UsersFileNote::TypeLine]);
    // A character that only the end of the file shows to be no UTF-8.
    assert_eq!(table(b"id\r\n\xC2"), [row(2, &["Â"])]);
    assert_eq!(table(b"sep=;\nid;n\n1;a,b\n"), [row(3, &["1", "a,b"])]);
}

#[test]
fn a_table_begins_where_its_headers_are() {
    for (text, headers, line) in [
        // The named delimiter is not the most frequent one.
        ("sep=;\nid;a,b,c\n1;x,y,z\n", &["id", "a,b,c"][..], 3),
        ("version:v1.0\nid,n\n1,x\n", &["id", "n"], 3),
        ("version:v1.0,,,\r\nid,n\r\n1,x\r\n", &["id", "n"], 3),
        ("\"version:v1.0\",\nid,n\n1,x\n", &["id", "n"], 3),
        (",\n\n , \nid,n\n1,x\n", &["id", "n"], 5),
        ("\"a,\nb\";n\n1;x\n", &["a,\nb", "n"], 3),
        ("\r\n\r\n,\r\n\r\nid,n\r\n1,x\r\n", &["id", "n"], 6),
    ] {
        for part in 1..text.len() {
            let read = read(text.as_bytes(), part).unwrap();
            assert_eq!(read.headers, headers, "{text:?}");
            assert_eq!(
                (read.rows.len(), read.rows[0].0.line),
                (1, line),
                "{text:?}"
            );
        }
    }
    let read = read(b"version:v1.0\nid\n1\n", 9).unwrap();
    assert_eq!(read.notes, [UsersFileNote::VersionLine]);
}

#[test]
fn objects_are_read_with_their_lines() {
    let text = br#"{
 "value": [
  {"id":"1","accountEnabled":true,"mail":null},
  {"id":"2","proxyAddresses":["a","b"]}
 ]
}"#;
    assert_eq!(
        table(text),
        [row(3, &["1", "True", ""]), row(4, &["2", "", "", "a|b"])]
    );
    let read = read(text, 5).unwrap();
    assert_eq!(
        read.headers,
        ["id", "accountEnabled", "mail", "proxyAddresses"]
    );
    assert_eq!(
        read.notes,
        [UsersFileNote::LateMembers(vec![
            "proxyAddresses".to_owned()
        ])]
    );
}

#[test]
fn what_is_odd_is_noted() {
    let text = b"id,name,id\n1,Ana,\n2\n3,Rui,x,y\n,,\n4,Eva,\n";
    let read = read(text, 4).unwrap();
    let ragged: Vec<_> = read
        .rows
        .iter()
        .map(|(position, _)| position.ragged)
        .collect();
    assert_eq!(ragged, [false, true, true, false]);
    let lines = vec![3, 4];
    let expected = [
        UsersFileNote::Ragged { count: 2, lines },
        UsersFileNote::BlankRows(1),
        UsersFileNote::RepeatedHeaders(vec!["id".to_owned()]),
    ];
    assert_eq!(read.notes, expected);
    for note in expected {
        assert!(note.to_string().ends_with('.'), "{note:?}");
    }
}

#[test]
fn what_cannot_be_used_is_refused_with_a_message() {
    let long = format!("id\n{}", "x".repeat(MAX_ROW_BYTES + 1));
    let quote = format!("id\n1\n\"{}", "\n".repeat(MAX_ROW_BYTES + 1));
    let wide = ",".repeat(MAX_COLUMNS);
    let cases: [(&[u8], UsersFileError); 19] = [
        (b"", UsersFileError::Empty),
        (b"\xEF\xBB\xBF\r\n \n", UsersFileError::Empty),
        (b"#TYPE x", UsersFileError::Empty),
        (b",\n \n,,\n", UsersFileError::Empty),
        (
            b"\n\na@x.org\nb@x.org\n",
            UsersFileError::NoHeaders { line: 3 },
        ),
        (
            b"Ana,a@x.org\nBea,b@x.org\n",
            UsersFileError::NoHeaders { line: 1 },
        ),
        (b"id,name\n", UsersFileError::OnlyHeaders),
        (b"id,name\n,\n\n", UsersFileError::OnlyHeaders),
        (
            b"PK\x03\x04xxxx",
            UsersFileError::Binary(Some("an Excel workbook or a zip archive".to_owned())),
        ),
        (b"\0\x01\x02\x03", UsersFileError::Binary(None)),
        (b"[]", UsersFileError::NoObjects),
        (
            b"[1]",
            UsersFileError::Json {
                line: 1,
                what: "an item of the list isn’t an object".to_owned(),
            },
        ),
        (
            b"[\n{\"id\":1,}]",
            UsersFileError::Json {
                line: 2,
                what: "trailing comma".to_owned(),
            },
        ),
        (
            b"{\"error\":{\"code\":\"x\",\"message\":\"Denied\"}}",
            UsersFileError::GraphError("Denied".to_owned()),
        ),
        (
            b"id,name\n1,\"Ana\n2,Rui\n",
            UsersFileError::QuoteNotClosed { line: 2 },
        ),
        (quote.as_bytes(), UsersFileError::QuoteNotClosed { line: 3 }),
        (
            long.as_bytes(),
            UsersFileError::LongRow {
                line: 2,
                limit: 1 << 20,
            },
        ),
        (b"id\n1,2\n\"", UsersFileError::QuoteNotClosed { line: 3 }),
        (wide.as_bytes(), UsersFileError::ManyColumns),
    ];
    for (bytes, expected) in cases {
        for part in [700, 1 << 16, 1 << 22] {
            assert_eq!(read(bytes, part), Err(expected.clone()));
        }
        let (what, remedy) = (expected.to_string(), expected.remedy());
        assert!(remedy.ends_with('.') && !what.is_empty(), "{what}");
    }
}

#[test]
fn a_million_rows_are_read_and_one_more_is_refused() {
    let most = usize::try_from(MAX_ROWS).unwrap();
    let mut csv = format!("id\n{}", "1\n".repeat(most));
    let rows = |csv: &str| {
        let mut reader = UsersReader::default();
        for part in csv.as_bytes().chunks(1 << 16) {
            reader.push(part)?;
            while reader.next()?.is_some() {}
        }
        reader.finish()?;
        while reader.next()?.is_some() {}
        Ok(reader.rows())
    };
    assert_eq!(rows(&csv), Ok(MAX_ROWS));
    csv.push_str("1\n");
    assert_eq!(rows(&csv), Err(UsersFileError::ManyRows));
}

#[test]
fn a_look_has_columns_with_samples() {
    let text = b"UserPrincipalName,Id,Manager,Mail,Mail\na@x.org,1,,m,n\nb@x.org,2,,m,n\n";
    let look = sniff(text, true).unwrap();
    assert_eq!(look.origin, UsersFileOrigin::PowerShell);
    assert_eq!(
        (look.rows, look.format),
        (2, Format::Csv { delimiter: ',' })
    );
    let columns: Vec<_> = look
        .columns
        .iter()
        .map(|column| {
            (
                column.attribute.as_deref(),
                column.samples.len(),
                column.repeated,
            )
        })
        .collect();
    let expected = [
        (Some("userPrincipalName"), 2, false),
        (Some("objectId"), 2, false),
        (Some("manager"), 0, false),
        (Some("mail"), 1, false),
        (None, 1, true),
    ];
    assert_eq!(columns, expected);
    assert!(super::sniff(b"[]", true).is_err());
    let text = format!("id,mail\n{}2,c", "1,a@b\n".repeat(1000));
    let part = super::sniff(text.as_bytes(), false).unwrap();
    assert_eq!((part.rows, part.whole), (1000, false));
}

/// Texts that look like tables and objects, with what breaks them.
fn texts() -> impl Strategy<Value = Vec<u8>> {
    let csv = "(id|mail|\"a\"|[a-zé\"]{0,3})([,;\t][a-zé\" ]{0,3}){0,3}(\r\n|\n|\r)([a-z0-9é\"\0 ,;\t\r\n]{0,12}(\r\n|\n|\r)?){0,6}";
    let json = r#"(\{"value":)?\[?(\{"[a-c]":("[a-z\\\\"]{0,3}"|[0-9]|true|null|\{"x":1\}|\["y"\])\}[, \n]?){0,5}\]?(,"n":1)?\}?"#;
    let text = prop_oneof![
        csv.prop_map(String::into_bytes),
        json.prop_map(String::into_bytes)
    ];
    prop_oneof![
        3 => text.clone(),
        1 => text.clone().prop_map(|text| {
            // The same as UTF-16, with a mark.
            let text = String::from_utf8(text).unwrap_or_default();
            let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
            units.collect::<Vec<_>>().into_iter().flat_map(u16::to_le_bytes).collect()
        }),
        1 => (text, any::<u8>(), any::<prop::sample::Index>()).prop_map(|(mut text, byte, at)| {
            text.insert(at.index(text.len() + 1), byte);
            text
        }),
        1 => prop::collection::vec(any::<u8>(), 0..200),
    ]
}

#[test]
fn a_last_byte_that_has_the_encoding_is_read_again_in_it() {
    for bytes in [b"\"a\"\n\xC2".as_slice(), b"id\r\n\xC2"] {
        let read = read(bytes, 1).unwrap();
        assert_eq!(read.encoding, UsersFileEncoding::Windows1252);
        assert_eq!(read.rows[0].1, [["\u{c2}"]]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn parting_a_file_changes_nothing(bytes in texts(), part in 1_usize..40) {
        prop_assert_eq!(read(&bytes, part), read(&bytes, usize::MAX));
    }

    #[test]
    fn any_bytes_can_be_looked_at(bytes in texts(), whole in any::<bool>()) {
        if let Ok(look) = sniff(&bytes, whole) {
            prop_assert!(look.columns.len() <= MAX_COLUMNS);
        }
    }
}
