"""律师参与信访接待: one session, the opinion, the channel suggested, what became of it."""
