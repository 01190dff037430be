"""``fengqiao bench``: how far the product is from the physical limit, as ratios in one run on one database.

The database is the bench's own: created beside the real one, filled, dropped; keys and files lie in a directory of its own.
It is filled from a few dozen lived timelines: cases of the invented county (``fengqiao.demo``) that went through the same
door as real ones. Each is pressed again many times under a new id, data key, number, name, telephone and identity number:
values sealed anew, the SM3 chain counted anew, rows written by COPY (``stencils``, ``filling``). ``fengqiao verify`` holds
for what comes out, and a sample is verified in the run. One case in twenty is open, as in a county that keeps its files.

People under supervision have three years of records each: a dozen lives a county are lived for it (``lives``), then pressed. So are a
legal aid centre's three years of cases, questions and bookings (``aided``), with the registers beside them (``registers``).

What is measured (``pages``, ``acting``, ``recounting``, ``memory``): pages through every layer as the web's own role under
row-level security, against one hand-written query for the same rows as the tables' owner; an action through HTTP against the
same rows written by bare SQL in one transaction; filling against the COPY in it; clocks counted anew against reading what they
are counted from; the night over those under supervision (``supervision``, ``nights``), two hundred at twenty slots (``booking``);
the desks, the queue and the telephones of legal services (``legal_services``);
memory of the running group. Times are the fastest of several runs taken in turn; ratios are what to compare.
"""
