//! Requests and their outcomes: the trait over which requests are sent, and
//! the rate limit, retries and probes that need no browser.

pub mod cancel_token;
pub mod client;
mod cors_probe;
pub mod http_text;
pub mod outcome;
pub mod paced_client;
pub mod permit;
pub mod rate_limiter;
pub mod request;
pub mod request_route;
mod retry;
#[cfg(test)]
pub mod scripted;
pub mod weight;
