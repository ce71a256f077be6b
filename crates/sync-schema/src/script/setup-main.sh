#@ begin start

start_job() {
  local state
  if [ -n "$job" ] && [ -z "$users_stopped" ]; then
    request get "/servicePrincipals/$sp/synchronization/jobs/$job"
    expect 'reading the provisioning job'
    state=$(read_json 'reading the provisioning job' response.json '.schedule.state? // ""')
    if [ "$state" = Active ]; then
      say 'Provisioning: already running'
      return
    fi
  fi
  if [ "$users_failed" -gt 0 ]; then
    say "Provisioning: not started, because $users_failed users failed"
    return
  fi
  if [ -n "$dry_run" ]; then
    say 'Would: start provisioning'
    return
  fi
  request post "/servicePrincipals/$sp/synchronization/jobs/$job/start"
  expect 'starting provisioning'
  say 'Provisioning: started'
}
#@ end start

main() {
  command -v jq >/dev/null || fail 'jq is not installed. Install jq 1.6 or newer, then run the script again.'
  #@ begin assign
  load_users
  #@ end assign
  sign_in
  create_app
  create_job
  #@ begin credentials
  save_credentials
  #@ end credentials
  #@ begin schema
  change_schema
  #@ end schema
  #@ begin assign
  assign_users
  #@ end assign
  #@ begin start
  start_job
  #@ end start
  [ -z "$users_stopped" ] || fail "$users_stopped"
  [ "$users_failed" -eq 0 ] || fail "$users_failed users were not assigned. Fix the errors listed above, then run the script again. It does not change users who are already assigned."
  say 'Done'
}

main
