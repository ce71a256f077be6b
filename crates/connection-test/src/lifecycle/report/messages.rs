//! Every sentence about the end of a lifecycle test.
//! `{service}` and `{Service}` are replaced with who responds.

use crate::diagnosis::messages::VerdictSeverity;
use crate::lifecycle::evaluation::{Ending, StepVerdict};

/// How a test ended, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutcomeMessage {
    pub severity: VerdictSeverity,
    pub headline: &'static str,
    pub cause: &'static str,
    /// What to do. Empty if there is nothing to do.
    pub remedy: &'static str,
}

pub(super) const fn message(
    severity: VerdictSeverity,
    headline: &'static str,
    cause: &'static str,
    remedy: &'static str,
) -> OutcomeMessage {
    OutcomeMessage {
        severity,
        headline,
        cause,
        remedy,
    }
}

impl Ending {
    pub fn message(self) -> OutcomeMessage {
        match self {
            Ending::Left => message(
                VerdictSeverity::Bad,
                "The test user is still there",
                "{Service} still shows it, and this page couldn’t delete it. It uses a license until it is deleted.",
                "Try to delete it again at the top of this page, use the command there, or delete the user in {service}.",
            ),
            Ending::LeftDenied => message(
                VerdictSeverity::Bad,
                "The test user is still there and can’t be deleted",
                "{Service} responds to the deletion with “not found” but still shows the user. It uses a license until it is deleted. Entra’s deletions won’t work either.",
                "Delete the user in {service}, then choose I deleted it myself at the top of this page. The command would get the same response. Copy the result for a ticket.",
            ),
            Ending::LeftInactive => message(
                VerdictSeverity::Remark,
                "The test user is inactive, but not deleted",
                "{Service} accepted the deletion and still has the user, deactivated. It seems to deactivate where Entra deletes; Talkdesk’s documentation doesn’t say.",
                "Find the user in {service} and delete it there if possible. Then choose I deleted it myself at the top of this page.",
            ),
            Ending::LeftRenamed => message(
                VerdictSeverity::Bad,
                "The test user may still be there under another name",
                "For one ID, {service} first showed the test user and later a user with another name. This page changes and deletes only a user with the test’s address. The test user uses a license until it is deleted.",
                "In {service}, find the ID that is shown at the top of this page. If it is the test user, delete it there.",
            ),
            Ending::LeftPerhaps => message(
                VerdictSeverity::Unknown,
                "A test user may still be there",
                "The responses don’t show whether the user exists or which user it is. It may have been created, and it may have been deleted.",
                "Wait a minute. Then try to delete it again at the top of this page, or use the commands there. Both check whether the user exists.",
            ),
            Ending::Removed => message(
                VerdictSeverity::Good,
                "The test user is gone",
                "{Service} finds it neither by its ID nor by its address.",
                "",
            ),
            Ending::NoRecord => message(
                VerdictSeverity::Remark,
                "Nothing was created, because this browser couldn’t save a note about the user",
                "Before the page creates the user, it saves the address in this browser, so that the user can be deleted even if the page is closed. The storage is full, blocked, or has the note of another test.",
                "Allow site data for this page or free some space, delete the user of the earlier test, and reload the page.",
            ),
            Ending::CancelledBefore => message(
                VerdictSeverity::Remark,
                "Stopped before anything was created",
                "You stopped the test before it created the user.",
                "",
            ),
            Ending::Cancelled => message(
                VerdictSeverity::Remark,
                "Stopped, and the test user is deleted",
                "You stopped the test. Its user was deleted, and {service} no longer finds it.",
                "",
            ),
            Ending::Taken => message(
                VerdictSeverity::Bad,
                "The test’s address is already in use",
                "{Service} found a user with this random address, so it may ignore filters. Nothing was created or changed.",
                "Run the connection test under Test from here. It checks filters.",
            ),
            Ending::CannotCheck => message(
                VerdictSeverity::Bad,
                "The service doesn’t respond to the first request as expected",
                "The test first checks whether the address is free. It didn’t get an empty list, so nothing was created.",
                "Run the connection test under Test from here. It shows what is wrong and what to do.",
            ),
            Ending::CannotDelete => message(
                VerdictSeverity::Bad,
                "Nothing was created, because this page couldn’t delete it",
                "A deletion, tried with an ID that no user has, doesn’t get through from this page: the browser can’t send it, the token isn’t allowed to delete, or {service} doesn’t support deletion.",
                "Open the step This page can delete and read its response. If only the browser blocks it, test from a computer with curl or PowerShell instead.",
            ),
            Ending::NotCreated => message(
                VerdictSeverity::Bad,
                "The user was not created",
                "{Service} refused it and finds no user with this address.",
                "Read what {service} returned. Entra will get the same response for its users.",
            ),
            Ending::RefusedButCreated => message(
                VerdictSeverity::Bad,
                "The service returned an error but created the user",
                "{Service} refused the request but had the user afterward. The user was deleted, and {service} no longer finds it. Entra would see an error and try to create it again.",
                "Copy the result for a ticket and send it to the support team of {service}.",
            ),
            Ending::Broke => message(
                VerdictSeverity::Bad,
                "The test stopped early, and its user is deleted",
                "One step got no response that the test could continue with. The user was deleted, and {service} no longer finds it.",
                "Open that step and read its response. Run the test again; if it stops at the same step, copy the result for a ticket.",
            ),
            // Its conclusion has the words.
            Ending::Completed => message(
                VerdictSeverity::Unknown,
                "All steps ran",
                "The test user is deleted.",
                "",
            ),
        }
    }
}

impl StepVerdict {
    pub fn word(self) -> &'static str {
        match self {
            StepVerdict::Worked => "passed",
            StepVerdict::TookEffect => "took effect",
            StepVerdict::NoEffect => "no effect",
            StepVerdict::InPart => "partly",
            StepVerdict::Accepted => "accepted",
            StepVerdict::NotConfirmed => "not confirmed",
            StepVerdict::Refused => "refused",
            StepVerdict::Odd => "unexpected response",
            StepVerdict::NoResponse => "no response",
            StepVerdict::Cancelled => "stopped",
        }
    }
}
