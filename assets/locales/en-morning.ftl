
# the supervisor's morning
command-turn-definition = Change what late means
    .short = meaning
late-by-report = form II.06a: days compared, waiting for papers is in time
late-by-law = law: the last day or hour of the limit
late-by-portal = index 2.1 of decision 766: hours compared, a second request is late
late-rounds = { $count } rounds
late-part-sync = Waiting for the competent body to confirm it ({ $count })
late-part-post = With the post ({ $count })
late-next-confirm = confirmed?
late-supervisor = Supervisor
late-applicant = Applicant
late-others = Other bodies
late-post = Post
late-forecast-step-and-holder = Forecast { $ready }: { $files } files of this procedure and holder that were once this long in step “{ $step }”; from there half were done within { $half }, 90 % within { $most } working days.
late-forecast-step = Forecast { $ready }: { $files } files of this procedure that were once this long in step “{ $step }”; from there half were done within { $half }, 90 % within { $most } working days.
late-forecast-officer = Forecast { $ready }: { $files } files of this procedure and officer that were once this old; half were done within { $half }, 90 % within { $most } working days.
late-forecast-procedure = Forecast { $ready }: { $files } files of this procedure that were once this old; half were done within { $half }, 90 % within { $most } working days.
hint-kind-text = Enter begins a new line, Tab goes to the next field.

# simplification review
report-name-steps = Review of steps and holders
report-name-papers = Review of papers
split-step = Procedure, step, holder
split-paper = Procedure, paper
column-review-promised = Promised (working days, median)
    .short = Prom
column-review-longest = Longest (working days)
    .short = Max
column-steps-limit = Limit of the step (working days)
    .short = Limit
column-steps-files = Files
column-steps-half = 50 % done within (working days)
    .short = 50 %
column-steps-most = 90 % done within (working days)
    .short = 90 %
column-steps-nearly-all = 95 % done within (working days)
    .short = 95 %
column-steps-longest = Longest (working days)
    .short = Max
column-steps-beyond = Beyond the limit of the step (%)
    .short = Beyond %
note-steps = Counts files whose result was ready in the period; each once a step, with all its working days there, waiting for papers counted too.
column-papers-need = Needed
column-papers-files = Files
column-papers-taken = Handed in at acceptance
    .short = Taken
column-papers-taken-share = Handed in (%)
    .short = Taken %
column-papers-asked = Had to be asked for
    .short = Missing
column-papers-asked-share = Had to be asked for (%)
    .short = Missing %
column-papers-again = Asked for twice or more
    .short = Again
column-papers-unused = Handed in by nobody
    .short = Unused
papers-required = required
papers-conditional = when needed
papers-unlisted = not listed
papers-unused = unused
note-papers = Counts files accepted in the period and every request up to its end. Unused: listed, handed in with no file and asked for with none; to be dropped or explained.

# shift and proposal on paper
slip-shift = Shift hand-over and day close
slip-proposal = Proposal to cut a limit
papers-again = { $count } files asked again
shift-owed-result = return the result

# the end of a day, and proposals on the screen
form-end-shift = Hand over the shift, close the day
form-propose-cut = Propose a shorter limit
command-close-day = End the shift, close the day
    .short = shift
command-propose-cut = Propose a shorter limit
    .short = cut limit
field-successor = Give the files held to
field-handover-note = Note for the next shift
field-cut-procedure = Procedure
field-cut-days = Limit proposed (working days)
shift-keep = nobody, leave them
notice-will-close-day = You hold { $held } files, { $late } late. Saving closes the day of the whole desk and prints the one-page sheet.
notice-will-end-shift = You hold { $held } files, { $late } late. Saving prints the one-page sheet of your shift.
notice-day-closed = Day closed, copy into the paper register: { $line }. { $released } files handed on, { $refused } could not be.
notice-shift-ended = Shift handed over, the sheet is in the print queue. { $released } files handed on, { $refused } could not be.
notice-no-review = Open the review of limits, steps or papers, put the cursor on a procedure, then propose.
notice-proposal-no-such-procedure = No procedure { $code } is in force at the end of the period; choose another procedure or period.
notice-proposal-no-files = No file of { $code } had its result in this period, so there is nothing to rest on; choose a longer period.
notice-proposal-not-shorter = { $days } days are not shorter than the present limit of { $code }; choose a smaller number.
shell-proposal-shape = A proposal has three shapes: table, json, pdf.

limit-counted-in = (counted in { $unit })
late-rounds-accounted = { $rounds } supplement rounds, { $given } accounted for.
