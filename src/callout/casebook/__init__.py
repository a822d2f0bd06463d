"""The cases of a ledger: kept as it grows, asked for as of any time, decided on by persons."""
