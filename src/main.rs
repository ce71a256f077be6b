//! Starts the app.

use scimdesk::app;
use scimdesk::shell::panic_hook;

fn main() {
    panic_hook::install();
    app::start();
}
