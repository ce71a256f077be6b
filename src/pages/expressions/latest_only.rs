//! Which question the worker gets next: the latest, one at a time.

/// At most one question at work and one that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue<Q> {
    running: Option<Q>,
    waiting: Option<Q>,
}

impl<Q> Default for Queue<Q> {
    fn default() -> Self {
        Self {
            running: None,
            waiting: None,
        }
    }
}

impl<Q: Clone + PartialEq> Queue<Q> {
    /// A question comes up. Gives it back when it is to be asked now; otherwise
    /// it waits, and what waited before is forgotten.
    pub fn ask(&mut self, question: Q) -> Option<Q> {
        if self.running.is_some() {
            self.waiting = Some(question);
            return None;
        }
        self.running = Some(question.clone());
        Some(question)
    }

    /// Nothing is wanted any more; what is at work still ends.
    pub fn forget(&mut self) {
        self.waiting = None;
    }

    /// The one at work is answered. Gives it back, and the next one to ask.
    pub fn answered(&mut self) -> (Option<Q>, Option<Q>) {
        let done = self.running.take();
        self.running = self.waiting.take();
        (done, self.running.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_wins() {
        let mut queue = Queue::default();
        assert_eq!(queue.ask(1), Some(1));
        assert_eq!(queue.ask(2), None);
        assert_eq!(queue.ask(3), None);
        assert_eq!(queue.answered(), (Some(1), Some(3)));
        assert_eq!(queue.answered(), (Some(3), None));
        assert_eq!(queue.ask(4), Some(4));
        assert_eq!(queue.ask(5), None);
        queue.forget();
        assert_eq!(queue.answered(), (Some(4), None));
    }
}
