//! What this place keeps with a set-up: the expression and the sample user.
//! Nothing else here names those members.

use provisioning::user::SourceUser;

use crate::state::App;
use setup::Setup;

pub fn expression(setup: &Setup) -> String {
    setup.page_data().expression
}

pub fn set_expression(app: App, text: String) {
    app.edit(|setup| setup.edit_page_data(|bench| bench.expression = text));
}

/// The stored sample user, if somebody chose or made one.
pub fn user(setup: &Setup) -> Option<SourceUser> {
    setup.page_data().sample_user
}
