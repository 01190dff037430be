"""安置帮教: from the prison's notice to the hand-over, then help for those who want it, until the help period ends.

Help, not supervision: no check-in, no location, no leave, no sanction, no score. A refusal is an outcome, never a breach.
"""
