"""远程会见: the families of inmates ask near home, the prison decides, the visit is held at a terminal of the bureau or an office.

Three things: requests (one matter from the call to the end of the visit), what prisons said of somebody (暂停会见, a move, a
release: a matter of its own), and the prisons with their own rules, kept by the bureau and never shown as national. Of an
inmate only name, prison and perhaps number and year of birth are kept: no offence, no term. Nobody is judged or scored.
"""
