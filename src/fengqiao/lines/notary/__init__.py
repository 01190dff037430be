"""公证预约: the bureau books and tracks, the notary office decides. Lawful items, where to go, what to bring, a time, how far it is."""
