//! What WebDriver has no word for: the width of a phone, darkness, a cut network, the accessibility tree.

use std::time::Duration;

use data_encoding::BASE64;
use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};

use super::Browser;

/// A browser refuses to paint more than 16,384 pixels in one direction.
const PICTURE_HEIGHT_MAX: f64 = 16_000.0;

/// How wide and high the window is, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewport {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
}

impl Viewport {
    /// A phone.
    pub const PHONE: Self = Self { width: 360, height: 740 };
    /// A tablet held upright.
    pub const TABLET: Self = Self { width: 768, height: 1024 };
    /// A laptop.
    pub const LAPTOP: Self = Self { width: 1280, height: 800 };
    /// The narrowest phone that is promised.
    pub const NARROW: Self = Self { width: 320, height: 640 };
    /// A phone of today.
    pub const TALL: Self = Self { width: 390, height: 844 };
    /// What the web client is made for, light and dark.
    pub const EVERY_PHONE: [(Self, Scheme); 6] = [
        (Self::NARROW, Scheme::Light),
        (Self::NARROW, Scheme::Dark),
        (Self::TALL, Scheme::Light),
        (Self::TALL, Scheme::Dark),
        (Self::TABLET, Scheme::Light),
        (Self::TABLET, Scheme::Dark),
    ];
    /// What the console is made for, light and dark.
    pub const EVERY_WAY: [(Self, Scheme); 6] = [
        (Self::PHONE, Scheme::Light),
        (Self::PHONE, Scheme::Dark),
        (Self::TABLET, Scheme::Light),
        (Self::TABLET, Scheme::Dark),
        (Self::LAPTOP, Scheme::Light),
        (Self::LAPTOP, Scheme::Dark),
    ];
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Dark letters on a light ground.
    Light,
    /// The other way round.
    Dark,
}

impl Scheme {
    /// The word that CSS has for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// One command of the Chrome DevTools protocol.
#[derive(Debug)]
pub(super) struct Cdp {
    pub(super) command: &'static str,
    pub(super) parameters: Value,
}

impl WebDriverCompatibleCommand for Cdp {
    fn endpoint(&self, base_url: &url::Url, session_id: Option<&str>) -> Result<url::Url, url::ParseError> {
        base_url.join(&format!("session/{}/goog/cdp/execute", session_id.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "cmd": self.command, "params": self.parameters }).to_string()))
    }
}

/// What the page's thread did.
#[derive(Debug, Clone, Copy, Default)]
pub struct Busy {
    /// All of its tasks.
    pub all: Duration,
    /// Of that what the page decides on: its scripts, its styles and its layout. The rest is the browser's own: bringing
    /// the key, painting, putting pictures together.
    pub of_page: Duration,
}

impl Busy {
    /// What was done since `earlier`.
    pub fn since(self, earlier: Self) -> Self {
        Self { all: self.all.saturating_sub(earlier.all), of_page: self.of_page.saturating_sub(earlier.of_page) }
    }

    /// What that is for each of so many things.
    pub fn of_each(self, count: u32) -> Self {
        Self { all: self.all / count, of_page: self.of_page / count }
    }
}

impl Browser {
    pub(super) async fn cdp(&self, command: &'static str, parameters: Value) -> Value {
        let sent = self.client.issue_cmd(Cdp { command, parameters }).await;
        sent.unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// Gives the window another size.
    pub async fn resize(&self, viewport: Viewport) {
        let Viewport { width, height } = viewport;
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500 });
        self.cdp("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// Prefers light or dark from now on.
    pub async fn prefer(&self, scheme: Scheme) {
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme.as_str() }] });
        self.cdp("Emulation.setEmulatedMedia", features).await;
    }

    /// Cuts the network of this browser, or brings it back.
    pub async fn set_offline(&self, is_offline: bool) {
        self.cdp("Network.enable", json!({})).await;
        let throughput = if is_offline { 0 } else { -1 };
        let conditions = json!({
            "offline": is_offline,
            "latency": 0,
            "downloadThroughput": throughput,
            "uploadThroughput": throughput,
        });
        self.cdp("Network.emulateNetworkConditions", conditions).await;
    }

    /// Makes the page's thread so many times slower.
    pub async fn slow_down(&self, rate: u32) {
        self.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": rate })).await;
    }

    /// For how long the page's thread has had a processor, since some time.
    pub async fn busy_time(&self) -> Busy {
        // Time that it waited for a processor is another program's.
        self.cdp("Performance.enable", json!({ "timeDomain": "threadTicks" })).await;
        let metrics = &self.cdp("Performance.getMetrics", json!({})).await["metrics"];
        let metrics = metrics.as_array().expect("they are a list");
        let time = |name: &str| {
            let metric = metrics.iter().find(|metric| metric["name"] == name).expect("Chromium counts it");
            Duration::from_secs_f64(metric["value"].as_f64().expect("it is in seconds"))
        };
        let of_page = ["ScriptDuration", "RecalcStyleDuration", "LayoutDuration"].map(time).into_iter().sum();
        Busy { all: time("TaskDuration"), of_page }
    }

    /// Gives the browser so much room for what a site keeps; `None`: as much as it has.
    pub async fn set_quota(&self, bytes: Option<u64>) {
        let mut quota = json!({ "origin": self.base });
        if let Some(bytes) = bytes {
            quota["quotaSize"] = bytes.into();
        }
        self.cdp("Storage.overrideQuotaForOrigin", quota).await;
    }

    /// Runs a script in every page before its own.
    pub async fn before_every_page(&self, script: &str) {
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
    }

    /// The page as PNG, from its top to its end, or as far as a picture can reach.
    pub async fn picture(&self) -> Vec<u8> {
        let size = &self.cdp("Page.getLayoutMetrics", json!({})).await["cssContentSize"];
        let height = size["height"].as_f64().unwrap_or_default().min(PICTURE_HEIGHT_MAX);
        let clip = json!({ "x": 0, "y": 0, "width": size["width"], "height": height, "scale": 1 });
        let how = json!({ "captureBeyondViewport": true, "format": "png", "clip": clip });
        let shot = self.cdp("Page.captureScreenshot", how).await;
        BASE64.decode(shot["data"].as_str().unwrap_or_default().as_bytes()).expect("a picture comes as base 64")
    }
}
