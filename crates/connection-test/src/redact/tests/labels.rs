//! Unknown secrets, in every spelling that people paste.

use crate::redact::Redactor;

fn clean(text: &str) -> String {
    Redactor::new([]).foreign_text(text).0
}

/// Where it comes from, and how it is written there. `{}` is the secret.
const SPELLINGS: [(&str, &str); 107] = [
    ("curl -v", "> Authorization: Bearer {}"),
    ("curl -v", "> authorization: bearer {}\r\n> accept: */*"),
    (
        "curl -v, HTTP/2",
        "* [HTTP/2] [1] [authorization: Bearer {}]",
    ),
    (
        "curl -v",
        "* Server auth using Basic with user 'x'\n> Authorization: Basic {}",
    ),
    (
        "curl",
        "curl -H \"Authorization: Bearer {}\" https://a.example",
    ),
    ("curl", "curl -H 'X-Auth-Token: {}' https://a.example"),
    ("curl", "curl -u admin:{} https://a.example"),
    ("curl", "curl --user 'admin:{}' https://a.example"),
    ("curl", "curl --proxy-user admin:{} https://a.example"),
    ("curl", "curl https://admin:{}@a.example/scim/v2"),
    ("curl", "curl --oauth2-bearer {} https://a.example"),
    (
        "curl",
        "curl -d 'grant_type=client_credentials&client_secret={}&scope=x' https://a.example",
    ),
    ("git", "https://{}@github.com/a/b"),
    ("HTTP", "X-Auth-Token: {}"),
    ("HTTP", "x-auth-token:{}"),
    ("HTTP", "X-Api-Key: {}"),
    ("HTTP", "ApiKey: {}"),
    ("HTTP", "Proxy-Authorization: {}"),
    ("HTTP", "Cookie: sid={}; a=b"),
    ("HTTP", "Set-Cookie: sid={}; Path=/"),
    ("Azure API Management", "Ocp-Apim-Subscription-Key: {}"),
    (
        "Azure API Management",
        "https://a.example/x?subscription-key={}",
    ),
    ("Azure Functions", "x-functions-key: {}"),
    (
        "Azure Functions",
        "https://a.example/api/x?code={}AbCdEfGh1234",
    ),
    (
        "Azure Storage",
        "https://a.example/c?sv=2024&sig={}&se=2026",
    ),
    (
        "Azure Storage",
        "DefaultEndpointsProtocol=https;AccountKey={};EndpointSuffix=x",
    ),
    (
        "Azure Service Bus",
        "Endpoint=sb://a/;SharedAccessKeyName=x;SharedAccessKey={}",
    ),
    ("SQL", "Server=x;User Id=y;Password={};Encrypt=true"),
    ("SQL", "Server=x;uid=y;pwd={}"),
    ("AWS", "X-Amz-Security-Token: {}"),
    (
        "AWS",
        "https://a.example/x?X-Amz-Signature=1&X-Amz-Security-Token={}",
    ),
    ("Google", "https://a.example/x?key=AIza{}AbCdEfGh"),
    ("OAuth", "{\"access_token\":\"{}\",\"expires_in\":3600}"),
    (
        "OAuth",
        "{\"token_type\":\"Bearer\",\"access_token\":\"{}\"}",
    ),
    (
        "OAuth",
        "{\"accessToken\": \"{}\", \"refreshToken\": \"x\"}",
    ),
    ("OAuth", "{\"refreshToken\": \"{}\"}"),
    ("OAuth", "{\"refresh_token\": \"{}\"}"),
    ("OAuth", "{\"id_token\": \"{}\"}"),
    (
        "OAuth",
        "https://a.example/cb#access_token={}&token_type=bearer",
    ),
    ("OAuth", "https://a.example/cb?token={}"),
    ("OAuth", "{\"clientSecret\":\"{}\"}"),
    ("OAuth", "client-secret: {}"),
    ("Graph", "{\"secretText\": \"{}\"}"),
    ("Graph", "{\"key\":\"SecretToken\",\"value\":\"{}\"}"),
    ("Graph", "{\"value\":\"{}\",\"key\":\"SecretToken\"}"),
    (
        "Graph",
        "{\"value\":[{\"value\":\"{}\",\"key\":\"SecretToken\"},{\"key\":\"BaseAddress\",\"value\":\"x\"}]}",
    ),
    (
        "Graph",
        "{\"credentials\":[{\"key\":\"BaseAddress\",\"value\":\"x\"},{\"key\":\"SecretToken\",\"value\":\"{}\"}]}",
    ),
    (
        "Graph",
        "{\n  \"key\": \"ClientSecret\",\n  \"value\": \"{}\"\n}",
    ),
    ("Graph PowerShell", "@{ key = 'SecretToken'; value = '{}' }"),
    ("Graph PowerShell", "@{ value = '{}'; key = 'SecretToken' }"),
    ("Graph PowerShell", "Key   : SecretToken\nValue : {}"),
    ("HAR", "{\"name\":\"Authorization\",\"value\":\"{}\"}"),
    ("HAR", "{\"value\": \"{}\", \"name\": \"Authorization\"}"),
    (
        "HAR",
        "{\"name\": \"x-api-key\", \"value\": \"{}\", \"comment\": \"\"}",
    ),
    ("HAR", "{\"name\":\"Cookie\",\"value\":\"sid={}\"}"),
    ("HAR", "{\"url\":\"https:\\/\\/a.example\\/x?token={}\"}"),
    (
        "HAR, the body as text",
        "{\"text\":\"{\\\"access_token\\\":\\\"{}\\\"}\"}",
    ),
    (
        "HAR, the body as text",
        "{\"text\":\"{\\u0022client_secret\\u0022:\\u0022{}\\u0022}\"}",
    ),
    ("Node", "{ 'x-api-key': [ '{}' ] }"),
    (
        "Node",
        "{\n  \"x-api-key\": [\n    \"{}\",\n    \"{}\"\n  ]\n}",
    ),
    ("API Gateway", "{\"x-api-key\":[\"{}\",\"{}\"]}"),
    (
        "Postman",
        "{\"key\":\"token\",\"value\":\"{}\",\"type\":\"string\"}",
    ),
    (
        "Postman",
        "{\"type\":\"secret\",\"value\":\"{}\",\"key\":\"scim_token\",\"enabled\":true}",
    ),
    (
        "browser, copy as fetch",
        "\"headers\": {\"authorization\": \"Bearer {}\"}",
    ),
    (
        "browser, copy as PowerShell",
        "\"Authorization\"=\"Bearer {}\"",
    ),
    ("browser, copied header", "authorization\nBearer {}"),
    ("JavaScript", "headers.set(\"Authorization\", \"{}\")"),
    ("JavaScript", "request.setRequestHeader('X-Api-Key', '{}');"),
    ("JavaScript", "const token = \"{}\";"),
    ("JavaScript", "let apiKey = `{}`;"),
    (
        "C#",
        "client.DefaultRequestHeaders.Add(\"Authorization\", \"{}\");",
    ),
    ("Python", "headers[\"Authorization\"] = \"{}\""),
    ("Python", "TOKEN = '{}'"),
    ("Ruby", "{ :token => '{}' }"),
    ("PHP", "'secret' => '{}'"),
    ("PowerShell", "Connect-X -Token '{}' -Verbose"),
    ("PowerShell", "Connect-X -Token {}"),
    ("PowerShell", "Connect-X -Token:{}"),
    ("PowerShell", "Connect-X -ClientSecret \"{}\""),
    ("PowerShell", "$token = '{}'"),
    ("PowerShell", "$env:SCIM_TOKEN = \"{}\""),
    (
        "PowerShell",
        "ConvertTo-SecureString '{}' -AsPlainText -Force",
    ),
    ("PowerShell", "ConvertTo-SecureString {} -AsPlainText"),
    (
        "PowerShell",
        "ConvertTo-SecureString -String \"{}\" -AsPlainText",
    ),
    ("PowerShell", "Headers: @{Authorization=Bearer {}}"),
    ("shell", "export SCIM_TOKEN={}"),
    ("shell", "export SCIM_TOKEN='{}'"),
    ("shell", "tool --token {} --verbose"),
    ("shell", "tool --api-key={}"),
    ("shell", "tool --password \"{}\""),
    ("YAML", "token: {}"),
    ("YAML", "secret: \"{}\""),
    ("YAML", "- name: SCIM_TOKEN\n  value: {}"),
    ("INI", "token={}"),
    ("INI", "pwd={}"),
    ("XML", "<SecretToken>{}</SecretToken>"),
    ("XML", "<add key=\"Token\" value=\"{}\" />"),
    (
        "HTML",
        "<input type=\"hidden\" name=\"csrf_token\" value=\"{}\">",
    ),
    ("HTML", "<input value=\"{}\" name=\"password\">"),
    ("portal, copied fields", "Secret token: {}"),
    (
        "portal, copied fields",
        "Tenant URL: https://a.example\nAPI key: {}\n",
    ),
    ("chat", "Bearer\t{}"),
    ("chat", "Bearer  {}"),
    ("chat", "Bearer\u{a0}{}"),
    ("address", "?h=Bearer%20{}"),
    ("log", "Bearer: {}"),
    ("log", "Bearer={}"),
];

#[test]
fn the_secret_of_every_spelling_is_removed() {
    let mut failures = Vec::new();
    for (source, spelling) in SPELLINGS {
        for secret in ["Zq7k9xW2", "hunter2", "9f8e7d6c5b4a"] {
            let text = spelling.replace("{}", secret);
            let cleaned = clean(&text);
            let is_json = |text: &str| serde_json::from_str::<serde_json::Value>(text).is_ok();
            let is_gone = !cleaned.contains(secret) && cleaned.contains("[token]");
            let is_stable = clean(&cleaned) == cleaned;
            if !is_gone || !is_stable || is_json(&text) != is_json(&cleaned) {
                failures.push(format!("{source}: {text} -> {cleaned}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_text_around_a_secret_stays() {
    let cases = [
        (
            "curl -u admin:x1y2z3 https://a.example",
            "curl -u admin:[token] https://a.example",
        ),
        (
            "https://admin:x1y2z3@a.example/x",
            "https://admin:[token]@a.example/x",
        ),
        (
            "https://a.example/?token=x1y2z3&u=1#f",
            "https://a.example/?token=[token]&u=1#f",
        ),
        (
            "{\"value\":\"x1y2z3\",\"key\":\"SecretToken\"},{\"value\":\"v\",\"key\":\"BaseAddress\"}",
            "{\"value\":\"[token]\",\"key\":\"SecretToken\"},{\"value\":\"v\",\"key\":\"BaseAddress\"}",
        ),
        (
            "{\"token\":12345,\"b\":{\"c\":1}}",
            "{\"token\":\"[token]\",\"b\":{\"c\":1}}",
        ),
        (
            "{\"token\":\"a\\\"b\\\\\",\"c\":1}",
            "{\"token\":\"[token]\",\"c\":1}",
        ),
        (
            "{\"a\":\"token=a\\\"b c\"}",
            "{\"a\":\"token=[token]\\\"b c\"}",
        ),
        (
            "Connect-X -Token 'x y' -Verbose",
            "Connect-X -Token '[token]' -Verbose",
        ),
        ("Bearer Bearer x1y2z3", "Bearer Bearer [token]"),
        (
            "\"OAuth Bearer Token\" Bearer x1y2z3.",
            "\"OAuth Bearer Token\" Bearer [token]",
        ),
    ];
    for (text, due) in cases {
        assert_eq!(clean(text), due);
    }
}

/// Texts in which the word is and the secret is not.
const HARMLESS: [&str; 62] = [
    "The token is refused. Make a new token and paste it.",
    "Your token has expired; a secret is needed. The password stays.",
    "invalid_token: The access token expired",
    "{\"error\":\"invalid_token\",\"error_description\":\"The access token expired\"}",
    "{\"detail\":\"invalid_token: it is revoked\"}",
    "error=\"invalid_token\", error_description=\"The token: it is expired\"",
    "WWW-Authenticate: Bearer realm=\"scim\", error=\"invalid_token\"",
    "WWW-Authenticate: Bearer authorization_uri=\"https://login.example/common\"",
    "WWW-Authenticate: Basic realm=\"scim\"",
    "Authorization has been denied for this request.",
    "The Authorization header is missing.",
    "{\"error\":{\"code\":\"InvalidAuthenticationToken\",\"message\":\"Access token is empty.\"}}",
    "{\"error\":{\"code\":\"InvalidAuthenticationToken\",\"message\":\"CompactToken parsing failed with error code: 80049217\"}}",
    "IDX10223: Lifetime validation failed. The token is expired. ValidTo: '01/01/2026 00:00:00'",
    "SyntaxError: Unexpected token < in JSON at position 0",
    "SyntaxError: Unexpected token '<', \"<!doctype \"... is not valid JSON",
    "Unexpected token: <",
    "{\"tokenType\": \"Bearer\"}",
    "{\"token_type\":\"Bearer\",\"expires_in\":3599}",
    "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"totalResults\":0,\"Resources\":[]}",
    "{\"changePassword\":{\"supported\":false},\"sort\":{\"supported\":true}}",
    "{\"authenticationSchemes\":[{\"type\":\"oauthbearertoken\",\"name\":\"OAuth Bearer Token\",\"description\":\"Authentication scheme using the OAuth Bearer Token Standard\"}]}",
    "{\"name\":\"OAuth2 Bearer (RFC 6750)\",\"description\":\"Bearer authentication.\"}",
    "{\"name\":\"password\",\"type\":\"string\",\"mutability\":\"writeOnly\",\"required\":false}",
    "{\"name\":\"value\",\"type\":\"string\"},{\"name\":\"type\",\"type\":\"string\"}",
    "{\"emails\":[{\"value\":\"ana@contoso.com\",\"type\":\"work\",\"primary\":true}],\"userName\":\"ana@contoso.com\"}",
    "{\"id\":\"3f2504e0-4f89-41d3-9a0c-0305e82c3301\",\"externalId\":\"9b2d7c1e-0000-4b1a-8c3d-2f6a1e5b7d90\"}",
    "{\"meta\":{\"resourceType\":\"User\",\"version\":\"W\\/\\\"a330bc54f0671c9\\\"\",\"location\":\"https://a.example/Users/1\"}}",
    "{\"password\":null,\"secret\":true,\"token\":\"\"}",
    "{\"value\":\"a\",\"key\":\"BaseAddress\"}",
    "{\"key\":\"SecretToken\",\"value\":null}",
    "{\"key\":\"SecretToken\",\"value\":\"[token]\"}",
    "{\"required\":[\"token\",\"userName\"]}",
    "{\"scopes\":[\"token\",\"secret\"],\"a\":1}",
    "{\"authorization_endpoint\":\"https://a.example/authorize\",\"token_endpoint\":\"https://a.example/token\"}",
    "{\"passwordPolicies\":\"DisablePasswordExpiration\"}",
    "x-request-id: 3f2504e0-4f89-11d3-9a0c-0305e82c3301",
    "request-id: 3f2504e0-4f89-11d3-9a0c-0305e82c3301\nclient-request-id: 3f2504e0-4f89-11d3-9a0c-0305e82c3301",
    "/Users?filter=userName+eq+%223f2504e0-4f89-41d3-9a0c-0305e82c3301%22",
    "GET /scim/v2/Users?startIndex=1&count=100 HTTP/1.1\r\nHost: api.talkdeskapp.com\r\n",
    "HTTP/1.1 401 Unauthorized\r\nContent-Type: application/scim+json\r\nDate: Mon, 23 Nov 2026 20:00:00 GMT\r\n\r\n{}",
    "HTTP/2 200 \ncontent-type: application/json\netag: W/\"abc\"",
    "https://portal.azure.com/#view/Microsoft_AAD_IAM/key/value",
    "https://login.example/start?code=200&state=1",
    "mailto:ana@contoso.com and https://a.example/users/ana@contoso.com",
    "You appear to have entered invalid credentials. Please confirm you are using the correct information.",
    "SystemForCrossDomainIdentityManagementCredentialValidationUnavailable",
    "curl: (60) SSL certificate problem: unable to get local issuer certificate",
    "Invoke-WebRequest : The remote server returned an error: (401) Unauthorized.\nAt line:1 char:1",
    "printf 'Authorization: Bearer %s' \"$token\" | curl -H @-",
    "Headers = @{ Authorization = \"Bearer $token\" }",
    "curl -H \"Authorization: Bearer ${SCIM_TOKEN}\" -H \"X-Api-Key: $KEY\"",
    "set SCIM_TOKEN=%TOKEN%",
    "Authorization: Bearer {{token}}",
    "Authorization: Bearer <your token>",
    "token: ***",
    "$token = Read-Host 'Secret token' -AsSecureString",
    "@{ key = 'SecretToken'; value = $token }",
    "read -rs token; export token",
    "Secret token: ",
    "Name: Ana\nKey: 5\nValue: 7",
    "The Bearer scheme. Use Bearer authentication, or a Bearer Token.",
];

#[test]
fn text_without_secrets_stays() {
    let changed: Vec<String> = HARMLESS
        .iter()
        .map(|text| (text, clean(text)))
        .filter(|(text, cleaned)| *text != cleaned)
        .map(|(text, cleaned)| format!("{text} -> {cleaned}"))
        .collect();
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}
