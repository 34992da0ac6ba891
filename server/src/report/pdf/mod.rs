//! The feedback as a tagged PDF to print and to read with any reader, set by typst.
//!
//! The template is ours and fixed; what people wrote reaches it as data, in a file that it reads as JSON, so no text can
//! become markup. It may read that one file and no other: there is no file system, no network and no clock behind it.
//! Fonts come with the binary, so a report looks the same everywhere; characters that they lack are boxes on paper and
//! stay what they are when copied or read aloud.

mod data;

use std::sync::LazyLock;

use typst::comemo;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use self::data::Printed;
use super::words::Language;
use crate::service::export::VisitExport;

/// The report could not be set: a fault of ours, not of what people wrote. What typst says may quote them, so it is not
/// repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the feedback could not be set as a PDF")]
pub struct NoReport;

/// The feedback as a tagged PDF. Takes time by the page: not for a thread that answers others.
///
/// # Errors
/// [`NoReport`].
pub fn feedback_pdf(export: &VisitExport, language: Language) -> Result<Vec<u8>, NoReport> {
    let data = serde_json::to_vec(&Printed::new(export, language)).map_err(|_| NoReport)?;
    let page = Page { data: Bytes::new(data) };
    let document = typst::compile::<PagedDocument>(&page).output;
    // What was set is remembered for the next time; nobody's words are to stay in memory for that.
    comemo::evict(0);
    let document = document.map_err(|_| NoReport)?;
    let ident = format!("{} {}", export.visit, export.release.as_ref().map_or(0, |release| release.number));
    // PDF/UA-1 where it can be: it wants every character to be in a font.
    let accessible = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|_| NoReport)?;
    let pdf = [accessible, PdfStandards::default()].into_iter().find_map(|standards| {
        let options = PdfOptions {
            ident: Smart::Custom(ident.clone()),
            creator: Smart::Custom(Some("Fieldwalk".to_owned())),
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).ok()
    });
    pdf.ok_or(NoReport)
}

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).collect());
static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));
static TEMPLATE: LazyLock<Source> =
    LazyLock::new(|| Source::new(file("report.typ"), include_str!("report.typ").to_owned()));
static DATA: LazyLock<FileId> = LazyLock::new(|| file("report.json"));

fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a bare name is a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// All that the template can see.
struct Page {
    data: Bytes,
}

impl World for Page {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        TEMPLATE.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == TEMPLATE.id() { Ok(TEMPLATE.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
