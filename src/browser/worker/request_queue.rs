//! The requests of one worker: in order, one at a time, and in each channel only
//! the latest of those that wait.

use std::collections::VecDeque;

/// Requests of one channel replace each other while they wait: only the latest
/// one is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// The value of the expression in the editor.
    Expression,
    /// The values of the mapping set.
    Preview,
    SchemaRead,
    /// What the mapping set would change in a schema file.
    SchemaExport,
    UserList,
    OrphanList,
    /// What a text means.
    Explanation,
    /// Users of a log.
    LogUserList,
    /// One user of a log.
    LogUser,
    /// What of the reference fits a text.
    ReferenceSearch,
    /// What Preflight predicts for a user of a log.
    PredictedUser,
    /// How to get evidence from the tenant.
    EvidenceQueries,
    /// What other mappings would change for the users of a file.
    MappingComparison,
    /// What is expected of sample users.
    Expectations,
}

#[derive(Debug)]
struct Entry<T> {
    number: u32,
    channel: Option<Channel>,
    sent: bool,
    request: T,
}

/// The first request is under way once it was sent; the others wait.
#[derive(Debug)]
pub(super) struct RequestQueue<T> {
    entries: VecDeque<Entry<T>>,
    last_number: u32,
}

impl<T> Default for RequestQueue<T> {
    fn default() -> Self {
        Self {
            entries: VecDeque::new(),
            last_number: 0,
        }
    }
}

impl<T> RequestQueue<T> {
    /// Adds a request, in place of one of its channel that still waits. Returns
    /// whether it is the only one, so that nothing else leads to its sending.
    pub(super) fn push(&mut self, channel: Option<Channel>, request: T) -> bool {
        if let Some(channel) = channel {
            self.withdraw(channel);
        }
        self.last_number += 1;
        self.entries.push_back(Entry {
            number: self.last_number,
            channel,
            sent: false,
            request,
        });
        self.entries.len() == 1
    }

    /// Drops what still waits in a channel.
    pub(super) fn withdraw(&mut self, channel: Channel) {
        self.entries
            .retain(|entry| entry.sent || entry.channel != Some(channel));
    }

    pub(super) fn has_waiting(&self, channel: Channel) -> bool {
        let mut waiting = self.entries.iter().filter(|entry| !entry.sent);
        waiting.any(|entry| entry.channel == Some(channel))
    }

    /// The first request with its number, to be sent; nothing when it is under
    /// way already.
    pub(super) fn send_first(&mut self) -> Option<(u32, &mut T)> {
        let first = self.entries.front_mut().filter(|entry| !entry.sent)?;
        first.sent = true;
        Some((first.number, &mut first.request))
    }

    /// The request of this number, if it is under way.
    pub(super) fn under_way(&self, number: u32) -> Option<&T> {
        let first = self.entries.front();
        let first = first.filter(|entry| entry.sent && entry.number == number)?;
        Some(&first.request)
    }

    /// Takes the first request off: it is done, or failed.
    pub(super) fn pop_first(&mut self) -> Option<T> {
        self.entries.pop_front().map(|entry| entry.request)
    }

    pub(super) fn take_all(&mut self) -> Vec<T> {
        self.entries.drain(..).map(|entry| entry.request).collect()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn send(queue: &mut RequestQueue<&'static str>) -> Option<(u32, &'static str)> {
        queue
            .send_first()
            .map(|(number, request)| (number, *request))
    }

    #[test]
    fn only_the_latest_waiting_request_of_a_channel_is_sent() {
        let mut queue = RequestQueue::default();
        assert!(queue.push(Some(Channel::Expression), "a"));
        assert!(queue.push(Some(Channel::Expression), "ab"));
        assert!(!queue.push(Some(Channel::Preview), "preview"));
        assert!(!queue.push(Some(Channel::Expression), "abc"));
        assert_eq!(send(&mut queue), Some((3, "preview")));
        assert_eq!(queue.pop_first(), Some("preview"));
        assert_eq!(send(&mut queue), Some((4, "abc")));
    }

    #[test]
    fn a_request_under_way_is_not_replaced_or_sent_twice() {
        let mut queue = RequestQueue::default();
        queue.push(Some(Channel::Expression), "first");
        assert_eq!(send(&mut queue), Some((1, "first")));
        assert!(!queue.has_waiting(Channel::Expression));
        queue.push(Some(Channel::Expression), "second");
        assert!(queue.has_waiting(Channel::Expression));
        assert_eq!(send(&mut queue), None);
        assert_eq!(queue.under_way(1), Some(&"first"));
        assert_eq!(queue.under_way(2), None);
        assert_eq!(queue.pop_first(), Some("first"));
        assert_eq!(queue.under_way(2), None);
        assert_eq!(send(&mut queue), Some((2, "second")));
    }

    #[test]
    fn channels_keep_their_order_and_requests_without_one_all_stay() {
        let mut queue = RequestQueue::default();
        queue.push(Some(Channel::Expression), "value 1");
        queue.push(Some(Channel::Preview), "preview 1");
        queue.push(None, "file 1");
        queue.push(None, "file 2");
        // It goes to the end, behind what came before it.
        queue.push(Some(Channel::Expression), "value 2");
        let mut sent = Vec::new();
        while let Some((_, request)) = send(&mut queue) {
            sent.push(request);
            assert_eq!(queue.pop_first(), Some(request));
        }
        assert_eq!(sent, ["preview 1", "file 1", "file 2", "value 2"]);
        assert!(queue.is_empty());
    }

    #[test]
    fn what_waits_can_be_withdrawn_and_what_is_under_way_cannot() {
        let mut queue = RequestQueue::default();
        queue.push(Some(Channel::Preview), "under way");
        let _ = send(&mut queue);
        queue.push(Some(Channel::Preview), "waits");
        queue.push(Some(Channel::Expression), "value");
        queue.withdraw(Channel::Preview);
        assert!(!queue.has_waiting(Channel::Preview));
        assert!(queue.has_waiting(Channel::Expression));
        assert_eq!(queue.take_all(), ["under way", "value"]);
    }

    #[test]
    fn after_a_runaway_was_ended_the_next_request_is_sent() {
        let mut queue = RequestQueue::default();
        queue.push(Some(Channel::Expression), "runaway");
        let _ = send(&mut queue);
        queue.push(None, "next");
        queue.push(Some(Channel::Expression), "last");
        assert_eq!(queue.pop_first(), Some("runaway"));
        // A response of the ended worker finds no request.
        assert_eq!(queue.under_way(1), None);
        assert_eq!(send(&mut queue), Some((2, "next")));
        assert_eq!(queue.pop_first(), Some("next"));
        assert_eq!(send(&mut queue), Some((3, "last")));
    }
}
