use super::*;
use crate::relay::port::RelayPort;
use crate::relay::session::relay_side;

const BASE: &str = "https://api.talkdeskapp.eu/scim/v2";
const OTHER_BASE: &str = "https://api.talkdeskapp.com/scim/v2";
const ORIGIN: &str = "https://page.example";

fn code() -> PairingCode {
    PairingCode::parse("0123-4567-89AB-CDEF-GHJK-MNPQ-RS").expect("a code")
}

fn other_code() -> PairingCode {
    PairingCode::parse("0000-0000-0000-0000-0000-0000-00").expect("a code")
}

fn challenge(byte: u8) -> Challenge {
    let challenge = Challenge::new(RelayPort::default(), ORIGIN, |nonce| {
        nonce.fill(byte);
        true
    });
    challenge.expect("random bytes")
}

/// What responds to a challenge, and what that is for a page with the code, for
/// one without it, and for a run of the page that was paired with the relay.
struct Case {
    name: &'static str,
    response: Option<(u16, String)>,
    with_code: RelayStatus,
    without_code: RelayStatus,
    for_run: Option<RelayErrorKind>,
}

fn cases(challenge_1: &Challenge, earlier: &Challenge) -> Vec<Case> {
    use RelayErrorKind as Kind;
    use RelayStatus as Status;
    let case = |name, response: Option<(u16, String)>, with_code, without_code, for_run| Case {
        name,
        response,
        with_code,
        without_code,
        for_run,
    };
    let right = relay_side::status(challenge_1, &code(), BASE);
    let same = |name, status: u16, body: &str, due: Status, kind| {
        case(
            name,
            Some((status, body.to_owned())),
            due.clone(),
            due,
            Some(kind),
        )
    };
    let not_paired = |name, body: String, with_code, kind| {
        case(
            name,
            Some((200, body)),
            with_code,
            Status::NotPaired,
            Some(kind),
        )
    };
    let other = |name, status, body: &str| {
        same(name, status, body, Status::OtherProgram, Kind::OtherProgram)
    };
    let version = |name, status, body: &str, version| {
        let due = Status::OtherVersion(version);
        same(name, status, body, due, Kind::OtherVersion)
    };
    let wrong = |name, body| not_paired(name, body, Status::WrongCode, Kind::ProofWrong);
    vec![
        case(
            "the relay",
            Some((200, right.clone())),
            Status::Ready(BASE.to_owned()),
            Status::NotPaired,
            None,
        ),
        case(
            "the relay, with its base spelled otherwise",
            Some((
                200,
                relay_side::status(
                    challenge_1,
                    &code(),
                    "https://API.talkdeskapp.eu:443/scim/v2/",
                ),
            )),
            Status::Ready(BASE.to_owned()),
            Status::NotPaired,
            None,
        ),
        case(
            "nothing",
            None,
            Status::NotReachable,
            Status::NotReachable,
            Some(Kind::Stopped),
        ),
        not_paired(
            "a relay for another service",
            relay_side::status(challenge_1, &code(), OTHER_BASE),
            Status::OtherBase(OTHER_BASE.to_owned()),
            Kind::OtherBase,
        ),
        not_paired(
            "a relay whose base is no address",
            relay_side::status(challenge_1, &code(), "no address"),
            Status::OtherBase("no address".to_owned()),
            Kind::OtherBase,
        ),
        wrong(
            "a relay with another code",
            relay_side::status(challenge_1, &other_code(), BASE),
        ),
        wrong(
            "an impostor without the code",
            right.replace("\"proof\":\"", "\"proof\":\"00"),
        ),
        wrong(
            "an impostor that repeats an earlier proof",
            relay_side::status(earlier, &code(), BASE),
        ),
        wrong(
            "an impostor that changes the base of a proof",
            right.replace(BASE, OTHER_BASE),
        ),
        other(
            "an impostor that leaves the proof out",
            200,
            r#"{"relay":"scimdesk-relay","version":2,"base":"https://api.talkdeskapp.eu/scim/v2"}"#,
        ),
        other(
            "an impostor that speaks as version 1 accepted a code",
            200,
            r#"{"relay":"scimdesk-relay","paired":true,"base":"https://api.talkdeskapp.eu/scim/v2"}"#,
        ),
        version(
            "a relay of version 1, for which the challenge is a request without a code",
            401,
            r#"{"relayError":{"code":"code_missing","message":"Enter the pairing code."}}"#,
            1,
        ),
        version(
            "a relay of version 1 that ignores the query",
            200,
            r#"{"relay":"scimdesk-relay","version":1,"paired":true,"base":"https://api.talkdeskapp.eu/scim/v2"}"#,
            1,
        ),
        version(
            "a later relay",
            200,
            r#"{"relay":"scimdesk-relay","version":3}"#,
            3,
        ),
        other("a page that may not be read", 403, "Forbidden"),
        other("another status", 404, &right),
        other("a web server", 200, "<!doctype html>"),
        other(
            "another name",
            200,
            &right.replace("scimdesk-relay", "another"),
        ),
        other("no version", 200, r#"{"relay":"scimdesk-relay"}"#),
        other(
            "an error of no relay",
            401,
            r#"{"relayError":{"code":"busy"}}"#,
        ),
    ]
}

#[test]
fn each_response_has_its_meaning() {
    let tenant = parse("https://api.talkdeskapp.eu/scim/v2/?aadOptscim062020").expect("a URL");
    let paired = PairedRelay::new(
        RelayPort::default(),
        code(),
        BASE.to_owned(),
        ORIGIN.to_owned(),
    );
    let (now, earlier, right) = (challenge(1), challenge(2), code());
    for case in cases(&now, &earlier) {
        let response = StatusResponse::of(case.response.as_ref());
        let status = |code| read(response, &now, code, Some(&tenant));
        assert_eq!(status(Some(&right)), case.with_code, "{}", case.name);
        assert_eq!(status(None), case.without_code, "{}", case.name);
        let refused = confirm(response, &now, &paired).err();
        assert_eq!(refused, case.for_run, "{}", case.name);
        // A relay that is away for a moment stays paired.
        let keeps = case.for_run.is_none() || case.response.is_none();
        assert_eq!(case.with_code.keeps_pairing(), keeps, "{}", case.name);
    }
}

#[test]
fn without_a_tenant_url_no_relay_is_ready() {
    let now = challenge(1);
    let body = relay_side::status(&now, &code(), BASE);
    let response = StatusResponse::Some {
        status: 200,
        body: &body,
    };
    let due = RelayStatus::OtherBase(BASE.to_owned());
    assert_eq!(read(response, &now, Some(&code()), None), due);
}
