//! Starts the app.

use scimdesk::frame::{crash, page};

fn main() {
    crash::report_panics();
    page::start();
}
