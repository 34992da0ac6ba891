//! The debrief.

use fieldwalk_core::ids::VisitId;
use serde_json::{Value, json};

use crate::browser::Browser;

/// The debrief in one person's browser.
pub struct DebriefPage {
    /// The browser.
    pub browser: Browser,
}

impl DebriefPage {
    /// Opens the debrief.
    pub async fn open(browser: Browser, visit: VisitId) -> Self {
        browser.goto(&format!("/visits/{visit}/debrief")).await;
        browser.find("#board").await;
        browser.until("document.documentElement.classList.contains('scripted')").await;
        Self { browser }
    }

    /// Adds a pattern.
    pub async fn add_pattern(&self, statement: &str) {
        self.browser.fill("A new pattern, in one sentence", statement).await;
        self.browser.press("Add the pattern").await;
    }

    /// Puts the caret into the statement of a pattern, at its end, and types.
    pub async fn type_into_statement(&self, number: usize, words: &str) {
        let field = self.browser.field(&format!("Statement of pattern {number}")).await;
        field.send_keys(words).await.expect("a statement takes words");
    }

    /// Waits until the statements are these, in the fields of everybody's page.
    pub async fn has_statements(&self, statements: &[&str]) {
        let wanted = json!(statements).to_string();
        let now = "JSON.stringify([...document.querySelectorAll('#patterns textarea')].map(field => field.value))";
        self.browser.until(&format!("{now} === JSON.stringify({wanted})")).await;
    }

    /// Waits until so many pieces stand under the pattern with this number, counted from 1, in this way.
    pub async fn has_under(&self, number: usize, bearing: &str, count: usize) {
        let zone = format!("#patterns > li:nth-child({number}) [data-bearing={bearing}] [data-under]");
        self.browser.until(&format!("document.querySelectorAll('{zone}').length === {count}")).await;
    }

    /// Waits until everything was sent.
    pub async fn has_sent_all(&self) {
        self.browser.until("Object.keys(localStorage).every(key => !key.startsWith('fieldwalk.outbox.'))").await;
        self.browser.until("document.querySelectorAll('[data-unsent-mark]').length === 0").await;
    }

    /// The words of the statement of a pattern that the caret is in, and where it is in them.
    pub async fn caret(&self) -> Value {
        let script = "const at = document.activeElement; return [at.value, at.selectionStart];";
        self.browser.script(script, vec![]).await
    }
}
