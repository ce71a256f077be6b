//! Files for hosts that serve a folder: Cloudflare and Netlify, Azure Static Web
//! Apps, and Amazon S3 with CloudFront.

use std::fmt::Write as _;

use anyhow::{Result, ensure};
use serde_json::{Map, Value, json};

use super::headers::{
    HostedSite, IMMUTABLE, MEDIA_TYPES, REVALIDATE, cache_control, is_named_by_content, media_type,
};
use crate::harden::PAGE;

/// The most rules that Cloudflare reads.
const MAX_RULES: usize = 100;

/// The most bytes of `staticwebapp.config.json` that Azure reads.
const MAX_AZURE_BYTES: usize = 20 * 1024;

/// A path of `_headers` with its headers.
pub fn rule(path: &str, headers: &[(&str, &str)]) -> String {
    let mut text = format!("{path}\n");
    for (name, value) in headers {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {name}: {value}");
    }
    text
}

/// `_headers` of Cloudflare and Netlify. Where several rules match, both hosts
/// join the values of one name, so each file has its own rule for the cache.
pub fn headers_file(site: &HostedSite, base: &str) -> Result<String> {
    let mut text = rule(&format!("{base}*"), &site.headers());
    let mut rules = 2;
    text += &rule(base, &[("Cache-Control", REVALIDATE)]);
    for file in site.files() {
        text += &rule(
            &format!("{base}{file}"),
            &[("Cache-Control", cache_control(file))],
        );
        rules += 1;
    }
    ensure!(
        rules <= MAX_RULES,
        "_headers has {rules} rules; Cloudflare reads {MAX_RULES}."
    );
    Ok(text)
}

/// `staticwebapp.config.json` of Azure Static Web Apps. The headers of a route
/// replace global ones of the same name.
pub fn azure_config(site: &HostedSite, base: &str) -> Result<String> {
    let mut global = Map::new();
    for (name, value) in site.headers() {
        global.insert(name.to_owned(), value.into());
    }
    global.insert("Cache-Control".to_owned(), REVALIDATE.into());
    let immutable = site.files().iter().filter(|file| is_named_by_content(file));
    let routes: Vec<Value> = immutable
        .map(|file| {
            json!({
                "route": format!("{base}{file}"),
                "headers": { "Cache-Control": IMMUTABLE },
            })
        })
        .collect();
    let mut types = Map::new();
    for kind in &MEDIA_TYPES {
        types.insert(format!(".{}", kind.ending), kind.content_type().into());
    }
    let text = pretty(&json!({
        "globalHeaders": global,
        "mimeTypes": types,
        "routes": routes,
    }))?;
    ensure!(
        text.len() <= MAX_AZURE_BYTES,
        "staticwebapp.config.json has {} bytes; Azure reads {MAX_AZURE_BYTES}.",
        text.len()
    );
    Ok(text)
}

/// The response headers policy of CloudFront. It has members of their own for
/// the headers that browsers knew when the policy was designed; those of the
/// cache and the media types belong to the objects in S3.
pub fn cloudfront_policy(site: &HostedSite) -> Result<String> {
    let mut security = Map::new();
    let mut custom = Vec::new();
    for (name, value) in site.headers() {
        let (member, settings) = match name {
            "Content-Security-Policy" => (
                "ContentSecurityPolicy",
                json!({ "ContentSecurityPolicy": value, "Override": true }),
            ),
            "X-Content-Type-Options" => ("ContentTypeOptions", json!({ "Override": true })),
            "Referrer-Policy" => (
                "ReferrerPolicy",
                json!({ "ReferrerPolicy": value, "Override": true }),
            ),
            "X-Frame-Options" => (
                "FrameOptions",
                json!({ "FrameOption": value, "Override": true }),
            ),
            _ => {
                custom.push(json!({ "Header": name, "Value": value, "Override": true }));
                continue;
            }
        };
        security.insert(member.to_owned(), settings);
    }
    pretty(&json!({
        "Name": "scimdesk",
        "Comment": "Security headers of scimdesk",
        "SecurityHeadersConfig": security,
        "CustomHeadersConfig": { "Quantity": custom.len(), "Items": custom },
    }))
}

const UPLOAD_HEAD: &str = r#"#!/usr/bin/env bash
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

"#;

/// The script that uploads the site to S3.
pub fn s3_upload(site: &HostedSite) -> String {
    let mut text = UPLOAD_HEAD.to_owned();
    let (pages, others): (Vec<_>, Vec<_>) = site.files().iter().partition(|file| *file == PAGE);
    for file in others.into_iter().chain(pages) {
        let content_type = media_type(file).map(|kind| kind.content_type());
        let _ = writeln!(
            text,
            "put {} \"{}\" \"{}\"",
            quoted(file),
            content_type.unwrap_or_default(),
            cache_control(file)
        );
    }
    text
}

/// A word for a shell.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

fn pretty(value: &Value) -> Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_with_too_many_files_for_a_host_is_refused() {
        let page = include_str!("../../../../index.html");
        let files = |count: u32| {
            let files = (0..count).map(|number| format!("part-{number:016x}.wasm"));
            HostedSite::new(page, files.collect()).unwrap()
        };
        assert!(headers_file(&files(98), "/").is_ok());
        let error = headers_file(&files(99), "/").unwrap_err().to_string();
        assert_eq!(error, "_headers has 101 rules; Cloudflare reads 100.");
        let error = azure_config(&files(200), "/").unwrap_err().to_string();
        assert!(error.contains("Azure reads 20480"), "{error}");
    }

    #[test]
    fn a_shell_reads_a_name_as_one_word() {
        assert_eq!(quoted("a b's"), r"'a b'\''s'");
    }
}
