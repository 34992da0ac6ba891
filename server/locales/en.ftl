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
did-saved = Saved.
did-stage = The visit has moved on.
did-visit-made = The visit is there. Its plan can be changed until the day, and after.
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
visit-to-cleared = Clear it for the host
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
debrief-filter = Filter and search
debrief-filter-button = Show
debrief-filter-none = Show everything
debrief-room = Room
debrief-look-for = Look-for
debrief-focus = About
debrief-search = With the words
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
debrief-over = Pattern { $number } of { $all }: { $pattern }. { $bearing }.
debrief-dropped = Placed under { $pattern }. { $bearing }.
debrief-cancelled = Not moved.
debrief-saved = All is sent.
debrief-refused-unreadable = it could not be read. Load the page again and do it once more
debrief-refused-empty = there are no words in it
debrief-refused-too-long = it is too long. Use fewer words
debrief-refused-gone = what it is about is no longer there
debrief-refused-step-skipped = the steps go one after another, and the group has moved meanwhile
debrief-refused-only-follows = you follow this debrief and do not take part in it
debrief-refused-other = the server did not take it

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
