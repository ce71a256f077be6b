#!/usr/bin/env bash
# Uploads the site to S3, each file with its media type and how long it may be
# kept. The page goes last, so it never names a file that is not there yet.
#
#   upload.sh SITE-FOLDER s3://BUCKET[/PREFIX]
set -euo pipefail
if [ "$#" -ne 2 ]; then
  echo "Usage: upload.sh SITE-FOLDER s3://BUCKET[/PREFIX]" >&2
  exit 2
fi
site="${1%/}"
target="${2%/}"

put() {
  aws s3 cp "$site/$1" "$target/$1" --content-type "$2" --cache-control "$3"
}

put 'boot-0123456789abcdef.js' "text/javascript; charset=utf-8" "public, max-age=31536000, immutable"
put 'guide-0123456789abcdef.wasm' "application/wasm" "public, max-age=31536000, immutable"
put 'icon.svg' "image/svg+xml; charset=utf-8" "no-cache"
put 'manifest.webmanifest' "application/manifest+json; charset=utf-8" "no-cache"
put 'relay/scimdesk-relay.mjs' "text/javascript; charset=utf-8" "no-cache"
put 'relay/scimdesk-relay.ps1' "text/plain; charset=utf-8" "no-cache"
put 'scimdesk-app-0123456789abcdef_bg.wasm' "application/wasm" "public, max-age=31536000, immutable"
put 'style-0123456789abcdef.css' "text/css; charset=utf-8" "public, max-age=31536000, immutable"
put 'index.html' "text/html; charset=utf-8" "no-cache"
