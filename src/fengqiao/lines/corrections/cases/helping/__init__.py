"""教育、公益活动、帮扶: by what the person is and needs, with no national quota of hours (社区矫正法第三十五条至第四十三条)."""
