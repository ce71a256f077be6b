//! `cargo xtask hosting`: the header files for the servers and hosts that the
//! site may be on, all made of what `hosting/headers.rs` says and of the policy
//! that the built page holds.

pub mod headers;
#[cfg(test)]
mod server_tests;
mod static_hosts;
mod web_servers;

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use fs_err as fs;

use crate::harden::{HEADERS_FILE, PAGE};
use crate::project::Project;
use crate::report::print;

use headers::HostedSite;

/// Where the files are for, and where they go.
#[derive(Debug, PartialEq, Eq, clap::Args)]
pub struct HostingOptions {
    /// Folder of the built site (dist/)
    #[arg(long, value_name = "DIR")]
    pub site: Option<PathBuf>,
    /// Folder for the header files (target/hosting/)
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Path of the site on its host, for hosts whose files name paths
    #[arg(long, value_name = "PATH", default_value = "/")]
    pub base: String,
}

impl Default for HostingOptions {
    fn default() -> Self {
        Self {
            site: None,
            out: None,
            base: "/".to_owned(),
        }
    }
}

/// Writes the files and says where they are.
pub fn run(options: &HostingOptions) -> Result<()> {
    let project = Project::find()?;
    let site = options.site.clone().unwrap_or_else(|| project.dist());
    let out = options.out.clone();
    let out = out.unwrap_or_else(|| project.path("target/hosting"));
    ensure!(
        site.join(PAGE).is_file(),
        "There is no site in {}; run cargo xtask build, or name its folder with --site.",
        site.display()
    );
    write(&HostedSite::read(&site)?, &base_path(&options.base)?, &out)?;
    print(format!("Header files for hosts are in {}.", out.display()));
    Ok(())
}

/// Writes the headers of every response into a built site, where Cloudflare,
/// Netlify and the local server look for them.
pub fn write_headers_file(site: &Path) -> Result<()> {
    let page = fs::read_to_string(site.join(PAGE))?;
    let text = headers::headers_file(&page)?;
    Ok(fs::write(site.join(HEADERS_FILE), text)?)
}

/// The path with a slash at both ends.
fn base_path(text: &str) -> Result<String> {
    let inner = text.trim_matches('/');
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    ensure!(
        inner.bytes().all(is_plain),
        "{text:?} is not a path for --base; use letters, digits and - . _ ~ between slashes."
    );
    Ok(match inner {
        "" => "/".to_owned(),
        inner => format!("/{inner}/"),
    })
}

/// Paths and texts of all files.
fn files(site: &HostedSite, base: &str) -> Result<Vec<(&'static str, String)>> {
    Ok(vec![
        ("nginx/nginx.conf", web_servers::nginx_container()),
        ("nginx/scimdesk/cache.conf", web_servers::nginx_cache()),
        (
            "nginx/scimdesk/headers.conf",
            web_servers::nginx_headers(site),
        ),
        ("apache/.htaccess", web_servers::apache(site)),
        ("iis/web.config", web_servers::iis(site)),
        (
            "azure-static-web-apps/staticwebapp.config.json",
            static_hosts::azure_config(site, base)?,
        ),
        (
            "cloudflare-netlify/_headers",
            static_hosts::headers_file(site, base)?,
        ),
        (
            "s3-cloudfront/response-headers-policy.json",
            static_hosts::cloudfront_policy(site)?,
        ),
        ("s3-cloudfront/upload.sh", static_hosts::s3_upload(site)),
    ])
}

fn write(site: &HostedSite, base: &str, out: &Path) -> Result<()> {
    for (name, text) in files(site, base)? {
        let path = out.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::harden::policy;

    /// The files of a site, small but of every kind.
    pub(super) const SITE: [&str; 9] = [
        "boot-0123456789abcdef.js",
        "guide-0123456789abcdef.wasm",
        "icon.svg",
        "index.html",
        "manifest.webmanifest",
        "relay/scimdesk-relay.mjs",
        "relay/scimdesk-relay.ps1",
        "scimdesk-app-0123456789abcdef_bg.wasm",
        "style-0123456789abcdef.css",
    ];

    pub(super) fn site() -> HostedSite {
        let page = include_str!("../../../index.html");
        let files = SITE.map(str::to_owned).to_vec();
        HostedSite::new(page, files).unwrap()
    }

    /// Run with `UPDATE_GOLDEN=1` to write them again.
    #[test]
    fn every_file_is_as_it_was_reviewed() {
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden/hosting");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            write(&site(), "/", &golden).unwrap();
        }
        for (name, text) in files(&site(), "/").unwrap() {
            let reviewed = fs::read_to_string(golden.join(name)).unwrap_or_default();
            assert_eq!(text, reviewed, "{name}");
        }
    }

    #[test]
    fn the_site_itself_says_what_to_send_with_every_response() {
        let page = include_str!("../../../index.html");
        let text = headers::headers_file(page).unwrap();
        let whole = static_hosts::headers_file(&site(), "/").unwrap();
        assert!(whole.starts_with(&text));
        assert!(text.starts_with("/*\n  Content-Security-Policy: ") && !text.contains("Cache"));
    }

    #[test]
    fn a_limit_of_hosts_is_in_every_file_with_a_policy() {
        let page = include_str!("../../../index.html");
        let hosts = [policy::ConnectSource::parse("scim.example.com").unwrap()];
        let limited = policy::limit_connections(page, &hosts).unwrap();
        let site = HostedSite::new(&limited, SITE.map(str::to_owned).to_vec()).unwrap();
        let limit = "connect-src 'self' https://scim.example.com; ";
        let mut limits = 0;
        for (name, text) in files(&site, "/").unwrap() {
            let policies = text.matches("connect-src").count();
            assert_eq!(policies, text.matches(limit).count(), "{name}");
            limits += policies;
        }
        assert_eq!(limits, 6);
    }

    #[test]
    fn hosts_whose_files_name_paths_get_the_base() {
        let files = files(&site(), "/tools/scimdesk/").unwrap();
        for (name, part) in [
            (
                "cloudflare-netlify/_headers",
                "\n/tools/scimdesk/boot-0123456789abcdef.js\n",
            ),
            (
                "azure-static-web-apps/staticwebapp.config.json",
                "\"/tools/scimdesk/boot-0123456789abcdef.js\"",
            ),
        ] {
            let (_, text) = files.iter().find(|(file, _)| *file == name).unwrap();
            assert!(text.contains(part), "{name}");
        }
    }

    #[test]
    fn a_base_has_a_slash_at_both_ends() {
        for (text, base) in [
            ("/", "/"),
            ("", "/"),
            ("scim", "/scim/"),
            ("/a/b-c/", "/a/b-c/"),
        ] {
            assert_eq!(base_path(text).unwrap(), base);
        }
        for text in ["/a b", "/*", "a\nb", "/ä"] {
            assert!(base_path(text).is_err(), "{text}");
        }
    }
}
