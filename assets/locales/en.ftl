### The screen in English. Short; a message may have a .short form for footers.

## Commands: the program
command-quit = Quit
command-help = Help on keys
    .short = Help
command-palette = Find a command by name
    .short = Commands
command-refresh = Redraw the screen
command-suspend = Go to the shell
command-toggle-telex = Vietnamese typing on/off
    .short = Typing
command-toggle-theme = Next colour theme
command-toggle-language = Switch Vietnamese/English
command-choose-person = Choose who is working
    .short = Person
command-show-messages = Show messages

## Commands: moving about
command-go-queue = Go to the queue
    .short = Queue
command-go-case = Go to the case
    .short = Case
command-go-report = Go to reports
    .short = Reports
command-go-late = Go to late files
    .short = Late
command-next-pane = Next pane
command-previous-pane = Previous pane
command-move-up = One row up
    .short = Up
command-move-down = One row down
    .short = Down
command-move-left = To the left
    .short = Left
command-move-right = To the right
    .short = Right
command-page-up = One page up
command-page-down = One page down
command-move-top = To the first row
    .short = Top
command-move-bottom = To the last row
    .short = Bottom
command-open = Open what is chosen
    .short = Open
command-back = Close or go back
    .short = Back

## Commands: rows
command-next-filter = Next filter
command-previous-filter = Previous filter
command-search = Search
command-clear-search = Clear the search
command-next-sort = Sort by another column
    .short = Sort
command-reverse-sort = Reverse the order
command-toggle-tag = Tag or untag the row
    .short = Tag
command-tag-matching = Tag by pattern
command-clear-tags = Clear all tags

## Commands: work at the desk
command-new-case = Receive a new file
    .short = New file
command-register-arrival = Register an arrival
    .short = Arrival
command-explain-date = Why this date?
    .short = Why?
command-show-history = History of the case
    .short = History
command-add-note = Write a note
    .short = Note
command-show-procedure = Guidance of a procedure
    .short = Procedure
command-show-actions = What may be done now
    .short = Actions

## Commands: acts on one case
command-accept = Accept and give a date
    .short = Accept
command-refuse-intake = Refuse to receive
command-request-supplement = Ask for supplements
command-receive-supplement = Receive supplements
command-assign = Assign a handler
    .short = Assign
command-finish-step = Finish the step
command-ask-opinion = Ask for an opinion
command-record-opinion = Record the opinion
command-record-verification = Record a verification
command-transfer = Send to another body
    .short = Transfer
command-record-leg-result = Record the other body's result
command-require-payment = Require a payment
command-record-payment = Record the payment
command-collect-fee = Collect a fee
    .short = Fee
command-ask-extension = Apologise, ask a new date
    .short = New date
command-grant-extension = Approve the new date
command-refuse-extension = Reject the new date
command-decide-grant = Decide to grant
command-decide-refuse = Decide to refuse
command-mark-ready = Result is ready
    .short = Ready
command-give-to-post = Give the result to the post
    .short = Post
command-record-delivery = Record postal delivery
command-record-undelivered = Record failed delivery
command-record-post-return = Record return by the post
command-hand-over = Hand over the result
    .short = Hand over
command-withdraw = Record a withdrawal
    .short = Withdraw
command-stop = Stop the case
    .short = Stop
command-correct = Correct a record
    .short = Correct
command-undo = Undo the last record
    .short = Undo

## Commands: forms
command-save = Save
command-save-and-new = Save and begin the next
    .short = Save, next
command-dup-field = Copy field from last case
    .short = Copy last
command-next-field = Next field
command-previous-field = Previous field
command-clear-field = Clear the field
    .short = Clear
command-choose-value = Choose from a list
    .short = Choose

## Commands: reports
command-next-report = Next report
command-previous-report = Previous report
command-next-period = Next period
command-previous-period = Previous period
command-set-period = Set the period
    .short = Period
command-export-report = Export the report
    .short = Export

## Groups of commands
group-navigation = Moving about
group-rows = Rows
group-desk = Work at the desk
group-action = Acts on a case
group-form = Forms
group-report = Reports
group-system = Program

## Panes
pane-any = Everywhere
pane-queue = Queue
pane-case = Case
pane-report = Report
pane-late = Late files
pane-form = Form
pane-list = List
pane-text = Text
pane-page = Page

## Standing against the clock
urgency-due-ok = In time
urgency-due-soon = Due soon
urgency-overdue = Overdue
urgency-waiting = Paused
urgency-done = Done

## Typing, languages, themes
typing-telex = Telex
typing-vni = VNI
typing-off = Typing off
language-vi = Vietnamese
language-en = English
theme-dark = Dark
theme-light = Light
theme-high-contrast = High contrast
theme-mono = Mono
keymap-default = Default
keymap-vim = Vim-like
keymap-classic = Function keys

## Faults in configuration files
fault-at = { $file }, line { $line }, column { $column }: { $what }
fault-did-you-mean = { $what } (did you mean “{ $nearest }”?)
fault-fallback = { $count ->
    [one] { $file } has one fault; using the built-in one.
   *[other] { $file } has { $count } faults; using the built-in one.
}
fault-syntax = TOML syntax: { $detail }
fault-not-text = Not a UTF-8 text file
fault-too-large = File larger than { $limit } bytes
fault-unknown-field = There is no entry “{ $name }”
fault-missing-field = The entry “{ $name }” is missing
fault-wrong-type = “{ $name }” must be { $expected ->
    [text] text in quotes
    [number] a whole number
    [table] a table
    [switch] true or false
   *[list] a list of texts
}
fault-unknown-value = “{ $name }” has no value “{ $value }”
fault-unknown-pane = There is no pane “{ $name }”
fault-unknown-command = There is no command “{ $name }”
fault-unknown-key = There is no key “{ $name }”
fault-key-length = The sequence “{ $keys }” must have 1 to { $limit } keys
fault-reserved-key = The key “{ $name }” belongs to the terminal and cannot be bound
fault-duplicate-key = The key “{ $keys }” is bound twice in pane “{ $pane }”, first on line { $line }
fault-hidden-key = The key “{ $keys }” hides “{ $longer }”
fault-text-key = The printable key “{ $keys }” cannot be bound in the typing pane “{ $pane }”
fault-out-of-place = The command “{ $command }” has no meaning in pane “{ $pane }”
fault-single-key-act = The act “{ $command }” must take two keys or more
fault-unbound = The command “{ $command }” has no key
fault-unknown-role = There is no role “{ $name }”
fault-missing-role = The role “{ $name }” is missing
fault-unknown-colour = There is no colour “{ $name }”
fault-unknown-modifier = There is no modifier “{ $name }”
fault-contrast = Text of role “{ $role }” is hard to read: contrast { $ratio }, at least { $least } needed
fault-unknown-parent = There is no “{ $name }” to inherit from
fault-cycle = Inheritance runs in a circle through “{ $name }”

## Why something is not done (refusals): what, why, what to do instead
refusal-not-registered = Not possible yet: the file is not registered. Register or receive it first.
refusal-already-registered = It cannot be registered again: the file is already in the register. Open that one.
refusal-not-accepted = Not possible yet: the file is not accepted. Check and accept it first.
refusal-already-accepted = Not possible: the file is accepted and intake is over. If papers are missing, ask for them after appraisal.
refusal-waiting-for-supplement = Not possible yet: the applicant still owes papers. Take in the supplement first.
refusal-no-supplement-asked = No supplement can be taken in: none was asked for. Send a request first.
refusal-refuse-instead-of-stop = An unchecked file cannot be stopped. Refuse it at intake, with the reason in writing.
refusal-not-assigned = Not possible yet: nobody handles the case. Assign it first.
refusal-with-other-bodies = Not possible yet: other bodies have the case. Record what each of them returned first.
refusal-not-with-other-bodies = No result of another body can be recorded: none has the case. Transfer it first.
refusal-no-opinion-asked = No opinion can be recorded: none was asked for. Ask for one first.
refusal-waiting-for-payment = Not possible yet: a financial obligation is open. Record the payment first.
refusal-no-payment-due = No payment can be recorded: no financial obligation is open. To take a fee, use fee collection.
refusal-already-decided = Not possible: the case is decided. If the decision was entered by mistake, undo it with a reason.
refusal-not-decided = The result cannot be ready yet: nothing is decided. Record the decision first.
refusal-result-not-ready = The result cannot be returned yet: it is not at the desk. Mark it ready first.
refusal-result-with-post = Not possible at the desk: the post has the result. Record its delivery or its return first.
refusal-not-with-post = No delivery can be recorded: the post does not have the result. Give it to the post first.
refusal-case-ended = Not possible: the case has ended. It can still be noted on, corrected, or reopened by an undo with a reason.
refusal-reason-missing = Not recorded: a written reason is missing. Write the reason the applicant will be given.
refusal-document-missing = Not recorded: the number of the document behind it is missing. Enter it.
refusal-field-missing = Not recorded: “{ $field }” is empty. Fill it in.
refusal-field-invalid = Not recorded: “{ $field }” cannot hold “{ $value }”. Enter it again.
refusal-procedure-unknown = Not received: the catalogue has no procedure { $code }. Choose one from the catalogue.
refusal-procedure-not-in-force = Not received: procedure { $code } has no version in force on { $day }. Choose the one that replaced it.
refusal-papers-missing = Not accepted: papers are missing: { $papers }. Ask for them, or refuse at intake.
refusal-post-address-missing = It cannot go by post: there is no address. Enter one, or hand the result over at the desk.
refusal-nothing-asked = The request is not sent: it asks for nothing. List everything that is needed, at once.
refusal-in-the-future = Not recorded: { $at } has not come yet. Enter a moment that is not after now.
refusal-before-last-event = Not recorded: { $at } is before the last recorded step at { $last }. Enter that moment or a later one.
refusal-calendar-does-not-cover = No date can be given: the calendar { $calendar } does not reach { $day }. Update the calendar, then try again.
refusal-no-rules-for = Not possible: no rule set is known for { $day }. Check the day, or add the rule set.
refusal-limit-not-countable = No date can be given: the limit “{ $limit }” cannot be counted from the day of receipt. Check the procedure.
refusal-second-extension = No further extension: the one allowed is used. Keep the promised day, and give an account if it is missed.
refusal-extension-pending = No second request: the first one still waits for its decision. Wait for it.
refusal-no-extension-asked = Nothing to decide: no extension was asked for. Ask for one first.
refusal-own-proposal = Nobody grants an own request. Let another competent person decide it.
refusal-opinion-unknown = Not recorded: opinion no. { $number } does not exist or is answered. Choose one that is open.
refusal-leg-unknown = Not recorded: leg no. { $number } does not exist, is not open yet or is done. Choose one that is open.
refusal-route-empty = Not transferred: no body is chosen. Choose at least one.
refusal-amount-missing = Not recorded: the amount must be more than nothing. Enter it.
refusal-two-deliveries-failed = No further delivery: the post has failed as often as it may try. Record that the item came back.
refusal-authority-missing = Not handed over: whoever collects for another needs an authorisation. Enter its number, or hand it to the owner.
refusal-no-step-left = No step is left: the last internal one is done. Record the decision.
refusal-nothing-to-undo = Nothing can be undone in this case. If something was entered wrongly, correct it.
refusal-not-reversible = Not undone: the last step already went out to the applicant. Correct it, or take the lawful next step.
refusal-not-correctable = Not corrected: the case does not have this fact yet. Record it first.
refusal-history-full = Nothing more can be recorded: the history of this case is too long. Ask the administrator to look at it.

## Where a case stands
stage-blank = Not registered
stage-arrived = Waiting for its check
stage-intake-supplement = Papers asked at intake
    .short = Supplement (in)
stage-refused-at-intake = Refused at intake
    .short = Refused
stage-received = Accepted
stage-in-process = In process
stage-with-agencies = With other bodies
    .short = Other bodies
stage-appraisal-supplement = Papers asked at appraisal
    .short = Supplement (ap)
stage-awaiting-payment = Waiting for payment
    .short = To be paid
stage-decided = Decided
stage-result-ready = Result ready
    .short = To be returned
stage-with-post = With the post
stage-back-from-post = Back from the post
    .short = Post returned
stage-handed-over = Handed over
stage-withdrawn = Withdrawn
stage-stopped = Stopped

## History of a case
event-arrived = Registered
event-received = Accepted, code and date given
event-refused-at-intake = Refused at intake
event-intake-supplement-requested = Papers asked at intake
event-appraisal-supplement-requested = Papers asked after appraisal
event-supplement-received = Supplement received
event-assigned = Assigned
event-step-finished = Step finished
event-opinion-asked = Opinion asked
event-opinion-answered = Opinion answered
event-verified = Verified
event-transferred = Sent to other bodies
event-leg-returned = Another body returned its part
event-payment-required = Payment required
event-payment-received = Payment received
event-fee-collected = Fee collected
event-extension-asked = Extension asked
event-extension-granted = Extension granted
event-extension-refused = Extension refused
event-decided = Decided
event-result-ready = Result ready at the desk
event-given-to-post = Given to the post
event-delivered = Delivered by the post
event-undelivered = Delivery failed
event-returned-by-post = Returned by the post
event-handed-over = Handed over
event-withdrawn = Withdrawn
event-stopped = Stopped
event-noted = Note
event-corrected = Corrected
event-undone = Undone

## What can be done to a case
action-register-arrival = Register an arrival
action-receive = Receive
action-accept = Accept
action-refuse-intake = Refuse at intake
action-request-intake-supplement = Ask for papers at intake
action-request-appraisal-supplement = Ask for papers after appraisal
action-receive-supplement = Receive a supplement
action-assign = Assign
action-finish-step = Finish the step
action-ask-opinion = Ask for an opinion
action-record-opinion = Record an opinion
action-record-verification = Record a verification
action-transfer = Send to other bodies
action-record-leg-result = Record what a body returned
action-require-payment = Require a payment
action-record-payment = Record a payment
action-collect-fee = Collect a fee
action-ask-extension = Ask for the extension
action-grant-extension = Grant the extension
action-refuse-extension = Refuse the extension
action-decide = Decide
action-mark-ready = Mark the result ready
action-give-to-post = Give to the post
action-record-delivery = Record a delivery
action-record-undelivered = Record a failed delivery
action-record-post-return = Record a return by post
action-hand-over = Hand over
action-withdraw = Withdraw
action-stop = Stop
action-add-note = Add a note
action-correct = Correct
action-undo = Undo

## States of the national portal
status-submitted = Submitted
status-received = Received
status-not-received = Not received
status-in-process = In process
status-supplement-requested = Papers requested
status-payment-required = Payment required
status-withdrawn = Withdrawn by the citizen
status-stopped = Stopped
status-handled = Handled
status-returned = Result returned

## Names of fields
field-answer = Answer
field-answer-by = Answer by
field-approver = Approved by
field-body = Body
field-content = Content
field-days = Extended by
field-decision-document = Number of the decision
field-filer-name = Name of the filer
field-holder = Handler
field-level = Online level
field-note = Note
field-owner-address = Address of the owner
field-owner-email = E-mail of the owner
field-owner-id = Identity number of the owner
field-owner-name = Name of the owner
field-owner-phone = Telephone of the owner
field-participants = Participants
field-place = Place
field-post-address = Postal address
field-post-item = Number of the post item
field-result = Result
field-sets = Sets of papers
field-summary = What is asked for
field-task = Task

## Worth knowing before doing it
caution-another-round = Papers were already asked for; rounds so far: { $rounds }. The applicant should not be sent away again.
caution-notice-late = The last day for this notice was { $last }; the request is late.
caution-opinions-open = Opinions not answered yet: { $open }.
caution-unverified = A fact of the procedure is not checked against its source.

## Filters and orders of the queue
filter-new-online = New online
filter-awaiting-intake = Awaiting intake
filter-unassigned = Unassigned
filter-in-process = In process
filter-due-soon = Due soon
filter-overdue = Overdue
filter-awaiting-supplement = Awaiting papers
filter-awaiting-payment = Awaiting payment
filter-awaiting-others = Awaiting other bodies
filter-awaiting-return = Awaiting hand-over
filter-with-post = With the post
filter-finished = Finished
filter-all = All
sort-urgency = Urgency
sort-arrived = Latest arrival
sort-code = Code
sort-owner = Owner
sort-procedure = Procedure
sort-stage = Stage

## The file: how, who, money, papers
channel-direct = At the desk
channel-online = Online
channel-post = By post
party-kind-citizen = Citizen
party-kind-business = Enterprise
party-kind-state-body = State body
party-kind-organisation = Other organisation
payment-cash = Cash
payment-transfer = Bank transfer
payment-online = Online
payment-post = Through the post
paper-form-original = Original
paper-form-certified = Certified copy
paper-form-copy = Plain copy

## Roles at the desk
role-intake = Intake
role-return = Hand-over
role-handler = Handler
role-unit-head = Head of unit
role-desk-head = Head of the desk
role-clerk = Clerk
role-accountant = Accountant
role-administrator = Administrator
role-viewer = Viewer

## Dates and results
timeliness-early = Early
timeliness-on-time = On time
timeliness-late = Late
standing-no-promise = No date promised
standing-held = Clock held
standing-in-time = In time
standing-overdue = Overdue
standing-early = Done early
standing-on-time = Done on time
standing-late = Done late
standing-ended = Ended without a result
outcome-granted = Granted
outcome-refused-on-merits = Refused
route-in-order = One after another
route-parallel = All at once
route-other-level = Another level
span-month = Month
span-year = Year
span-five-years = Five years

### The screen: bars, panes, forms, notices

bar-practice = PRACTICE
bar-read-only = READ-ONLY
program-name = Một Cửa
starting = Opening the desk...
failed-title = The desk could not be opened
screen-too-small = The window is { $columns }×{ $rows }. At least 80×24 is needed: make it larger or the letters smaller. Your data are safe.
unverified = (not verified)
limit-unverified = (not verified)
promise-provisional = (provisional: days off not announced yet)
choice-none = (not chosen)
switch-on = Yes
switch-off = No
return-desk = Collect at the desk
return-post = Send by post
level-1 = Level 1
    .short = L1
level-2 = Level 2
    .short = L2
level-3 = Level 3
    .short = L3
level-4 = Level 4
    .short = L4
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
unit-working-hours = working hours
unit-half-days = half days
unit-working-days = working days
unit-calendar-days = days
unit-months = months
unit-years = years
unit-hours-before = hours before
holder-intake = intake
holder-desk-head = head of the desk
holder-handler = handler
holder-division-head = head of division
holder-leader = leader
holder-clerk = clerk
holder-cashier = cashier
holder-partner = partner body
holder-release = return of results

## The queue
queue-filters = Filters
queue-figure = Files behind the figure
queue-sorted-by = Sorted by:
queue-tagged = [{ $count } tagged]
queue-empty = No file here. Press ] for another filter, n to receive a file.
queue-nothing-found = Nothing found. Accents may be left out; Esc ends the search.
due-in = { $days ->
    [one] 1 day left
   *[other] { $days } days left
}
due-today = due today
due-overdue = { $days ->
    [one] 1 day late
   *[other] { $days } days late
}
due-held = on hold
due-early = early
due-on-time = on time
due-late = done, { $days } late
due-ended = ended
late-definition = day compared with promised day
late-empty = No file is late or nearly due.
late-part-late = Late ({ $count })
late-part-today = Due today ({ $count })
late-part-soon = Due soon ({ $count })
late-part-applicant = Waiting for the applicant ({ $count })
late-part-others = Waiting for another body ({ $count })

## One case
case-none = No case chosen. Go to the queue (1), choose a row and press Enter.
case-stage = Stage
case-status = portal code
case-procedure = Procedure
case-channel = Filed
case-arrived = Filed at
case-received = Accepted at
case-limit = Limit
case-due = Due
case-first-due = First due
case-held = The clock stands; the date is counted anew when the case goes on.
case-foreign = Other codes
case-people = People
case-owner = Owner
case-filer = Filer
case-authorised = Authorised
case-helped-at = Helped at
case-summary = Asked for
case-return = Result goes
case-papers = Papers
case-work = Work
case-holder = Handler
case-step-due = step due { $date }
case-supplement-intake = Supplement (intake)
case-supplement-appraisal = Supplement (apprais.)
case-supplement-open = waiting for the applicant
case-supplement-received = received { $at }
case-opinion = Opinion
case-opinion-open = waiting, until { $date }
case-verified = Verification
case-leg = Other body
case-leg-waiting = not yet its turn
case-leg-open = working, due { $date }
case-leg-late = LATE
case-payment-due = To be paid
case-fee = Collected
case-extension-asked = Extension asked
case-extension = Extended
case-result = Result
case-decision = Decision
case-ready = Result ready
case-post = Post item
case-post-failed = not delivered
case-post-back = came back
case-returned = Returned
case-end-reason = Why it ended
case-note = Note

## History
page-explanation = Why this date?
page-history = History (newest first)
page-procedure = Guidance of the procedure
page-messages = Messages of this session
page-note = Note
messages-none = No messages yet.
history-undone = (reversed)
history-undo-of = reverses entry { $number }
history-late = recorded at { $at }
history-promise = due { $date }
history-by = by { $by } units of the limit

## Why this date
why-limit = Limit: { $limit } ({ $source })
why-due = Due: { $date }; promised { $at }.
why-calendar = Calendar used: { $calendar }
why-started = Started: { $at }. The first day is not counted (Civil Code 147.2).
why-counted = { $number }. { $date }
why-counted-make-up = { $number }. { $date }, make-up day
why-skipped =    not counted { $days }: { $name }
why-hours = { $date }: { $used } hours ({ $total } in all)
why-morning = { $number }. morning of { $date }
why-afternoon = { $number }. afternoon of { $date }
why-months = Plus { $n } months: { $end }
why-suspended = On hold from { $at }: { $reason }
why-held-days =    not counted { $days }: clock on hold
why-resumed = Goes on from { $at }
why-restarted = Begins anew at { $at }: received { $paper }
why-extended = Extended by { $by } at { $at }: { $document }, { $approver }
why-rolled = The last day { $from } is { $name }: moves to { $to } (Civil Code 148.5)
why-estimated = From { $from } the days off are an estimate.
why-stopped = The result was ready at { $at }.
why-held = The clock stands since { $since } with { $left } units left; the date is counted when it goes on.
why-outside = The calendar does not reach { $date }; update it and count again.
why-counts-back = This limit counts back from the planned hour; there is no due date.
why-none = No date can be counted.
day-working = working day
day-make-up = make-up day
day-weekend = weekend
day-off = day off
day-closed = office closed

## Guidance
guide-name = Procedure
guide-field = Field
guide-limit = Time limit
guide-papers = Papers
guide-fees = Fees
guide-steps = Internal steps
guide-result = Result
guide-basis = Legal basis
guide-notes = Notes
fee-free = Free
fee-unknown = due, amount not known
fee-from = from
fee-to = until

## The report
report-levels = Files by online level
report-share = { $total } files accepted, level 4: { $four } files, { $share }
report-empty = No file was accepted in this period.
report-by-level = By level
report-by-field = By field
report-by-channel = By channel
report-by-year = By year of acceptance
report-total = Total
report-results = With a result
report-definition = Counted by day of acceptance.
report-left-out = Besides, { $count } filed in the period were not accepted.

## Forms
form-receive = Receive a file
form-register = Register an arrival
form-grant = Decision: grant
form-refuse = Decision: refuse
form-set-up = Set up the desk
form-period = Period of the report
form-tag = Tag by pattern
form-many = { $count } files
form-save = Save
form-saving = Saving...
form-appointment = Appointment: { $weekday } { $at } ({ $limit })
hint-kind-paper = Space: all copies; digit: copies handed in; *: all required papers
hint-kind-turn = Left/right or space to change, type to search
hint-kind-choose = Type to search and choose
hint-kind-switch = Space to change
hint-owner-id = A known number fills in the rest
hint-owner-phone = A known phone number fills in the rest
hint-filer-name = Leave empty when the owner files
hint-occurred = Empty means now; for example 24/11 09:30 or 9:30
hint-held = For example 24/11 09:30
hint-answer-by = For example 30/11 or +5 (in 5 days)
hint-items = Separate several papers with ;
hint-office-code = Identifier of the office, such as 000.00.10.H38
hint-office-hours = Office hours Monday to Friday
hint-pattern = Name, code or procedure; accents may be left out
hint-foreign-code = Code of another system, kept as issued
hint-approver = Who approved; not the one who asked
field-amount = Amount
field-authorised-name = Authorised person
field-authority = Authorisation
field-channel = Channel
field-document = Number of the paper
field-fee = Fee (đồng)
field-fee-method = How it was paid
field-field = What to correct
field-foreign-code = Code elsewhere
field-from = From
field-through = Through
field-held = When held
field-helped-at = Helped at
field-items = Papers
field-leg = Body that returned
field-leg-body-1 = Body 1
field-leg-task-1 = Task of body 1
field-leg-days-1 = Limit 1 (working days)
field-leg-body-2 = Body 2
field-leg-task-2 = Task of body 2
field-leg-days-2 = Limit 2 (working days)
field-leg-body-3 = Body 3
field-leg-task-3 = Task of body 3
field-leg-days-3 = Limit 3 (working days)
field-occurred = When it happened
field-office-code = Identifier
field-office-hours = Office hours
field-office-name = Name of the office
field-person-name = Name of the first person
field-opinion = Which opinion
field-originals-returned = Originals go back
field-owner-kind = Kind of owner
field-paper = Papers
field-pattern = Pattern
field-procedure = Procedure
field-reason = Reason
field-recipient = Who collects
field-return-by = Result goes
field-route = Route
field-to = Right value
field-voucher = Receipt number

## Lists
list-palette = Commands
list-help = Keys here
list-actions = What can be done with the case
list-person = Who is working?
list-procedure = Procedures
list-type = type to filter, Enter to choose
list-nothing = Nothing matches.

## Notices of the screen
notice-received = Recorded. { $owner }: { $code }, due { $at }.
notice-recorded = Recorded: { $event }. { $owner } { $code }
notice-known = Filled in { $owner } from the latest case.
notice-not-known = No earlier case has this number; go on typing.
notice-person = Working now: { $person }.
notice-conflict = Somebody changed the case meanwhile; it was read again. Look at it and save once more.
notice-read-only = The desk is read-only; the messages (ctrl-x m) say why.
notice-not-open = The desk is not open yet.
notice-not-an-act = This form records nothing.
notice-no-case = Choose a case first.
notice-no-clock = The file is not accepted yet, so it has no due date.
notice-no-appointment = No appointment can be counted for the limit “{ $limit }”.
notice-no-such-key = The key { $key } does nothing here; ? shows the keys.
notice-paste-cut = The pasted text was too long and was cut.
notice-paste-ignored = Nothing takes pasted text here; open a field first.
notice-bad-day = “{ $value }” is no day; type it like 24/11/2026.
notice-bad-moment = “{ $value }” is no moment; type it like 24/11/2026 09:30.
notice-bad-amount = “{ $value }” is no amount; type it like 50.000.
notice-bad-number = “{ $value }” is no valid number here.
notice-bad-period = The last day must not come before the first.
notice-bad-office-code = “{ $value }” is no identifier; for example 000.00.10.H38.
notice-bulk-dry-run = { $count } will change, { $refused } cannot and stay as they are.
notice-bulk-done = { $done } recorded, { $refused } refused.
## What the program says when it comes and goes
session-no-terminal = Một Cửa runs in a terminal (keyboard and screen), and there is none here. Open a terminal window and start it again; for automation use the script mode.
session-refused = Một Cửa cannot use this terminal. Nothing was recorded and nothing is lost; open another window and start it again.
session-panicked = Một Cửa stopped because of a fault of its own. Everything it reported as recorded is safe; what it did not report is not recorded. Start it again and give the line below to your administrator.

# runtime notices
notice-case-changed = Somebody has just changed this case, so this was not recorded. Look at the case again and repeat.
notice-case-unknown = There is no such case. Nothing has changed; reload the queue.
notice-case-unreadable = This case cannot be read: { $why }. Other cases can be used; run the check and tell your administrator.
notice-damaged = The journal is damaged from record { $sequence } on (segment { $segment }, offset { $offset }); { $frames } records cannot be read. The rest can be looked at, read-only; restore from a backup.
notice-folder-in-use = Another program has this desk open. Close it there and start again.
notice-folder-in-use-by = { $who } has this desk open since { $since } (process { $process }). Close it there and start again.
notice-folder-unusable = The data folder cannot be used: { $why }. Nothing was changed; check the disk and the permissions.
notice-frames-missing = Records are missing at the end of the journal: there were { $known }, now there are { $found }. The desk is read-only; restore from a backup.
notice-journal-newer = The journal was written by a later version (format { $version }). Nothing was changed; use a later version of the program.
notice-journal-unreadable = The journal cannot be read: { $why }. Nothing was changed; check the disk or restore from a backup.
notice-not-kept = This choice could not be kept: { $why }. It holds until you leave.
notice-not-written = The file “{ $name }” could not be written: { $why }. The cases are not affected.
notice-open-cancelled = Opening was stopped as asked. The data are whole.
notice-other-history = The journal does not fit what is known of this folder. The desk is read-only; check whether the wrong folder was copied.
notice-recording-stopped = The disk did not take this, so it was not recorded: { $why }. Everything reported as recorded is safe. Check the disk and start the program again.
notice-snapshot-remade = The queue was made again from the journal. No data are lost.
notice-clock-behind = The clock of this machine is behind the last entry ({ $latest }). That moment is used for now; set the clock right.
notice-store-behind = Recorded. The look-up store is being made again behind it; the next start may take longer.
notice-store-failed = The look-up store cannot be used: { $why }. The journal is safe; start the program again to make the store anew.
notice-store-rebuilt = The look-up store was damaged and has been made again from the journal. No data are lost; the old one is kept as { $kept }.
notice-too-large = This is too long ({ $bytes } bytes) and was not recorded. Shorten it and repeat.
notice-torn-tail = The machine stopped while writing; { $bytes } unfinished bytes were set aside in { $file }. They had never been reported as recorded.
notice-unwritable = The data folder cannot be written: { $why }. The desk is read-only; check free space and permissions.
notice-written = File { $path } is written

## Files around the desk
notice-office-missing = The file office.toml is missing, the journal is whole. Copy office.toml back from a backup and open again.
notice-office-faulty = The file office.toml is faulty at line { $line }, column { $column }. The files are safe; mend it and open again.
notice-law-faulty = The data of calendar and procedures cannot be used. The files are safe; install the program again.
notice-law-file-faulty = The file { $file } is faulty at line { $line }, column { $column }; the one that came with the program is used.
notice-file-faulty = The file { $file } has { $count } faults (line { $line }, column { $column }); the one that came with the program is used.
notice-bad-hours = “{ $value }” are no office hours; type them like 07:30-11:30, 13:30-17:00.
## The shell
shell-no-home = The user's data folder is not known on this machine. Name one with --dir.
shell-no-desk = There is no desk in { $dir }. Nothing was changed; check --dir.
shell-dir-needed = This command needs a folder: add --dir FOLDER. Nothing was changed.
shell-no-file = There is no file { $file }. Nothing was changed.
shell-no-office = office.toml is missing in the folder. The journal is not affected; restore that file from a backup.
shell-office-unreadable = office.toml cannot be read: { $why }. The journal is not affected; check the permissions.
shell-office-faulty = office.toml is faulty, so the desk was not opened. Nothing was changed; correct these places:
shell-law-unusable = The built-in law data are not usable. Nothing was changed; install the program again.
shell-law-fault = A file of the office is faulty; using the built-in one: { $fault }
shell-backup-io = Backup or restore failed: { $why }. Nothing half-done was left; check the disk.
shell-backup-damaged = The journal is damaged, so it was not backed up over a good backup. Run motcua check.
shell-backup-not-whole = The file is no whole backup: { $why }. Nothing was restored; use another.
shell-backup-exists = { $file } is there already; a backup is never overwritten. Give another name.
shell-nothing-to-back-up = There is no desk in the folder to back up.
shell-not-empty = The folder is not empty, so nothing was written. Nothing was changed; choose another.
shell-too-early = No practice office can be made for { $day }: its history has not happened yet.
shell-practice-failed = The practice office could not be made: { $why }. Nothing was left in the folder.
shell-demo-is-real = { $dir } holds a real desk, not a practice office. Nothing was changed; choose another folder.
shell-demo-exists = There is a practice office in { $dir } already; it was not touched. Add --fresh for a new one (the old one is set aside).
shell-set-aside = The old practice office is in { $dir }.
shell-made = Made a practice office of { $cases } files in { $dir }.
shell-day-held = The calendar does not reach far enough: the practice office takes { $day } as today.
shell-happening = Letting the work happen
shell-taking-in = Making store and rows
shell-rebuilt = Made store and rows of { $cases } files again from the journal.
shell-backed-up = Backed up into { $file } and read back.
shell-restored = Restored into { $dir } and checked the whole journal.
shell-script-unreadable = The script { $file } cannot be read: { $why }. Nothing was changed.
shell-script-failed = { $file }:{ $line }: { $why }
shell-backwards = The last day is before the first. Exchange --from and --to.
shell-checked = { $frames } frames, { $events } events, { $cases } files.
shell-verdict-sound = Sound: everything is as it was recorded.
shell-verdict-mends = The journal is whole; the rest mends by itself at the next opening.
shell-verdict-damaged = There is damage. Leave the folder as it is, copy it elsewhere, then restore a backup.
shell-damage = { $kind }; segment { $segment }, byte { $offset }, from frame { $sequence }, { $frames } unreadable
damage-segment-header = segment header broken
damage-foreign = segment of another desk
damage-segment-link = segment does not continue the one before
damage-gap = frames missing between segments
damage-missing = frames missing at the end
damage-unreadable = frames cannot be made out
damage-body = content of a frame changed
damage-chain = frame does not continue the one before
damage-misplaced = frame in the wrong place
damage-rewritten = last frame is not the one acknowledged
damage-medium = the disk refuses to read
shell-finding-journal = The journal is damaged: { $what }
shell-finding-record = Frame { $sequence } holds no readable record: { $what }
shell-finding-chain = Frame { $sequence }: event { $what } does not follow the one before it in its case
shell-finding-unfinished = { $what } unfinished bytes at the end, never acknowledged
shell-finding-torn = An unfinished write set aside earlier: { $what }
shell-finding-missing = Frames { $what } are missing that rows or store had seen
shell-finding-store-in-use = The desk is open elsewhere, so store and rows were not checked
shell-finding-store = The store is damaged: { $what }
shell-finding-store-unread = Store and rows could not be checked: { $what }
shell-finding-store-behind = The store lacks the last { $what } frames; it mends at the next opening
shell-finding-store-differs = The store says otherwise than the journal about case { $what }
shell-finding-snapshot = The rows are damaged: { $what }
shell-finding-snapshot-behind = The rows lack the last { $what } frames; they mend at the next opening
shell-finding-row-differs = The rows say otherwise than the journal about case { $what }
shell-levels-title = Files received by level of online service, { $from } - { $to }
shell-levels-name = Counted
shell-level = Level { $level }
shell-total = Total
shell-share = % level 4
shell-all = All
shell-channel-direct = At the desk
shell-channel-online = Online
shell-channel-post = By public post
shell-timeliness = With a result: { $early } early, { $on-time } on time, { $late } late (day of the result against the promised day).
shell-not-accepted = Besides, { $count } files came in during the period and were not (or not yet) accepted.
