"""Outside systems 外部系统: what the province's or the centre's platform must be told, without typing it twice."""
