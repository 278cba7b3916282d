# People and trust: printing on a sealed desk, retention and erasing, drafts, backups.
shell-prints-wait = Sheets still wait for the printer. Print or cancel them (key P), then seal; every sheet can be printed again from its file.
notice-written-plain = Written: { $path }. This file lies OUTSIDE the seal, whoever has the machine can read it; the log has your name.
