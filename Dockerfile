# The site that `cargo xtask build` made, served by nginx. It runs as a user
# without rights, needs no shell, and writes only to /tmp:
#
#   docker run --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges --publish 8080:8080 scimdesk
FROM nginxinc/nginx-unprivileged:1.30.4-alpine-slim@sha256:e88d990b349df8cf4aa82f16642d7a23375016638c9ace4e5c6ca25028e62e65

COPY target/hosting/nginx/ /etc/nginx/
COPY dist/ /srv/scimdesk/

USER 101:101
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s --start-period=2s \
  CMD ["wget", "--quiet", "--output-document=/dev/null", "http://127.0.0.1:8080/"]
ENTRYPOINT ["nginx"]
CMD ["-g", "daemon off;"]
