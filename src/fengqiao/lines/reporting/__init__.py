"""报告: the year-end summary, the monthly report and their kin, written from the records; what no record holds, from a hand register.

    approximating   余: how a figure is said in round numbers
    catalogue       数据项: each figure of each report, once, with where it comes from
    taking          the figures of a report at one moment: taken live, or frozen with the entry that checked them
    hand            人工登记: what has no line of its own yet, each with the document that proves it
    forms           模板: what a bureau may write in Word around the figures, and the document made of it
    procedure       起草 → 数据核对 → 审核 → 签发 → 印发, four pairs of eyes
"""
