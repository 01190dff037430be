"""异议: against a refusal or a termination, decided by the bureau that set the centre up; a matter of its own."""
