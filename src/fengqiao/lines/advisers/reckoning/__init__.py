"""履职计算: from confirmed minutes to the month's result. Pure in :mod:`credit`; read from the rows in :mod:`looking`."""
