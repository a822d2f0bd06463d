"""Claims to cases. Pure functions of claims: the same claims in any order give the same cases."""
