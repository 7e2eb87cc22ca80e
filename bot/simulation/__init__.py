"""A made-up community lives through days and bursts, and the real bot dispatches: see `weiguang simulate`."""
