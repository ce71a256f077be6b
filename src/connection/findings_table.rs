//! The table of findings, what is to be mended first at the top.

use super::findings::{Code, Finding, Grade, Next};

/// One line of the table; keeps it readable.
pub(super) const fn line(
    code: Code,
    grade: Grade,
    next: Next,
    word: &'static str,
    texts: [&'static str; 4],
) -> Finding {
    let [headline, cause, remedy, hidden] = texts;
    Finding {
        code,
        grade,
        word,
        headline,
        cause,
        remedy,
        hidden,
        next,
    }
}

/// What the page says about everything that only the service's owner can see.
const OWNER_KNOWS: &str = "What happened inside {service}; only its log tells.";

/// Every finding. The texts of each are headline, cause, remedy, and what the
/// browser cannot know.
pub const FINDINGS: [Finding; 31] = [
    line(
        Code::Cancelled,
        Grade::Unknown,
        Next::Again,
        "cancelled",
        [
            "The test was cancelled",
            "You ended it before the answer came.",
            "Run it again when you like. Nothing was changed at {service}.",
            "",
        ],
    ),
    line(
        Code::Offline,
        Grade::Unknown,
        Next::Again,
        "offline",
        [
            "Your browser is offline",
            "The browser says that it has no network, so nothing could be asked.",
            "Connect this computer to the network and run the test again.",
            "Whether {service} works: it was not asked.",
        ],
    ),
    line(
        Code::Unreachable,
        Grade::Bad,
        Next::Address,
        "unreachable",
        [
            "Nothing answers at this address",
            "The host name does not exist, the connection was refused, the certificate was not accepted, or a proxy, a firewall or a browser extension stopped the request.",
            "Compare the host letter by letter with the one of your region. Then open the address in a new tab: the browser’s own error page names the reason. If that tab does show an answer, run the same test in a terminal.",
            "Which of these it is: a browser tells the page nothing but “failed” for all of them. It also says nothing about the token.",
        ],
    ),
    line(
        Code::UnreachableHere,
        Grade::Bad,
        Next::Again,
        "unreachable",
        [
            "Nothing answers on this computer",
            "No program listens at this address and port, or the browser does not let this page reach your own computer.",
            "Start the service, for example the practice service, and compare the port. If the browser asks whether the page may reach devices on your network, allow it.",
            "Whether the port is closed or the browser refused: it tells the page the same for both.",
        ],
    ),
    line(
        Code::TimedOut,
        Grade::Bad,
        Next::Again,
        "no answer",
        [
            "No answer came in time",
            "The connection was made or tried, but no complete answer came. A firewall that drops requests looks like this, and so does a service that is overloaded.",
            "Run the test again. If it stays so, try from another network and ask whoever runs {service}.",
            "Whether the request ever arrived. How long Entra itself waits is not documented.",
        ],
    ),
    line(
        Code::Unreadable,
        Grade::Unknown,
        Next::Terminal,
        "not readable",
        [
            "Your browser may not read the answer; here is how to find out",
            "Something answered at this address, but it did not allow web pages to read the answer (CORS). Services made for Entra often do not, and Entra, which is no browser, does not mind. This says nothing about the token.",
            "Run the same test in a terminal with the command below, or press Test connection in the portal.",
            "Status and content of the answer, and so whether the address and the token are right. Whether Talkdesk lets web pages read its answers is not documented.",
        ],
    ),
    line(
        Code::Redirected,
        Grade::Bad,
        Next::Address,
        "redirected",
        [
            "The address leads elsewhere",
            "{Service} answered with a redirect. Often http stands where https should, a sign-in page guards the address, or the host has moved. A token must not follow a redirect to another host.",
            "Type the address that the redirect ends at. The command below shows it in the line Location.",
            "Where the redirect leads: browsers hide that from pages.",
        ],
    ),
    line(
        Code::TokenRefused,
        Grade::Bad,
        Next::Token,
        "refused",
        [
            "The token is refused",
            "{Service} answered 401 to the same question that Entra asks. Most often the token belongs to another region or account, was not copied whole, or is no longer valid.",
            "Make a new STS token in the region of this Tenant URL, with the scope scim, and paste the token alone.",
            "Which of these it is, unless the answer says so. Talkdesk’s page on STS tokens speaks of sending the token without the word Bearer; Entra always sends it with the word, and so does this test. If a fresh token is refused too, tell Talkdesk that.",
        ],
    ),
    line(
        Code::Forbidden,
        Grade::Bad,
        Next::Token,
        "forbidden",
        [
            "The token is valid but may not do this",
            "{Service} answered 403: it knows the token but does not let it use SCIM. Most often its OAuth client lacks the scope scim, or the SCIM API is not switched on for the account.",
            "Give the OAuth client the scope scim and make a new STS token. If that does not help, ask your Customer Success Manager whether the account takes part in the SCIM API: some of Talkdesk’s pages say that it is for customers of the Early Access programme.",
            "Which of the two it is, unless the answer says so.",
        ],
    ),
    line(
        Code::WrongPath,
        Grade::Bad,
        Next::Address,
        "wrong path",
        [
            "There is no SCIM service at this path",
            "{Service} answered 404, and not as a SCIM service does. The host is right or at least alive; the path is not.",
            "Correct the Tenant URL. For Talkdesk it is the API host of your region followed by /scim/v2, and nothing after it.",
            "",
        ],
    ),
    line(
        Code::EmptyAsNotFound,
        Grade::Bad,
        Next::Ask,
        "404, not empty",
        [
            "{Service} says 404 where an empty list is due",
            "The SCIM service is there, but it answers 404 when nobody matches a filter. Entra expects 200 with an empty list (RFC 7644 section 3.4.2) and takes the 404 for a failed connection.",
            "This is for whoever runs {service} to correct. Give them the evidence below.",
            "",
        ],
    ),
    line(
        Code::Throttled,
        Grade::Unknown,
        Next::Again,
        "limit reached",
        [
            "Too many requests just now",
            "{Service} answered 429. This test stays below four requests in a second, so somebody else uses the same limit: another tab, a colleague, or Entra’s own provisioning.",
            "Wait a minute and run the test again.",
            "Who else is asking.",
        ],
    ),
    line(
        Code::ServerError,
        Grade::Bad,
        Next::Again,
        "server error",
        [
            "{Service} has an error of its own",
            "The question arrived and something failed there. Address and token are not known to be wrong.",
            "Run the test again in a few minutes. If it stays so, give the evidence below to whoever runs {service}.",
            OWNER_KNOWS,
        ],
    ),
    line(
        Code::RequestRefused,
        Grade::Bad,
        Next::Ask,
        "refused",
        [
            "{Service} does not accept Entra’s question",
            "It answered with a client error to exactly the request that Entra makes: a filter with eq on userName, asked for as application/scim+json.",
            "Check that the Tenant URL has nothing after /scim/v2. Otherwise this is for whoever runs {service} to correct; give them the evidence below.",
            OWNER_KNOWS,
        ],
    ),
    line(
        Code::OddStatus,
        Grade::Bad,
        Next::Ask,
        "odd status",
        [
            "{Service} answers with a status that Entra does not expect",
            "A query has to be answered with 200 and a list (RFC 7644 section 3.4.2).",
            "Check that the Tenant URL leads to a SCIM service. Otherwise give the evidence below to whoever runs {service}.",
            OWNER_KNOWS,
        ],
    ),
    line(
        Code::Html,
        Grade::Bad,
        Next::Address,
        "a web page",
        [
            "A web page came instead of an answer",
            "The status is 200, but the body is HTML: a sign-in page, a proxy’s notice, or a website that answers every path.",
            "Check the Tenant URL first. If it is right, a proxy between you and {service} answers in its place; try from another network.",
            "Who made the page. Its title, below, often tells.",
        ],
    ),
    line(
        Code::Empty,
        Grade::Bad,
        Next::Ask,
        "empty",
        [
            "The answer is empty",
            "The status is 200, but there is no body. Entra needs a list, if only an empty one.",
            "Check that the Tenant URL has nothing after /scim/v2. Otherwise this is for whoever runs {service} to correct.",
            OWNER_KNOWS,
        ],
    ),
    line(
        Code::TooLong,
        Grade::Bad,
        Next::Ask,
        "too long",
        [
            "The answer is far too long",
            "More than 256 kB came where an empty list is due. The filter is probably ignored, and every user was sent.",
            "This is for whoever runs {service} to correct: the filter has to be honoured.",
            "What the rest of the answer says; the test stopped reading.",
        ],
    ),
    line(
        Code::NotJson,
        Grade::Bad,
        Next::Ask,
        "not JSON",
        [
            "The answer is not JSON",
            "The status is 200, but Entra cannot read the body. It may have been cut on its way.",
            "Check the Tenant URL and run the test again. If it stays so, give the evidence below to whoever runs {service}.",
            "Whether it was cut on the way or sent like this.",
        ],
    ),
    line(
        Code::NotScim,
        Grade::Bad,
        Next::Address,
        "not SCIM",
        [
            "Something else than SCIM answers here",
            "JSON came, but neither a SCIM list nor a SCIM error. Another API probably answers at this address.",
            "Correct the Tenant URL. For Talkdesk it ends in /scim/v2.",
            "",
        ],
    ),
    line(
        Code::BrokenList,
        Grade::Bad,
        Next::Ask,
        "list not in order",
        [
            "The list is not in the form that Entra reads",
            "It looks like a SCIM list, but a member is missing, misspelt or of the wrong kind (RFC 7644 section 3.4.2). Names are written exactly so: totalResults, Resources.",
            "This is for whoever runs {service} to correct. Give them the evidence below.",
            "How forgiving Entra is with each of these; its documentation does not say.",
        ],
    ),
    line(
        Code::FilterIgnored,
        Grade::Bad,
        Next::Ask,
        "filter ignored",
        [
            "{Service} ignores the filter",
            "It was asked for a random name that nobody has, and found somebody. Entra would take a stranger for the user that it looks for.",
            "This is for whoever runs {service} to correct before provisioning starts.",
            "",
        ],
    ),
    line(
        Code::NoPatch,
        Grade::Remark,
        Next::Ask,
        "no PATCH",
        [
            "Entra will be able to connect, but updates may fail",
            "{Service} describes itself as without PATCH. Entra updates and deactivates users with PATCH only.",
            "Ask whoever runs {service} whether the description is right before you start provisioning.",
            "Whether PATCH works after all: this test changes nothing, so it did not try.",
        ],
    ),
    line(
        Code::NoFilter,
        Grade::Remark,
        Next::Ask,
        "no filters",
        [
            "Entra will be able to connect, but the service contradicts itself",
            "{Service} describes itself as without filters. Entra finds users with a filter only.",
            "Provision one pilot user on demand and look at the provisioning log before you start.",
            "Which of the two is right.",
        ],
    ),
    line(
        Code::NoUsers,
        Grade::Remark,
        Next::Ask,
        "no users listed",
        [
            "Entra will be able to connect, but users are not described",
            "The list of resource types does not hold User.",
            "Provision one pilot user on demand before you start.",
            "",
        ],
    ),
    line(
        Code::NoExtension,
        Grade::Remark,
        Next::Ask,
        "not listed",
        [
            "Entra will be able to connect, but Talkdesk’s own attributes are not listed",
            "The schemas do not hold Talkdesk’s extension, so rolesString and teamsString may not be taken. If this is not Talkdesk, that is to be expected.",
            "Compare the Tenant URL with your region. Provision one pilot user with a role on demand before you start.",
            "Whether the attributes are taken although they are not listed.",
        ],
    ),
    line(
        Code::ExtensionDiffers,
        Grade::Remark,
        Next::Ask,
        "differs",
        [
            "Entra will be able to connect, but Talkdesk’s own attributes differ",
            "Talkdesk’s extension is listed, but not with both attributes as strings, as Talkdesk documents them.",
            "Provision one pilot user with a role and a team on demand before you start.",
            "Whether the documentation or the description is out of date.",
        ],
    ),
    line(
        Code::OddDescription,
        Grade::Remark,
        Next::Tick,
        "odd form",
        [
            "Entra will be able to connect",
            "This description of the service is not in the standard’s form. Entra does not read it.",
            "Nothing has to be done for Entra.",
            "",
        ],
    ),
    line(
        Code::DescriptionRefused,
        Grade::Remark,
        Next::Tick,
        "refused",
        [
            "Entra will be able to connect",
            "{Service} refuses this description of itself. Entra does not ask for it.",
            "Nothing has to be done for Entra.",
            "What the description would say.",
        ],
    ),
    line(
        Code::NoDescription,
        Grade::Remark,
        Next::Tick,
        "not offered",
        [
            "Entra will be able to connect",
            "{Service} does not offer this description of itself. Entra does not ask for it.",
            "Nothing has to be done for Entra.",
            "What the description would say.",
        ],
    ),
    line(
        Code::DescriptionFailed,
        Grade::Remark,
        Next::Tick,
        "no answer",
        [
            "Entra will be able to connect",
            "This description of the service could not be had this time. Entra does not ask for it.",
            "Nothing has to be done. Run the test again to see everything.",
            "What the description would say.",
        ],
    ),
];

/// Nothing is wrong, or nothing was asked.
pub const ALL_WELL: [Finding; 3] = [
    line(
        Code::FineHere,
        Grade::Good,
        Next::Tick,
        "fine",
        [
            "The test passes, on your own computer",
            "Everything was answered as Entra needs it. Entra itself cannot reach this address.",
            "Go on practising, or choose the region of your Talkdesk account.",
            "",
        ],
    ),
    line(
        Code::Fine,
        Grade::Good,
        Next::Tick,
        "fine",
        [
            "Entra will be able to connect",
            "{Service} answered everything as Entra needs it.",
            "Press Test connection in the portal, which asks the same.",
            "Whether creating and updating users works: this test changes nothing.",
        ],
    ),
    line(
        Code::NotAsked,
        Grade::Skipped,
        Next::Again,
        "not asked",
        [
            "This was not asked",
            "An earlier check already told what is to be done first.",
            "Mend that and run the test again.",
            "",
        ],
    ),
];
