"""法律顾问队伍: who is appointed to whom, what they really did, confirmed by those they did it for, month by month.

Appointments of the four teams, the government's own legal counsel and lawyers' turns in petition reception. Nobody is located,
nobody is ranked: what counts is what the host confirms.
"""
