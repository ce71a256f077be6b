//! Runs a connection test from its first check to its last.

use crate::checks::check::{CheckId, CheckInput};
use crate::checks::plan::{NextCheck, next};
use crate::checks::user_lookup;
use crate::http::client::Http;
use crate::http::outcome::Outcome;
use crate::http::paced_client::PacedClient;
use crate::http::request::{HttpRequest, Method};
use crate::tenant_url::TenantUrl;
use crate::token::SecretToken;

/// What a running test reports.
#[derive(Debug)]
pub enum CheckEvent<'a> {
    /// One more check has an outcome. The input may have the id of the user
    /// since.
    Outcome(&'a CheckInput, &'a [Outcome]),
    /// The service answered 429; the test waits so many milliseconds.
    Waiting(u32),
}

/// Makes one check after the other and reports the outcomes so far after each.
pub async fn run(
    tenant: &TenantUrl,
    mut input: CheckInput,
    token: &SecretToken,
    client: &mut PacedClient<impl Http>,
    on_event: &mut dyn FnMut(CheckEvent<'_>),
) {
    let made_up = SecretToken::made_up(format!("not-a-token-{}", input.guid));
    let mut outcomes = Vec::new();
    while let Some(step) = next(&input, &outcomes) {
        let outcome = match step {
            NextCheck::Skip(_, why) => Outcome::NotSent(why),
            NextCheck::Send(id) => {
                let request = HttpRequest {
                    method: Method::Get,
                    url: &id.check().url(tenant, &input),
                    token: if id == CheckId::WrongToken {
                        &made_up
                    } else {
                        token
                    },
                    body: None,
                };
                let mut on_wait = |ms| on_event(CheckEvent::Waiting(ms));
                client.send(&request, &mut on_wait).await
            }
        };
        outcomes.push(outcome);
        if matches!(
            step,
            NextCheck::Send(CheckId::FindUser | CheckId::FindByOther)
        ) {
            input.user_id = user_lookup::id_to_read(&input, &outcomes);
        }
        on_event(CheckEvent::Outcome(&input, &outcomes));
    }
}

#[cfg(test)]
mod tests;
