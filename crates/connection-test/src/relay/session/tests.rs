use serde_json::Value;

use super::*;

/// The same numbers as the tests of both programs have.
fn vectors() -> Value {
    serde_json::from_str(include_str!("../../../../../tests/relay/vectors.json")).expect("JSON")
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().expect(name)
}

fn code(vectors: &Value) -> PairingCode {
    PairingCode::parse(text(vectors, "code")).expect("a code")
}

fn challenge(vectors: &Value) -> Challenge {
    let port = RelayPort::parse(&vectors["port"].to_string()).expect("a port");
    let challenge = Challenge::new(port, text(vectors, "origin"), |nonce| {
        for (at, byte) in (0..).zip(nonce) {
            *byte = at;
        }
        true
    });
    challenge.expect("random bytes")
}

fn response(vectors: &Value) -> ChallengeResponse<'_> {
    ChallengeResponse {
        base: text(vectors, "base"),
        nonce: text(vectors, "relayNonce"),
        proof: text(vectors, "proof"),
    }
}

#[test]
fn a_session_is_what_the_programs_make_of_it() {
    let vectors = vectors();
    let challenge = challenge(&vectors);
    let nonce = text(&vectors, "pageNonce");
    let due = format!("http://localhost:8400/relay/status?nonce={nonce}");
    assert_eq!(challenge.url(), due);
    let session = challenge.session(&code(&vectors), response(&vectors));
    let session = Rc::new(session.expect("a right proof"));
    for request in vectors["requests"].as_array().expect("requests") {
        let pass = RelayPass::next(&session);
        let (target, authorization) = (text(request, "target"), text(request, "authorization"));
        let headers = pass.headers(text(request, "method"), target, authorization);
        let due = [
            ("X-Relay-Request", text(request, "request").to_owned()),
            ("X-Relay-Token", text(request, "token").to_owned()),
        ];
        assert_eq!(headers, due);
        let token = relay_side::authorization(&pass, text(request, "token"));
        assert_eq!(token, authorization);
        let status = request["status"].as_u64().expect("a status") as u16;
        let proof = text(request, "responseProof");
        assert!(pass.is_forwarded(status, Some(proof)));
        assert!(!pass.is_forwarded(status + 1, Some(proof)));
        assert!(
            !RelayPass::next(&Rc::new(session_with_count(&session, pass.count)))
                .is_forwarded(status, Some(proof))
        );
        for wrong in [None, Some(""), Some("0"), Some(&proof[2..]), Some("é")] {
            assert!(!pass.is_forwarded(status, wrong), "{wrong:?}");
        }
    }
}

fn session_with_count(session: &RelaySession, count: u32) -> RelaySession {
    RelaySession {
        id: session.id.clone(),
        key: session.key,
        last_count: Cell::new(count),
    }
}

/// A program without the code, an old proof, and a relay that another port,
/// another page or another service is meant for.
#[test]
fn only_the_right_proof_opens_a_session() {
    let vectors = vectors();
    let (right, code) = (response(&vectors), code(&vectors));
    let opens = |challenge: &Challenge, code: &PairingCode, response| {
        challenge.session(code, response).is_some()
    };
    let same = challenge(&vectors);
    assert!(opens(&same, &code, right));
    let other_code = PairingCode::parse("0000-0000-0000-0000-0000-0000-00").expect("a code");
    assert!(!opens(&same, &other_code, right));
    let other_nonce = Challenge::new(same.port, &same.page_origin, |nonce| {
        nonce.fill(7);
        true
    });
    assert!(!opens(&other_nonce.expect("a challenge"), &code, right));
    let port = RelayPort::parse("8401").expect("a port");
    assert!(!opens(
        &Challenge {
            port,
            ..challenge(&vectors)
        },
        &code,
        right
    ));
    let page_origin = "https://other.example".to_owned();
    assert!(!opens(
        &Challenge {
            page_origin,
            ..challenge(&vectors)
        },
        &code,
        right
    ));
    let base = "https://api.talkdeskapp.com/scim/v2";
    assert!(!opens(&same, &code, ChallengeResponse { base, ..right }));
    let nonce = text(&vectors, "pageNonce");
    assert!(!opens(&same, &code, ChallengeResponse { nonce, ..right }));
    for proof in [
        "",
        "00",
        &right.proof[1..],
        &right.proof.repeat(2),
        "no hexadecimal digits",
    ] {
        assert!(
            !opens(&same, &code, ChallengeResponse { proof, ..right }),
            "{proof}"
        );
    }
}

#[test]
fn without_random_bytes_there_is_no_challenge() {
    let port = RelayPort::default();
    assert!(Challenge::new(port, "https://page.example", |_| false).is_none());
}

#[test]
fn no_key_is_shown() {
    let vectors = vectors();
    let session = challenge(&vectors).session(&code(&vectors), response(&vectors));
    let pass = RelayPass::next(&Rc::new(session.expect("a session")));
    assert_eq!(
        format!("{pass:?}"),
        "RelayPass { session: RelaySession(…), count: 1 }"
    );
}
