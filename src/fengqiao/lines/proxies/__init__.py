"""代办授权: who acts for whom on the phone, for what and until when; ended at any time by the person."""
