"""考核奖惩: praise, admonition, warning and the proposal of a security penalty (社区矫正法第二十八条). No score decides anything."""
