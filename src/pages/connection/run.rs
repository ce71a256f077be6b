//! Runs a test from its first check to its last.

use super::client::Call;
use super::engine::Engine;
use connection_test::checks::check::{Asked, CheckId, Method};
use connection_test::checks::plan::{Step, next};
use connection_test::diagnosis::user;
use connection_test::http::outcome::Outcome;
use connection_test::tenant_url::TenantUrl;
use connection_test::token::SecretToken;

/// What a test tells while it runs.
#[derive(Debug)]
pub enum News<'a> {
    /// One more check has an outcome. What was asked may know more by now.
    Came(&'a Asked, &'a [Outcome]),
    /// The service asked for patience; the test waits so many milliseconds.
    Waits(u32),
}

/// Asks one check after the other, as the plan says and the pace allows, and
/// reports the outcomes so far after each.
pub async fn run(
    tenant: &TenantUrl,
    mut asked: Asked,
    token: &SecretToken,
    engine: &mut Engine,
    report: &mut dyn FnMut(News<'_>),
) {
    let made_up = SecretToken::made_up(format!("not-a-token-{}", asked.guid));
    let mut outcomes = Vec::new();
    while let Some(step) = next(&asked, &outcomes) {
        let outcome = match step {
            Step::Skip(_, why) => Outcome::NotAsked(why),
            Step::Ask(id) => {
                let call = Call {
                    method: Method::Get,
                    url: &id.check().url(tenant, &asked),
                    token: if id == CheckId::WrongToken {
                        &made_up
                    } else {
                        token
                    },
                    body: None,
                };
                engine.call(&call, &mut |ms| report(News::Waits(ms))).await
            }
        };
        outcomes.push(outcome);
        if matches!(step, Step::Ask(CheckId::FindUser | CheckId::FindByOther)) {
            asked.user_id = user::id_to_read(&asked, &outcomes);
        }
        report(News::Came(&asked, &outcomes));
    }
}
