//! Comparing and hashing short texts with few wide reads. In wasm a call for either costs more
//! than the work itself, and names and keys are short.

/// An odd number with bits all over, as multiplicative hashes want one.
const SPREAD: u64 = 0x517C_C1B7_2722_0A95;

/// Whether two texts are equal. Reads overlap where a length is no power of two.
#[inline]
pub(crate) fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    match one.len() {
        4..=8 => ends::<4>(one) == ends::<4>(other),
        9..=16 => ends::<8>(one) == ends::<8>(other),
        0..=3 => one.iter().eq(other),
        _ => one == other,
    }
}

/// The first and the last bytes, where there are so many.
#[inline]
fn ends<const N: usize>(bytes: &[u8]) -> Option<([u8; N], [u8; N])> {
    Some((*bytes.first_chunk()?, *bytes.last_chunk()?))
}

/// A hash that goes on from `state`: one multiplication for eight bytes. The best bits are on top.
#[inline]
pub(crate) fn hash(state: u64, bytes: &[u8]) -> u64 {
    let mix = |state: u64, word: u64| (state.rotate_left(5) ^ word).wrapping_mul(SPREAD);
    let Some(last) = bytes.last_chunk() else {
        return mix(state, short(bytes));
    };
    let words = bytes
        .chunks_exact(8)
        .filter_map(|chunk| chunk.first_chunk());
    let state = words.fold(state, |state, word| mix(state, u64::from_le_bytes(*word)));
    if bytes.len().is_multiple_of(8) {
        return state;
    }
    mix(state, u64::from_le_bytes(*last))
}

/// At most seven bytes as one number.
#[inline]
fn short(bytes: &[u8]) -> u64 {
    if let Some((first, last)) = ends::<4>(bytes) {
        return u64::from(u32::from_le_bytes(first)) | u64::from(u32::from_le_bytes(last)) << 32;
    }
    bytes
        .iter()
        .fold(0, |word, byte| word << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::{hash, same};

    /// Texts of every length up to 40, and each with one byte changed.
    #[test]
    fn every_byte_counts() {
        for length in 0..40 {
            let text = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"
                .get(..length)
                .unwrap();
            let copy: String = text.chars().collect();
            assert!(same(text, &copy));
            assert!(!same(text, &format!("{text}a")));
            for at in 0..length {
                let mut other = text.to_owned();
                other.replace_range(at..=at, "-");
                assert!(!same(text, &other), "{other}");
                let [one, two] = [text, &other].map(|text| hash(0, text.as_bytes()));
                assert_ne!(one, two, "{other}");
            }
        }
    }
}
