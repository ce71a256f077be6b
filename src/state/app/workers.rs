//! The worker that pages share.

use crate::browser::worker::handle::WorkerHandle;
use crate::state::App;

#[derive(Clone, Default)]
struct EvaluationWorker(WorkerHandle);

impl App {
    /// The worker for values, the mapping set and schema files: for requests
    /// after which it keeps nothing.
    pub fn evaluation_worker(&self) -> WorkerHandle {
        self.page_state(EvaluationWorker::default).0
    }
}
