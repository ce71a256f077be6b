//! Addresses of files in reports.

use std::path::{Component, Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

use crate::input::InputName;

/// RFC 3986, section 2.3: what never needs an escape, and the slash of a path.
const UNESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// Where a file is.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FileUri {
    pub(super) uri: String,
    /// Whether the address is relative to the folder of the command.
    pub(super) is_relative: bool,
}

/// The address of a file, relative to a folder if it is within that.
pub(super) fn file_uri(name: &InputName, folder: &Path) -> FileUri {
    let path = match name {
        InputName::StandardInput => {
            return FileUri {
                uri: "stdin".to_owned(),
                is_relative: true,
            };
        }
        InputName::File(path) => path,
    };
    let whole = without_dots(&folder.join(path));
    match whole.strip_prefix(without_dots(folder)) {
        Ok(relative) => FileUri {
            uri: encoded(relative),
            is_relative: true,
        },
        Err(_) => FileUri {
            uri: format!("file://{}{}", leading_slash(&whole), encoded(&whole)),
            is_relative: false,
        },
    }
}

/// Without `.` and `..`, by the names alone.
fn without_dots(path: &Path) -> PathBuf {
    let mut whole = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                let _ = whole.pop();
            }
            part => whole.push(part),
        }
    }
    whole
}

/// What has to come between the authority, which is empty, and a path.
fn leading_slash(path: &Path) -> &'static str {
    match path.as_os_str().as_encoded_bytes().first() {
        Some(b'/') => "",
        _ => "/",
    }
}

/// Names that are no text keep their bytes.
fn encoded(path: &Path) -> String {
    let bytes = path.as_os_str().as_encoded_bytes();
    let slashes: Vec<u8> = match cfg!(windows) {
        true => bytes
            .iter()
            .map(|byte| if *byte == b'\\' { b'/' } else { *byte })
            .collect(),
        false => bytes.to_vec(),
    };
    percent_encode(&slashes, UNESCAPED).to_string()
}

#[cfg(all(test, unix))]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    use super::*;

    #[test]
    fn addresses_are_relative_within_the_folder() {
        for (path, uri, is_relative) in [
            ("a/schema.json", "a/schema.json", true),
            ("./a b/é.json", "a%20b/%C3%A9.json", true),
            ("/work/x/../schema.json", "schema.json", true),
            ("/tmp/a#b", "file:///tmp/a%23b", false),
            ("../other", "file:///other", false),
            ("c:d", "c%3Ad", true),
        ] {
            let name = InputName::File(PathBuf::from(path));
            let due = FileUri {
                uri: uri.to_owned(),
                is_relative,
            };
            assert_eq!(file_uri(&name, Path::new("/work")), due, "{path}");
        }
        let name = InputName::File(PathBuf::from(OsStr::from_bytes(b"caf\xE9.json")));
        assert_eq!(file_uri(&name, Path::new("/work")).uri, "caf%E9.json");
    }
}
