"""drafter: draft and check agreements on security and human rights."""

__version__ = "0.1.0"
