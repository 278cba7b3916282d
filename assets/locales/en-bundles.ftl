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
