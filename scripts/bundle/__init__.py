"""The offline bundle: every wheel an office needs, an installer that asks no network, and a list of digests."""
