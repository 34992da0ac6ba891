//! Signing in.

use fieldwalk_core::ids::MemberId;

use crate::browser::{Browser, Chromedriver};
use crate::process::fieldwalk;
use crate::scene::Scene;

/// A new browser in which `member` is signed in, with a code from the operator.
pub async fn signed_in(driver: &Chromedriver, scene: &Scene, member: MemberId) -> Browser {
    let member = member.to_string();
    let arguments = ["sign-in".as_ref(), "--data".as_ref(), scene.server.data().as_os_str()];
    let arguments: Vec<_> = arguments.into_iter().chain(["--member".as_ref(), member.as_ref()]).collect();
    let code = fieldwalk(&arguments)["code"].as_str().expect("a code is made").to_owned();
    let browser = driver.browser(scene.url(), "en").await;
    browser.goto("/sign-in").await;
    browser.fill("Sign-in code", &code).await;
    browser.press("Sign in").await;
    browser.sees("Signed in as").await;
    browser
}
