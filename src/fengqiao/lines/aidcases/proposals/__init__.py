"""指派建议: what the solver is asked about the cases that wait, and what it answered, kept so that anybody may ask again.

A proposal ranks lawyers, never recipients; it decides nothing. Whoever assigns otherwise gives a reason, and somebody else agrees.
"""
