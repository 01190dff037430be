"""文书助手: plain questions, and from the answers a paper one prints, checks and signs oneself. Nothing of it is kept."""
