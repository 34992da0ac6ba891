//! The lanes of `cargo xtask test`: each guards one thing, all of them run, and a table at the end says what came of
//! each.
//!
//! A lane that fails does not stop the next: one run tells everything that is wrong. A lane whose tool is missing is
//! NOT RUN and says how to install it; in CI that is a failure. The lanes share one target folder, and `--workspace`
//! gives them one set of features, so that a dependency is built once for checking and once for running.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::tool::Tool;
use crate::{bindings, run, tidy, tool, web};

struct Lane {
    name: &'static str,
    needs: &'static [Tool],
    work: Work,
}

enum Work {
    /// Arguments to cargo, with environment variables.
    Cargo(&'static [&'static str], &'static [(&'static str, &'static str)]),
    /// Tests that match this expression.
    Nextest(&'static str),
    Tidy,
    /// The packages of every language.
    Bindings,
    /// The core's tests in a browser.
    Web,
}

enum Outcome {
    Passed,
    Failed,
    NotRun(Tool),
}

const LANES: &[Lane] = &[
    Lane { name: "fmt", needs: &[], work: Work::Cargo(&["fmt", "--all", "--check"], &[]) },
    Lane { name: "tidy", needs: &[], work: Work::Tidy },
    Lane {
        name: "deny",
        needs: &[Tool::Deny],
        work: Work::Cargo(&["deny", "check", "bans", "licenses", "sources"], &[]),
    },
    Lane {
        name: "clippy",
        needs: &[],
        work: Work::Cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"], &[]),
    },
    // Core must stand without SQLite and HTTP: what the domain and the sync engine are made of is then plain to see.
    Lane {
        name: "core-bare",
        needs: &[],
        work: Work::Cargo(&["check", "-p", "fieldwalk-core", "--no-default-features"], &[]),
    },
    // What other lanes never build: the server without its optional parts.
    Lane {
        name: "server-bare",
        needs: &[],
        work: Work::Cargo(&["check", "-p", "fieldwalk-server", "--no-default-features"], &[]),
    },
    // Private items too: nothing here is published, the docs are for whoever changes the code.
    Lane {
        name: "docs",
        needs: &[],
        work: Work::Cargo(
            &["doc", "--workspace", "--no-deps", "--document-private-items"],
            &[("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links")],
        ),
    },
    // The web client as it ships, weighed, for the browser lane; and core's own tests in a browser.
    Lane { name: "web", needs: &[Tool::Clang, Tool::WasmTarget, Tool::WebApp, Tool::Chromium], work: Work::Web },
    Lane { name: "nextest", needs: &[Tool::Nextest, Tool::Poppler], work: Work::Nextest("not binary(browser)") },
    Lane {
        name: "browser",
        needs: &[Tool::Nextest, Tool::Chromium, Tool::Axe],
        work: Work::Nextest("binary(browser)"),
    },
    Lane { name: "bindings", needs: &[Tool::Java, Tool::Kotlin], work: Work::Bindings },
    Lane { name: "doctests", needs: &[], work: Work::Cargo(&["test", "--workspace", "--doc"], &[]) },
];

/// Runs the named lanes, or all when none is named, and prints the table.
pub(crate) fn run_named(names: &[String]) -> Result<ExitCode> {
    if let Some(unknown) = names.iter().find(|name| LANES.iter().all(|lane| lane.name != name.as_str())) {
        let known: Vec<_> = LANES.iter().map(|lane| lane.name).collect();
        bail!("there is no lane `{unknown}`; the lanes are {}", known.join(", "));
    }
    if names.is_empty() {
        bindings::prepare();
    }
    let mut rows = Vec::new();
    for lane in LANES {
        if names.is_empty() || names.iter().any(|name| name == lane.name) {
            println!("\n=== {}", lane.name);
            let (outcome, took) = timed(|| run_lane(lane))?;
            rows.push((lane.name, outcome, took));
        }
    }
    println!("\n{}", table(&rows));
    let is_green = rows.iter().all(|(_, outcome, _)| is_acceptable(outcome, run::is_ci()));
    Ok(if is_green { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn run_lane(lane: &Lane) -> Result<Outcome> {
    if let Some(&missing) = lane.needs.iter().find(|tool| !tool.is_present()) {
        return Ok(Outcome::NotRun(missing));
    }
    let passed = match lane.work {
        Work::Cargo(args, variables) => run::succeeds(run::cargo(args).envs(variables.iter().copied()))?,
        Work::Nextest(which) => {
            let profile = if run::is_ci() { "ci" } else { "default" };
            run::succeeds(&mut run::cargo(&["nextest", "run", "--workspace", "--profile", profile, "-E", which]))?
        }
        Work::Tidy => tidy::tidy()?,
        Work::Bindings => bindings::run(bindings::Work::All)?,
        Work::Web => web::build(web::Mode::Release)? && web::check()? && web::test(web::Mode::Release)?,
    };
    Ok(if passed { Outcome::Passed } else { Outcome::Failed })
}

#[expect(clippy::disallowed_methods, reason = "how long a lane took is for the reader of the table only")]
fn timed<T>(work: impl FnOnce() -> Result<T>) -> Result<(T, Duration)> {
    let started = Instant::now();
    let value = work()?;
    Ok((value, started.elapsed()))
}

fn is_acceptable(outcome: &Outcome, is_ci: bool) -> bool {
    match outcome {
        Outcome::Passed => true,
        Outcome::Failed => false,
        Outcome::NotRun(_) => !is_ci,
    }
}

fn table(rows: &[(&str, Outcome, Duration)]) -> String {
    let line = |(name, outcome, took): &(&str, Outcome, Duration)| match outcome {
        Outcome::Passed => format!("{name:<12} passed   {:>4} s", took.as_secs()),
        Outcome::Failed => format!("{name:<12} FAILED   {:>4} s", took.as_secs()),
        Outcome::NotRun(tool) => format!("{name:<12} NOT RUN  {}", how_to_install(*tool)),
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn how_to_install(tool: tool::Tool) -> String {
    format!("{} is missing: `{}`, or `cargo xtask setup`", tool.name(), tool.install_command())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lane_without_its_tool_fails_only_in_ci() {
        let not_run = Outcome::NotRun(Tool::Deny);
        assert!(is_acceptable(&not_run, false));
        assert!(!is_acceptable(&not_run, true));
        assert!(!is_acceptable(&Outcome::Failed, false));
    }

    #[test]
    fn table_names_the_command_that_installs_a_missing_tool() {
        let rows = [
            ("fmt", Outcome::Passed, Duration::from_secs(2)),
            ("deny", Outcome::NotRun(Tool::Deny), Duration::ZERO),
        ];
        let table = table(&rows);
        assert!(table.contains("fmt          passed      2 s"), "{table}");
        assert!(table.contains("NOT RUN") && table.contains(Tool::Deny.install_command()), "{table}");
    }

    #[test]
    fn unknown_lane_is_refused_by_name() {
        let error = run_named(&["nexttest".to_owned()]).unwrap_err().to_string();
        assert!(error.contains("nexttest") && error.contains("nextest,"), "{error}");
    }
}
