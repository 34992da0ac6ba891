//! A visit as one file, for a school without a network. Files are bytes and travel beside the JSON.

use fieldwalk_core::client::ExportScope;

use crate::app::App;
use crate::error::{Answer, ErrorKind, Retry, bad_argument, failure};
use crate::host::Host;
use crate::record::ImportReport;

/// The largest file that is taken, in bytes: many times what a visit needs.
const FILE_BYTES_MAX: usize = 64 << 20;

/// The visit as one file. With the notebook it is for another device of the same member, without it for a colleague.
pub fn export<H: Host>(app: &App<H>, visit: &str, with_notebook: bool) -> Answer<Vec<u8>> {
    let visit = visit.parse().map_err(bad_argument)?;
    let scope = if with_notebook { ExportScope::ForMyself } else { ExportScope::ForColleagues };
    Ok(app.open()?.client.export_visit(visit, scope)?)
}

/// Takes in a file that `export` made on any device of the network. Taking it twice changes nothing.
pub fn import<H: Host>(app: &App<H>, file: &[u8]) -> Answer<ImportReport> {
    if file.len() > FILE_BYTES_MAX {
        return Err(failure(ErrorKind::NotAVisitFile, Retry::Never, "no visit is as large as this file"));
    }
    Ok(app.open()?.client.import_visit(file)?.into())
}
