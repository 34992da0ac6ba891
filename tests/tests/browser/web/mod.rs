//! The web client on phones, in real browsers, on the real server.

mod clock;
mod death;
mod keyboard;
mod proxy;
mod refused;
mod replanned;
mod spanish;
mod states;
mod together;
mod tour;
mod trouble;
mod update;
mod writing;
