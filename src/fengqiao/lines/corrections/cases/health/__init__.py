"""暂予监外执行的身体情况: monthly body reports, the review of the illness every three months, the end of the ground (刑事诉讼法第二百六十八条)."""
