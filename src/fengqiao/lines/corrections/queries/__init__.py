"""封存档案查询: who asks on which law, who grants it, what is read once and by whom (刑事诉讼法第二百八十六条、治安管理处罚法第一百三十六条)."""
