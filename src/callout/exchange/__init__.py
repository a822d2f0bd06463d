"""Claims and cases in the forms of others. Never writes to the ledger."""
