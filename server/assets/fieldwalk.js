// The console's script. Every page works without it; each function below makes one thing better and asks first
// whether the page has it. No state, no framework, no build.

// A sign-in link carries its code in the fragment, which never reaches a server's log. Filled in, not sent: an
// opened link must not sign anybody in by itself.
function codeFromFragment() {
  const form = document.querySelector("[data-code-from-fragment]");
  const code = decodeURIComponent(location.hash.slice(1));
  if (!form || !code || code === "main") return;
  form.elements.code.value = code;
  history.replaceState(null, "", location.pathname);
  form.querySelector("button").focus();
}

// The same for an invite: shown, to be typed into an app, and handed on to the web client.
function codeShown() {
  const place = document.querySelector("[data-show-fragment]");
  const code = decodeURIComponent(location.hash.slice(1));
  if (!place || !/^[0-9A-Za-z-]{8,40}$/.test(code)) return;
  place.textContent = code;
  place.hidden = false;
  const link = document.querySelector("[data-pass-fragment]");
  if (link) link.hash = code;
}

// Moments are sent in UTC, with words that hold everywhere; the reader's own clock is more use.
function localTimes() {
  const language = document.documentElement.lang;
  const format = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  for (const time of document.querySelectorAll("time[data-local]")) {
    const moment = new Date(time.dateTime);
    if (!Number.isNaN(moment.getTime())) time.title = format.format(moment);
  }
}

// Times of day are sent in UTC: the server does not know on whose clock they are read.
function clockTimes() {
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" });
  for (const time of document.querySelectorAll("time[data-clock]")) {
    const moment = new Date(time.dateTime);
    if (!Number.isNaN(moment.getTime())) time.textContent = format.format(moment);
  }
}

// Which clock a time that is typed in is meant on: this reader's, on the day of the visit. In half hours, as the
// choices are; somebody elsewhere can still choose another.
function ownOffset() {
  for (const select of document.querySelectorAll("select[data-offset]")) {
    if (new URLSearchParams(location.search).has("offset")) continue;
    const minutes = -new Date(`${select.dataset.offset}T12:00`).getTimezoneOffset();
    select.value = String(Math.round(minutes / 30) * 30);
  }
}

// A second press while the first is on its way would only make the person wonder. Enabled again when the page is
// shown from the browser's memory.
function sendOnce() {
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.sent) event.preventDefault();
    else if (!event.defaultPrevented) event.target.dataset.sent = "yes";
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
}

// Buttons that only a script can carry out are hidden in the page and shown here.
function copyButtons() {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const source = document.getElementById(button.dataset.copy);
    if (!source || !navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
      button.textContent = button.dataset.copied;
    });
  }
}

function printButtons() {
  for (const button of document.querySelectorAll("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}

// On a phone the row of a visit's pages is longer than the window: the one that is open is to be seen in it.
function currentTab() {
  const tabs = document.querySelector(".tabs");
  const current = tabs?.querySelector("[aria-current]");
  if (current) tabs.scrollLeft = current.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - current.offsetWidth) / 2;
}

currentTab();
codeFromFragment();
codeShown();
localTimes();
clockTimes();
ownOffset();
sendOnce();
copyButtons();
printButtons();
