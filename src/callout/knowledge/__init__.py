"""Who is who: look-ups over data files that say where their facts come from. Nothing here reads a document."""
