"""Applications that go to another centre and come from one (异地移送), and what centres look up for each other (异地协查), by signed letters."""
