//! With a mouse or a finger: from one thing to another.

use std::time::Duration;

use fantoccini::Locator;
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};

use super::Browser;

/// How long one movement takes; the browser makes as many steps of it as it likes.
const MOVEMENT: Duration = Duration::from_millis(120);

impl Browser {
    /// Drags the first element to the second one.
    pub async fn drag(&self, from: &str, to: &str) {
        let (from, to) = (self.find(from).await, self.find(to).await);
        let scroll = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });";
        let arguments = vec![serde_json::to_value(&from).expect("an element has a name")];
        self.script(scroll, arguments).await;
        let mouse = MouseActions::new("mouse".to_owned())
            .then(PointerAction::MoveToElement { element: from, duration: None, x: 0.0, y: 0.0 })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::MoveBy { duration: Some(MOVEMENT), x: 12.0, y: 12.0 })
            .then(PointerAction::MoveToElement { element: to, duration: Some(MOVEMENT), x: 0.0, y: 0.0 })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.client.perform_actions(mouse).await.expect("the mouse can be moved");
    }

    /// Leaves the page for an empty one, as when the browser crashes or is closed.
    pub async fn goto_nowhere(&self) {
        self.client.goto("about:blank").await.expect("nowhere is always there");
    }

    /// Waits until the page does not say this any more.
    pub async fn no_longer_sees(&self, words: &str) {
        let literal = super::xpath_literal(words);
        let xpath = format!("//body[not(contains(normalize-space(.), {literal}))]");
        let gone = self.client.wait().for_element(Locator::XPath(&xpath)).await;
        assert!(gone.is_ok(), "`{words}` is still on {}:\n{}", self.path().await, self.text().await);
    }

    /// Waits until `expression`, asked in the page again and again, is true.
    pub async fn until(&self, expression: &str) {
        let script = format!(
            "const done = arguments[0]; const end = Date.now() + 20000; \
             const ask = () => {{ const is = Boolean({expression}); \
             if (is || Date.now() > end) done(is); else setTimeout(ask, 50); }}; ask();"
        );
        let met = self.client.execute_async(&script, vec![]).await;
        let met = met.unwrap_or_else(|error| panic!("{expression}: {error}"));
        assert_eq!(met, true, "`{expression}` on {}:\n{}", self.path().await, self.text().await);
    }
}
