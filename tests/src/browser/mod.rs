//! A real browser: headless Chromium, driven through chromedriver, as a person would use it.
//!
//! [`Chromedriver`] is the process that starts browsers; each [`Browser`] is one person's, with a profile of its own.
//! What a test says about a page it says through `pages`; what must hold on every page (no accessibility violation, an
//! outline that a screen reader can follow, pictures at every width) is [`Browser::inspect`].
//!
//! Nothing here waits for a time: it waits for something to be on the page.

mod axe;
mod cdp;
mod driver;
mod inspect;
mod keyboard;
mod mouse;
mod outline;
mod phone;
mod trace;

pub use cdp::{Busy, Scheme, Viewport};
pub use driver::Chromedriver;
pub use keyboard::Key;
pub use phone::Phone;
pub use trace::Task;

use fantoccini::elements::Element;
use fantoccini::wd::WindowHandle;
use fantoccini::{Client, Locator};
use serde_json::Value;

/// How often a browser is asked before what is waited for counts as not coming: some 20 seconds.
const ASKED_MAX: usize = 5_000;

/// One person's browser.
#[derive(Debug, Clone)]
pub struct Browser {
    client: Client,
    /// Where the server is.
    base: String,
}

impl Browser {
    /// Opens a page of the server.
    pub async fn goto(&self, path: &str) {
        let url = format!("{}{path}", self.base);
        self.client.goto(&url).await.unwrap_or_else(|error| panic!("{path} does not open: {error}"));
    }

    /// The path that is open, without its query and fragment.
    pub async fn path(&self) -> String {
        self.client.current_url().await.expect("a page is open").path().to_owned()
    }

    /// The element, as soon as it is there.
    pub async fn find(&self, css: &str) -> Element {
        let found = self.client.wait().for_element(Locator::Css(css)).await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("no `{css}` on {}: {error}\n{}", self.path().await, self.text().await),
        }
    }

    /// How many such elements there are now.
    pub async fn count(&self, css: &str) -> usize {
        self.client.find_all(Locator::Css(css)).await.expect("the page can be searched").len()
    }

    /// Waits until the page says this.
    pub async fn sees(&self, words: &str) {
        let literal = xpath_literal(words);
        let xpath = format!("//body[contains(normalize-space(.), {literal})]");
        let found = self.client.wait().for_element(Locator::XPath(&xpath)).await;
        if found.is_err() {
            panic!("`{words}` is not on {}:\n{}", self.path().await, self.text().await);
        }
    }

    /// Waits until the page that this is a part of is gone.
    pub async fn is_left(&self, part: &Element) {
        for _ in 0..ASKED_MAX {
            if part.is_displayed().await.is_err() {
                return;
            }
        }
        panic!("{} is still there", self.path().await);
    }

    /// Whether the page says this now.
    pub async fn says(&self, words: &str) -> bool {
        self.text().await.contains(words)
    }

    /// All visible words of the page.
    pub async fn text(&self) -> String {
        let body = self.client.find(Locator::Css("body")).await.expect("every page has a body");
        body.text().await.expect("a body has text")
    }

    /// Clicks.
    pub async fn click(&self, css: &str) {
        let element = self.find(css).await;
        element.click().await.unwrap_or_else(|error| panic!("`{css}` cannot be clicked: {error}"));
    }

    /// Clicks the button or link that is named so.
    pub async fn press(&self, name: &str) {
        let literal = xpath_literal(name);
        let xpath = format!(
            "//*[self::button or self::a or self::summary or @role='button'][normalize-space(.) = {literal} or @aria-label = {literal}]"
        );
        match self.client.wait().for_element(Locator::XPath(&xpath)).await {
            Ok(element) => {
                // WebDriver takes what lies under a fixed bar for what can be seen; the page itself knows better.
                let argument = serde_json::to_value(&element).expect("an element has a reference");
                self.script("arguments[0].scrollIntoView({ block: 'nearest' })", vec![argument]).await;
                element.click().await.unwrap_or_else(|error| panic!("`{name}` cannot be pressed: {error}"))
            }
            Err(_) => panic!("nothing named `{name}` on {}:\n{}", self.path().await, self.text().await),
        }
    }

    /// Types into the field with this label, instead of what is in it.
    pub async fn fill(&self, label: &str, words: &str) {
        let field = self.field(label).await;
        field.clear().await.expect("a field can be emptied");
        field.send_keys(words).await.unwrap_or_else(|error| panic!("`{label}` takes no words: {error}"));
    }

    /// Chooses from the list with this label.
    pub async fn choose(&self, label: &str, option: &str) {
        let field = self.field(label).await;
        field.select_by_label(option).await.unwrap_or_else(|error| panic!("`{label}` has no `{option}`: {error}"));
    }

    /// Ticks or unticks the box or radio button with this label.
    pub async fn tick(&self, label: &str) {
        self.field(label).await.click().await.expect("a box can be ticked");
    }

    /// The form control that a label names.
    pub async fn field(&self, label: &str) -> Element {
        let literal = xpath_literal(label);
        let xpath = format!(
            "//*[@id = //label[normalize-space(.) = {literal}]/@for] | \
             //label[normalize-space(.) = {literal}]//*[self::input or self::select or self::textarea] | \
             //*[self::input or self::select or self::textarea][@aria-label = {literal}]"
        );
        match self.client.wait().for_element(Locator::XPath(&xpath)).await {
            Ok(element) => element,
            Err(_) => panic!("no field `{label}` on {}:\n{}", self.path().await, self.text().await),
        }
    }

    /// Runs a script in the page; what it returns.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(script, arguments).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Runs a script that calls its last argument when it is done; what it calls it with.
    pub async fn script_async(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute_async(script, arguments).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// What a link gives to whoever is signed in in this browser.
    pub async fn download(&self, path: &str) -> Vec<u8> {
        let fetch = "const [path, done] = arguments; fetch(path).then(async answer => done(answer.ok ? \
                     [...new Uint8Array(await answer.arrayBuffer())] : String(answer.status)), error => done(String(error)));";
        let read = self.script_async(fetch, vec![path.into()]).await;
        serde_json::from_value(read.clone()).unwrap_or_else(|_| panic!("{path}: {read}"))
    }

    /// Opens another tab and goes there; which one it was before.
    pub async fn new_tab(&self) -> WindowHandle {
        let before = self.client.window().await.expect("a tab is open");
        let tab = self.client.new_window(true).await.expect("a tab can be opened");
        self.client.switch_to_window(tab.handle).await.expect("it is there");
        before
    }

    /// Goes to a tab; which one it was before.
    pub async fn go_to_tab(&self, tab: &WindowHandle) -> WindowHandle {
        let before = self.client.window().await.expect("a tab is open");
        self.client.switch_to_window(tab.clone()).await.expect("it is there");
        before
    }

    /// Closes the tab and goes to another one.
    pub async fn close_tab_and_go_to(&self, tab: &WindowHandle) {
        self.client.close_window().await.expect("a tab can be closed");
        self.client.switch_to_window(tab.clone()).await.expect("it is there");
    }

    /// Closes the browser.
    pub async fn close(self) {
        // A browser that is gone already is closed.
        drop(self.client.close().await);
    }
}

/// XPath has no escapes: a text with both kinds of quotes is joined from pieces.
fn xpath_literal(text: &str) -> String {
    if !text.contains('\'') {
        return format!("'{text}'");
    }
    let pieces: Vec<String> = text.split('\'').map(|piece| format!("'{piece}'")).collect();
    format!("concat({})", pieces.join(", \"'\", "))
}
