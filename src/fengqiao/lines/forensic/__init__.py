"""鉴定委托: the institute examines, the bureau follows: which institute, until when, held up since when, which opinion came."""
