"""对账: what courts, prisons and police have on their lists against what we have on ours, month by month (L6)."""
