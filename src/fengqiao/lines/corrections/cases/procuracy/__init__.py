"""检察监督: opinions received and answered in writing; what is copied to the procuratorate, and what was not yet (社区矫正法第六十二条)."""
