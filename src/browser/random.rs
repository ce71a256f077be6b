//! Random numbers, and identities made of random digits.

use setup::SetupId;

/// A seed for the random functions of an expression.
pub fn seed() -> u64 {
    (js_sys::Math::random() * 9e15) as u64
}

/// Sixteen random hexadecimal digits.
pub fn random_id() -> SetupId {
    let mut digits = String::with_capacity(16);
    while digits.len() < 16 {
        let part = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
        digits.push_str(&format!("{part:08x}"));
    }
    SetupId(digits)
}
