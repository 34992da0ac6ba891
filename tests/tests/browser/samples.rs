//! Every page in states that no walk through the console comes by: nothing there, far too much there, words that want to
//! be markup, words from right to left, Spanish.

use fieldwalk_tests::browser::{Chromedriver, Scheme, Viewport};

/// Narrow and dark, wide and light.
const CORNERS: [(Viewport, Scheme); 2] = [(Viewport::PHONE, Scheme::Dark), (Viewport::LAPTOP, Scheme::Light)];

/// Looks at every sample in `language`, in the ways that `ways` says for its number and name.
async fn look_at(language: &str, ways: impl Fn(usize, &str) -> &'static [(Viewport, Scheme)]) {
    let (router, names) = fieldwalk_server::gallery();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(axum::serve(listener, router).into_future());
    let driver = Chromedriver::start();
    let browser = driver.browser(&base, language).await;
    let ending = format!(".{language}");
    let names: Vec<_> = names.iter().filter_map(|name| name.strip_suffix(&ending)).collect();
    assert!(names.len() > 100, "the gallery has only {} samples in {language}", names.len());
    let mut wrong = Vec::new();
    for (number, name) in names.into_iter().enumerate() {
        browser.goto(&format!("/samples/{name}{ending}")).await;
        let state = format!("sample-{}-{language}", name.replace('.', "-"));
        wrong.extend(browser.look(&state, ways(number, name)).await);
    }
    browser.close().await;
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn every_sample_in_english_is_accessible_and_fits_the_window() {
    // The usual page in every way; the others take turns, as every look takes its time.
    let ways = |number: usize, name: &str| -> &'static [_] {
        if name.ends_with(".usual") { &Viewport::EVERY_WAY } else { &CORNERS[number % 2..][..1] }
    };
    look_at("en", ways).await;
}

#[tokio::test]
async fn every_sample_in_spanish_is_accessible_and_fits_the_window() {
    look_at("es", |number, _| &CORNERS[(number + 1) % 2..][..1]).await;
}
