//! A visit as one file, for a school without a network.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use fieldwalk_core::client::ExportScope;

use crate::error::{Answer, Retry, bad_argument, error};
use crate::ids::id;
use crate::profile::Profile;
use crate::record::ImportReport;

/// The largest file that is taken, in bytes: many times what a visit needs.
const FILE_BYTES_MAX: u64 = 256 << 20;

#[uniffi::export]
impl Profile {
    /// Writes the visit to the file `path`, whole or not at all. With the notebook it is for another device of the
    /// same member, without it for a colleague.
    pub async fn export_visit(&self, visit: String, path: String, with_notebook: bool) -> Answer<()> {
        let (visit, path) = (id(&visit)?, file(path)?);
        let scope = if with_notebook { ExportScope::ForMyself } else { ExportScope::ForColleagues };
        self.read(move |client| write_whole(&path, &client.export_visit(visit, scope)?)).await
    }

    /// Takes in a file that `export_visit` made on any device of the network. Taking it twice changes nothing.
    pub async fn import_visit(&self, path: String) -> Answer<ImportReport> {
        let path = file(path)?;
        self.write(move |client| {
            let mut bytes = Vec::new();
            File::open(path)?.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes)?;
            if bytes.len() as u64 > FILE_BYTES_MAX {
                return Err(error!(NotAVisitFile, Retry::Never, "no visit is as large as this file"));
            }
            Ok(client.import_visit(&bytes)?.into())
        })
        .await
    }
}

pub(super) fn file(path: String) -> Answer<PathBuf> {
    if path.is_empty() || path.len() > 4_096 || path.contains('\0') {
        return Err(bad_argument("this is not the name of a file"));
    }
    Ok(PathBuf::from(path))
}

pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> Answer<()> {
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(".part");
    let written = (|| {
        let mut file = File::create(&unfinished)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&unfinished, path)
    })();
    if written.is_err() {
        // Where there is no room, what is there of it only takes more.
        drop(std::fs::remove_file(&unfinished));
    }
    Ok(written?)
}
