//! A picture from a file.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::NotAPicture;
use crate::protocol::BLOB_BYTES_MAX;

/// The bytes of the file at `path`, at most [`BLOB_BYTES_MAX`].
///
/// # Errors
/// [`NotAPicture::File`], also for a folder or a pipe; [`NotAPicture::TooLarge`], before more than that was read.
pub fn read_file(path: &Path) -> Result<Vec<u8>, NotAPicture> {
    let failed = |error: std::io::Error| NotAPicture::File(error.kind());
    // Asked before it is opened: to open a pipe would wait for whoever writes into it.
    if !std::fs::metadata(path).map_err(failed)?.is_file() {
        return Err(NotAPicture::File(std::io::ErrorKind::InvalidInput));
    }
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(BLOB_BYTES_MAX as u64 + 1).read_to_end(&mut bytes))
        .map_err(failed)?;
    if bytes.len() > BLOB_BYTES_MAX { Err(NotAPicture::TooLarge) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_the_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("photo.jpg");
        std::fs::write(&path, vec![7; BLOB_BYTES_MAX]).unwrap();
        assert_eq!(read_file(&path).unwrap().len(), BLOB_BYTES_MAX);
        std::fs::write(&path, vec![7; BLOB_BYTES_MAX + 1]).unwrap();
        assert!(matches!(read_file(&path), Err(NotAPicture::TooLarge)));
        let missing = read_file(&folder.path().join("Ada Okafor.jpg")).unwrap_err();
        assert!(matches!(missing, NotAPicture::File(std::io::ErrorKind::NotFound)));
        assert!(!missing.to_string().contains("Ada"));
        assert!(matches!(read_file(folder.path()), Err(NotAPicture::File(_))));
    }
}
