use proptest::prelude::*;
use proptest::sample::select;

use super::entra::{NOW, TENANT, attempt, claims, id_token, redemption, stored, token_body};
use crate::pending::PendingSignIn;
use crate::redemption::{Redemption, Return, TokenReply, receive};
use crate::registration::Registration;
use crate::registration::redirect_uri::RedirectUri;

/// Texts that a callback may have, and texts that have nothing to do with one.
fn callback_text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        select(vec![
            "code",
            "state",
            "error",
            "error_description",
            "admin_consent",
            "=",
            "&",
            "#",
            "?",
            "%",
            "%ff",
            "%00",
            "+",
            "AADSTS65004",
            "/",
            "0.code",
            "é",
            "\u{0}",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    proptest::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

fn redemption_of(query: &str, fragment: &str, stored: Option<String>) -> Option<Box<Redemption>> {
    match receive(query, fragment, || stored, NOW) {
        Return::SignIn { outcome, .. } => outcome.ok(),
        Return::None | Return::AdminConsent | Return::AdminConsentDenied(_) => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn no_address_signs_in_without_the_state(query in callback_text(), fragment in callback_text()) {
        prop_assert!(redemption_of(&query, &fragment, Some(stored(TENANT))).is_none());
    }

    #[test]
    fn no_other_state_signs_in(state in "[A-Za-z0-9_-]{0,30}") {
        let fragment = format!("#code=0.code&state={state}");
        let is_own = state == attempt().state;
        prop_assert_eq!(redemption_of("", &fragment, Some(stored(TENANT))).is_some(), is_own);
    }

    #[test]
    fn what_stands_around_the_state_does_not_harm(before in callback_text(), after in callback_text()) {
        let fragment = format!("{before}&state={}&{after}", attempt().state);
        if let Some(redemption) = redemption_of("", &fragment, Some(stored(TENANT))) {
            prop_assert!(fragment.contains("code="));
            prop_assert!(redemption.form().is_ascii());
            prop_assert_eq!(redemption.form().matches('&').count(), 5);
        }
    }

    #[test]
    fn without_something_stored_no_address_signs_in(code in "[!-~]{1,40}", text in any::<String>()) {
        let fragment = format!("#code={code}&state={}", attempt().state);
        prop_assert!(redemption_of("", &fragment, None).is_none());
        prop_assert!(redemption_of("", &fragment, Some(text.clone())).is_none());
        prop_assert!(PendingSignIn::from_json(&text).is_none());
    }

    #[test]
    fn any_code_is_one_value_of_the_form(code in "[!-~]{1,60}") {
        let parameters = crate::encoding::form(&[("code", &code), ("state", &attempt().state)]);
        let redemption = redemption_of("", &format!("#{parameters}"), Some(stored(TENANT)));
        let form = redemption.expect("the state is right").form();
        let parsed = crate::encoding::parse_form(&form).expect("it is a form");
        prop_assert_eq!(parsed.len(), 6);
        prop_assert_eq!(&parsed[2], &("code".to_owned(), code));
    }

    #[test]
    fn no_response_signs_in_without_the_nonce(status in any::<u16>(), body in any::<String>(), nonce in any::<String>()) {
        let reply = TokenReply::Response { status, body: &body };
        prop_assert!(redemption(TENANT).finish(reply, NOW).is_err());
        let mut wrong = claims();
        wrong["nonce"] = nonce.into();
        let mut response = token_body(&wrong);
        response["id_token"] = id_token(&wrong).into();
        let response = response.to_string();
        let reply = TokenReply::Response { status: 200, body: &response };
        prop_assert!(redemption(TENANT).finish(reply, NOW).is_err());
    }

    #[test]
    fn what_is_typed_never_panics_and_reads_back(tenant in any::<String>(), client in any::<String>(), page in any::<String>()) {
        if let Ok(registration) = Registration::parse(&tenant, &client) {
            let tenant = registration.tenant.to_string();
            prop_assert_eq!(Registration::parse(&tenant, registration.client_id.as_str()), Ok(registration));
        }
        if let Ok(made) = RedirectUri::of_page(&page) {
            prop_assert_eq!(RedirectUri::of_page(made.as_str()), Ok(made));
        }
    }
}
