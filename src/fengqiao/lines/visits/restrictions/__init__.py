"""What a prison said of an inmate or a visitor: no visits for a while, moved, released, dead. A matter of its own."""
