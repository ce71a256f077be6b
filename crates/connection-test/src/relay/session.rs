//! The proofs that the page and the relay exchange instead of the pairing code,
//! as `tests/relay/PROTOCOL.md` describes them.
//!
//! They are computed here and not by the browser's WebCrypto, because the last
//! request of a page that is being left cannot wait for a promise, and because a
//! page that came over plain http has no WebCrypto.

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::pairing_code::PairingCode;
use super::port::RelayPort;

/// The header with the session, the number and the MAC of a request.
pub const REQUEST_HEADER: &str = "X-Relay-Request";

/// The header with the encrypted `Authorization` header.
pub const TOKEN_HEADER: &str = "X-Relay-Token";

/// The header by which a response of the service proves its way through the
/// relay, in lower case.
pub const RESPONSE_HEADER: &str = "x-relay-proof";

/// The first line of everything that a MAC is taken of.
const PROTOCOL: &str = "scimdesk-relay/2";

/// The length of nonces, keys and MACs, in bytes.
const LENGTH: usize = 32;

/// The length of a block of SHA-256, to which HMAC fills up a key with zeros.
const BLOCK: usize = 64;

type Key = [u8; LENGTH];

/// HMAC-SHA-256 of lines. A key is shorter than a block: the code or a [`Key`].
fn mac(key: &[u8], lines: &[&str]) -> Hmac<Sha256> {
    let mut block = [0; BLOCK];
    for (to, from) in block.iter_mut().zip(key) {
        *to = *from;
    }
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(PROTOCOL.as_bytes());
    for line in lines {
        mac.update(b"\n");
        mac.update(line.as_bytes());
    }
    mac
}

fn bytes(mac: Hmac<Sha256>) -> Key {
    mac.finalize().into_bytes().into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a text is this MAC in hexadecimal digits; takes the same time for
/// every MAC.
fn is_mac(mac: Hmac<Sha256>, text: &str) -> bool {
    let digit = |digit: u8| char::from(digit).to_digit(16);
    let read = text.as_bytes().chunks(2).map(|pair| match pair {
        [high, low] => Some((digit(*high)? * 16 + digit(*low)?) as u8),
        _ => None,
    });
    let read: Option<Vec<u8>> = read.collect();
    read.is_some_and(|read| mac.verify_slice(&read).is_ok())
}

/// What the page asks of whatever responds on the relay's port.
#[derive(Debug)]
pub struct Challenge {
    port: RelayPort,
    page_origin: String,
    /// In hexadecimal digits; new for each challenge.
    nonce: String,
}

/// How a relay responds to a challenge.
#[derive(Debug, Clone, Copy)]
pub struct ChallengeResponse<'a> {
    /// The address below which it forwards requests.
    pub base: &'a str,
    pub nonce: &'a str,
    pub proof: &'a str,
}

impl Challenge {
    /// For the page at an origin. `fill_random` has `crypto.getRandomValues` fill
    /// a slice; nothing if that fails.
    pub fn new(
        port: RelayPort,
        page_origin: &str,
        fill_random: impl FnOnce(&mut [u8]) -> bool,
    ) -> Option<Challenge> {
        let mut nonce = [0; LENGTH];
        fill_random(&mut nonce).then(|| Challenge {
            port,
            page_origin: page_origin.to_owned(),
            nonce: hex(&nonce),
        })
    }

    /// In the query, because a relay of version 1 would not let the browser send
    /// an unknown header, and could not be told from none.
    pub fn url(&self) -> String {
        format!("{}?nonce={}", self.port.status_url(), self.nonce)
    }

    fn mac(&self, code: &PairingCode, role: &str, response: ChallengeResponse<'_>) -> Hmac<Sha256> {
        let ChallengeResponse { base, nonce, .. } = response;
        let port = self.port.to_string();
        let lines = [role, &self.nonce, nonce, &port, &self.page_origin, base];
        mac(code.key(), &lines)
    }

    /// The session that the response opens, if it proves that the relay has the
    /// code.
    pub fn session(
        &self,
        code: &PairingCode,
        response: ChallengeResponse<'_>,
    ) -> Option<RelaySession> {
        is_mac(self.mac(code, "relay", response), response.proof).then(|| RelaySession {
            id: response.nonce.to_owned(),
            key: bytes(self.mac(code, "session", response)),
            last_count: Cell::new(0),
        })
    }
}

/// What the page and a relay that proved itself have in common.
pub struct RelaySession {
    /// The relay's nonce.
    id: String,
    key: Key,
    last_count: Cell<u32>,
}

impl fmt::Debug for RelaySession {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("RelaySession(…)")
    }
}

/// What one request of a session is authorized with. The relay accepts each
/// number once.
#[derive(Debug)]
pub struct RelayPass {
    session: Rc<RelaySession>,
    count: u32,
}

impl RelayPass {
    /// The next one of a session.
    pub fn next(session: &Rc<RelaySession>) -> RelayPass {
        let count = session.last_count.get() + 1;
        session.last_count.set(count);
        RelayPass {
            session: session.clone(),
            count,
        }
    }

    fn mac(&self, purpose: &str, others: &[&str]) -> Hmac<Sha256> {
        let count = self.count.to_string();
        let mut lines = vec![purpose, &count];
        lines.extend(others);
        mac(&self.session.key, &lines)
    }

    /// The headers for a request to a path and query, as the browser sends it.
    /// They take the place of the header `Authorization`.
    pub fn headers(
        &self,
        method: &str,
        target: &str,
        authorization: &str,
    ) -> [(&'static str, String); 2] {
        let token = STANDARD.encode(self.combined(authorization.as_bytes()));
        let proof = bytes(self.mac("request", &[method, target, &token]));
        let request = format!("{}.{}.{}", self.session.id, self.count, hex(&proof));
        [(REQUEST_HEADER, request), (TOKEN_HEADER, token)]
    }

    /// Combines bytes with those of a key stream, which is used for this one
    /// request; the same again gives the bytes back.
    fn combined(&self, text: &[u8]) -> Vec<u8> {
        let mut combined = Vec::with_capacity(text.len());
        for (block, part) in text.chunks(LENGTH).enumerate() {
            let stream = bytes(self.mac("token", &[&block.to_string()]));
            combined.extend(part.iter().zip(stream).map(|(byte, key)| byte ^ key));
        }
        combined
    }

    /// Whether the response to the request is one that the relay forwarded.
    pub fn is_forwarded(&self, status: u16, proof: Option<&str>) -> bool {
        let due = self.mac("response", &[&status.to_string()]);
        proof.is_some_and(|proof| is_mac(due, proof))
    }
}

#[cfg(test)]
pub(crate) mod relay_side;
#[cfg(test)]
mod tests;
