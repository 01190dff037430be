"""经常性跨市、县活动: a permit of six months for named places; each trip by a word beforehand (社区矫正法第二十七条第一款)."""
