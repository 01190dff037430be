"""驾驶舱、一张图: a few figures of one's own lines at one look, each opening to what it counts; on a wall, a desk, a phone, a sheet of paper."""
