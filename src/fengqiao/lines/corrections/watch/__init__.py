"""脱管漏管排查: what is suspected today, and why; what was not copied to the procuratorate yet. Pages for the county and its offices."""
