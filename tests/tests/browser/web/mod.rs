//! The web client on phones, in real browsers, on the real server.

mod clock;
mod death;
mod proxy;
mod spanish;
mod states;
mod tour;
mod trouble;
mod update;
mod writing;
