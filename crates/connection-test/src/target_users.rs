//! Asks Talkdesk for its users, one page of the list after the other (RFC 7644
//! section 3.4.2.4).

use crate::http::client::Http;
use crate::http::http_text;
use crate::http::outcome::{End, HttpResponse, Outcome};
use crate::http::paced_client::PacedClient;
use crate::http::rate_limiter::series_ms;
use crate::http::request::{HttpRequest, Method};
use crate::http::weight::Weight;
use crate::scim::content::{Content, content, list};
use crate::steps::request::below;
use crate::tenant_url::TenantUrl;
use crate::token::SecretToken;
use provisioning::format::{counted, grouped, span};

/// How many users are asked for at once.
const COUNT: u32 = 100;
/// Fewer are not asked for, even when a page is longer than what is read.
const FEWEST: u32 = 10;
/// The most pages that are asked for.
pub const MAX_PAGES: usize = 2_000;

/// How long a prompt service takes for a page, in milliseconds.
const PROMPT_MS: f64 = 100.0;

/// How long a list of so many users takes if the service responds promptly, in
/// seconds.
pub fn prompt_seconds(users: u64, weight: Weight) -> u64 {
    let requests = users.div_ceil(u64::from(COUNT));
    seconds(series_ms(requests, weight, PROMPT_MS))
}

fn seconds(ms: f64) -> u64 {
    (ms / 1_000.0).round() as u64
}

/// Why there is no list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListError {
    Cancelled,
    /// A request had no response, or none with status 200. In a few words.
    NoResponse(String),
    /// The response is no SCIM list.
    NoList,
    /// A page is longer than what is read, however few users are asked for.
    TooLong,
    /// There are more pages than are asked for.
    TooMany,
}

impl ListError {
    /// What happened and what to do.
    pub fn message(&self) -> String {
        match self {
            ListError::Cancelled => "Talkdesk’s users weren’t loaded: you stopped it.".to_owned(),
            ListError::NoResponse(what) => format!(
                "Talkdesk’s users weren’t loaded: {what}. Run the connection test to find out why."
            ),
            ListError::NoList => "Talkdesk’s users weren’t loaded: the response isn’t a SCIM list. Run the connection test to find out why.".to_owned(),
            ListError::TooLong => "Talkdesk’s users weren’t loaded: the responses are too long. Open an export of the users instead.".to_owned(),
            ListError::TooMany => format!(
                "Talkdesk’s users weren’t loaded: the list has more than {} pages. Open an export of the users instead.",
                grouped(MAX_PAGES as u64)
            ),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListProgress {
    start: u64,
    count: u32,
    pages: usize,
    /// Users of the last page.
    page_users: u64,
    requests: u64,
    /// How long the responses took together, in milliseconds.
    response_ms: u64,
    /// What the service counts for each request.
    weight: Weight,
    /// Whether another tab of this browser sends its requests first.
    queued: bool,
    pub users: u64,
    /// Users in all, once the service said so.
    pub total: Option<u64>,
}

impl Default for ListProgress {
    fn default() -> Self {
        Self {
            start: 1,
            count: COUNT,
            pages: 0,
            page_users: 0,
            requests: 0,
            response_ms: 0,
            weight: Weight::Preflighted,
            queued: false,
            users: 0,
            total: None,
        }
    }
}

/// What a response comes to.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    /// The page is wanted; whether there is another one.
    Keep(bool),
    /// The page is to be asked for again, with fewer users.
    Again,
}

impl ListProgress {
    /// A list that waits for another tab.
    pub fn queued() -> Self {
        Self {
            queued: true,
            ..Self::default()
        }
    }

    /// Path and query of the next page.
    fn target(&self) -> String {
        format!("/Users?startIndex={}&count={}", self.start, self.count)
    }

    fn take(&mut self, response: &HttpResponse) -> Result<Step, ListError> {
        self.requests += 1;
        self.response_ms += u64::from(response.ms);
        if response.status != 200 {
            let summary = http_text::summary(&Outcome::Response(response.clone()));
            return Err(ListError::NoResponse(summary));
        }
        if response.body.end == End::TooLong {
            if self.count <= FEWEST {
                return Err(ListError::TooLong);
            }
            self.count = (self.count / 2).max(FEWEST);
            return Ok(Step::Again);
        }
        let Content::Json(value) = content(response) else {
            return Err(ListError::NoList);
        };
        let list = list(&value).map_err(|_| ListError::NoList)?;
        let came = list.resources.len() as u64;
        self.pages += 1;
        self.page_users = came;
        self.users += came;
        self.start += came;
        self.total = Some(list.total);
        // A page may hold fewer than were asked for; only an empty one ends.
        let more = came > 0 && self.start <= list.total;
        if more && self.pages >= MAX_PAGES {
            return Err(ListError::TooMany);
        }
        Ok(Step::Keep(more))
    }

    /// How long the rest takes, in milliseconds, if the service goes on as it
    /// did. Nothing before the first page.
    pub fn remaining_ms(&self) -> Option<f64> {
        if self.page_users == 0 {
            return None;
        }
        let missing = self.total?.saturating_sub(self.users);
        let all = self.requests + missing.div_ceil(self.page_users);
        let response_ms = self.response_ms as f64 / self.requests as f64;
        let time = |requests| series_ms(requests, self.weight, response_ms);
        Some(time(all) - time(self.requests))
    }

    /// How far it is, in words.
    pub fn message(&self) -> String {
        match self.total {
            None if self.queued => {
                "Waiting for another tab of this browser to finish its requests.".to_owned()
            }
            None => "Requesting the first page".to_owned(),
            Some(total) => {
                let users = counted(total, "user", "users");
                let so_far = format!("{} of {users}", grouped(self.users));
                match self.remaining_ms().map(seconds) {
                    None | Some(0) => so_far,
                    Some(seconds) => format!("{so_far}, about {} left", span(seconds)),
                }
            }
        }
    }
}

/// Fetches the whole list. `on_progress` is told how far it is after each page.
pub async fn fetch(
    tenant: &TenantUrl,
    token: &SecretToken,
    client: &mut PacedClient<impl Http>,
    on_progress: &mut dyn FnMut(&ListProgress),
) -> Result<(ListProgress, Vec<String>), ListError> {
    let mut pages = Vec::new();
    let mut paging = ListProgress {
        weight: client.weight(),
        ..ListProgress::default()
    };
    loop {
        let request = HttpRequest {
            method: Method::Get,
            url: &below(tenant, &paging.target()),
            token,
            body: None,
            relay_pass: None,
        };
        let outcome = client.send(&request, &mut |_| {}).await;
        if client.cancel.is_cancelled() {
            return Err(ListError::Cancelled);
        }
        let Outcome::Response(response) = outcome else {
            return Err(ListError::NoResponse(http_text::summary(&outcome)));
        };
        let step = paging.take(&response)?;
        if let Step::Keep(more) = step {
            pages.push(response.body.text);
            if !more {
                return Ok((paging, pages));
            }
        }
        on_progress(&paging);
    }
}

#[cfg(test)]
mod tests;
