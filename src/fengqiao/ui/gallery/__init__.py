"""A gallery of every component in every state, for looking at and for tests. Invented content only.

Include `fengqiao.ui.gallery.urls` where DEBUG is on; never in an office.
"""
