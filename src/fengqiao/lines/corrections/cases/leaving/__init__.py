"""外出: leaving the city or county of residence, by the length of the leave and of all leaves in any two months (社区矫正法第二十七条)."""
