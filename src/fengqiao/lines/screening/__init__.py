"""矛盾纠纷排查: rounds of screening, each unit's report, the leads found, the sensitive periods in which it is done daily.

No person is screened and no register of persons is kept: what is looked for are disputes and their first signs.
"""
