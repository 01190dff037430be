"""失联查找: three channels, then the police; out of supervision only when a person decides so (社区矫正法第三十条)."""
