"""The things that callout writes down, as frozen models. No look-ups, no input or output."""
