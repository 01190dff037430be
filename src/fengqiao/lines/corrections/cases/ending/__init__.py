"""解除、终止: the end by time or pardon, by revocation, by death (社区矫正法第四十四条至第五十一条), and custody on the way."""
