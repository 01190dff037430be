"""政府法律顾问: contracts bought together for many units, and the matters those units put to their counsel."""
