"""指标: what is counted, declared once beside its line and the same wherever it is shown, down to the matters behind it.

A line declares what is *tallied* (``vocabulary.Tallied``: a happening, or a standing that begins and ends) and the *indicators*
made of it. The worker folds every changed matter into parts and cells (``folding``); a page asks the cells (``asking``), whose
number does not grow with the matters; a figure opens to its parts (``opening``). All of it can be made anew from the matters.
"""
