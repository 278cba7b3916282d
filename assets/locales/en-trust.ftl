# People and trust: printing on a sealed desk, retention and erasing, drafts, backups.
shell-prints-wait = Sheets still wait for the printer. Print or cancel them (key P), then seal; every sheet can be printed again from its file.
notice-written-plain = Written: { $path }. This file lies OUTSIDE the seal, whoever has the machine can read it; the log has your name.
refusal-retention-runs = File { $code } is kept until { $until } and cannot be erased yet; the periods are in retention.toml.
refusal-under-hold = File { $code } is held (a complaint, a court, an inspection); release it before proposing to erase it.
refusal-proposal-unknown = No proposal { $number } is open; see motcua retention list.
refusal-too-many-at-once = One proposal names at most { $most } files; divide it.
refusal-desk-is-plain = The desk is not sealed, so nothing can be erased for ever; run motcua seal first.
shell-no-schedule = There is no retention schedule: write the office's own into { $file }, a [[keep]] each with procedure or field, years (or forever = true) and basis. The program sets no period by itself.
shell-nothing-due = No file is past its retention and free (by { $file }).
shell-held = { $count } files are held.
shell-released = { $count } files are held no more.
shell-proposed = Proposal { $number } to erase { $count } files is recorded. Another competent person agrees with: motcua retention erase { $number }
shell-proposal = proposal { $number }: { $count } files, { $by }, { $at }: { $basis }
shell-kept-over = { $code }  ended { $ended }, kept until { $until }: OVER
shell-kept-held = { $code }  ended { $ended }: HELD
shell-kept-until = { $code }  ended { $ended }, kept until { $until }
shell-kept = { $code }  ended { $ended }, no period or for ever
shell-erased = { $count } files are erased from the live data for ever. Older backups in the desk's folder ({ $backups }) can be read until { $until }; copies elsewhere are for the office to destroy.
