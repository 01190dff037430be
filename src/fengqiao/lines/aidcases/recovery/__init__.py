"""追偿: what was spent on aid got by deceit, or paid twice, is asked back (法律援助法64); the fine is another procedure's."""
