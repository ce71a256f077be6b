//! Files that are certainly no users file, told by their first bytes: these are
//! refused before anything else of a file is read.

use super::UsersFileError;
use super::encoding::SIGNATURES;

/// How many bytes tell.
pub const SIGNATURE_BYTES: u32 = 16;

/// Looks at the first [`SIGNATURE_BYTES`] bytes of a file.
///
/// # Errors
///
/// The file is empty, or of a known kind that is not text.
pub fn check_signature(head: &[u8]) -> Result<(), UsersFileError> {
    if head.is_empty() {
        return Err(UsersFileError::Empty);
    }
    let known = SIGNATURES.iter().find(|(mark, _)| head.starts_with(mark));
    match known {
        Some((_, name)) => Err(UsersFileError::Binary(Some((*name).to_owned()))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_kinds_are_recognized_by_their_first_bytes() {
        assert!(
            SIGNATURES
                .iter()
                .all(|(mark, _)| mark.len() <= SIGNATURE_BYTES as usize)
        );
        let workbook = check_signature(b"PK\x03\x04\x14\x00");
        assert!(matches!(workbook, Err(UsersFileError::Binary(Some(_)))));
        assert_eq!(check_signature(b""), Err(UsersFileError::Empty));
        assert_eq!(check_signature(b"userPrincipalNam"), Ok(()));
        assert_eq!(check_signature(b"\xEF\xBB\xBFid"), Ok(()));
    }
}
