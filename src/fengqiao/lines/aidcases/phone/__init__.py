"""The pages of a handler on the telephone: what was offered, the own cases, a few lines after each step, the file, what is paid."""
