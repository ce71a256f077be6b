//! Every sentence about how a life-cycle test came out, in one place.
//! `{service}` and `{Service}` stand for who answers.

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
                "{Service} still shows it, and this page could not delete it. It uses a license until it is removed.",
                "Remove it: try again here, run the command below, or delete the user in {service} itself.",
            ),
            Ending::LeftDenied => message(
                VerdictSeverity::Bad,
                "The test user is still there, but cannot be deleted",
                "{Service} answers its deletion with “not found”, and goes on showing the user when asked for it. It uses a license until it is removed. Entra’s own deletions will have no effect either.",
                "Delete the user in {service} itself, then forget it here; the command below would get the same answer. Copy the result for a ticket.",
            ),
            Ending::LeftInactive => message(
                VerdictSeverity::Remark,
                "The test user is inactive, but not deleted",
                "{Service} accepted the deletion and still has the user, deactivated. It seems that it deactivates where Entra deletes; Talkdesk’s documentation leaves that open.",
                "Look the user up in {service} itself and delete it there if that can be done. Once you have seen to it, forget it here.",
            ),
            Ending::LeftRenamed => message(
                VerdictSeverity::Bad,
                "The test user may be left behind under another name",
                "{Service} first showed the test user for an id, and later a user with another name for the same id. This page changes and deletes only a user with the test’s address. The test user uses a license until it is deleted.",
                "In {service}, look for the id in the note below. If it is the test user, delete it there.",
            ),
            Ending::LeftPerhaps => message(
                VerdictSeverity::Unknown,
                "A test user may be left behind",
                "The answers do not show whether the user exists or which user it is. It may have been created, and it may have been removed.",
                "Wait a minute and press Remove it, or run the commands below. Both check whether the user exists.",
            ),
            Ending::Removed => message(
                VerdictSeverity::Good,
                "The test user is gone",
                "{Service} finds it neither by its id nor by its address.",
                "",
            ),
            Ending::NoRecord => message(
                VerdictSeverity::Remark,
                "Nothing was created, because this browser could not make a note of it",
                "Before the user is created its address is noted in this browser’s storage, so that it can be removed even if this page is closed. The storage is full, forbidden, or holds the note of another test.",
                "Allow site data for this page or free some space, remove the user of the earlier test, and reload the page.",
            ),
            Ending::CancelledBefore => message(
                VerdictSeverity::Remark,
                "Cancelled before anything was created",
                "You ended the test before it created the user.",
                "",
            ),
            Ending::Cancelled => message(
                VerdictSeverity::Remark,
                "Cancelled, and the test user is removed",
                "You ended the test. Its user was deleted, and {service} does not find it any more.",
                "",
            ),
            Ending::Taken => message(
                VerdictSeverity::Bad,
                "Somebody has the test’s address already",
                "{Service} found a user with this random address, so it may ignore filters. Nothing was created or changed.",
                "Run the connection test above, which looks at filters.",
            ),
            Ending::CannotCheck => message(
                VerdictSeverity::Bad,
                "The service does not answer the first question as it should",
                "The test asks first whether the address is free. No empty list came back, so nothing was created.",
                "Run the connection test above. It says what is wrong and what to do.",
            ),
            Ending::CannotDelete => message(
                VerdictSeverity::Bad,
                "Nothing was created, because it could not be removed",
                "A deletion, tried with an id that nobody has, does not get through from this page: the browser is not allowed to send it, the token may not delete, or {service} knows no deletion.",
                "Look at the answer below. If only the browser is in the way, make the test on a computer with curl or PowerShell instead.",
            ),
            Ending::NotCreated => message(
                VerdictSeverity::Bad,
                "The user was not created",
                "{Service} refused it, and finds no user with this address.",
                "Read what {service} answered, below. Entra will get the same answer for its users.",
            ),
            Ending::RefusedButCreated => message(
                VerdictSeverity::Bad,
                "The service answered with an error but created the user",
                "{Service} refused the creation, but had the user afterwards. The user was deleted, and {service} does not find it any more. Entra would see an error and try to create it again.",
                "Copy the result for a ticket and ask whoever runs {service}.",
            ),
            Ending::Broke => message(
                VerdictSeverity::Bad,
                "The test broke off, and its user is removed",
                "One step got no answer that the test could go on with. The user was deleted, and {service} does not find it any more.",
                "Read the answer to that step below. Run the test again; if it breaks at the same step, copy the result for a ticket.",
            ),
            // Its conclusion has the words.
            Ending::Completed => message(
                VerdictSeverity::Unknown,
                "All steps were made",
                "The test user is removed.",
                "",
            ),
        }
    }
}

impl StepVerdict {
    pub fn word(self) -> &'static str {
        match self {
            StepVerdict::Worked => "fine",
            StepVerdict::TookEffect => "took effect",
            StepVerdict::NoEffect => "no effect",
            StepVerdict::InPart => "in part",
            StepVerdict::Accepted => "accepted",
            StepVerdict::NotConfirmed => "cannot be confirmed",
            StepVerdict::Refused => "refused",
            StepVerdict::Odd => "not as it should be",
            StepVerdict::NoResponse => "no answer",
            StepVerdict::Cancelled => "cancelled",
        }
    }
}
