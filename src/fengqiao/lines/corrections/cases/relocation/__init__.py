"""变更执行地: the old county asks the new one, decides, sends the file; the new one registers. The case is on exactly one register at
every instant (社区矫正法第二十七条第二款)."""
