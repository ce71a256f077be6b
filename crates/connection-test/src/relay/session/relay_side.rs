//! What a relay does with a challenge and a request, for tests of the page.

use super::*;

/// A relay's own nonce, which a real one chooses anew.
const NONCE: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

/// The body of the status of a relay that has a code and forwards to a base.
pub fn status(challenge: &Challenge, code: &PairingCode, base: &str) -> String {
    let response = ChallengeResponse {
        base,
        nonce: NONCE,
        proof: "",
    };
    let proof = hex(&bytes(challenge.mac(code, "relay", response)));
    format!(
        r#"{{"relay":"scimdesk-relay","version":2,"base":"{base}","nonce":"{NONCE}","proof":"{proof}"}}"#
    )
}

/// The header `Authorization` that a relay makes of the encrypted one.
pub fn authorization(pass: &RelayPass, token: &str) -> String {
    let text = STANDARD.decode(token).expect("Base64");
    String::from_utf8(pass.combined(&text)).expect("a header")
}

/// The proof of a forwarded response.
pub fn response_proof(pass: &RelayPass, status: u16) -> String {
    hex(&bytes(pass.mac("response", &[&status.to_string()])))
}
