"""接收: the notice, the documents, the report within ten days, the hand-over (社区矫正法第二十条至第二十二条)."""
