#!/usr/bin/env bash
# Creates the app registration with which scimdesk signs you in to Microsoft.
# Created by scimdesk. It contains no secret, and the registration has none.
#
# It looks for the registration first and changes only what is missing in it, so
# it is safe to run again. It changes nothing else in the tenant.
#
# Needs: bash, jq 1.6 or newer, and the Azure CLI signed in with: az login
# Dry run, which only reads:  DRY_RUN=1 bash scimdesk-registration.sh
#
# Names in single quotes are those of jq:
# shellcheck disable=SC2016
set -euo pipefail
umask 077

graph_url=https://graph.microsoft.com/v1.0
dry_run=${DRY_RUN:-}
work=$(mktemp -d)

say() {
  printf '%s\n' "$*" >&2
}

fail() {
  say "Stopped: $*"
  : >"$work/stopped"
  exit 1
}

# A script that stops early always prints one sentence last.
finish() {
  local code=$?
  if [ "$code" -ne 0 ] && [ ! -e "$work/stopped" ]; then
    case $code in
      130 | 143) say 'Stopped: the script was interrupted. Run it again.' ;;
      *) say 'Stopped: a command failed unexpectedly. Run the script again.' ;;
    esac
  fi
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

cat >"$work/plan.json" <<'PLAN'
{
  "displayName": "scimdesk sign-in",
  "graphAppId": "00000003-0000-0000-c000-000000000000",
  "login": "https://login.microsoftonline.com",
  "permissions": [
    "Application.Read.All",
    "Synchronization.Read.All",
    "AuditLog.Read.All",
    "Directory.Read.All"
  ],
  "redirectUri": "https://scimdesk.github.io/scimdesk/"
}
PLAN

plan() {
  jq -r "$1" "$work/plan.json"
}

# read_json DOING FILTER: prints what the filter finds in response.json. $plan is
# the plan.
read_json() {
  command jq -r --slurpfile plans "$work/plan.json" '
    $plans[0] as $plan
    | def guid: if type == "string" and test("\\A[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\z") then . else error("no id") end;
    '"$2" "$work/response.json" 2>/dev/null || fail "the response to $1 does not have the format that Microsoft Graph documents."
}

# send DOING METHOD PATH [BODY-FILE]: sends a request, and again where Graph asks
# to wait; stops unless it succeeds. Leaves the body in response.json.
send() {
  local doing=$1 method=$2 url=$graph_url$3 body=${4:-} seconds text
  for seconds in 5 10 20 40 0; do
    set -- --method "$method" --url "$url" --output json
    [ -z "$body" ] || set -- "$@" --headers Content-Type=application/json --body "@$work/$body"
    if az rest "$@" >"$work/response.json" 2>"$work/error.txt"; then
      return
    fi
    # The Azure CLI reports the reason phrase of the status, and the body in
    # parentheses.
    text=$(sed -n 's/^.*ERROR: //p' "$work/error.txt" | head -n 1 | tr -d '[:cntrl:]' | cut -c 1-300)
    case ${text%%(*} in
      'Too Many Requests'* | 'Service Unavailable'* | 'Gateway Time'*)
        [ "$seconds" -gt 0 ] || fail "Microsoft Graph is still busy during $doing. Wait a few minutes, then run the script again."
        # A registration may have been created in spite of such a status.
        [ "$method" != post ] || [ "${text%%(*}" = 'Too Many Requests' ] || break
        say "Microsoft Graph is busy. Waiting $seconds seconds"
        sleep "$seconds"
        ;;
      *) break ;;
    esac
  done
  case ${text%%(*} in
    'Unauthorized'*) fail 'Microsoft Graph does not accept the sign-in. Run az login, then run the script again.' ;;
    'Forbidden'*) fail "your account or the Azure CLI does not have permission for $doing. Use an account with the role Application Developer or Application Administrator, or the script for PowerShell." ;;
    *) fail "Microsoft Graph did not carry out $doing (${text:-no reason was given}). Check the connection and az login, then run the script again." ;;
  esac
}

# The ids of the delegated permissions go into ids.json.
load_permissions() {
  local doing='reading the permissions of Microsoft Graph' missing
  send "$doing" get "/servicePrincipals(appId='$(plan .graphAppId)')?\$select=oauth2PermissionScopes"
  missing=$(read_json "$doing" '[.oauth2PermissionScopes[].value] as $known | [$plan.permissions[] | select(IN($known[]) | not)] | first // ""')
  [ -z "$missing" ] || fail "Microsoft Graph has no permission $missing in this tenant."
  read_json "$doing" '.oauth2PermissionScopes as $scopes | [$plan.permissions[] as $name | first($scopes[] | select(.value == $name)) | .id | guid]' >"$work/ids.json"
}

# All registrations with the name, over all pages, go into found.json.
find_registrations() {
  local doing='the search for the registration' next
  next="/applications?\$filter=displayName%20eq%20%27$(plan '.displayName | @uri')%27&\$select=id,appId,displayName,signInAudience,spa,web,publicClient,requiredResourceAccess"
  : >"$work/pages.json"
  while [ -n "$next" ]; do
    send "$doing" get "$next"
    read_json "$doing" '.value | if type == "array" then . else error("no list") end' >>"$work/pages.json"
    next=$(read_json "$doing" '.["@odata.nextLink"] // ""')
    case $next in
      '') ;;
      "$graph_url"/*) next=${next#"$graph_url"} ;;
      *) fail "$doing continues at an address outside Microsoft Graph v1.0." ;;
    esac
  done
  jq -s 'add // []' "$work/pages.json" >"$work/response.json"
}

# Leaves the one with the address in found.json, and nothing in it if there is none.
find_registration() {
  local doing='the search for the registration' other count
  find_registrations
  other=$(read_json "$doing" 'first(.[] | select([.web.redirectUris?[]?, .publicClient.redirectUris?[]?] | index($plan.redirectUri)) | .appId | guid) // ""')
  [ -z "$other" ] || fail "the registration $other has the address of the page on another platform. Move it to Single-page application, then run the script again."
  read_json "$doing" '[.[] | select([.spa.redirectUris?[]?] | index($plan.redirectUri))]' >"$work/found.json"
  count=$(jq length "$work/found.json")
  [ "$count" -le 1 ] || fail "several registrations are named '$(plan .displayName)' and have the address of the page. Delete all but one, then run the script again."
  jq '.[0] // empty' "$work/found.json" >"$work/response.json"
  [ "$count" -eq 1 ] || return 0
  client=$(read_json "$doing" '.appId | guid')
  object=$(read_json "$doing" '.id | guid')
  [ "$(read_json "$doing" '.signInAudience // ""')" = AzureADMyOrg ] || fail "the registration $client is not for this tenant only. Change Supported account types, then run the script again."
}

# completed_access: the permissions of the registration in response.json with those
# of the plan; null when it has them all.
completed_access='
  ($ids[0] - [.requiredResourceAccess[]? | select(.resourceAppId == $plan.graphAppId) | .resourceAccess[] | select(.type == "Scope") | .id]) as $missing
  | if $missing == [] then null else
      [.requiredResourceAccess[]? | select(.resourceAppId != $plan.graphAppId)]
      + [{ resourceAppId: $plan.graphAppId, resourceAccess: ([.requiredResourceAccess[]? | select(.resourceAppId == $plan.graphAppId) | .resourceAccess[]] + [$missing[] | { id: ., type: "Scope" }]) }]
    end'

body() {
  jq --slurpfile ids "$work/ids.json" --slurpfile plans "$work/plan.json" '$plans[0] as $plan | '"$1" >"$work/body.json"
}

create_registration() {
  if [ -n "$dry_run" ]; then
    say "Would: create the registration '$(plan .displayName)'"
    return
  fi
  body '{ displayName: $plan.displayName, signInAudience: "AzureADMyOrg", spa: { redirectUris: [$plan.redirectUri] }, requiredResourceAccess: ({} | '"$completed_access"') }' <<<'{}'
  send 'creating the registration' post /applications body.json
  client=$(read_json 'creating the registration' '.appId | guid')
  say 'Registration: created'
}

complete_registration() {
  cp "$work/response.json" "$work/registration.json"
  body "$completed_access | { requiredResourceAccess: . }" <"$work/registration.json"
  if [ "$(jq '.requiredResourceAccess == null' "$work/body.json")" = true ]; then
    say 'Registration: already exists'
  elif [ -n "$dry_run" ]; then
    say "Would: add permissions to the registration '$(plan .displayName)'"
  else
    send 'adding permissions to the registration' patch "/applications/$object" body.json
    say 'Registration: already exists, permissions added'
  fi
}

main() {
  command -v jq >/dev/null || fail 'jq is not installed. Install jq 1.6 or newer, then run the script again.'
  command -v az >/dev/null || fail 'the Azure CLI (az) is not installed. Install it, then run the script again.'
  local tenant client='' object=''
  tenant=$(az account show --query tenantId --output tsv 2>/dev/null) || fail 'you are not signed in. Run az login, then run the script again.'
  [[ $tenant =~ ^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$ ]] || fail 'the Azure CLI reports no usable tenant ID. Run az login, then run the script again.'
  load_permissions
  find_registration
  if [ -n "$client" ]; then complete_registration; else create_registration; fi
  say "Tenant ID: $tenant"
  if [ -n "$client" ]; then
    say "Client ID: $client"
    say "Admin consent: $(plan .login)/$tenant/adminconsent?client_id=$client"
  fi
  say 'Done'
}

main
