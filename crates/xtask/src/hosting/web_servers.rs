//! Files for web servers: nginx, Apache and IIS. None of them names a path of
//! the host, so the site may be in any folder.

use std::fmt::Write as _;

use super::headers::{
    HostedSite, IMMUTABLE, MEDIA_TYPES, MediaType, NAMED_BY_CONTENT, REVALIDATE,
    is_named_by_content,
};

/// A year and more, as browsers' preload lists want it.
const HSTS: &str = "max-age=63072000; includeSubDomains";

const HSTS_NOTE: &str = "Whether every service of this host name has HTTPS is for you to say.";

/// Names of media types, each once.
fn names(is_wanted: impl Fn(&MediaType) -> bool) -> Vec<&'static str> {
    let mut names: Vec<_> = MEDIA_TYPES
        .iter()
        .filter(|kind| is_wanted(kind))
        .map(|kind| kind.name)
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// What nginx needs in `http`: how long a response may be kept. An error of a
/// file that is named by its content must not be.
pub fn nginx_cache() -> String {
    format!(
        "# In http. Errors are never kept.\n\
         map \"$status$uri\" $scimdesk_cache_control {{\n  \
           default \"{REVALIDATE}\";\n  \
           \"~^(200|206|304)/.*{NAMED_BY_CONTENT}\" \"{IMMUTABLE}\";\n\
         }}\n"
    )
}

/// What nginx needs in the server or location that serves the site.
pub fn nginx_headers(site: &HostedSite) -> String {
    let mut text = "# In the server or location that serves the site. A location with add_header\n\
                    # lines of its own does not inherit these: include this file there again.\n\
                    types {\n"
        .to_owned();
    for kind in &MEDIA_TYPES {
        let _ = writeln!(text, "  {} {};", kind.name, kind.ending);
    }
    let charset = names(|kind| kind.is_text && kind.name != "text/html");
    let compressed = names(|kind| kind.name != "text/html" && kind.ending != "png");
    let _ = write!(
        text,
        "}}\n\
         default_type application/octet-stream;\n\
         charset utf-8;\n\
         charset_types {};\n\
         gzip on;\n\
         gzip_vary on;\n\
         gzip_types {};\n",
        charset.join(" "),
        compressed.join(" ")
    );
    for (name, value) in site.headers() {
        let _ = writeln!(text, "add_header {name} \"{value}\" always;");
    }
    let _ = write!(
        text,
        "add_header Cache-Control $scimdesk_cache_control always;\n\
         # {HSTS_NOTE}\n\
         # add_header Strict-Transport-Security \"{HSTS}\" always;\n"
    );
    text
}

/// The whole configuration of nginx in the container, which writes only below
/// `/tmp`. The log leaves out what follows a question mark.
pub fn nginx_container() -> String {
    "worker_processes auto;
pid /tmp/nginx.pid;
error_log stderr warn;

events {
  worker_connections 1024;
}

http {
  client_body_temp_path /tmp/client;
  proxy_temp_path /tmp/proxy;
  fastcgi_temp_path /tmp/fastcgi;
  uwsgi_temp_path /tmp/uwsgi;
  scgi_temp_path /tmp/scgi;

  log_format paths '$remote_addr [$time_iso8601] $request_method $uri $status $body_bytes_sent';
  access_log /dev/stdout paths;
  server_tokens off;
  sendfile on;
  tcp_nopush on;

  include scimdesk/cache.conf;

  server {
    listen 8080;
    root /srv/scimdesk;
    index index.html;
    absolute_redirect off;
    include scimdesk/headers.conf;
  }
}
"
    .to_owned()
}

/// `.htaccess` of Apache, in the site's folder. A missing module is an error,
/// because a site without its headers would go unnoticed.
pub fn apache(site: &HostedSite) -> String {
    let mut text =
        "# In the site's folder. Needs mod_headers and mod_mime, and AllowOverride FileInfo\n\
                    # Indexes for this folder.\n\
                    DirectoryIndex index.html\n"
            .to_owned();
    for kind in &MEDIA_TYPES {
        let _ = writeln!(text, "AddType {} .{}", kind.name, kind.ending);
    }
    let endings: Vec<_> = MEDIA_TYPES
        .iter()
        .filter(|kind| kind.is_text)
        .map(|kind| format!(".{}", kind.ending))
        .collect();
    let _ = writeln!(text, "AddCharset utf-8 {}", endings.join(" "));
    let compressed = names(|kind| kind.ending != "png");
    let _ = write!(
        text,
        "<IfModule mod_deflate.c>\n  \
           <IfModule mod_filter.c>\n    \
             AddOutputFilterByType DEFLATE {}\n  \
           </IfModule>\n\
         </IfModule>\n",
        compressed.join(" ")
    );
    for (name, value) in site.headers() {
        let _ = writeln!(text, "Header always set {name} \"{value}\"");
    }
    let _ = write!(
        text,
        "Header set Cache-Control \"{REVALIDATE}\"\n\
         <FilesMatch \"{NAMED_BY_CONTENT}\">\n  \
           Header set Cache-Control \"{IMMUTABLE}\"\n\
         </FilesMatch>\n\
         Header always set Cache-Control \"{REVALIDATE}\" \"expr=%{{REQUEST_STATUS}} >= 400\"\n\
         # {HSTS_NOTE}\n\
         # Header always set Strict-Transport-Security \"{HSTS}\"\n"
    );
    text
}

/// `web.config` of IIS, in the site's folder.
pub fn iis(site: &HostedSite) -> String {
    let mut text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
                    <configuration>\n  \
                      <system.webServer>\n    \
                        <defaultDocument enabled=\"true\">\n      \
                          <files>\n        \
                            <clear />\n        \
                            <add value=\"index.html\" />\n      \
                          </files>\n    \
                        </defaultDocument>\n    \
                        <staticContent>\n"
        .to_owned();
    for kind in &MEDIA_TYPES {
        let _ = write!(
            text,
            "      <remove fileExtension=\".{0}\" />\n      \
                   <mimeMap fileExtension=\".{0}\" mimeType=\"{1}\" />\n",
            kind.ending,
            escaped(&kind.content_type())
        );
    }
    text += "      <clientCache cacheControlMode=\"DisableCache\" />\n    \
             </staticContent>\n    \
             <httpProtocol>\n      \
               <customHeaders>\n        \
                 <remove name=\"X-Powered-By\" />\n";
    for (name, value) in site.headers() {
        let _ = write!(
            text,
            "        <remove name=\"{name}\" />\n        \
                     <add name=\"{name}\" value=\"{}\" />\n",
            escaped(value)
        );
    }
    let _ = write!(
        text,
        "        <!-- {HSTS_NOTE}\n        \
                 <add name=\"Strict-Transport-Security\" value=\"{HSTS}\" /> -->\n      \
               </customHeaders>\n    \
             </httpProtocol>\n    \
             <urlCompression doStaticCompression=\"true\" />\n  \
           </system.webServer>\n"
    );
    for file in site.files().iter().filter(|file| is_named_by_content(file)) {
        let _ = write!(
            text,
            "  <location path=\"{}\">\n    \
                 <system.webServer>\n      \
                   <staticContent>\n        \
                     <clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"365.00:00:00\" \
                       cacheControlCustom=\"public, immutable\" />\n      \
                   </staticContent>\n    \
                 </system.webServer>\n  \
               </location>\n",
            escaped(file)
        );
    }
    text + "</configuration>\n"
}

/// A value of an attribute in XML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_attributes_are_escaped() {
        assert_eq!(escaped("a \"b\" <c> & d"), "a &quot;b&quot; &lt;c> &amp; d");
    }
}
