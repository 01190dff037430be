"""以案定补: a subsidy for a mediated case, from the claim to the money, with two pairs of eyes and checks against invention.

人民调解法 16; 财行〔2007〕179号. A claim is a matter of its own that names the case.
"""
