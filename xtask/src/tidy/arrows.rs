//! The arrows of ARCHITECTURE.md: which part may name which.
//!
//! Rules are data, one row an invariant, each with the reason that a person reads who broke it. Tests at the end of a
//! file are free: an arrow is about what the product is made of.

use super::Problem;
use super::code::{is_test_file, paths, tests_start, without_text};
use super::tree::Tree;

/// Files in `folder` (outside `except`) name nothing that starts with one of `never` (outside `unless`).
struct Arrow {
    folder: &'static str,
    except: &'static [&'static str],
    never: &'static [&'static str],
    unless: &'static [&'static str],
    why: &'static str,
}

const ARROWS: &[Arrow] = &[
    Arrow {
        folder: "",
        except: &["core/src/document/"],
        never: &["automerge"],
        unless: &[],
        why: "only core/src/document knows automerge",
    },
    Arrow {
        folder: "core/src/",
        except: &["core/src/store/"],
        never: &["rusqlite", "rusqlite_migration"],
        unless: &[],
        why: "in core, only the store knows SQL",
    },
    Arrow {
        folder: "core/src/",
        except: &["core/src/driver/"],
        never: &["tokio", "reqwest"],
        unless: &[],
        why: "in core, only the driver is async and knows HTTP",
    },
    Arrow {
        folder: "core/src/",
        except: &["core/src/clock.rs"],
        never: &["getrandom"],
        unless: &[],
        why: "in core, randomness comes in through clock.rs",
    },
    Arrow {
        folder: "mobile-bindings/",
        except: &[],
        never: &["rusqlite", "fieldwalk_server"],
        unless: &[],
        why: "the library for phones converts and decides nothing: it knows core and no storage or server of its own",
    },
    Arrow {
        folder: "core/src/domain/",
        except: &[],
        never: &["std::fs", "std::net", "std::time", "crate"],
        unless: &[
            "crate::ids",
            "crate::clock",
            "crate::hex",
            "crate::order",
            "crate::domain",
            "crate::evidence::Kind",
        ],
        why: "the domain is plain data and rules: it knows no documents, wire, store or clock, and does not check evidence",
    },
    Arrow {
        folder: "core/src/evidence/",
        except: &[],
        never: &["std::fs", "std::net", "std::time", "crate"],
        unless: &["crate::ids", "crate::order", "crate::evidence"],
        why: "the evidence check is text in, findings out",
    },
    Arrow {
        folder: "core/src/blob/",
        except: &[],
        never: &["std::net", "std::time", "crate"],
        unless: &["crate::domain", "crate::protocol", "crate::blob"],
        why: "pictures are bytes in and bytes out: where they are kept and how they travel is no matter of theirs",
    },
    Arrow {
        folder: "core/src/protocol/",
        except: &[],
        never: &[
            "std::fs",
            "std::net",
            "std::time",
            "crate::sync",
            "crate::store",
            "crate::driver",
            "crate::client",
        ],
        unless: &["std::time::Duration"],
        why: "the protocol says what crosses the wire and does no I/O",
    },
    Arrow {
        folder: "core/src/document/",
        except: &[],
        never: &[
            "std::fs",
            "std::net",
            "std::time",
            "crate::sync",
            "crate::store",
            "crate::driver",
            "crate::client",
        ],
        unless: &["std::time::Duration"],
        why: "documents know neither where they are kept nor how they travel",
    },
    Arrow {
        folder: "core/src/sync/",
        except: &[],
        never: &["std::fs", "std::net", "std::time", "std::thread", "crate::driver", "crate::client"],
        unless: &["std::time::Duration"],
        why: "the sync engine decides and does nothing: time, randomness and I/O come from outside",
    },
    Arrow {
        folder: "core/src/store/",
        except: &[],
        never: &["std::net", "crate::driver", "crate::client"],
        unless: &[],
        why: "the store keeps; it does not send",
    },
    Arrow {
        folder: "server/src/service/",
        except: &[],
        never: &["axum", "tower_http", "crate::api", "crate::console"],
        unless: &[],
        why: "use cases know no HTTP",
    },
    Arrow {
        folder: "server/src/roster/",
        except: &[],
        never: &["std::fs", "std::net", "std::time", "axum", "rusqlite", "tokio", "crate"],
        unless: &["crate::roster"],
        why: "a roster is bytes in and a plan out",
    },
    Arrow {
        folder: "server/src/store/",
        except: &[],
        never: &["axum", "tower_http", "crate::api", "crate::console", "crate::service"],
        unless: &[],
        why: "the server's store is below its use cases",
    },
    Arrow {
        folder: "server/src/api/",
        except: &[],
        never: &["rusqlite", "rusqlite_migration"],
        unless: &[],
        why: "handlers speak HTTP and call use cases; SQL is the store's",
    },
    Arrow {
        folder: "server/src/console/",
        except: &[],
        never: &["rusqlite", "rusqlite_migration"],
        unless: &[],
        why: "pages call use cases; SQL is the store's",
    },
];

/// Every path that goes against an arrow.
pub(super) fn broken_arrows(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (path, text) in tree.ending(".rs").filter(|(path, _)| !is_test_file(path)) {
        let arrows: Vec<_> = ARROWS.iter().filter(|arrow| arrow.covers(path)).collect();
        let code = without_text(text);
        let module = module_of(path);
        let tests_start = tests_start(&code);
        for (line, named) in paths(&code).into_iter().filter(|(line, _)| *line < tests_start) {
            let named = absolute(&named, &module);
            let broken = arrows.iter().filter(|arrow| arrow.forbids(&named));
            problems.extend(broken.map(|arrow| Problem {
                path: path.to_owned(),
                line: Some(line),
                what: format!("names {named}: {}", arrow.why),
            }));
        }
    }
    problems
}

impl Arrow {
    fn covers(&self, path: &str) -> bool {
        path.starts_with(self.folder) && !self.except.iter().any(|folder| path.starts_with(folder))
    }

    fn forbids(&self, named: &str) -> bool {
        let starts = |prefix: &&str| {
            named.strip_prefix(*prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
        };
        self.never.iter().any(&starts) && !self.unless.iter().any(starts)
    }
}

/// `core/src/sync/engine.rs` is `crate::sync::engine`.
fn module_of(path: &str) -> String {
    let inside = path.split_once("/src/").map_or(path, |(_, inside)| inside);
    let stem = inside.trim_end_matches(".rs").trim_end_matches("/mod");
    match stem {
        "lib" | "main" => "crate".to_owned(),
        _ => format!("crate::{}", stem.replace('/', "::")),
    }
}

/// The path from the crate's root where it starts with `self` or `super`, else unchanged.
fn absolute(named: &str, module: &str) -> String {
    let mut module = module;
    let mut rest = named.strip_prefix("self::").unwrap_or(named);
    let is_relative = rest != named || rest.starts_with("super::");
    while let Some(above) = rest.strip_prefix("super::") {
        module = module.rsplit_once("::").map_or("crate", |(above, _)| above);
        rest = above;
    }
    if is_relative { format!("{module}::{rest}") } else { named.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(path: &str, text: &str) -> Vec<String> {
        let problems = broken_arrows(&Tree::of(&[(path, text)]));
        problems.into_iter().map(|problem| problem.to_string()).collect()
    }

    #[test]
    fn automerge_is_named_by_documents_alone() {
        let text = "use automerge::Automerge;\n";
        assert_eq!(broken("core/src/document/read.rs", text), [] as [String; 0]);
        assert_eq!(
            broken("server/src/vetting.rs", text),
            ["server/src/vetting.rs:1: names automerge::Automerge: only core/src/document knows automerge"]
        );
    }

    #[test]
    fn domain_may_name_ids_but_no_layer_above_it() {
        assert!(broken("core/src/domain/note.rs", "use crate::ids::NoteId;").is_empty());
        assert!(broken("core/src/domain/note.rs", "use crate::evidence::Kind;").is_empty());
        assert_eq!(broken("core/src/domain/note.rs", "use crate::evidence::check;").len(), 1);
        assert_eq!(broken("core/src/domain/note.rs", "use crate::{ids, document::Path};").len(), 1);
        assert_eq!(broken("core/src/domain/note.rs", "use super::super::store::Store;").len(), 1);
        assert_eq!(broken("core/src/domain/note.rs", "fn f() { std::fs::read(p); }").len(), 1);
    }

    #[test]
    fn engine_may_hold_a_duration_but_read_no_clock() {
        assert!(broken("core/src/sync/engine.rs", "use std::time::Duration;").is_empty());
        assert_eq!(broken("core/src/sync/engine.rs", "use std::time::{Duration, Instant};").len(), 1);
        assert_eq!(broken("core/src/sync/engine.rs", "tokio::spawn(f);").len(), 1);
    }

    #[test]
    fn tests_comments_and_strings_are_free() {
        let text = "// automerge::x\nlet s = \"automerge::x\";\n#[cfg(test)]\nmod tests {\nuse automerge::x;\n}\n";
        assert!(broken("core/src/domain/note.rs", text).is_empty());
    }

    #[test]
    fn name_that_only_begins_alike_is_another_name() {
        assert!(broken("core/src/sync/engine.rs", "use tokio_like::x; use crate::drivers::Y;").is_empty());
    }
}
