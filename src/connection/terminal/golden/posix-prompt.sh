(
  printf 'Secret token: ' >&2
  IFS= read -rs token; echo >&2
  printf 'Authorization: Bearer %s' "$token" |
    curl -sS -i --path-as-is -m 20 -w '\n' -H @- -H 'Accept: application/scim+json' \
      'http://127.0.0.1:8081/scim/v2/Users?filter=userName+eq+%220-0%22'
)
