//! Asking the worker for the value while somebody types.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use entra_expression::Parse;
use leptos::prelude::*;
use provisioning::expression;
use provisioning::user::SourceUser;
use worker_messages::{WorkerRequest, WorkerResponse};

use crate::browser::worker::client::{Failure, News, Worker};
use crate::components::element;
use crate::pages::expressions::latest_only::Queue;
use crate::pages::expressions::state::Desk;

/// An evaluation is ended after so many milliseconds.
pub const LIMIT_MS: u32 = 2_000;
/// Nothing is asked until somebody pauses for so long.
const PAUSE: Duration = Duration::from_millis(70);
/// Nobody is told to wait before this.
const PATIENCE: Duration = Duration::from_millis(300);

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The expression.
    pub expression: String,
    /// The user.
    pub user: SourceUser,
}

/// What the place shows as the result.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// Nothing is typed.
    Empty,
    /// The text is no expression yet; its findings say why.
    Unsound,
    /// An answer.
    Told(Question, Arc<expression::Answer>),
    /// There is no answer.
    Ended(Question, Failure),
}

thread_local! {
    static WORKER: Worker = Worker::default();
}

type Asked = Rc<RefCell<Queue<Question>>>;

/// Asks again whenever text or user have changed.
pub fn follow(desk: Desk) {
    let queue: Asked = Rc::default();
    let round = Rc::new(Cell::new(0_u32));
    element::keep_running(Box::new(move || {
        let _ = desk.again.get();
        let question = Question {
            expression: desk.text.get(),
            user: desk.user.get(),
        };
        let mine = round.get().wrapping_add(1);
        round.set(mine);
        let nothing = if question.expression.trim().is_empty() {
            Some(Shown::Empty)
        } else if !desk.parse.with(Parse::is_sound) {
            Some(Shown::Unsound)
        } else {
            None
        };
        if let Some(nothing) = nothing {
            queue.borrow_mut().forget();
            desk.shown.set(nothing);
            return;
        }
        let (round, queue) = (round.clone(), queue.clone());
        set_timeout(
            move || {
                // The page may be gone.
                if round.get() == mine && !desk.text.is_disposed() {
                    let now = queue.borrow_mut().ask(question);
                    if let Some(question) = now {
                        send(desk, question, &queue);
                    }
                }
            },
            PAUSE,
        );
    }));
}

fn send(desk: Desk, question: Question, queue: &Asked) {
    let job = WorkerRequest::Expression(expression::Job {
        expression: question.expression.clone(),
        user: question.user.clone(),
        now: (js_sys::Date::now() / 1000.0) as i64,
        seed: (js_sys::Math::random() * 9e15) as u64,
    });
    let waits = Rc::new(Cell::new(true));
    let still = waits.clone();
    set_timeout(
        move || {
            if still.get() {
                let _ = desk.busy.try_set(true);
            }
        },
        PATIENCE,
    );
    let queue = queue.clone();
    let tell = move |news| {
        waits.set(false);
        let (done, next) = queue.borrow_mut().answered();
        let _ = desk.busy.try_set(false);
        if let Some(done) = done {
            hear(desk, done, news);
        }
        if let Some(next) = next {
            send(desk, next, &queue);
        }
    };
    WORKER.with(|worker| worker.ask(&job, Some(LIMIT_MS), tell));
}

/// Shows an answer, unless something else is asked meanwhile or the page is
/// gone.
fn hear(desk: Desk, question: Question, news: News) {
    let same = desk
        .text
        .try_with_untracked(|text| *text == question.expression);
    let same_user = desk.user.try_with_untracked(|user| *user == question.user);
    if same != Some(true) || same_user != Some(true) {
        return;
    }
    let shown = match news {
        News::Done(WorkerResponse::Expression(answer))
        | News::Part(WorkerResponse::Expression(answer)) => Shown::Told(question, Arc::new(answer)),
        News::Failed(failure) => Shown::Ended(question, failure),
        News::Done(_) | News::Part(_) => Shown::Ended(question, Failure::Crashed),
    };
    let _ = desk.shown.try_set(shown);
}
