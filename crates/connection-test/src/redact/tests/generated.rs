//! Generated secrets in generated texts, written in every way and in every two.

use super::encodings::{ALONE, ENCODINGS, can_be_read};
use super::redact;

/// The generator of Marsaglia's xorshift, so that every run is the same.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }

    pub(super) fn of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }

    fn secret(&mut self) -> String {
        let alphabets: [&[u8]; 4] = [
            b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
            b"0123456789abcdef-",
            b"aB1+/=_-.~",
            b"aB1!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~",
        ];
        let alphabet = *self.of(&alphabets);
        let length = 12 + self.below(40);
        (0..length)
            .map(|_| char::from(*self.of(alphabet)))
            .collect()
    }

    fn around(&mut self, written: &str) -> String {
        let bodies = [
            ("", ""),
            ("the service received ", " and refuses it\n"),
            (
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:Error\"],\"status\":\"401\",\"detail\":\"not valid: ",
                "\"}",
            ),
            ("<html><p title='", "'>hello</p></html>"),
            ("https://host.example/scim/v2/Users?x=1&t=", "&y=%20z"),
            ("\\\\server\\share ", " 100 % &c."),
        ];
        let (before, after) = self.of(&bodies);
        format!("{before}{written}{after}")
    }
}

#[test]
fn no_decoding_of_a_redacted_text_has_the_secret() {
    let mut random = Random(0x5ec2_0001);
    let single = ENCODINGS.iter().chain(&ALONE);
    for (name, encode) in single {
        for _ in 0..6 {
            let secret = random.secret();
            let text = random.around(&encode(&secret));
            let clean = redact(&text, &secret);
            assert!(
                !can_be_read(&clean, &secret),
                "{name}: {secret} in {text}: {clean}"
            );
        }
    }
}

#[test]
fn nor_of_a_text_with_two_layers() {
    let mut random = Random(0x5ec2_0002);
    let mut left = Vec::new();
    for (inner_name, inner) in ENCODINGS {
        for (outer_name, outer) in ENCODINGS {
            let secret = random.secret();
            let text = random.around(&outer(&inner(&secret)));
            let clean = redact(&text, &secret);
            // Some layers lose letters, such as base64 in upper case.
            let is_due = can_be_read(&text, &secret);
            if can_be_read(&clean, &secret) || is_due && !clean.contains("[token]") {
                left.push(format!("{inner_name} in {outer_name}: {secret}: {clean}"));
            }
        }
    }
    assert!(left.is_empty(), "{}", left.join("\n"));
}

#[test]
fn nor_of_a_cut_text() {
    let mut random = Random(0x5ec2_0005);
    let mut left = Vec::new();
    for (name, encode) in ENCODINGS.iter().chain(&ALONE) {
        for _ in 0..4 {
            let secret = random.secret();
            let written = encode(&secret);
            let share = written.len() * (60 + random.below(35)) / 100;
            let cut = &written[..written.floor_char_boundary(share)];
            let text = format!("{{\"detail\":\"not valid: {cut}");
            let clean = redact(&text, &secret);
            let beginning: String = match *name {
                "reversed" => secret.chars().rev().take(7).collect(),
                _ => secret.chars().take(7).collect(),
            };
            if can_be_read(&clean, &beginning) {
                left.push(format!("{name}: {secret}: {text}: {clean}"));
            }
        }
    }
    assert!(left.is_empty(), "{}", left.join("\n"));
}

#[test]
fn the_test_can_decode_what_is_not_redacted() {
    let mut random = Random(0x5ec2_0003);
    let mut read = 0;
    for (_, inner) in ENCODINGS {
        for (_, outer) in ENCODINGS {
            let secret = random.secret();
            let text = random.around(&outer(&inner(&secret)));
            read += usize::from(can_be_read(&text, &secret));
        }
    }
    let all = ENCODINGS.len() * ENCODINGS.len();
    assert!(read * 10 > all * 9, "{read} of {all}");
}

#[test]
fn a_text_without_the_secret_stays() {
    let mut random = Random(0x5ec2_0004);
    for (_, inner) in ENCODINGS {
        for (_, outer) in ENCODINGS {
            let (secret, other) = (random.secret(), random.secret());
            let text = random.around(&outer(&inner(&other)));
            assert_eq!(redact(&text, &secret), text, "{secret}");
        }
    }
}
