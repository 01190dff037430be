"""法律援助补贴: what a case or a shift pays, by the bureau's own table. Pure reckoning; two people; a batch; a voucher.

    rates       补贴标准, a matter each: who set it, by which document, from which day
    reckoning   amount = direct + labour × factor + adds, exact, rounded half up to 0.01元
    batches     发放批次: made by one person, checked by another, paid by the bureau's finance
"""
