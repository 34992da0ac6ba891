//! What must hold on every page in every state: nothing that axe-core finds wrong, nothing wider than the window,
//! and pictures for a person to look at.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use super::{Browser, Scheme, Viewport};

impl Browser {
    /// Looks at the page in every way; writes a picture of each and returns the page's outline, made at the greatest
    /// width, for a snapshot.
    pub async fn inspect(&self, state: &str) -> String {
        let wrong = self.look(state, &Viewport::EVERY_WAY).await;
        self.prefer(Scheme::Light).await;
        assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), self.path().await, wrong.join("\n"));
        self.outline().await
    }

    /// Looks at the page in these ways; writes a picture of each and returns what is wrong.
    pub async fn look(&self, state: &str, ways: &[(Viewport, Scheme)]) -> Vec<String> {
        let mut wrong = Vec::new();
        for (viewport, scheme) in ways {
            self.resize(*viewport).await;
            self.prefer(*scheme).await;
            // Wherever a page was scrolled to, its bar that stays in sight would cover half of some target.
            self.script("scrollTo({ top: 0, behavior: 'instant' });", vec![]).await;
            let name = format!("{state}-{}-{}", viewport.width, scheme.as_str());
            write(&name, &self.picture().await);
            if !is_told_by_others(*viewport, *scheme, ways) {
                wrong.extend(self.violations().await.into_iter().map(|line| format!("{name}: {line}")));
            }
            let wide = self.script(WIDER_THAN_THE_WINDOW, vec![]).await;
            if let Value::String(place) = wide {
                wrong.push(format!("{name}: wider than the window by {place}"));
            }
        }
        wrong
    }
}

/// Whether two of the other ways show what axe-core would find in this one: sizes are the same in both schemes, and colours
/// at every width.
fn is_told_by_others(viewport: Viewport, scheme: Scheme, ways: &[(Viewport, Scheme)]) -> bool {
    let dark = |(other, scheme): &(Viewport, Scheme)| *scheme == Scheme::Dark && other.width < viewport.width;
    scheme == Scheme::Dark && ways.contains(&(viewport, Scheme::Light)) && ways.iter().any(dark)
}

/// By how much the page can be scrolled sideways, and what reaches furthest: of all that does not scroll by itself, and is
/// not fixed to a window that what is too wide has widened.
const WIDER_THAN_THE_WINDOW: &str = "
    const page = document.documentElement;
    if (page.scrollWidth <= page.clientWidth) return null;
    const reach = element => element.getBoundingClientRect().right;
    const scrolls = element => getComputedStyle(element).overflowX !== 'visible';
    const scrolled = [...document.body.querySelectorAll('*')].filter(scrolls);
    const fixed = [...document.body.querySelectorAll('*')].filter(one => getComputedStyle(one).position === 'fixed');
    const apart = [...scrolled, ...fixed];
    const free = [...document.body.querySelectorAll('*')].filter(one => !apart.some(all => all.contains(one)));
    const furthest = free.reduce((a, b) => reach(b) >= reach(a) ? b : a);
    return `${page.scrollWidth - page.clientWidth} pixels; furthest: ${furthest.outerHTML.slice(0, 200)}`;";

/// Into `target/screenshots`, where a person and CI find them.
fn write(name: &str, picture: &[u8]) {
    let folder = folder();
    fs::create_dir_all(&folder).expect("the folder for pictures can be made");
    fs::write(folder.join(format!("{name}.png")), picture).expect("a picture can be written");
}

fn folder() -> PathBuf {
    let here = std::env::current_exe().expect("a running test has a path");
    let target = here.ancestors().find(|folder| folder.ends_with("target"));
    target.expect("tests run in the target folder").join("screenshots")
}
