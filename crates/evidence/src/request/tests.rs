use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use setup::{Setup, SetupId, Timestamp};

use super::*;

const USER: &str = "0a1b2c3d-0000-4a6e-9a54-6f7d2f3c0001";

fn setup(name: &str, ids: EntraIds) -> Setup {
    let created = Timestamp("2026-11-30T08:00:00.000Z".to_owned());
    let mut setup = Setup::new(SetupId("a1".to_owned()), String::new(), created);
    setup.application_name = name.to_owned();
    setup.set_entra_ids(ids);
    setup
}

fn ids() -> EntraIds {
    EntraIds {
        service_principal: Some("sp-1".to_owned()),
        application: Some("app-1".to_owned()),
        job_id: Some("scim.t.a".to_owned()),
        rule: Some("rule-1".to_owned()),
    }
}

#[test]
fn requests_have_what_is_known_and_name_what_is_missing() {
    use EvidenceKind as Kind;
    use Placeholder::{AppId, JobId, RuleId, ServicePrincipalId, UserObjectId};
    let jobs = "/servicePrincipals/sp-1/synchronization/jobs";
    let cases: [(Kind, String, &[Placeholder]); 8] = [
        (
            Kind::Application,
            "/servicePrincipals?$filter=displayName%20eq%20%27My%20app%27&$select=id,appId,displayName,tags,applicationTemplateId,appRoles".to_owned(),
            &[],
        ),
        (Kind::Configured, jobs.to_owned(), &[ServicePrincipalId]),
        (
            Kind::Credentials,
            "/servicePrincipals/sp-1/synchronization/secrets".to_owned(),
            &[ServicePrincipalId],
        ),
        (Kind::Mappings, format!("{jobs}/scim.t.a/schema"), &[ServicePrincipalId, JobId]),
        (
            Kind::AppRoles,
            "/applications(appId='app-1')?$select=appId,appRoles".to_owned(),
            &[AppId],
        ),
        (
            Kind::UsersAssigned,
            "/servicePrincipals/sp-1/appRoleAssignedTo?$top=999".to_owned(),
            &[ServicePrincipalId],
        ),
        (
            Kind::OnDemand,
            format!("{jobs}/scim.t.a/provisionOnDemand"),
            &[ServicePrincipalId, JobId, RuleId, UserObjectId],
        ),
        (
            Kind::Healthy,
            "/auditLogs/provisioning?$filter=jobId%20eq%20%27scim.t.a%27".to_owned(),
            &[JobId],
        ),
    ];
    for (kind, path, missing) in cases {
        let known = setup("My app", ids());
        let plan = EvidencePlan::of(&known);
        let request = EvidenceRequest::new(kind, &plan, Some(USER));
        assert_eq!(request.path, path, "{kind:?}");
        assert!(
            request.is_complete(),
            "{kind:?}: {:?}",
            request.placeholders
        );
        let unknown = setup("My app", EntraIds::default());
        let request = EvidenceRequest::new(kind, &EvidencePlan::of(&unknown), None);
        assert_eq!(request.placeholders, missing, "{kind:?}");
        let body = request.body_text().unwrap_or_default();
        for placeholder in missing {
            // A filter has it percent-encoded.
            let encoded = percent_encoded(placeholder.text()).to_string();
            let is_there = [placeholder.text(), &encoded]
                .iter()
                .any(|text| request.path.contains(text) || body.contains(text));
            assert!(is_there, "{kind:?} {placeholder:?}: {}", request.path);
        }
    }
}

#[test]
fn only_provision_on_demand_changes_something() {
    let setup = setup("", ids());
    let plan = EvidencePlan::of(&setup);
    for kind in EvidenceKind::ALL {
        let request = EvidenceRequest::new(kind, &plan, Some(USER));
        let changes = kind == EvidenceKind::OnDemand;
        assert_eq!(request.effect.is_some(), changes, "{kind:?}");
        assert_eq!(request.body.is_some(), changes);
        assert_eq!(request.method == GraphMethod::Post, changes);
        assert!(!request.permissions.is_empty());
    }
    for pilot in [
        "",
        "ana@contoso.com",
        "'; rm -rf /; '",
        "0a1b2c3d-0000-4a6e-9a54-6f7d2f3c000$",
    ] {
        let request = EvidenceRequest::new(EvidenceKind::OnDemand, &plan, Some(pilot));
        assert_eq!(request.placeholders, [Placeholder::UserObjectId], "{pilot}");
    }
}

/// Names that would break out of a filter, an address or a quoted text.
#[test]
fn names_are_quoted_for_odata_addresses_and_shells() {
    let cases = [
        ("O'Hara", "displayName eq 'O''Hara'"),
        ("it’s", "displayName eq 'it’s'"),
        ("a\" b", "displayName eq 'a\" b'"),
        (
            "$(x) `x` $env:x %PATH%",
            "displayName eq '$(x) `x` $env:x %PATH%'",
        ),
        ("a\nb", "displayName eq 'a\nb'"),
        ("a&$select=x#y?z+w", "displayName eq 'a&$select=x#y?z+w'"),
        ("' or 1 eq 1 or '", "displayName eq ''' or 1 eq 1 or '''"),
        ("\\é😀", "displayName eq '\\é😀'"),
    ];
    for (name, filter) in cases {
        let setup = setup(name, ids());
        let request =
            EvidenceRequest::new(EvidenceKind::Application, &EvidencePlan::of(&setup), None);
        let encoded = percent_encoded(filter).to_string();
        assert!(
            request.path.contains(&format!("$filter={encoded}&")),
            "{}",
            request.path
        );
        assert_eq!(request.path.matches('&').count(), 1, "{name}");
        for command in [request.powershell(), request.az_rest()] {
            let last = command.lines().last().unwrap_or_default();
            assert!(last.contains(&encoded), "{command}");
            assert_eq!(last.matches('\'').count(), 2, "{command}");
            for special in ['`', '"', '\\', '’', ';', '(', '#'] {
                assert!(!last.contains(special), "{special} in {command}");
            }
        }
        let link = request.graph_explorer_link();
        let twice = percent_encoded(&request.path[1..]).to_string();
        assert!(
            link.contains(&format!("?request={twice}&method=GET&")),
            "{link}"
        );
    }
}

#[test]
fn each_form_of_a_request_is_complete() {
    let setup = setup("", ids());
    let plan = EvidencePlan::of(&setup);
    let request = EvidenceRequest::new(EvidenceKind::Started, &plan, None);
    assert_eq!(
        request.powershell(),
        "Connect-MgGraph -Scopes 'Synchronization.Read.All' -NoWelcome\nInvoke-MgGraphRequest -Method GET -Uri '/v1.0/servicePrincipals/sp-1/synchronization/jobs' -OutputType Json"
    );
    assert_eq!(
        request.az_rest(),
        "az rest --method get --url 'https://graph.microsoft.com/v1.0/servicePrincipals/sp-1/synchronization/jobs' --output json"
    );
    assert_eq!(
        request.graph_explorer_link(),
        "https://developer.microsoft.com/graph/graph-explorer?request=servicePrincipals%2Fsp-1%2Fsynchronization%2Fjobs&method=GET&version=v1.0&GraphUrl=https://graph.microsoft.com"
    );
    let request = EvidenceRequest::new(EvidenceKind::OnDemand, &plan, Some(USER));
    let body = format!(
        r#"{{"parameters":[{{"ruleId":"rule-1","subjects":[{{"objectId":"{USER}","objectTypeName":"User"}}]}}]}}"#
    );
    assert!(
        request
            .powershell()
            .contains(&format!(" -Body '{body}' -ContentType 'application/json'"))
    );
    assert!(request.az_rest().contains("--method post --url "));
    assert!(request.az_rest().contains(&format!(" --body '{body}'")));
    let link = request.graph_explorer_link();
    let sent = link.split("&requestBody=").nth(1).unwrap_or_default();
    let sent = sent
        .replace("%3D", "=")
        .replace("%2B", "+")
        .replace("%2F", "/");
    assert_eq!(STANDARD.decode(sent).ok(), Some(body.into_bytes()));
    let log = EvidenceRequest::new(EvidenceKind::Healthy, &plan, None);
    assert!(
        log.powershell()
            .starts_with("Connect-MgGraph -Scopes 'AuditLog.Read.All', 'Directory.Read.All' ")
    );
    let roles = EvidenceRequest::new(EvidenceKind::AppRoles, &plan, None);
    assert!(
        roles
            .powershell()
            .contains("-Uri '/v1.0/applications(appId=''app-1'')?$select=appId,appRoles'")
    );
    assert!(
        roles
            .az_rest()
            .contains(r"applications(appId='\''app-1'\'')?$select=appId,appRoles'")
    );
}
