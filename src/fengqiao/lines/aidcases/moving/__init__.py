"""Cases that go to another centre and come from one (异地移交), and what centres do for each other in a case (异地协作), by signed letters.

Nobody is without a lawyer for a letter: who has the case here goes on with it until the other centre has somebody who took it.
"""
