"""What is new: the brief. Never writes to the ledger."""
