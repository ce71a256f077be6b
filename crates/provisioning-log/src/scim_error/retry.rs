//! "This operation was retried 3 times. It will be retried again after this date:
//! 2026-01-27T21:49:50.5340673Z UTC".

const COUNT: &str = "this operation was retried ";
const NEXT: &str = "it will be retried again after this date:";

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Retry<'a> {
    pub count: Option<u32>,
    pub next: Option<&'a str>,
}

/// The retries that a message names, and the message before them.
pub(super) fn read<'a>(message: &'a str, low: &str) -> (Retry<'a>, &'a str) {
    let (count_at, next_at) = (low.rfind(COUNT), low.rfind(NEXT));
    let count = count_at.and_then(|at| {
        let rest = &message[at + COUNT.len()..];
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        rest[..end].parse().ok()
    });
    let next = next_at.and_then(|at| {
        let time = message[at + NEXT.len()..].split_whitespace().next()?;
        Some(time.trim_end_matches(['.', ',', ';', '"', '\'']))
    });
    let next = next.filter(|time| time.starts_with(|c: char| c.is_ascii_digit()));
    let start = [count_at, next_at].into_iter().flatten().min();
    // Something may follow: the portal copies code and event name after it.
    let rest = match start {
        Some(start) if start > 0 => message[..start].trim_end_matches(['.', ' ', '\r', '\n', '\t']),
        _ => message,
    };
    (Retry { count, next }, rest)
}
