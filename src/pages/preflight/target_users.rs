//! Asks Talkdesk for its users, one page of the list after the other (RFC 7644
//! section 3.4.2.4), through the connection test's client.

use connection_test::http::client::Http;
use connection_test::http::http_text;
use connection_test::http::outcome::{End, HttpResponse, Outcome};
use connection_test::http::paced_client::PacedClient;
use connection_test::http::request::{HttpRequest, Method};
use connection_test::scim::content::{Content, content, list};
use connection_test::steps::request::below;
use connection_test::tenant_url::TenantUrl;
use connection_test::token::SecretToken;
use provisioning::format::{counted, grouped};

/// How many users are asked for at once.
const COUNT: u32 = 100;
/// Fewer are not asked for, even when a page is longer than what is read.
const FEWEST: u32 = 10;
/// The most pages that are asked for.
pub const MAX_PAGES: usize = 2_000;

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

    /// How far it is, in words.
    pub fn message(&self) -> String {
        match self.total {
            None if self.queued => {
                "Waiting for another tab of this browser to finish its requests.".to_owned()
            }
            None => "Requesting the first page".to_owned(),
            Some(total) => format!(
                "{} of {}",
                grouped(self.users),
                counted(total, "user", "users")
            ),
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
    let (mut paging, mut pages) = (ListProgress::default(), Vec::new());
    loop {
        let request = HttpRequest {
            method: Method::Get,
            url: &below(tenant, &paging.target()),
            token,
            body: None,
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
mod tests {
    use super::*;
    use connection_test::http::outcome::Body;
    use connection_test::http::outcome::RawResponse;
    use connection_test::scim::content::LIST_RESPONSE;
    use serde_json::json;

    fn page(users: usize, total: u64) -> HttpResponse {
        let users: Vec<_> = (0..users).map(|_| json!({"userName": "a"})).collect();
        let text = json!({"schemas": [LIST_RESPONSE], "totalResults": total, "Resources": users});
        let body = Body {
            text: text.to_string(),
            end: End::Whole,
        };
        let token = SecretToken::typed(String::new());
        RawResponse {
            status: 200,
            headers: Vec::new(),
            body,
            ms: 0,
        }
        .redacted_by(&token.redactor())
    }

    #[test]
    fn pages_follow_each_other_until_all_are_here() {
        let mut paging = ListProgress::default();
        assert_eq!(paging.target(), "/Users?startIndex=1&count=100");
        assert_eq!(paging.take(&page(20, 45)), Ok(Step::Keep(true)));
        assert_eq!(paging.target(), "/Users?startIndex=21&count=100");
        assert_eq!(paging.message(), "20 of 45 users");
        assert_eq!(paging.take(&page(25, 45)), Ok(Step::Keep(false)));
        assert_eq!((paging.users, paging.total), (45, Some(45)));
    }

    #[test]
    fn an_empty_page_is_the_last_whatever_the_total() {
        for total in [0, 7] {
            let mut paging = ListProgress::default();
            assert_eq!(paging.take(&page(0, total)), Ok(Step::Keep(false)));
        }
    }

    #[test]
    fn pages_that_are_too_long_are_requested_with_fewer_users() {
        let mut paging = ListProgress::default();
        let long = HttpResponse {
            body: Body {
                text: "{".to_owned(),
                end: End::TooLong,
            },
            ..page(0, 0)
        };
        for count in [50, 25, 12, 10] {
            assert_eq!(paging.take(&long), Ok(Step::Again));
            assert_eq!(
                paging.target(),
                format!("/Users?startIndex=1&count={count}")
            );
        }
        assert_eq!(paging.take(&long), Err(ListError::TooLong));
    }

    #[test]
    fn what_is_no_list_is_no_list() {
        let mut paging = ListProgress::default();
        let refused = HttpResponse {
            status: 401,
            ..page(1, 1)
        };
        assert_eq!(
            paging.take(&refused),
            Err(ListError::NoResponse("401 Unauthorized".to_owned()))
        );
        let text = HttpResponse {
            body: Body {
                text: "hello".to_owned(),
                end: End::Whole,
            },
            ..page(1, 1)
        };
        assert_eq!(paging.take(&text), Err(ListError::NoList));
    }

    #[test]
    fn there_is_an_end_to_pages() {
        let mut paging = ListProgress {
            pages: MAX_PAGES - 1,
            ..ListProgress::default()
        };
        assert_eq!(paging.take(&page(1, 9)), Err(ListError::TooMany));
    }
}
