"""可以提供什么、依据、给谁: who asks about people under supervision, what may be given on which article, and the reply letter."""
