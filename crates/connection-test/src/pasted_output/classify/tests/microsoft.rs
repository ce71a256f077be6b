//! Output of Microsoft's services.

use super::*;

#[test]
fn responses_of_graph() {
    expect("No Content - 204 - 358ms", Code::GraphPassed);
    expect("validateCredentials answered 204", Code::GraphPassed);
    expect(
        "POST https://graph.microsoft.com/v1.0/x/validateCredentials\nHTTP/1.1 204 No Content\nrequest-id: 1\n\n",
        Code::GraphPassed,
    );
    let error = |code: &str, message: &str| {
        format!(
            r#"{{"error":{{"code":"{code}","message":"{message}","innerError":{{"request-id":"1"}}}}}}"#
        )
    };
    expect(
        &error("Authorization_RequestDenied", "Insufficient privileges"),
        Code::GraphNotAllowed,
    );
    expect(&error("Request_ResourceNotFound", "x"), Code::GraphNotFound);
    expect(&error("BadRequest", "Something else"), Code::GraphOther);
    for line in [
        "validateCredentials answered 400",
        "Microsoft Graph answered 400",
    ] {
        let refused = diagnosed(&format!("{line}\r\n{}", error("BadRequest", "No.")));
        let refused = refused.expect("a diagnosis");
        assert_evidence(&refused, "The status is 400 Bad Request.");
    }
    let refused = diagnosed(&format!(
        "Invoke-MgGraphRequest: POST https://graph.microsoft.com/v1.0/x\nHTTP/1.1 400 Bad Request\nContent-Type: application/json\n\n{}",
        error("SystemForCrossDomainIdentityManagementCredentialValidationUnavailable", "You appear to have entered invalid credentials.")
    ))
    .expect("a diagnosis");
    assert_eq!(refused.code, Code::GraphTestFailed);
    assert_evidence(&refused, "The status is 400 Bad Request.");
}

#[test]
fn messages_of_the_portal() {
    let message = "Error code: SystemForCrossDomainIdentityManagementCredentialValidationFailure\nWhile attempting to validate our authorization to access your application, we received this unexpected response:\n\nReceived response from Web resource.\n   Resource: https://api.talkdeskapp.eu/scim/v2/Users?filter=userName+eq+\"x\"\n   Operation: GET \n   Response Status Code: Unauthorized\n   Response Headers: Date: x\n   Response Content: {\"message\":\"No.\"}";
    let quoted = expect(message, Code::TokenRefused);
    assert_eq!(
        quoted.read_as,
        "Recognized as the response that Entra itself got."
    );
    assert_evidence(&quoted, "“No.”");
}
