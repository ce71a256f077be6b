//! The header files in real servers: every kind of file with all of its headers.
//! Where a server is not installed, its tests skip and say so.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use fs_err as fs;

use super::headers::{IMMUTABLE, REVALIDATE, cache_control, media_type};
use super::tests::{SITE, site};
use super::write;
use crate::process::{ChildProcess, capture, command};
use crate::tools::on_path;

const SUBPATH: &str = "/tools/scimdesk/";

/// What differs from response to response or says nothing about the site.
const OWN_OF_SERVER: [&str; 10] = [
    "accept-ranges",
    "connection",
    "content-length",
    "date",
    "etag",
    "keep-alive",
    "last-modified",
    "server",
    "transfer-encoding",
    "vary",
];

struct ServerResponse {
    status: u16,
    /// By name in lower case; values of a repeated name are joined.
    headers: BTreeMap<String, String>,
}

impl ServerResponse {
    /// The headers that the header files are responsible for.
    fn of_site(mut self) -> BTreeMap<String, String> {
        self.headers
            .retain(|name, _| !OWN_OF_SERVER.contains(&name.as_str()));
        self.headers
    }
}

/// A running server, ended when this is dropped, and its folder.
struct RunningServer {
    folder: PathBuf,
    port: u16,
    _process: ChildProcess,
}

impl Drop for RunningServer {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.folder).ok();
    }
}

impl RunningServer {
    /// Starts a server and waits until it says that it is ready.
    fn start(folder: PathBuf, port: u16, program: &Path, arguments: &[&str], ready: &str) -> Self {
        let mut server = command(program);
        server.args(arguments).current_dir(&folder);
        server.stdout(Stdio::piped()).stderr(Stdio::piped());
        let process = ChildProcess::start(&mut server).unwrap();
        let mut output = Vec::new();
        while let Ok(line) = process.lines.recv() {
            let is_ready = line.contains(ready);
            output.push(line);
            if is_ready {
                return Self {
                    folder,
                    port,
                    _process: process,
                };
            }
        }
        panic!("{} ended: {}", program.display(), output.join("\n"));
    }

    fn get(&self, path: &str, more: &str) -> ServerResponse {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nHost: site.example\r\n{more}\r\n");
        let request = request.replacen("\r\n", "\r\nConnection: close\r\n", 1);
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let (head, _) = text.split_once("\r\n\r\n").unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap();
        let mut headers: BTreeMap<String, String> = BTreeMap::new();
        for line in lines {
            let (name, value) = line.split_once(": ").unwrap();
            headers
                .entry(name.to_ascii_lowercase())
                .and_modify(|joined| *joined = format!("{joined}, {value}"))
                .or_insert_with(|| value.to_owned());
        }
        ServerResponse {
            status: status.parse().unwrap(),
            headers,
        }
    }
}

/// The program of a server. Without it the test is skipped, which the harness
/// would not show.
fn program(name: &str) -> Option<PathBuf> {
    let found = on_path(name);
    if found.is_none() {
        let line = format!("\nSKIPPED: {name} is not installed, so its header file is not tested.");
        writeln!(std::io::stderr(), "{line}").unwrap();
    }
    found
}

/// A folder with the header files, and the site twice: as `html` and below it in
/// a path.
fn folder(test: &str) -> PathBuf {
    let name = format!("xtask-hosting-{test}-{}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    fs::remove_dir_all(&folder).ok();
    write(&site(), "/", &folder.join("hosting")).unwrap();
    for base in ["/", SUBPATH] {
        let html = folder.join(format!("html{base}"));
        fs::create_dir_all(html.join("relay")).unwrap();
        for file in SITE {
            fs::write(html.join(file), format!("{file}\n").repeat(100)).unwrap();
        }
        let htaccess = folder.join("hosting/apache/.htaccess");
        fs::copy(htaccess, html.join(".htaccess")).unwrap();
    }
    folder
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}

fn headers_of_all() -> BTreeMap<String, String> {
    let site = site();
    let headers = site.headers().into_iter();
    headers
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect()
}

/// Every kind of file, a compressed one, one that the browser has, and one that
/// is not there.
fn check_site(server: &RunningServer, base: &str) {
    let expected = |file: &str| {
        let mut headers = headers_of_all();
        let content_type = media_type(file).unwrap().content_type();
        headers.insert("content-type".to_owned(), content_type);
        headers.insert("cache-control".to_owned(), cache_control(file).to_owned());
        headers
    };
    for path in SITE.into_iter().chain([""]) {
        let file = if path.is_empty() { "index.html" } else { path };
        let response = server.get(&format!("{base}{path}"), "");
        assert_eq!(response.status, 200, "{base}{path}");
        assert!(response.headers.contains_key("etag"), "{base}{path}");
        assert_eq!(response.of_site(), expected(file), "{base}{path}");
    }

    let wasm = "guide-0123456789abcdef.wasm";
    let address = format!("{base}{wasm}");
    let mut compressed = server.get(&address, "Accept-Encoding: gzip\r\n").of_site();
    let encoding = compressed.remove("content-encoding");
    assert_eq!(encoding.as_deref(), Some("gzip"));
    assert_eq!(compressed, expected(wasm));

    let etag = server.get(&address, "").headers["etag"].clone();
    let unchanged = server.get(&address, &format!("If-None-Match: {etag}\r\n"));
    assert_eq!(unchanged.status, 304);
    assert_eq!(unchanged.headers["cache-control"], IMMUTABLE);

    let missing = server.get(&format!("{base}missing-0123456789abcdef.js"), "");
    assert_eq!(missing.status, 404);
    let headers = missing.of_site();
    assert_eq!(headers["cache-control"], REVALIDATE);
    for (name, value) in headers_of_all() {
        assert_eq!(headers.get(&name), Some(&value), "{name} of an error");
    }
}

fn start_nginx(folder: PathBuf, port: u16, nginx: &Path, configuration: &str) -> RunningServer {
    let own = folder.join("hosting/nginx");
    fs::create_dir(folder.join("tmp")).unwrap();
    fs::write(own.join("nginx.conf"), configuration).unwrap();
    let prefix = own.to_string_lossy().into_owned();
    let arguments = ["-p", &prefix, "-c", "nginx.conf", "-e", "stderr"];
    let mut check = command(nginx);
    let output = capture(check.args(arguments).arg("-t"), "nginx -t").unwrap();
    assert!(output.contains("test is successful"), "{output}");
    assert!(!output.contains("[warn]"), "{output}");
    let arguments = [&arguments[..], &["-g", "daemon off;"]].concat();
    RunningServer::start(folder, port, nginx, &arguments, "start worker processes")
}

/// The configuration of the container with nothing but its port, folders and
/// logs replaced.
#[test]
fn nginx_serves_the_site_as_in_the_container() {
    let Some(nginx) = program("nginx") else {
        return;
    };
    let (folder, port) = (folder("container"), free_port());
    let text = fs::read_to_string(folder.join("hosting/nginx/nginx.conf")).unwrap();
    let mut configuration = text;
    for (own, here) in [
        ("/tmp/", format!("{}/tmp/", folder.display())),
        ("listen 8080;", format!("listen 127.0.0.1:{port};")),
        ("/srv/scimdesk", format!("{}/html", folder.display())),
        ("/dev/stdout", format!("{}/access.log", folder.display())),
        (
            "error_log stderr warn",
            "error_log stderr notice".to_owned(),
        ),
    ] {
        assert!(configuration.contains(own), "{own}");
        configuration = configuration.replace(own, &here);
    }
    let server = start_nginx(folder, port, &nginx, &configuration);
    check_site(&server, "/");
    check_site(&server, SUBPATH);

    let redirect = server.get("/tools/scimdesk", "");
    assert_eq!(
        (redirect.status, redirect.headers["location"].as_str()),
        (301, SUBPATH)
    );
    let server_name = server.get("/", "").headers["server"].clone();
    assert_eq!(server_name, "nginx");

    server.get("/?code=secret", "");
    let log = fs::read_to_string(server.folder.join("access.log")).unwrap();
    assert!(log.contains(" GET /index.html 200 "), "{log}");
    assert!(!log.contains("secret"), "{log}");
}

/// A server that has other things too, as HOSTING.md describes it.
#[test]
fn nginx_serves_the_site_in_a_location() {
    let Some(nginx) = program("nginx") else {
        return;
    };
    let (folder, port) = (folder("location"), free_port());
    let configuration = format!(
        "error_log stderr notice;
        pid {folder}/tmp/nginx.pid;
        events {{}}
        http {{
          access_log off;
          client_body_temp_path {folder}/tmp/client;
          include scimdesk/cache.conf;
          server {{
            listen 127.0.0.1:{port};
            add_header X-Other 1;
            location {SUBPATH} {{
              alias {folder}/html/;
              index index.html;
              include scimdesk/headers.conf;
            }}
          }}
        }}",
        folder = folder.display()
    );
    let server = start_nginx(folder, port, &nginx, &configuration);
    check_site(&server, SUBPATH);
}

#[test]
fn apache_serves_the_site_with_the_file_in_its_folder() {
    let Some(apache) = program("apache2") else {
        return;
    };
    let (folder, port) = (folder("apache"), free_port());
    let modules = [
        "mpm_event",
        "authz_core",
        "mime",
        "dir",
        "headers",
        "filter",
        "deflate",
    ];
    let modules: String = modules
        .iter()
        .map(|name| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"))
        .collect();
    let configuration = format!(
        "{modules}
        ServerRoot {folder}
        ServerName site.example
        Listen 127.0.0.1:{port}
        User nobody
        Group nogroup
        PidFile {folder}/apache.pid
        ErrorLog /dev/stderr
        LogLevel notice
        TypesConfig /dev/null
        DocumentRoot {folder}/html
        <Directory {folder}/html>
          AllowOverride FileInfo Indexes
          Require all granted
        </Directory>",
        folder = folder.display()
    );
    let file = folder.join("apache.conf");
    fs::write(&file, configuration).unwrap();
    let file = file.to_string_lossy().into_owned();
    let output = capture(command(&apache).args(["-t", "-f", &file]), "apache2 -t").unwrap();
    assert!(output.contains("Syntax OK"), "{output}");
    let arguments = ["-f", &file, "-D", "FOREGROUND"];
    let ready = "resuming normal operations";
    let server = RunningServer::start(folder, port, &apache, &arguments, ready);
    check_site(&server, "/");
    check_site(&server, SUBPATH);
}
