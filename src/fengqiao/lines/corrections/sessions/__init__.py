"""集体教育、公益活动: one session entered once for many, recorded in each one's case (社区矫正法第三十六条、第四十二条、第五十二条)."""
