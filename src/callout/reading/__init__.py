"""From a document to its claims. Pure: no clock, no network, no database."""
