"""Exchange 往来: what goes to other bodies and comes from them as signed envelopes, and what outside systems must be told.

Lines use four words of it: ``kinds.declare`` (a kind of envelope and its fields), ``kinds.receives`` (what to do with one
that comes in), ``sending.send`` (inside the transaction of what caused it), ``outside.fields.reports`` (what of a line an
outside system may be told). See docs/exchange.md.
"""
