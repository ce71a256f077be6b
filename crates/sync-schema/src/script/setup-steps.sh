find_app() {
  case $sp in
    *[!0-9a-fA-F-]*) fail 'SERVICE_PRINCIPAL_ID is not an object id.' ;;
    ?*) return ;;
  esac
  local path doing='the search for the application'
  path=$(plan '.displayName | gsub("\u0027"; "\u0027\u0027") | @uri
    | "/servicePrincipals?$filter=displayName%20eq%20%27\(.)%27&$select=id,displayName"')
  all "$path" "$doing"
  read_json "$doing" response.json '.[] | .id | need_id("id")' >"$work/apps.txt"
  if [ "$(grep -c '' "$work/apps.txt")" -gt 1 ]; then
    say 'Applications with this name:'
    cat "$work/apps.txt" >&2
    fail 'several applications have this name. Choose one with SERVICE_PRINCIPAL_ID=ID.'
  fi
  sp=$(cat "$work/apps.txt")
}

create_app() {
  local name doing='creating the application'
  find_app
  if [ -n "$sp" ]; then
    say "Application: already exists ($sp)"
    return
  fi
  name=$(plan '.displayName | gsub("[[:cntrl:]]+"; " ")')
  if [ -n "$dry_run" ]; then
    say "Would: create the application $name"
    return
  fi
  jq '{displayName}' "$work/plan.json" >"$work/body.json"
  create find_app sp "$doing" "/applicationTemplates/$(plan .applicationTemplate)/instantiate"
  [ -n "$sp" ] || sp=$(read_json "$doing" response.json '.servicePrincipal.id | need_id("servicePrincipal.id")')
  say "Application: created $name ($sp)"
  wait_for "/servicePrincipals/$sp/synchronization/templates"
}

find_job() {
  [ -n "$sp" ] || return 0
  local doing='the list of provisioning jobs'
  all "/servicePrincipals/$sp/synchronization/jobs" "$doing"
  job=$(read_json "$doing" response.json '[$plan[0].jobTemplates[] as $id | .[]
    | select((.templateId | need("templateId")) == $id) | .id | need_id("id")][0] // ""')
}

create_job() {
  local doing='creating the provisioning job'
  find_job
  if [ -n "$job" ]; then
    say "Provisioning job: already exists ($job)"
    return
  fi
  if [ -n "$dry_run" ]; then
    say 'Would: create the provisioning job'
    return
  fi
  all "/servicePrincipals/$sp/synchronization/templates" 'the list of templates'
  read_json 'the list of templates' response.json '[.[] | .id, .factoryTag] as $names
    | {templateId: ([$plan[0].jobTemplates[] | select(IN($names[]))][0] | need("template for SCIM (id or factoryTag)"))}' >"$work/body.json"
  create find_job job "$doing" "/servicePrincipals/$sp/synchronization/jobs"
  [ -n "$job" ] || job=$(read_json "$doing" response.json '.id | need_id("id")')
  say "Provisioning job: created ($job)"
  wait_for "/servicePrincipals/$sp/synchronization/jobs/$job/schema"
}
#@ begin credentials

# The token is read without being shown, and goes to files that only you can
# read and that are removed at the end. bash -x would print it.
save_credentials() {
  if [ -n "$dry_run" ]; then
    say 'Would: ask for the secret token, test it, and save it with the Tenant URL'
    return
  fi
  local LC_ALL=C token url traced='' entered=1 sendable=1
  url=$(plan '.tenantUrl // empty')
  if [ -z "$url" ]; then
    printf 'Tenant URL, such as https://api.talkdeskapp.com/scim/v2: ' >&2
    IFS= read -r url || true
    url=${url%$'\r'}
    [ -n "$url" ] || fail 'you did not enter a Tenant URL. Run the script again.'
  fi
  printf 'Secret token (not shown; press Enter to leave the saved one unchanged): ' >&2
  case $- in *x*) traced=1 ;; esac
  { set +x; } 2>/dev/null
  IFS= read -rs token || true
  token=${token%$'\r'}
  [ -n "$token" ] || entered=''
  case $token in *[^!-~]*) sendable='' ;; esac
  printf '%s' "$token" | jq -Rs --arg url "$url" \
    '{credentials: [{key: "BaseAddress", value: $url}, {key: "SecretToken", value: .}]}' >"$work/check.json"
  unset token
  [ -z "$traced" ] || set -x
  say ''
  [ -n "$sendable" ] || fail 'this token cannot be used: it contains a space, or a character that cannot be sent, such as an accented letter. Copy it again from Talkdesk, without the word Bearer.'
  if [ -z "$entered" ]; then
    say 'Credentials: left unchanged'
    return
  fi
  request post "/servicePrincipals/$sp/synchronization/jobs/$job/validateCredentials" "$work/check.json"
  only_code
  [ "$status" != 400 ] || fail "Entra reports that Talkdesk rejected the token or the Tenant URL ($(jq -r '.error.code' "$work/response.json")). Check both and run the script again."
  expect 'testing the credentials'
  say 'Credentials: accepted by Talkdesk'
  jq '{value: (.credentials + [{key: "SyncAll", value: "false"}])}' "$work/check.json" >"$work/secrets.json"
  request put "/servicePrincipals/$sp/synchronization/secrets" "$work/secrets.json"
  only_code
  expect 'saving the credentials'
  say 'Credentials: saved'
  rm -f "$work/check.json" "$work/secrets.json"
}

# A message about credentials might repeat them, so only its code is used.
only_code() {
  jq --arg status "status $status" '{error: {code: (.error.code? | if type == "string" and test("\\A[A-Za-z0-9._-]{1,99}\\z") then . else $status end)}}' \
    "$work/response.json" >"$work/code.json" || true
  [ -s "$work/code.json" ] || printf '{"error": {"code": "status %s"}}' "$status" >"$work/code.json"
  mv "$work/code.json" "$work/response.json"
}
#@ end credentials
#@ begin schema

read_schema() {
  request get "/servicePrincipals/$sp/synchronization/jobs/$job/schema"
  expect 'reading the schema'
  read_json 'reading the schema' response.json 'objects' >"$work/before.json"
  [ -s "$work/before.json" ] || fail 'the response to reading the schema has no schema.'
  cp "$work/before.json" "$work/after.json"
}

# edit FILTER: changes the copy of the schema.
edit() {
  read_json 'reading the schema' after.json "$1" --slurpfile trees "$work/trees.json" >"$work/edited.json"
  mv "$work/edited.json" "$work/after.json"
}
#@ end schema
#@ begin mappings

# Microsoft's own parser writes the tree of each expression.
parse_expressions() {
  local body doing='parsing an expression'
  : >"$work/parsed.json"
  plan '.rows[] | select(.kind == "Expression") | {expression: .text} | tojson' >"$work/expressions.txt"
  while IFS= read -r body <&3; do
    printf '%s' "$body" >"$work/body.json"
    request post "/servicePrincipals/$sp/synchronization/jobs/$job/schema/parseExpression" "$work/body.json"
    expect "$doing"
    read_json "$doing" response.json '(.parsingSucceeded | need("parsingSucceeded")),
      if .parsingSucceeded then .parsedExpression | need("parsedExpression") | tojson else empty end' >"$work/parsed.txt"
    if [ "$(head -n 1 "$work/parsed.txt")" != true ]; then
      fail "Entra rejects the expression $(jq -c '.expression | .[:200]' "$work/body.json") ($(jq -r '.error.message? | strings | .[:200] | gsub("[[:cntrl:][:space:]]+"; " ")' "$work/response.json")). Correct it in scimdesk, then create the script again."
    fi
    tail -n +2 "$work/parsed.txt" >>"$work/parsed.json"
  done 3<"$work/expressions.txt"
  jq --slurpfile parsed "$work/parsed.json" '[foreach .rows[] as $row ({at: -1};
    if $row.kind == "Expression" then .at += 1 else . end;
    if $row.kind == "Expression" then $parsed[.at] else $row.source end)]' "$work/plan.json" >"$work/trees.json"
}

apply_mappings() {
  local users found
  parse_expressions
  users='[.synchronizationRules | need("synchronizationRules") | .[] | select(.sourceDirectoryName | need("sourceDirectoryName") | IN($plan[0].directoryNames[]))
    | . as $rule | .objectMappings | need("objectMappings") | .[]
    | select(.sourceObjectName == "User" and (.targetObjectName // "" | test("(^|:)User$")))
    | {directory: ($rule.targetDirectoryName | need("targetDirectoryName")), object: .targetObjectName}]'
  found=$(read_json 'reading the schema' after.json "$users | length")
  [ "$found" = 1 ] || fail "the schema has $found user mappings (by sourceDirectoryName, sourceObjectName and targetObjectName) and must have exactly one. Correct the mappings in the portal, then run the script again."
  edit "$users"'[0] as $users
    | def changed($row; $tree):
        . + {defaultValue: $row.defaultValue, flowType: $row.flowType, matchingPriority: $row.matchingPriority, source: $tree};
      def rows: . as $old | [range($plan[0].rows | length) as $at | $plan[0].rows[$at] as $row
        | ([$old[] | select(.targetAttributeName == $row.target)][0]
          // {exportMissingReferences: false, flowBehavior: "FlowWhenChanged", targetAttributeName: $row.target})
        | changed($row; $trees[0][$at])];
      def listed: . as $old | . + [$plan[0].attributes[] | select(.name | IN($old[].name) | not)];
      def only($name): if length == 1 then .[0] else (null | need($name)) end;
      ([.directories | need("directories") | .[] | select(.name == $users.directory)] | only("directory \($users.directory) (directories, name)")
        | [.objects | need("objects") | .[] | select(.name == $users.object)] | only("object \($users.object) (objects, name)")
        | .attributes | need("attributes")) as $attributes
    | (.synchronizationRules[] | select(.targetDirectoryName == $users.directory and (.sourceDirectoryName | IN($plan[0].directoryNames[])))
      | .objectMappings[] | select(.sourceObjectName == "User" and .targetObjectName == $users.object)) |= (
        .attributeMappings |= (need("attributeMappings") | rows)
        | if (.flowTypes // "" | gsub(" "; "")) == $plan[0].operations then . else .flowTypes = $plan[0].operations end)
    | (.directories[] | select(.name == $users.directory) | .objects[] | select(.name == $users.object) | .attributes) |= listed'
}
#@ end mappings
#@ begin groups

disable_groups() {
  edit '(.synchronizationRules | need("synchronizationRules") | .[] | select(.sourceDirectoryName | need("sourceDirectoryName") | IN($plan[0].directoryNames[]))
    | .objectMappings | need("objectMappings") | .[] | select((.sourceObjectName | need("sourceObjectName")) == "Group" and .enabled != false) | .enabled) = false'
}
#@ end groups
#@ begin schema

# The whole schema goes back. The previous one stays beside the script.
save_schema() {
  local backup
  if jq -e --slurpfile before "$work/before.json" '. == $before[0]' "$work/after.json" >/dev/null; then
    say 'Schema: nothing to change'
    return
  fi
  if [ -n "$dry_run" ]; then
    say 'Would: save the schema; the next cycle is an initial cycle'
    return
  fi
  backup="schema-before-$(date +%Y%m%d-%H%M%S).json"
  cp "$work/before.json" "$backup" 2>/dev/null || fail "the script cannot save the previous schema to $backup. Run it in a folder where you can create files."
  say "Schema: the previous one is in $backup"
  request put "/servicePrincipals/$sp/synchronization/jobs/$job/schema" "$work/after.json"
  expect 'saving the schema'
  say 'Schema: saved; the next cycle is an initial cycle'
}

change_schema() {
  if [ -z "$job" ]; then
    say 'Would: change the schema of the new job'
    return
  fi
  printf '[]' >"$work/trees.json"
  read_schema
  #@ begin mappings
  apply_mappings
  #@ end mappings
  #@ begin groups
  disable_groups
  #@ end groups
  save_schema
}
#@ end schema
