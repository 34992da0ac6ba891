//! Compiles SQLite with SQLite3 Multiple Ciphers, of which it takes one: the format of SQLCipher 4.
//!
//! What a table or a query can see is as in the SQLite that rusqlite brings; what phones have no use for is left out.

/// As rusqlite's own, where it changes what SQLite does.
const AS_BUNDLED: &[&str] = &[
    "SQLITE_CORE",
    "SQLITE_DEFAULT_FOREIGN_KEYS=1",
    "SQLITE_THREADSAFE=1",
    "SQLITE_USE_URI",
    "HAVE_ISNAN",
    "HAVE_LOCALTIME_R",
    "HAVE_USLEEP=1",
];

const OUR_OWN: &[&str] = &[
    // What SQLite puts aside while it sorts stays in memory: a file of it would be a file of notes.
    "SQLITE_TEMP_STORE=3",
    "SQLITE_OMIT_LOAD_EXTENSION",
    // To the byte what SQLCipher 4 writes and reads, so that the files do not hang on this library.
    "CODEC_TYPE=CODEC_TYPE_SQLCIPHER",
    "SQLITE3MC_USE_SQLCIPHER_LEGACY",
    "HAVE_CIPHER_AEGIS=0",
    "HAVE_CIPHER_AES_128_CBC=0",
    "HAVE_CIPHER_AES_256_CBC=0",
    "HAVE_CIPHER_ASCON128=0",
    "HAVE_CIPHER_CHACHA20=0",
    "HAVE_CIPHER_RC4=0",
];

/// What the store has no use for.
const LEFT_OUT: &[&str] = &[
    "SQLITE_MAX_EXPR_DEPTH=0",
    "SQLITE_OMIT_AUTORESET",
    "SQLITE_OMIT_COMPILEOPTION_DIAGS",
    "SQLITE_OMIT_COMPLETE",
    "SQLITE_OMIT_DEPRECATED",
    "SQLITE_OMIT_DESERIALIZE",
    "SQLITE_OMIT_GET_TABLE",
    "SQLITE_OMIT_INTROSPECTION_PRAGMAS",
    "SQLITE_OMIT_JSON",
    "SQLITE_OMIT_SHARED_CACHE",
    "SQLITE_OMIT_TCL_VARIABLE",
    "SQLITE_OMIT_TRACE",
    "SQLITE_OMIT_UTF16",
    "SQLITE_UNTESTABLE",
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let mut build = cc::Build::new();
    build.file(sqlite3mc_src::source_dir().join(sqlite3mc_src::SOURCE_FILE)).warnings(false);
    for define in AS_BUNDLED.iter().chain(OUR_OWN).chain(LEFT_OUT) {
        let (name, value) = define.split_once('=').map_or((*define, None), |(name, value)| (name, Some(value)));
        build.define(name, value);
    }
    // Its frames are never unwound: a panic in a callback is caught before it comes back to C. So neither tables that tell
    // how nor frame pointers, which Rust's flags may ask for.
    build.flag_if_supported("-fno-asynchronous-unwind-tables").inherit_rustflags(false);
    // GCC knows `-Oz` too; told to be small, `cc` asks it for `-Os`.
    if std::env::var("OPT_LEVEL").is_ok_and(|level| level == "z") {
        build.flag_if_supported("-Oz");
    }
    // Whole: who calls it, libsqlite3-sys, may stand before or after it where the linker looks.
    build.link_lib_modifier("+whole-archive");
    build.compile("fieldwalk_sqlite");
}
