"""矫正过程: the declaration, the team, the plan and its changes, classified management (社区矫正法第二十二条至第二十五条)."""
