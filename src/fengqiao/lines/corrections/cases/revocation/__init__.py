"""撤销缓刑、撤销假释、收监执行: proposed on a legal ground, decided by the court or the organ (社区矫正法第四十六条至第五十条)."""
