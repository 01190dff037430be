"""调查评估: what a court, procuratorate, police or prison asks before a measure is decided (社区矫正法第十八条). A line of its own."""
