(
  printf 'Secret token: ' >&2
  IFS= read -rs token; echo >&2
  LC_ALL=C; case $token in ''|*[^\ -~]*) echo 'The token is empty, or it contains a line break or a character that cannot be sent, such as an accent or a typographic quotation mark. Copy it again.' >&2; exit 1;; esac
  printf 'Authorization: Bearer %s' "$token" |
    curl -sS -i --path-as-is -m 20 -w '\n' -H @- -H 'Accept: application/scim+json' \
      'http://127.0.0.1:8081/scim/v2/Users?filter=userName+eq+%220-0%22'
)
