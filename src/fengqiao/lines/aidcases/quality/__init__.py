"""质量评估: which cases are looked at, who scores them without knowing whose they are, what follows (法律援助法57、59).

A plan draws the sample from a stored seed; every case drawn is a review of its own. The names of handler and body are no part
of a review until the scores are in; a score is read by its author and the centre alone.
"""
