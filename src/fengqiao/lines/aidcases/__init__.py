"""法律援助案件: what follows a grant of aid or an organ's notice, to the file, the money and the judgement of its quality.

One stage of one person's case is one matter (法律援助法 22, 25). Who acts is recorded with the act as the register of lawyers
said it that day. Nobody's need is scored; lawyers are proposed, a person decides.
"""
