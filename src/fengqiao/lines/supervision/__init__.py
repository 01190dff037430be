"""督办事项: who has to do what until when; the colour follows from the days and the progress, nobody chooses it."""
