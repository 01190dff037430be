"""减刑: proposed by the agency, reviewed above, ruled by the court; only the ruling moves the end (社区矫正法第三十三条)."""
