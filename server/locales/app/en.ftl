# The messages of the web client in English. es.ftl has the same ids in the same order. Words of the domain (stages,
# kinds, the debrief) are the console's, from the catalogue one folder up.

## Frame

frame-skip = Skip to the content
frame-to-visits = Visits
frame-back = Back
notice-dismiss = Close
cancel = Cancel
chip-looking = …
chip-held = All held
chip-waiting = { $count } to send
chip-waiting-offline = { $count } to send, offline
chip-offline = Offline
chip-offline-told = No network. Everything you write is kept on this phone.
chip-refused = Refused
chip-attention = See status
item-held = On the server
item-waiting = On this phone
item-note = Note
item-tally = Tally
item-wondering = Wondering
update-ready = A newer Fieldwalk is ready. Everything is sent, so this is a good moment.
update-now = Use it now
update-later = Later
update-not-now = Something is being written or is not sent yet. The update waits.

## Opening

starting-title = Your notebook
starting-lead = Opening your notebook…
unusable-title = Nothing can be kept here
unusable-no-storage = This browser window keeps nothing: it is a private window, or a browser without storage for apps.
unusable-old-browser = This browser is too old for Fieldwalk.
unusable-storage-failed = The storage of this browser did not open.
unusable-safe = Nothing you wrote before is lost. Nothing you would write now could be kept, so this page lets you write nothing.
unusable-next = Open this address in an ordinary window of a current browser: Safari on an iPhone, Chrome, Edge or Firefox elsewhere.
unusable-next-failed = Close other windows of Fieldwalk and try again. If that does not help, restart the browser.
unusable-again = Try again
tab-title = Fieldwalk is open in another tab
tab-title-handed-over = You write in another tab now
tab-lead = Only one tab writes at a time, so that nothing gets mixed up.
tab-safe = Everything you wrote is safe. This tab goes on by itself when the other one is closed.
tab-safe-handed-over = Everything you wrote here is safe, and is there in the other tab.
tab-take-over = Write here instead

## Joining

join-title = Join with an invite
join-title-invited = You are invited
join-lead = Your notes stay yours until you share them. After this one step, everything works without a network.
join-button = Join
join-joining = Joining…
join-code = Link or code of your invite
join-code-hint = For example ABCD-EFGH, or the whole link. Capitals and dashes do not matter.
join-next = Go on
join-scan = Scan the code on your sheet
join-camera = The camera’s picture
join-no-camera = The camera did not open. Type the code instead.
join-type-instead = Type the code instead
join-other-code = Use another code
join-back = Back
join-not-an-invite = This is not an invite. Look at the code again, or ask a facilitator for another one.
join-elsewhere = This invite is for another server. Open its link in this browser: { $address }
join-refused = The server did not take this code: it was used before, or has ended. Ask a facilitator for another one.
home-screen-first = First put Fieldwalk on your home screen
home-screen-share = Tap the share button of Safari.
home-screen-add = Choose “Add to Home Screen”.
home-screen-open = Open Fieldwalk from there. It still knows your invite.
home-screen-why = Safari throws away what a web page keeps after a week without use. What is on the home screen, it keeps.
home-screen-install = Install the app

## People on one phone

people-title = Who writes?
people-add = Somebody else joins
people-pin-title = PIN of { $name }
people-unnamed = Not synced yet
pin-label = PIN
pin-open = Open
pin-back = Somebody else
pin-wait = That was not the PIN. Try again at { $time }. Nothing is lost.
pin-forgotten = I forgot the PIN
pin-forgotten-hint = Ask a facilitator for a new invite of yours. It opens this notebook with everything that was written, and takes the PIN away. It needs a network.
pin-choose = Choose a PIN
pin-change = Change the PIN
pin-current = PIN until now
pin-new = New PIN
pin-new-hint = At least four digits. If you forget it, a new invite of yours opens the notebook, and nothing is lost.
pin-new-hint-none = At least four digits. Leave it empty to have none.
pin-save = Use it
pin-set = From now on this notebook opens with your PIN.
pin-removed = This notebook opens without a PIN now.
person-title = This notebook
person-other = Somebody else writes
person-remove = Remove this notebook from this phone
person-remove-hint = It can be removed only when the server holds everything in it.
person-remove-button = Remove it

## Visits

visits-title = Visits
visits-today = Today
visits-upcoming = To come
visits-past = Past
visits-none-today = No visit today.
visits-none = There is no visit for you yet. It appears here once a facilitator has planned it.
visits-coming = Fetching your visits. This takes a moment, once.
visits-offline = Your visits come as soon as there is a network.
visits-more = More
visits-search = Search my notes
visits-status = Status and files
visits-you-host = You host
visits-left = No longer invited
visits-draft = Being written
visits-asks = { $count ->
    [one] 1 question to you
   *[other] { $count } questions to you
}
visits-notes = { $count ->
    [one] 1 note
   *[other] { $count } notes
}
visits-waiting = { $count } to send
visit-gone-title = There is no such visit here
visit-gone = It is not in this notebook. If you were just invited, it comes with the next sync.
parts = Parts of the visit
part-walk = Walk
part-share = Share
part-debrief = Debrief
part-review = Feedback
part-about = Plan

## Plan

about-title = What this visit is about
about-problem = Problem of practice
about-look-fors = Look-fors
about-norms = Norms
about-rotation = Rotation
about-minutes = { $minutes } min
look-for-teacher = Teacher
look-for-students = Students
look-for-non-example = Not this

## Walk

norms-title = Before you walk
norms-lead = What everybody agrees on:
norms-agree = I keep to this
walk-title = Notes
walk-left = You are no longer invited to this visit. What you wrote stays in your notebook; you cannot share more of it.
walk-status = On this phone { $onDevice }, held by the server { $held }, waiting { $waiting }
walk-status-offline = On this phone { $onDevice }, held by the server { $held }, waiting { $waiting } (no network)
walk-status-since = On this phone { $onDevice }, held by the server { $held }, waiting { $waiting } (no network since { $time })
room-choose = Room
room-done = Done here
room-next = Next: { $room } at { $time }
room-planned = Planned now: { $room }, from { $time }
room-last = No other room after this one
time-left = { $minutes } min left
time-over = { $minutes } min over
time-until = in { $minutes } min
time-was = until { $time }
time-left-room = left { $time }
sheet-note = Note
sheet-wondering = Wondering
sheet-write-here = What do you see and hear?
sheet-wonder-here = I wonder …
sheet-kept = Kept as you type
sheet-pending = Being kept…
sheet-editing = You change a note
sheet-not-kept = Not kept: this phone is full. The words are on this screen only. Make room, then go on typing.
sheet-hints = { $count ->
    [one] 1 hint
   *[other] { $count } hints
}
sheet-next = Next note
sheet-done = Done
hint-split = Split: the fact stays, the rest becomes a wondering
hint-close = Close
marks-kind = What you captured
marks-focus = Whom or what it is about
marks-look-fors = Look-fors
foot-write = Write
foot-count = Count
foot-wonder = Wonder
tallies-title = Counts
tally-new = A new count
tally-label = What do you count?
tally-example = Students with a hand up
tally-denominator = Of how many (if you know)
tally-begin = Start counting
tally-of = { $count } of { $of }
notes-title = { $count ->
    [0] Notes of this room
    [one] 1 note of this room
   *[other] { $count } notes of this room
}
notes-none = Nothing yet. The note you are writing is kept as you type.
notes-more = { $count } earlier ones
elsewhere-title = Written outside your rooms: { $count }
elsewhere-why = The plan has changed since. All of it is kept, and you can share it like the rest.
note-edit = Change
note-edit-this = Change: { $words }
note-delete = Delete
note-delete-this = Delete: { $words }
note-deleted = Deleted.
note-restore = Restore
note-wondering = Wondering
note-wordings = This note was changed on two of your devices at once. Both wordings are kept until you choose.
note-keep-wording = Keep this one
deleted-title = Deleted in this room
deleted-none = Nothing was deleted here.
search-name = Search
search-title = Search my notes
search-words = Words
search-found = { $count ->
    [0] Nothing found
    [one] 1 found
   *[other] { $count } found
}

## Share

share-title = Choose what to share
share-lead = Only what you choose is read by the group. The rest stays in your notebook.
share-nothing = There is nothing to share yet.
share-open = { $count } not shared
share-shared = { $count } shared
share-all = Choose all
share-none = Choose none
share-button = { $count ->
    [0] Choose notes to share
    [one] Share 1 note
   *[other] Share { $count } notes
}
share-done = { $count ->
    [one] 1 note is shared. It reaches the group with the next sync.
   *[other] { $count } notes are shared. They reach the group with the next sync.
}
share-withdraw = Withdraw
share-withdraw-this = Withdraw: { $words }
asks-title = Questions to you
ask-reword = Please reword
ask-question = A question from the host
asks-wording = What you shared
asks-reword = Share these words instead

## Debrief and feedback

debrief-evidence-none-loose = Everything is under a pattern.
review-title = Feedback
review-released = Release { $number }, let out { $time }. Kept on this phone.
review-on-its-way = The feedback was released. It comes to this phone with the next sync.
review-themes-only = The host shows themes and counts, and no single note.
review-hash = By this you know that two people read the same release:
review-not-yet = There is nothing to read here yet. It comes once the group has shared and you may read it.
review-counts = Observers { $observers } · Rooms { $rooms } · Notes { $notes }
review-look-fors = Look-fors
review-rooms = in { $seen } of { $observed } rooms
review-in-notes = { $notes ->
    [one] in 1 note
   *[other] in { $notes } notes
}
review-no-notes = No single notes are here to read.
review-wonderings = What observers wonder
response-title = The host’s response
response-report-back = Reports back on { $day }.
response-done = done

## Status

status-title = What is where
status-all-held = The server holds everything you wrote.
status-waiting = { $count ->
    [0] Nothing waits to be sent.
    [one] 1 change waits to be sent.
   *[other] { $count } changes wait to be sent.
}
status-waiting-offline = { $count ->
    [0] No network. Nothing waits to be sent.
    [one] No network. 1 change waits to be sent.
   *[other] No network. { $count } changes wait to be sent.
}
status-waiting-since = { $count ->
    [0] No network since { $time }. Nothing waits to be sent.
    [one] No network since { $time }. 1 change waits to be sent.
   *[other] No network since { $time }. { $count } changes wait to be sent.
}
status-safe = What you wrote is on this phone until the server has confirmed it.
status-last = Last sync that went through: { $time }
status-never = Nothing was synced yet.
status-sync = Sync now
status-syncing = Syncing…
sync-server-busy = The server is busy. It is tried again by itself.
sync-signed-out = The server does not know this phone any more. Writing goes on; a new invite has everything sent.
sync-revoked = This phone was revoked. Writing goes on; a new invite has everything sent.
sync-removed = You are no longer a member of this network. What is on this phone stays here.
sync-app-too-old = This Fieldwalk is too old for the server. Update it; nothing is lost.
sync-bad-answer = The server’s answer could not be read. It is tried again by itself. In a hotel or school network, you may have to sign in to the network first.
sync-not-stored = This phone could not store what came, perhaps because it is full.
sync-no-connection = No network.
rejoin-title = Join again
rejoin-lead = Ask a facilitator for a new invite. Everything that waits is sent then.
rejoin-done = Joined again. What waits is being sent.
clock-ahead = This phone’s clock is { $time } ahead of the server’s.
clock-behind = This phone’s clock is { $time } behind the server’s.
clock-safe = Nothing you wrote is lost.
clock-times = The times beside notes and the time left in a room may be wrong.
clock-do = Have the phone set its date and time by itself.
clock-more = What to do
clock-other = If the phone is right and the server wrong, tell your facilitator.
refused-title = { $count ->
    [one] The server did not take 1 thing
   *[other] The server did not take { $count } things
}
refused-safe = It is kept here, and holds up nothing else.
refused-again = Offer it again
wedged-of-network = The network’s words
wedged-of-plan = The plan
wedged-of-notebook = Your notebook
wedged-of-contribution = What you share
wedged-of-debrief = The debrief
wedged-of-response = The response
wedged-of-command = A change of stage
refusal-unknown-device = the server does not know this phone
refusal-device-revoked = this phone was revoked
refusal-wrong-signature = the signature is not right
refusal-not-allowed = you may not do this (any more)
refusal-unknown-visit = the server does not know the visit
refusal-foreign-actor = it came from another device
refusal-out-of-sequence = something before it is missing
refusal-missing-dependency = something it builds on is missing
refusal-too-large = it is too large
refusal-document-full = the document is full
refusal-unreadable = it could not be read
refusal-wrong-shape = it does not have the right form
refusal-too-costly = it takes too long to read
refusal-not-applicable = it does not fit any more
held-title = Visit by visit
held-draft = Beside it, something is being written: on this phone only, until it is a note.
held-each = Note by note
file-title = As a file, where there is no network
file-hint = A colleague’s phone or a laptop can carry what you share to the server. Your own notebook is for your own devices.
file-for-colleague = What I share, for a colleague
file-for-myself = With my notebook, for myself
file-saved = The file is in your downloads.
import-label = Take in a file
import-hint = One that another phone of your network made. Taking it twice changes nothing.
import-done = New: { $added }, known already: { $known }, not taken: { $refused }.
kept-title = On this phone
kept-persistent = The browser promised to keep what you write.
kept-may-go = The browser has not promised to keep what is here: when the phone is full, or after long without use, it may remove it. What the server holds is safe.
kept-refused = The browser said no. Use Fieldwalk now and then, and sync after each room.
kept-refused-install = The browser said no. It says yes to apps on the home screen: put Fieldwalk there.
kept-ask = Ask it to keep it
kept-full = This phone is nearly full. Make room before you walk.
kept-offline = Fieldwalk starts without a network.
kept-not-offline = Not all of Fieldwalk is on this phone yet. Open it once with a network before you walk.
language-label = Language
app-version = Fieldwalk { $version }
app-newer = A newer one is here and waits until everything is sent.

## What went wrong

failure-other = That did not work ({ $kind }). What you wrote is safe.
failure-bad-argument = That is not right in this place. Nothing was changed.
failure-no-connection = There is no connection to the server. Try again when there is a network.
failure-server-busy = The server did not answer as expected. Try again in a moment.
failure-disk-full = This phone is full, and the last words could not be kept. Make room, then go on.
failure-refused = The server did not take it.
failure-not-allowed = You may not do this. Nothing was changed.
failure-step-skipped = The steps go one after another, and the group has moved meanwhile.
failure-too-long = That is too long. Nothing was changed.
failure-not-a-visit-file = This is not a file of a visit. Nothing was changed.
failure-other-network = This file is of another network. Nothing was changed.
failure-wrong-pin = That was not the PIN. Nothing is lost.
failure-unsent = Something in it is on this phone only. Sync first; then it can be removed.
failure-signed-out = The server does not know this phone any more. Writing goes on. See the status for what to do.
failure-revoked = This phone was revoked. Writing goes on. See the status for what to do.
failure-removed = You are no longer a member of this network. What is on this phone stays here.
failure-app-too-old = This Fieldwalk is too old for the server. Update it; nothing is lost.
failure-closed = Another tab writes now. What you wrote is safe.
