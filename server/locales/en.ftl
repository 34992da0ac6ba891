# The messages of the console in English. Grouped by page; es.ftl has the same ids in the same order.

## Words that many pages use

date-long = { $weekday }, { $day } { $month } { $year }
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## Frame

frame-skip = Skip to the content
frame-nav = Main
frame-visits = Visits
frame-members = Members
frame-library = Library
frame-account = Account
frame-signed-in = Signed in as
frame-sign-out = Sign out
frame-promise = Fieldwalk: what happened in classrooms, for the people who opened them.

## What a form did


## Problems

problem-home = Go to your visits
problem-sign-in = Sign in
problem-signed-out-what = You are not signed in
problem-signed-out-safe = What was saved is safe. What was in the form you sent was not saved.
problem-signed-out-next = Sign in, go back to the page, and send it again.
problem-not-found-what = There is no such page
problem-not-found-safe = Nothing was changed. Either it does not exist, or it is not for you to see.
problem-not-found-next = Check the address, or ask the person who gave it to you.
problem-not-allowed-what = You may not do this
problem-not-allowed-safe = Nothing was changed.
problem-not-allowed-next = Ask a facilitator of your network to do it, or to give you the role for it.
problem-cross-site-what = This did not come from Fieldwalk
problem-cross-site-safe = Another site tried to send a form in your name, or your browser hides where forms come from. Nothing was changed.
problem-cross-site-next = If you meant to do it, open Fieldwalk itself and do it there.
problem-unreadable-what = The form could not be read
problem-unreadable-safe = Nothing was changed.
problem-unreadable-next = Go back, load the page again, and send it once more.
problem-too-large-what = This is too large
problem-too-large-safe = Nothing was changed.
problem-too-large-next = Send it in smaller parts.
problem-too-many-what = Too many tries
problem-too-many-safe = Nothing was changed.
problem-too-many-next = Wait a minute, then try again.
problem-unavailable-what = The server cannot do this now
problem-unavailable-safe = What was saved before is safe. What you just sent may not be saved.
problem-unavailable-next = Wait a moment, look whether it is there, and try again. If it keeps failing, tell whoever runs this server.

## Sign in

sign-in-title = Sign in
sign-in-lead = Enter the code that you were given. There is no password.
sign-in-code = Sign-in code
sign-in-code-hint = Letters and digits. Small or capital letters, spaces and hyphens make no difference.
sign-in-submit = Sign in
sign-in-where = Where do I get a code?
sign-in-where-phone = From the Fieldwalk app on your phone, under your profile.
sign-in-where-facilitator = From a facilitator of your network.
sign-in-where-operator = From whoever runs this server.

## Home

home-title = Visits
