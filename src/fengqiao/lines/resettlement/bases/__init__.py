"""过渡性安置基地 and who stays there: beds by the booking core, jobs counted under the base's lock, a waiting list by need."""
