//! Pages as a person uses them: what can be done there, by the names that stand on the screen.

mod debrief;
mod sign_in;
mod web_client;

pub use debrief::DebriefPage;
pub use sign_in::signed_in;
pub use web_client::WebClient;
