//! The core of Fieldwalk for phones: Kotlin, Swift and Python call this through code that is made from it.
//!
//! Three ideas. **Everything that crosses is owned here**, as records of plain values: ids are text, times are
//! milliseconds since 1970, and nothing of the core shows through. **Every method is one call into the core** and is
//! asynchronous on threads of our own: no caller's thread ever waits for a disk, a hash or a network. **Every method
//! answers**: with its value or with one [`FieldwalkError`], whatever it is given and also after it was closed.
//!
//! Nothing is decided here. What both platforms would otherwise write twice is in `fieldwalk_core::client::screen`.

mod api;
mod cancel;
mod error;
mod fieldwalk;
mod ids;
mod invite;
mod join;
mod keep;
mod listen;
mod log;
mod platform;
mod profile;
mod record;
mod runtime;
mod secrets;
mod sync;
mod way;
mod writer;

pub use cancel::Cancel;
pub use error::{FieldwalkError, Retry};
pub use fieldwalk::{Fieldwalk, ProfileEntry};
pub use invite::{Invite, parse_invite};
pub use listen::{ChangeListener, Changes, Subscription};
pub use platform::{
    AppError, Completion, HttpHeader, HttpRequest, HttpResponse, HttpTransport, KeyStore, LogLevel, LogSink,
    Network,
};
pub use profile::Profile;
pub use record::*;
pub use sync::{ProgressListener, SignInCode};

uniffi::setup_scaffolding!("fieldwalk");
