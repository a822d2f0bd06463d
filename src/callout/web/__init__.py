"""The pages and the API: the ledger shown, searched, added to and reviewed. Nothing here knows how a claim is read."""
