"""callout keeps a ledger of who publicly said who is behind a cyber operation, in which words."""

__version__ = "0.1.0"
