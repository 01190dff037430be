"""电子定位装置: an exception on one of five grounds, for three months at most, approved by the bureau's leader (社区矫正法第二十九条)."""
