"""Reads what people send, mends it, and keeps the way back to the original. Never fetches, never executes."""
