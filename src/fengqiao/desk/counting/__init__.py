"""临时统计: a count put together on the screen by somebody who knows no SQL, over what the reader may see."""
