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
