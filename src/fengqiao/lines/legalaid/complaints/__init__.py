"""投诉: against the centre, a body or a person who gives aid, dealt with by the bureau; a matter of its own (法律援助法55、56)."""
