"""法律服务志愿者: the register of those who help without pay, what they did, by the hour. They advise and draft; they never defend."""
