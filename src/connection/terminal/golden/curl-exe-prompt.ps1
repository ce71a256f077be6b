& {
  $OutputEncoding = [Text.Encoding]::ASCII
  $token = (New-Object Net.NetworkCredential('', (Read-Host 'Secret token' -AsSecureString))).Password
  "Authorization: Bearer $token" | curl.exe -sS -i --path-as-is -m 20 -w '\n' -H '@-' -H 'Accept: application/scim+json' 'http://127.0.0.1:8081/scim/v2/Users?filter=userName+eq+%220-0%22'
}
