
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
