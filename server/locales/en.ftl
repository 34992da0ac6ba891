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

role-facilitator = Facilitator
role-leader = Leader of a school
role-coach = Coach
role-district-staff = District staff
kind-school-visit = School visit
kind-in-field-network = In-Field Network session
kind-learning-walk = Learning walk
kind-walk-through = Walk-through
stage-planned = Planned
stage-walking = Walking
stage-debriefing = Debriefing
stage-cleared = Cleared
stage-released = Released
shows-whole-evidence = The host reads every cleared note, as worded.
shows-themes-only = The host reads themes and counts, and no single note.
audience-participants = Released feedback is for the host and those who took part.
audience-network = Every member of the network may read the themes of released feedback.
policy-names = The host may see who observed what.
policy-no-names = The host does not see who observed what.
moment-now = just now
moment-minutes-ago = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
}
moment-hours-ago = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
}
moment-days-ago = { $count } days ago
moment-in-minutes = { $count ->
    [one] in { $count } minute
   *[other] in { $count } minutes
}
moment-in-hours = { $count ->
    [one] in { $count } hour
   *[other] in { $count } hours
}
moment-in-days = in { $count } days
code-once = This code is shown only now and works once.
code-expires = It ends { $when }.
code-link = Link
code-copy = Copy the link
code-copied = Copied

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
did-masked = Masked.
did-unmasked = Unmasked.
did-hidden = Left out of the feedback.
did-unhidden = Taken in again.
did-asked = Asked. It reaches the author with the next sync.
did-settled = Closed.
did-commented = Your comment is in your response.
did-handed-over = Handed over: the host can read it now.
did-released = Released.
did-published = Published: participants can read it now.
did-unpublished = Taken back: participants no longer read it.
did-removed = Removed.
did-locked = Locked. Now try the change.
did-saved = Saved.
did-stage = The visit has moved on.
did-visit-made = The visit is there. Its plan can be changed until the day, and after.
did-imported = The members are imported. Now hand over invites.
did-signed-out = You are signed out.
did-member-added = Added. Now hand over an invite.
did-member-removed = Removed. Devices and browsers of this member no longer read or write.
did-school-added = The school is there.
did-device-revoked = The device no longer reads or writes. What it sent stays.
did-session-ended = That browser is signed out.

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
problem-no-web-client-what = This server has no web client
problem-no-web-client-safe = Nothing was changed. What you wrote on a phone is safe there, and syncs as before.
problem-no-web-client-next = Tell whoever runs this server: it was built without its web client. “cargo xtask web”, and then building the server again, puts it in.

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
sign-in-code-unknown = There is no such code. Check it letter by letter, or ask for a new one.
sign-in-code-expired = This code has expired. Codes work for 15 minutes: ask for a new one.
sign-in-code-used = This code has been used. A code works once: ask for a new one. If it was not you who used it, tell a facilitator.
sign-in-removed = You are no longer a member of this network. If this is a mistake, ask a facilitator to add you again.
sign-in-revoked = The console was closed for you. A facilitator can open it again with a new code.

## Account

account-title = Your account
account-language = Language
account-language-save = Use this language
account-sessions = Where you are signed in
account-sessions-hint = If you do not recognise a browser, sign it out and tell a facilitator.
account-browser-unknown = A browser that does not say which one it is
account-this = This browser
account-seen = Last used
account-end = Sign out
account-end-others = Sign out everywhere else
account-code = Sign in on another device
account-code-title = Code for another browser

## Home

home-title = Visits
home-new = Plan a visit
home-none = No visits yet
home-none-create = A visit begins with a school, a day and a question. Everything else can come later.
home-none-wait = When a facilitator or a host invites you to a visit, it appears here and on your phone.
home-asking = Waiting for you
home-today = Today
home-next = Coming up
home-past = Past
home-calendar = All visits for your calendar

## What a visit asks for

todo-plan = Finish the plan
todo-arrivals = See what has arrived
todo-debrief = Go to the debrief
todo-review = Review the feedback
todo-respond = Write your response

## Visit

visit-pages = Pages of this visit
visit-overview = Overview
visit-plan = Plan
visit-sheet = Sheet for the morning
visit-arrivals = Arrivals
visit-debrief = Debrief
visit-clear = Clearing
visit-feedback = Feedback
visit-response = Response
visit-stages = Stages
visit-todo = Your next step
visit-todo-none = Nothing here waits for you now.
visit-to-walking = Start the walk
visit-to-debriefing = Start the debrief
visit-back-planned = Back to planning
visit-back-walking = Back to walking
visit-back-debriefing = Back to the debrief
visit-back-cleared = Back to reviewing
visit-policy = Who reads what
visit-observers = Observers
visit-observers-none = Nobody has been invited yet. Facilitators take part without being listed.

## Members

members-title = Members
members-count = { $count ->
    [one] { $count } person in this network
   *[other] { $count } people in this network
}
members-invites = Print invites
members-import = Import from a file
members-add = Add a member
members-list = Everybody
members-seen = Last seen
members-no-device = Not here yet
members-removed = Removed
members-schools = Schools
members-no-schools = No school yet. A visit needs one as its host.
members-school-name = Name of a school
members-school-add = Add the school
members-last-facilitator = This is the network's last facilitator. Make somebody else facilitator first. Nothing was changed.
members-not-a-name = A name needs 1 to 200 characters. Nothing was changed.

## Member

member-name = Name
member-role = Role in this network
member-school = School
member-no-school = None
member-is-removed = Removed from the network. What was shared stays; save below to make them a member again.
member-hand = Hand over
member-invite-title = Invite for a phone
member-invite-hint = Enrols one phone for capturing. Good for a week.
member-invite = Make an invite
member-code-title = Code for this console
member-code-hint = Signs one browser in. Good for 15 minutes.
member-code = Make a sign-in code
member-devices = Devices
member-devices-none = No phone has been enrolled yet.
member-console = This console
member-revoked = Revoked
member-revoke = Revoke…
member-revoke-hint = It will neither read nor write until it uses a new invite. What it sent stays; what it has not sent stays on it.
member-revoke-yes = Revoke this device
member-change = Name, role and school
member-save = Save
member-restore = Make a member again
member-remove = Remove from the network…
member-remove-hint = Their devices and browsers will neither read nor write any more. What they shared stays where it is; what they have not sent stays on their phone. They can be added again.
member-remove-yes = Remove this member

## Plan

plan-question-title = Question and theory of change
plan-question-hint = A question about student learning that can be observed and acted on.
plan-question = Problem of practice
plan-if-we = If we …
plan-then = then …
plan-so-that = so that …
plan-assumptions = What must be true for this
plan-save = Save
plan-look-fors = Look-fors
plan-from-library = Take look-fors from the library
plan-norms-from-library = Take norms from the library
plan-take-over = Take over what is ticked
plan-add-look-for = Write a new look-for
plan-add = Add
plan-remove = Remove
plan-rooms = Rooms
plan-rooms-hint = A code such as “Room A”. Never a teacher's name, never the number on the door.
plan-room-code = Code
plan-room-grade = Grades, if it helps
plan-room-subject = Subject, if it helps
plan-room-add = Open this room
plan-teams = Teams
plan-team-empty = Nobody yet
plan-team-name = Name of a team
plan-team-add = Add the team
plan-people = Who comes, and in which team
plan-people-hint = Facilitators take part without being invited.
plan-not-invited = Not invited
plan-invited = Invited, no team yet
plan-rotation-none = No rotation yet. It can be built as soon as there are rooms and teams.
plan-rotation-build = Build or adjust the rotation
plan-norms = Norms
plan-norm-text = A norm in one sentence
plan-policy = Day, and who reads what
plan-date = Day
plan-shows = What the host reads
plan-audience = Who else reads released feedback
look-for-name = Name
look-for-teacher = What a teacher does
look-for-students = What students do
look-for-non-example = What is easily mistaken for it
rotation-title = Rotation
rotation-table = Teams and times
rotation-team = Team
rotation-nowhere = In no room
rotation-room = Room
rotation-build = Build a rotation
rotation-build-hint = Every team sees its rooms, no room has two teams at once, and all have the same time.
rotation-start = First slot begins at
rotation-clock = On a clock that is
rotation-rooms = Rooms for each team
rotation-slot-minutes = Minutes in a room
rotation-corridor = Minutes between rooms
rotation-preview = Show it
rotation-preview-title = What it would be
rotation-replaces = This takes the place of the rotation there is. Notes keep the slot they were written in.
rotation-use = Use this rotation
rotation-by-hand = Slot by slot
rotation-add-slot = Add a slot
rotation-not-a-time = This is not a time of day, such as 09:00.
rotation-minutes-count = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
odd-room-twice = Two teams are in { $room } at the same time.
odd-team-twice = { $team } is in two rooms at the same time.
odd-unequal-slot = { $team } has a slot that is not { $minutes } minutes long like most.
odd-unequal-team = { $team } has { $minutes } minutes in rooms; most teams have { $usual }.
odd-room-unseen = Nobody goes to { $room }.
odd-team-without = { $team } goes to no room.
odd-slot-of-nothing = A slot names a team or a room that was taken out.
rotation-no-teams = There is no team yet. Add teams in the plan.
rotation-no-rooms = No room is opened yet. Open rooms in the plan.
rotation-nothing = Every team needs at least one room.
rotation-too-few-rooms = A team cannot see { $wanted } of { $rooms } rooms. Open more rooms, or let each team see fewer.
rotation-too-many-teams = { $teams } teams cannot be in { $rooms } rooms at once. Open more rooms, or make fewer teams.
rotation-rooms-left = { $rooms } rooms are open and the teams see { $seen }. Let each team see more rooms, or open fewer.
rotation-minutes = Time in a room is 1 to 240 minutes.

## Sheet

sheet-print = Print
sheet-invites = Invites as codes to print

## New visit

new-title = Plan a visit
new-school = Host school
new-kind = Kind
new-start = Start the plan from
new-start-hint = Look-fors, norms, rooms and teams are taken over and can be changed.
new-template = The template for this kind
new-question = Problem of practice, if you have it already
new-make = Make the visit
new-no-school = There is no school to host it yet. A facilitator adds schools under Members.

## Library

library-title = Library
library-lead = Look-fors and norms of this network, for every plan to take over.
library-none = Nothing here yet. What a visit needs can also be written in its plan.
library-change = Change

## Invites

invites-title = Invites
invites-lead = One sheet for each person, to cut and hand over. Each code enrols one phone.
invites-how = Scan this with your phone, or open the link and type the code.
invites-who = For whom
invites-make = Make the invites

## Debrief

debrief-title = Debrief
debrief-steps = Steps of the debrief
debrief-step-describe = Describe
debrief-step-group = Group
debrief-step-predict = Predict
debrief-step-next-level = Next level of work
debrief-describe-1 = Read in silence what was seen and heard. All of it, before anybody explains any of it.
debrief-describe-2 = Say only what a camera would have recorded. What it means comes later.
debrief-group-1 = Put what belongs together under a statement that says what you saw, in one sentence.
debrief-group-2 = Keep what contrasts with it, and the one case where it was not so. If two of you place the same note differently, both stay.
debrief-predict-1 = If you were a student here and did all you were asked, what would you know and be able to do?
debrief-predict-2 = Answer from the evidence, not from hope.
debrief-next-1 = Name the next level of work: what would help this school with its problem of practice, in classrooms, in the school, in the network.
debrief-next-2 = Say by when it would show. No advice to one teacher.
debrief-group-at = The group is at “{ $step }”.
debrief-go-on = Go on to “{ $step }”
debrief-go-back = Take the group back to “{ $step }”
debrief-unreadable = Some documents of this visit could not be read, and what they say is missing here. Nothing is lost. Tell whoever runs this server.
debrief-follows = You follow this debrief and do not take part in it. You read single notes in the feedback, once it is cleared.

debrief-evidence = What was seen
debrief-evidence-shown = { $first } to { $last } of { $all }
debrief-evidence-empty = Nothing has been shared yet. Notes appear here as phones send them.
debrief-evidence-none = Nothing fits these filters.
debrief-filter = Filter
debrief-filter-button = Show
debrief-filter-none = Show everything
debrief-room = Room
debrief-look-for = Look-for
debrief-focus = About
debrief-any = All
debrief-loose = Not under a pattern yet
debrief-pages = Pages of the evidence
debrief-page-before = Earlier
debrief-page-after = More
debrief-kind-verbatim = Speech
debrief-kind-behaviour = Behaviour
debrief-kind-count = Count
debrief-kind-environment = Environment
debrief-kind-tally = Tally
debrief-focus-teacher = Teacher
debrief-focus-students = Students
debrief-focus-task = Task
debrief-tally = { $label }: { $count }
debrief-tally-of = { $label }: { $count } of { $of }
debrief-own = Yours
debrief-own-change = Reword or withdraw
debrief-own-hint = You reword a note on your phone, where you wrote it; the new words arrive here. Withdrawn here, nobody sees it any longer; your notebook keeps it, and you can share it again from your phone.
debrief-withdraw = Withdraw
debrief-under = Under “{ $pattern }” ({ $bearing })
debrief-grip = Move: { $words }

debrief-jumps = Evidence or patterns
debrief-patterns = Patterns
debrief-patterns-empty = No patterns yet. Begin with one sentence that says what you saw more than once.
debrief-pattern-new = A new pattern, in one sentence
debrief-pattern-add = Add the pattern
debrief-statement-label = Statement of pattern { $number }
debrief-no-words = (no words yet)
debrief-counts = Supports { $supports } · Contrasts { $contrasts } · Exceptions { $exceptions }
debrief-bearing-supports = Supports it
debrief-bearing-contrasts = Contrasts with it
debrief-bearing-exception = Exceptions
debrief-stands-supports = supports it
debrief-stands-contrasts = contrasts with it
debrief-stands-exception = is an exception
debrief-more = { $count } more
debrief-place = Place under a pattern
debrief-place-pattern = Pattern
debrief-place-bearing = How it stands to it
debrief-place-button = Place
debrief-move = Move
debrief-move-button = Move it there
debrief-no-pattern = There is no pattern to place it under yet. Add one first.
debrief-take-away = Take away
debrief-remove-pattern = Remove this pattern
debrief-remove-pattern-hint = Its statement goes for everybody. The notes under it stay, under no pattern.
debrief-remove-pattern-button = Remove it
debrief-save = Save the words
debrief-remove = Remove

debrief-predictions = Predictions
debrief-predictions-hint = What a student here would know and be able to do.
debrief-predictions-empty = No predictions yet.
debrief-predictions-new = A new prediction
debrief-predictions-add = Add the prediction
debrief-prediction-label = Prediction { $number }
debrief-wonderings = Wonderings
debrief-wonderings-hint = Questions that you have. They are kept apart from what was seen.
debrief-wonderings-empty = No wonderings yet.
debrief-wonderings-new = A new wondering
debrief-wonderings-add = Add the wondering
debrief-wondering-label = Wondering { $number }
debrief-shared-wondering = From a notebook
debrief-next-steps = Next steps
debrief-next-steps-hint = What would help, where, and by when it would show.
debrief-next-steps-empty = No next steps yet.
debrief-next-steps-new = A new next step
debrief-next-steps-add = Add the next step
debrief-next-step-label = Next step { $number }
debrief-level = Where
debrief-level-classroom = In classrooms
debrief-level-school = In the school
debrief-level-network = In the network
debrief-horizon = By when
debrief-horizon-week = Next week
debrief-horizon-month = Next month
debrief-horizon-year = By the end of the year
debrief-reach-save = Save where and when

debrief-outbox = What is not sent yet, and news
debrief-unsent = Not sent yet: { $count } (since { $time }). It is kept in this browser and sent by itself.
debrief-unsent-show = Show what is not sent
debrief-not-sent = Not sent yet
debrief-not-gone = Taking it away is not sent yet
debrief-refused = Not taken: { $reason }
debrief-dismiss = Dismiss
debrief-signed-out = You are signed out here. What is not sent is kept in this browser, for you alone; it is sent when you are signed in again.
debrief-storage-full = This browser cannot keep unsent words (its storage is full or switched off). Each change is sent at once instead.
debrief-paused = Live updates are paused. What others do appears when the connection is back.
debrief-news = New from others: patterns { $patterns }, notes under patterns { $notes }, other changes { $other }.
debrief-picked = Picked up: { $words }. Choose the pattern with the up and down arrow keys, how it stands to it with left and right. Space drops, Escape cancels.
debrief-over = Pattern { $number } of { $all }, “{ $pattern }”: { $bearing }.
debrief-dropped = Placed under “{ $pattern }”: { $bearing }.
debrief-cancelled = Not moved.
debrief-saved = All is sent.
debrief-refused-unreadable = it could not be read. Load the page again and do it once more
debrief-refused-empty = there are no words in it
debrief-refused-too-long = it is too long. Use fewer words
debrief-refused-gone = what it is about is no longer there
debrief-refused-step-skipped = the steps go one after another, and the group has moved meanwhile
debrief-refused-only-follows = you follow this debrief and do not take part in it
debrief-refused-other = the server did not take it

## Evidence, in lists and reports

note-kind-verbatim = Speech
note-kind-behaviour = Behaviour
note-kind-count = Count
note-kind-environment = Environment
focus-teacher = Teacher
focus-students = Students
focus-task = Task
bearing-supports = Supports it
bearing-contrasts = Contrasts with it
bearing-exception = Exception
level-classroom = Classroom
level-school = School
level-network = Network
horizon-week = by next week
horizon-month = by next month
horizon-year = by the end of the year
flag-identifying = Tells who or where
flag-judgement = Judgement
flag-inference = Inference
flag-prescription = What ought to be
flag-vague-quantity = Not counted
flag-fact-and-inference = Fact and inference
decision-adopt = Adopt: keep it
decision-adapt = Adapt: change it and try again
decision-abandon = Abandon: give it up
piece-title = A piece of evidence
piece-back = All evidence
piece-minute = minute { $minute }
piece-count = { $count }
piece-count-of = { $count } of { $of }
piece-picture = Picture { $number }
piece-tally = Tally
piece-wondering = Wondering
piece-hidden = Left out
piece-by = by
piece-under = Under these patterns
piece-comment = Your comment on this
piece-comment-hint = Participants read it once you publish your response. The evidence itself stays as its author worded it.
pages-nav = Pages
pages-previous = Previous
pages-next = Next
pages-number = Page { $number } of { $of }
writing-save = Save
writing-empty = Nothing yet.

## Report

report-question = The question
report-no-question = No problem of practice was written.
report-rests-on = What this rests on
report-notes = { $count ->
    [one] note
   *[other] notes
}
report-tallies = { $count ->
    [one] tally
   *[other] tallies
}
report-wonderings = { $count ->
    [one] wondering
   *[other] wonderings
}
report-observers = { $count ->
    [one] observer
   *[other] observers
}
report-rooms = { $count ->
    [one] room
   *[other] rooms
}
report-patterns = What the group saw
report-no-patterns = The group has not named a pattern.
report-no-statement = A pattern without a statement yet
report-in-rooms = in { $rooms } of { $of } rooms
report-by-observers = { $count ->
    [one] by 1 observer
   *[other] by { $count } observers
}
report-rooms-and-observers = Seen { $rooms }, { $by }
report-observers-only = Seen { $by }
report-supports = { $count ->
    [one] 1 piece supports it
   *[other] { $count } pieces support it
}
report-contrasts = { $count ->
    [one] 1 contrasts with it
   *[other] { $count } contrast with it
}
report-exceptions = { $count ->
    [one] 1 exception
   *[other] { $count } exceptions
}
report-all-under = Show all { $count } pieces under this pattern
report-unclustered = { $count ->
    [one] 1 piece of evidence is under no pattern.
   *[other] { $count } pieces of evidence are under no pattern.
}
report-show = Show them
report-coverage = Where observers were
report-coverage-caption = Notes by room and team
report-no-coverage = Which rooms were observed is not shown: there were too few of them.
report-room = Room
report-not-due = not due there
report-gaps = Not covered
report-gap-room = No notes from { $room }.
report-gap-team = No notes from { $room } by { $team }.
report-gap-look-for = “{ $name }” was not seen.
report-gap-focus = { $count ->
    [one] Only 1 note is about: { $focus }.
   *[other] Only { $count } notes are about: { $focus }.
}
report-look-fors = Look-fors
report-look-for = Look-for
report-seen-in = Seen
report-not-told = not shown
report-notes-head = Notes
report-kinds = What was written down
report-focus = About whom or what
report-kind = Kind of evidence
report-part = Part
report-percent = Percent
report-tallies-head = Counts
report-counted = What was counted
report-count = How many
report-counts = Times counted
report-predictions = Predictions
report-predictions-hint = If you were a student here and did all you were asked, what would you know and be able to do?
report-wonderings-head = Wonderings
report-own-wonderings = { $count ->
    [one] 1 wondering of a single observer.
   *[other] { $count } wonderings of single observers.
}
report-next-steps = Next steps
report-step-when = { $level }, { $horizon }
report-as-table = As a table
report-none = None.
report-left-out = What is left out, and why
report-left-themes = Single pieces of evidence: this visit shows themes only.
report-left-rooms = { $rooms ->
    [one] Everything that points at a room: 1 room was observed, and { $least } are needed.
   *[other] Everything that points at a room: { $rooms } rooms were observed, and { $least } are needed.
}
report-left-hidden = { $count ->
    [0] No piece of evidence is left out.
    [one] 1 piece of evidence is left out.
   *[other] { $count } pieces of evidence are left out.
}
report-left-masked = { $count ->
    [0] No words are masked.
    [one] Words are masked in 1 piece of evidence.
   *[other] Words are masked in { $count } pieces of evidence.
}
report-left-names = Names of teachers, students and observers, and any rating: Fieldwalk has none.

## Feedback

feedback-title = Feedback
feedback-clear = Look at flags and clear
feedback-release = Release
feedback-respond = Response
feedback-live = As it is now. The host reads it once it is cleared.
feedback-cleared = Cleared. It changes with every act of clearing and review until it is released.
feedback-as-released = Release { $number }, as the host released it
feedback-all-evidence = All evidence
feedback-unreadable = { $count ->
    [one] 1 document of this visit could not be read. What it says is missing here. Nothing is lost: tell whoever runs this server.
   *[other] { $count } documents of this visit could not be read. What they say is missing here. Nothing is lost: tell whoever runs this server.
}
feedback-late = { $count ->
    [0] Nothing arrived after the last release
    [one] 1 piece arrived after the release
   *[other] { $count } pieces arrived after the release
}
feedback-late-hint = They are not in the last release. A new release takes them in.
feedback-releases = Releases
feedback-release-entry = Release { $number }
feedback-exports = Take it along
feedback-exports-hint = Each file holds what you read on this page, and no more.
feedback-export-pdf = Report to print (PDF)
feedback-export-xlsx = Tables (Excel)
feedback-export-csv = Notes (CSV)
feedback-export-json = Everything, for programs (JSON)
feedback-export-ics = The visit for your calendar

## Evidence

evidence-title = Evidence
evidence-back = Back to the feedback
evidence-find = Find
evidence-words = Words
evidence-all-rooms = All rooms
evidence-what = What
evidence-all-kinds = Everything
evidence-under = Pattern
evidence-under-any = Under any or none
evidence-under-none = Under no pattern
evidence-show-all = Show everything
evidence-found = { $count ->
    [0] Nothing found
    [one] 1 piece of evidence
   *[other] { $count } pieces of evidence
}
evidence-range = { $first } to { $last }
evidence-act = Comment, ask or mask

## Clearing

clear-title = Clearing
clear-lead = A flag is a hint, not a verdict. What nobody acts on is read as it is.
clear-progress = { $count ->
    [0] Nothing is flagged
   *[other] { $done } of { $count } flagged pieces are masked, left out or asked about
}
clear-rest = { $count ->
    [one] The other one will be read as it is.
   *[other] The other { $count } will be read as they are.
}
clear-asks = { $count ->
    [one] 1 ask is open; answered: { $answered }.
   *[other] { $count } asks are open; answered: { $answered }.
}
clear-handed-over = Handed over to the host
clear-hand-over = Hand over to the host
clear-show = What to show
clear-open = To look at
clear-acted = Acted on
clear-all = All evidence
clear-empty = Nothing here.
clear-mask-these = Mask these words
clear-masked = Masked:
clear-unmask = Unmask
clear-asked-reword = Asked to reword
clear-asked-question = Asked a question
clear-answered = Answered
clear-unanswered = No answer yet
clear-settle = Close
clear-hide = Leave out
clear-unhide = Take in again
clear-mask-other = Mask other words
clear-mask-words = Words to mask
clear-mask-hint = Exactly as they stand above. They are covered everywhere in this piece, for every reader.
clear-mask = Mask
clear-ask-reword = Ask the author to reword
clear-ask-question = Ask the author
clear-ask-words = What you want to say to the author
clear-ask-hint = It reaches the author's phone with the next sync. You are told here when it is answered.
clear-ask = Ask

## Handing over

handover-title = Hand over to the host
handover-stays = What stays as it is
handover-nothing-stays = Nothing that is flagged: every flagged piece was masked, left out or asked about.
handover-stays-hint = Flagged, and neither masked, left out nor asked about:
handover-look = Look at them again
handover-unanswered = { $count ->
    [0] No ask waits for an answer.
    [one] 1 ask waits for an answer.
   *[other] { $count } asks wait for an answer.
}
handover-themes = No single note is shown to the host, whatever it says.
handover-not-yet = Not yet

## Release

release-title = Release
release-lead = Releasing freezes the feedback as it is now and opens it to those below.
release-lead-again = Release { $number } takes in what arrived since. Earlier releases stay as they are.
release-frozen = What will be frozen
release-notes = { $count ->
    [one] 1 note
   *[other] { $count } notes
}
release-tallies = { $count ->
    [one] 1 tally
   *[other] { $count } tallies
}
release-wonderings = { $count ->
    [one] 1 wondering
   *[other] { $count } wonderings
}
release-patterns = { $count ->
    [one] 1 pattern
   *[other] { $count } patterns
}
release-steps = { $count ->
    [one] 1 next step
   *[other] { $count } next steps
}
release-readers = Who will read what
release-no-names = No release names an observer.
release-open = Still open
release-not-cleared = The facilitator has not cleared it yet.
release-for-good = What is released stays released: it is kept with its hash and is never changed.
release-do = Make release { $number }
frozen-title = As it was released
frozen-when = Released
frozen-by = By
frozen-by-host = The host
frozen-hash = Hash (BLAKE3)
frozen-file = Signed file
frozen-file-hint = Whoever has the file can check it with: fieldwalk check --release FILE
frozen-changes = What changed since the release before
frozen-no-changes = Nothing.
change-evidence-added = { $count ->
    [one] 1 piece of evidence came in
   *[other] { $count } pieces of evidence came in
}
change-evidence-gone = { $count ->
    [one] 1 piece of evidence is gone
   *[other] { $count } pieces of evidence are gone
}
change-evidence-reworded = { $count ->
    [one] 1 piece of evidence reads differently
   *[other] { $count } pieces of evidence read differently
}
change-patterns-added = { $count ->
    [one] 1 new pattern
   *[other] { $count } new patterns
}
change-patterns-gone = { $count ->
    [one] 1 pattern is gone
   *[other] { $count } patterns are gone
}
change-patterns-reworded = { $count ->
    [one] 1 pattern says something else
   *[other] { $count } patterns say something else
}
change-patterns-regrouped = { $count ->
    [one] 1 pattern has other evidence under it
   *[other] { $count } patterns have other evidence under them
}
change-steps-added = { $count ->
    [one] 1 new next step
   *[other] { $count } new next steps
}
change-steps-gone = { $count ->
    [one] 1 next step is gone
   *[other] { $count } next steps are gone
}
change-steps-reworded = { $count ->
    [one] 1 next step says something else
   *[other] { $count } next steps say something else
}
change-steps-replanned = { $count ->
    [one] 1 next step has another level or time
   *[other] { $count } next steps have another level or time
}
change-predictions-added = { $count ->
    [one] 1 new prediction
   *[other] { $count } new predictions
}
change-predictions-gone = { $count ->
    [one] 1 prediction is gone
   *[other] { $count } predictions are gone
}
change-wonderings-added = { $count ->
    [one] 1 new wondering of the group
   *[other] { $count } new wonderings of the group
}
change-wonderings-gone = { $count ->
    [one] 1 wondering of the group is gone
   *[other] { $count } wonderings of the group are gone
}

## Response

response-title = Response
response-lead = What you make of the feedback: for you, and for those who walked once you publish it.
response-lead-reader = What the host makes of the feedback.
response-published = Participants read this
response-published-hint = Whatever you change here, they read at once.
response-unpublished = Only your school reads this
response-unpublished-hint = Participants see nothing of it until you publish it.
response-publish = Publish to participants
response-unpublish = Take it back
response-commitments = Commitments
response-no-commitments = No commitments yet.
response-due = by { $date }
response-done = Done
response-reopen = Open it again
response-mark-done = Done
response-change = Change
response-what = What we take on
response-owner = Who sees to it
response-due-label = By when
response-remove = Remove
response-new-commitment = Take something on
response-take-on = Take it on
response-cycles = Improvement cycles
response-cycles-hint = Try a change, small and soon: plan, do, study, act.
response-cycle-unnamed = A cycle without an aim yet
response-begin-cycle = Begin a cycle
response-steps = Next steps of the group
response-cycle-from = Begin a cycle from this
response-visit-from = Plan the next visit from this
response-comments = Comments
response-no-comments = No comments yet.
response-comment = Comment
response-about = About
response-about-feedback = About the feedback as a whole
response-about-evidence = a piece of evidence
response-about-pattern = a pattern
response-new-comment = A comment on the feedback as a whole
response-add-comment = Add the comment
response-report-back = Reporting back
response-report-back-on = Day on which you report back
response-no-report-back = No day named yet.

## Improvement cycle

cycle-title = Improvement cycle
cycle-stage-plan = Plan
cycle-stage-do = Do
cycle-stage-study = Study
cycle-stage-act = Act
cycle-from = From the next step
cycle-back = Back to the response
cycle-aim = Aim
cycle-aim-hint = What is to get better, by how much, by when.
cycle-change = Change idea
cycle-change-hint = The one change that you try.
cycle-data = Data
cycle-data-hint = Which data will tell, and who collects them.
cycle-questions = Questions and predictions
cycle-locked = Predictions locked
cycle-question = Question
cycle-prediction = Prediction
cycle-prediction-hint = What you expect. It is locked before you begin and stands beside what you find.
cycle-remove-question = Remove this question
cycle-new-question = A question that the cycle is to answer
cycle-add-question = Add the question
cycle-lock-hint = From then on nobody can change a question or a prediction.
cycle-lock-not-yet = Before you begin, write a question and what you expect for each.
cycle-lock = Lock predictions and begin
cycle-do-later = Begins when the predictions are locked.
cycle-observations = What you saw while doing it
cycle-observations-hint = Also what went otherwise than planned.
cycle-study-later = Findings stand here beside the predictions.
cycle-expected = Predicted
cycle-finding = What the data say
cycle-undecided = Not decided yet.
cycle-decide = What becomes of the change idea
cycle-remove = Remove this cycle
cycle-remove-hint = It is gone for everybody.
cycle-remove-yes = Remove it

## Import

import-title = Import members
import-lead = From a table with the columns name, role and school, or from OneRoster's users.csv, orgs.csv and roles.csv as they are.
import-files = Files
import-files-hint = CSV, at most 4 MB each. Choose all of OneRoster's files at once. Students and families are passed over and nothing is kept of them.
import-show = Show what it would do
import-no-file = No file was chosen. Nothing was changed.
import-changed = The network has changed since this was shown. Look at it once more; nothing was changed.
import-preview = What it would do
import-add-count = { $count ->
    [one] { $count } person becomes a member
   *[other] { $count } people become members
}
import-change-count = { $count ->
    [one] { $count } member changes
   *[other] { $count } members change
}
import-unchanged-count = { $count ->
    [one] { $count } member stays as is
   *[other] { $count } members stay as they are
}
import-passed-over = { $count ->
    [one] { $count } person in the files does not become a member
   *[other] { $count } people in the files do not become members
}
import-problems = Not taken in
import-line = Line { $line }:
import-more-problems = And { $count } more.
import-schools = New schools
import-add = New members
import-change = Changed members
import-nothing = There is nothing to import: everybody in the files is as they are here.
import-apply = Import this
roster-file-too-large = This file is larger than 4 MB. Keep only the rows of people who lead or coach, and try again.
roster-too-many-rows = More than 5,000 people would become members. Import the list in several parts.
roster-empty = There is nothing in this file. Export it once more and try again.
roster-unknown-columns = The first line does not name the columns that are needed. Name the columns name, role and school in the first line, or use OneRoster's users.csv, orgs.csv and roles.csv.
roster-file-twice = There are two files of this kind; the second one was left out. Import them one after the other.
roster-users-missing = The file users.csv is missing. Add it and try again.
roster-orgs-missing = The file orgs.csv is missing: nobody's school can be told. Add it and try again.
roster-roles-missing = The file roles.csv is missing: nobody's role can be told. Add it and try again.
roster-name-missing = There is no name in this line. Fill it in, or leave the line out.
roster-name-too-long = This name has more than 200 characters. Shorten it. A quotation mark that is not closed makes the rest of a file one name.
roster-role-unknown = This role is not known here. Use one of: facilitator, leader, coach, district staff.
roster-id-missing = There is no sourcedId in this line. Export it once more with its ids.
roster-org-unknown = This person's school is not in orgs.csv. Export both files at the same time and try again.
roster-person-twice = This person was in an earlier line already. Keep the line that is right; the earlier one is used.
roster-several-members = Several members have this name at this school. Change this one by hand.
roster-was-removed = This member was removed from the network. Add them again by hand if they are back.
roster-stays-facilitator = This member is a facilitator and stays one. Change the role by hand if it is meant.

## Invite

invite-title = You are invited to Fieldwalk
invite-lead = This code enrols your phone, so that you can write down what you see, with or without a network.
invite-open = Open Fieldwalk on your phone.
invite-here = Use Fieldwalk in this browser
invite-type = Choose “I have an invite” and enter the code.
invite-ready = Your visits come to the phone before the day.
invite-once = The code works once. If it does not work any more, ask a facilitator for another one.

## Arrivals

arrivals-title = Arrivals
arrivals-nothing-lost = { $count ->
    [one] Nothing lost: everything that 1 observer’s phone declared is here
   *[other] Nothing lost: everything that the phones of { $count } observers declared is here
}
arrivals-missing = { $count ->
    [one] Something that 1 observer’s phone declared is not here
   *[other] Something that the phones of { $count } observers declared is not here
}
arrivals-waiting = { $count ->
    [one] 1 observer’s phone still has something to send
   *[other] The phones of { $count } observers still have something to send
}
arrivals-nobody = No phone has been heard from yet
arrivals-items-missing = { $count ->
    [one] 1 item is missing.
   *[other] { $count } items are missing.
}
arrivals-also-waiting = { $count ->
    [one] 1 other phone still has something to send.
   *[other] { $count } other phones still have something to send.
}
arrivals-changes = { $count ->
    [one] 1 change is waiting on a phone. It is safe there, and not yet here.
   *[other] { $count } changes are waiting on phones. They are safe there, and not yet here.
}
arrivals-silent = { $count ->
    [one] 1 of { $of } observers has not been heard from.
   *[other] { $count } of { $of } observers have not been heard from.
}
arrivals-next = Ask them to open Fieldwalk on their phones before they leave, while there is a network.
arrivals-updated = Updated
arrivals-since = The oldest word of a phone is from
arrivals-again = Look again
arrivals-held = The server holds { $written } items in notebooks, which stay private, and { $shared } shared items.
arrivals-nameless = Who observed is known to facilitators only: ask one of them whose phone it is.
arrivals-observers = Observers
arrivals-observer = Observer
arrivals-outcome = What became of it
arrivals-written = Written
arrivals-shared = Shared
arrivals-seen = Last heard
arrivals-never = Never
arrivals-is-here = Everything is here
arrivals-is-waiting = { $count ->
    [one] 1 change on its way
   *[other] { $count } changes on their way
}
arrivals-lacks = { $count ->
    [one] 1 item missing
   *[other] { $count } items missing
}
arrivals-differs = Something is missing
arrivals-not-heard = Not heard from
