# bundles on a stick

event-copy-sent = Copy sent
event-given-over = Given over to another office
event-taken-over = Taken over
event-noted-elsewhere = Note from another office
event-fork-settled = Two versions settled

filter-elsewhere = Kept elsewhere
refusal-kept-elsewhere = { $office } keeps this file; here only notes can be added, so ask for it to be given over.

fact-partner-trusted = trusted the key of
fact-partner-revoked = trusts no more the key of
fact-bundle-made = made bundle
fact-bundle-taken = took bundle
fact-fork-decided = decided between two versions of

# exchange: why nothing was done
exchange-unknown-office = There is no such office, or several are called much the same. See motcua bundle offices.
exchange-not-trusted = The trust in this office has ended or was taken back; nothing is sent and nothing taken. The head compares the fingerprint again and trusts it anew.
exchange-other-fingerprint = The fingerprint typed is not the one of the card; nothing is trusted. Listen to each group again; if it still differs, the card is not theirs.
exchange-no-witness = Two people compare the fingerprint: the second must work here and be another than the first.
exchange-own-card = This is this office's own card. The other office's card is needed.
exchange-nothing-to-send = There is nothing to send: choose files or packs, or wait until something changes.
exchange-not-to-give = File { $code } can be neither sent nor given over from here: another office keeps it, or it has ended.
exchange-taken-before = This bundle was taken before: nothing is new, nothing has changed.
exchange-forks = The two histories do not fit ({ $count } places); nothing was taken. Call the sender; to take it all the same, say why (--despite).
exchange-misfit = The bundle holds a file whose history has a break; nothing was taken. Ask the sender to make it again.
exchange-unclean = The bundle holds a file with hidden or control characters; nothing was taken. Tell the sender.
exchange-pack = Pack { $name } is faulty, so nothing was taken: { $why }
exchange-pack-name = File { $name } has a name that cannot travel: small letters without accents, digits and dashes only.
exchange-not-there = That bundle, file or conflict is not there; perhaps the receiver has said that it came. See motcua bundle offices.
exchange-other-file = The stick already holds another file of this name: { $file }. Move it away and try again.
exchange-not-read-back = It was written but does not read back: the stick may be failing. The bundle is still here; use another stick and motcua bundle again.
exchange-io = The stick or the disk reports a fault: { $why }. The office's data has not changed.
exchange-not-whole = This file is no whole bundle ({ $why }); nothing was taken. Copy it again from the sender.
exchange-too-large = The bundle goes beyond a bound ({ $why }); it was not read and nothing was taken.
exchange-stranger = Nobody knows who sent this bundle: the sender's key is not trusted. Get their card and compare the fingerprint first.
exchange-signature = The bundle's signature is wrong: it was changed or made by somebody else. Nothing was taken.
exchange-not-for-us = This bundle is for another office; it does not open here.

# bundles: previews
bundle-from = Bundle { $number } from { $office }, made { $at }
bundle-missing = Bundle { $numbers } never came: ask the sender (motcua bundle again); later ones can be taken all the same.
bundle-late = This bundle is older than one already taken; only what is not here yet is added.
bundle-new = Files new here ({ $count }):
bundle-newer = Files that changed ({ $count }):
bundle-notes = Only new notes ({ $count }):
bundle-forked = Two different versions, to be decided ({ $count }):
bundle-older = Ours goes further ({ $count })
bundle-same = Known already ({ $count })
bundle-no-code = (no code yet)
bundle-events = { $count } new events
bundle-comes-here = GIVEN OVER TO US
bundle-relayed = kept by { $office }, passed on by the sender
bundle-pack-new = New pack: { $name }
bundle-pack-changed = Pack that replaces the one in use: { $name }
bundle-pack-same = Pack like the one in use: { $name }
bundle-pack-faulty = FAULTY pack, none of this bundle can be taken: { $name }
bundle-nothing-new = Nothing is new.
bundle-how-to-take = Nothing was taken yet. To take it: motcua bundle take FILE --accept { $code }
bundle-made = Bundle { $number } for { $office } is recorded: { $cases } files, { $given } of them given over; { $packs } packs.
bundle-brought = It is on the stick and reads back: { $file }
bundle-not-brought = Bundle { $number } is recorded but not on the stick. Bring it again: motcua bundle again "{ $office }" { $number } STICK
bundle-taken = Taken: { $changed } files changed, { $came } came to be kept here, { $held } wait for a decision, { $packs } packs.

# bundles: what does not fit
fork-number-taken = DOES NOT FIT: another bundle with number { $number } was taken before. The sender may have gone back to an old copy, or two machines share one copy; call them.
fork-other-before = DOES NOT FIT: this bundle follows another bundle { $number } than the one taken. Call the sender.
fork-their-history = DOES NOT FIT: the sender's history is not the one they told at point { $number }. They may have gone back to an old copy, or their journal was changed; call them.
fork-our-history = DOES NOT FIT: the sender saw another history of this office at point { $number }. This machine may have gone back to an old copy; run motcua check and compare the line of the day.

# bundles: offices and cards
partner-none = Nothing is exchanged with any office yet. Begin with motcua bundle card.
partner-trusted = trusted to the end of { $day }
partner-expired = TRUST ENDED after { $day }
partner-revoked = NOT TRUSTED: { $why }
partner-counts = { $made } bundles made, they say they have all up to { $receipt }; taken up to { $taken }
card-written = The card is written. Read these eight groups aloud to the other office, two people on each side: { $fingerprint }
card-read = The card of { $office } ({ $code }). Nothing is trusted yet. Call them, let two people hear the eight groups, then type them: --fingerprint "…" --witness CODE
card-trusted = { $office } is trusted from now on.
card-revoked = { $office } is trusted no more; their bundles no longer come in.
shell-no-stick = There is no folder { $dir }. Plug the stick in and name its folder.
shell-no-filter = There is no filter { $name }. There are: { $known }

# bundles: two versions
conflict-none = No file waits for a decision.
conflict-open = { $count } files have two versions and wait for a decision: motcua bundle conflicts
conflict-title = { $code } { $owner }: the first { $common } events are common, then they differ (bundle { $number } from { $office })
conflict-ours = Our version
conflict-theirs = The sender's version
conflict-decided = File { $code } is decided; the decision stands in its history and goes along with the next bundle.

# bundles on the screen
command-show-bundles = Bundles with other offices
form-bundle = Bundles on a stick
page-bundle = Bundles on a stick
field-bundle-task = Task
field-stick-file = Bundle, or its folder
field-stick-code = Code that was read
field-stick-despite = Reason to take it anyway
field-stick-office = Receiver
field-stick-folder = Folder of the stick
field-bundle-what = Files to send
field-stick-give = Give over to the receiver
field-stick-packs = With packs of the office
field-stick-conflict = File with two versions
field-bundle-version = Which one holds
bundle-task-look = Preview a bundle
bundle-task-take = Take the bundle previewed
bundle-task-send = Make a bundle on the stick
bundle-task-state = Offices, missing, two versions
bundle-task-decide = Decide between two versions
bundle-what-changed = Known to the receiver, changed
bundle-what-current = The file under the cursor
bundle-what-tagged = The tagged files
bundle-what-shown = All files of the list
bundle-what-nothing = No files
bundle-version-ours = Our version
bundle-version-theirs = The sender's version
bundle-read-then-take = Nothing was taken yet. When you have read it, close this page and type code { $code } to take it.
exchange-other-code = The code typed is not this bundle's; nothing was taken. Preview it again and type its code.
bundle-packs-later = The procedures, calendars and forms just taken hold from the next start of the program.
